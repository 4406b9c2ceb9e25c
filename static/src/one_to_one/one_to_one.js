import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const MODEL = "care.profile";

/** All about one customer on one page: figures, purchases, contacts, complaints. */
export class OneToOne extends Component {
    static template = "crm_customer_care.OneToOne";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.rootRef = useRef("root");
        this.display = {controlPanel: {}};
        this.state = useState({page: null});
        const {context} = this.props.action;
        this.profileId = this.props.state?.profileId || context.active_id;
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => ({profileId: this.profileId}),
        });
        onWillStart(() => this.load());
    }

    async load() {
        // the address of the page alone names nobody
        if (this.profileId) {
            const args = [[this.profileId]];
            this.state.page = await this.orm.call(MODEL, "get_one_to_one", args);
        }
    }

    /** Height of a bar in percent of the highest one. */
    getHeight(value) {
        const {months} = this.state.page;
        const highest = Math.max(...months.flatMap((row) => [row.value, row.before]));
        return highest > 0 ? Math.max((100 * value) / highest, 0) : 0;
    }

    get hasPurchases() {
        return this.state.page.months.some((month) => month.value || month.before);
    }

    openFigure({action}) {
        if (action.method) {
            return this.call(action.method);
        }
        return action.res_id
            ? this.openRecord(action.res_model, action.res_id)
            : this.openList(action);
    }

    async call(method, args = []) {
        const found = await this.orm.call(MODEL, method, [[this.profileId], ...args]);
        return this.action.doAction(found);
    }

    openMonth(month) {
        return this.call("action_open_purchases", [month]);
    }

    openCustomers() {
        return this.action.doAction("crm_customer_care.care_profile_action", {
            clearBreadcrumbs: true,
        });
    }

    openCustomer() {
        return this.openRecord(MODEL, this.profileId);
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openList({name, res_model, domain}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: name || this.state.page.title,
            res_model,
            domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("care_one_to_one", OneToOne);
