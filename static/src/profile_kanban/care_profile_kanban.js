import {onWillStart} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {CareOnboarding} from "../care_onboarding/care_onboarding";

/** Above the cards managers see what is to be set up first. */
export class CareProfileKanbanController extends KanbanController {
    static template = "crm_customer_care.CareProfileKanbanView";
    static components = {...KanbanController.components, CareOnboarding};
}

/** Cards are dragged to another tier only with a reason, so a drop opens the lock. */
export class CareProfileKanbanRenderer extends KanbanRenderer {
    setup() {
        super.setup();
        this.action = useService("action");
        onWillStart(async () => {
            this.isManager = await user.hasGroup("crm_customer_care.group_manager");
        });
    }

    get canResequenceRecords() {
        return (
            super.canResequenceRecords &&
            this.isManager &&
            this.props.list.groupByField?.name === "tier_id"
        );
    }

    get canMoveRecords() {
        return this.canResequenceRecords;
    }

    /** Who has no tier yet, a prospect, comes last. */
    getGroupsOrRecords() {
        const columns = super.getGroupsOrRecords();
        if (!this.props.list.isGrouped) {
            return columns;
        }
        return columns.sort((a, b) => Boolean(b.group.value) - Boolean(a.group.value));
    }

    async sortRecordDrop(recordId, groupId, {parent}) {
        parent?.classList.remove("o_kanban_hover");
        const {groups} = this.props.list;
        const source = groups.find((group) => group.id === groupId);
        const target = groups.find((group) => group.id === parent?.dataset.id);
        const record = source?.list.records.find(({id}) => id === recordId);
        if (record && target?.value && target !== source) {
            await this.lockTier(record, target);
        }
    }

    lockTier(record, group) {
        const {model} = this.props.list;
        const customer = record.data.partner_id?.display_name;
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: customer
                    ? _t("Lock %(customer)s in %(tier)s", {
                          customer,
                          tier: group.displayName,
                      })
                    : _t("Lock in %s", group.displayName),
                res_model: "care.profile.lock",
                views: [[false, "form"]],
                target: "new",
                context: {
                    ...record.context,
                    default_profile_ids: [record.resId],
                    default_tier_id: group.value,
                },
            },
            {onClose: () => model.load()},
        );
    }
}

export const careProfileKanbanView = {
    ...kanbanView,
    Controller: CareProfileKanbanController,
    Renderer: CareProfileKanbanRenderer,
};

registry.category("views").add("care_profile_kanban", careProfileKanbanView);
