import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useCommand} from "@web/core/commands/command_hook";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";

const MODELS = ["res.partner", "care.profile", "crm.lead", "sale.order"];

/** Logs a contact from every page; on that of a customer, with this customer. */
export class CareTouchSystray extends Component {
    static template = "crm_customer_care.TouchSystray";
    static props = {};

    setup() {
        this.action = useService("action");
        this.state = useState({isShown: false});
        onWillStart(async () => {
            this.state.isShown = await user.hasGroup("crm_customer_care.group_user");
        });
        useCommand(_t("Log a contact"), () => this.open(), {
            category: "smart_action",
            isAvailable: () => this.state.isShown,
        });
    }

    /** Context of the record that is open, if it tells whom the contact is with. */
    get context() {
        const controller = this.action.currentController;
        const {resModel} = controller?.props || {};
        const resId = controller?.currentState?.resId ?? controller?.props?.resId;
        return MODELS.includes(resModel) && Number.isInteger(resId)
            ? {active_model: resModel, active_id: resId, active_ids: [resId]}
            : {};
    }

    open() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Log a Contact"),
            res_model: "care.touch.log",
            views: [[false, "form"]],
            target: "new",
            context: this.context,
        });
    }
}

registry
    .category("systray")
    .add(
        "crm_customer_care.TouchSystray",
        {Component: CareTouchSystray},
        {sequence: 23},
    );
