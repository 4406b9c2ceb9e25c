import {Component, onWillStart, useState} from "@odoo/owl";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";

const MODEL = "onboarding.onboarding";

/** Companies in which nothing is left to set up: they are not asked for again. */
const finished = new Set();

/** The first steps of a manager: each leads to where it is done. */
export class CareOnboarding extends Component {
    static template = "crm_customer_care.CareOnboarding";
    static props = {onDone: {type: Function, optional: true}};
    static defaultProps = {onDone: () => {}};

    setup() {
        // not by its hook: views are drawn twice, and the first one goes while it waits
        this.orm = this.env.services.orm;
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.state = useState({panel: false});
        onWillStart(async () => {
            if (!finished.has(this.company)) {
                await this.start();
            }
        });
    }

    get company() {
        return user.activeCompany?.id;
    }

    async start() {
        if (await user.hasGroup("crm_customer_care.group_manager")) {
            await this.load();
        }
    }

    async load() {
        this.state.panel = await this.orm.call(MODEL, "get_care_panel");
        if (!this.state.panel) {
            finished.add(this.company);
        } else if (this.state.panel.is_done) {
            // said once: what is switched off later on was known before
            await this.keepHidden();
        }
    }

    get next() {
        return this.state.panel.steps.find((step) => !step.is_done);
    }

    get progress() {
        const {steps} = this.state.panel;
        return _t("%(done)s of %(total)s done", {
            done: steps.filter((step) => step.is_done).length,
            total: steps.length,
        });
    }

    async open({action}) {
        const target = await this.orm.call("onboarding.onboarding.step", action);
        return this.action.doAction(target, {onClose: () => this.reload()});
    }

    async reload() {
        await this.load();
        await this.props.onDone();
    }

    async skip({action}) {
        await this.orm.call(MODEL, "action_skip_care_step", [action]);
        return this.load();
    }

    close() {
        if (this.state.panel.is_done) {
            this.state.panel = false;
            return;
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Hide the First Steps"),
            body: _t(
                "They are not shown again, to no manager of this company. All of it is found under Configuration, Customer Care, too.",
            ),
            confirmLabel: _t("Hide"),
            confirm: () => this.hide(),
            cancel: () => {},
        });
    }

    async keepHidden() {
        finished.add(this.company);
        await this.orm.call(MODEL, "action_close_care_panel");
    }

    async hide() {
        await this.keepHidden();
        this.state.panel = false;
    }
}
