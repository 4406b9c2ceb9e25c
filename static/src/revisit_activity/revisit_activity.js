import {Activity} from "@mail/core/web/activity";
import {ActivityListPopoverItem} from "@mail/core/web/activity_list_popover_item";
import {patch} from "@web/core/utils/patch";

/** Ask about the planned contact of an activity; done once the dialog is closed. */
async function openRevisit({services}, activity, method) {
    const action = await services.orm.call("care.revisit", method, [
        [activity.care_revisit_id],
    ]);
    return new Promise((resolve) =>
        services.action.doAction(action, {onClose: resolve}),
    );
}

patch(Activity.prototype, {
    get hasRevisit() {
        return Boolean(this.props.activity.care_revisit_id);
    },

    async openRevisit(method) {
        const {thread} = this;
        await openRevisit(this.env, this.props.activity, method);
        this.props.onActivityChanged(thread);
        await thread.fetchNewMessages();
    },

    async onClickMarkAsDone() {
        return this.hasRevisit
            ? this.openRevisit("action_open_done")
            : super.onClickMarkAsDone(...arguments);
    },

    async unlink() {
        return this.hasRevisit
            ? this.openRevisit("action_open_snooze")
            : super.unlink(...arguments);
    },
});

patch(ActivityListPopoverItem.prototype, {
    get hasRevisit() {
        return Boolean(this.props.activity.care_revisit_id);
    },

    async openRevisit(method) {
        const {onActivityChanged, onClickEditActivityButton} = this.props;
        const opened = openRevisit(this.env, this.props.activity, method);
        // closes the popover, as it does before an activity is edited
        onClickEditActivityButton?.();
        await opened;
        onActivityChanged?.();
    },

    onClickMarkAsDone() {
        return this.hasRevisit
            ? this.openRevisit("action_open_done")
            : super.onClickMarkAsDone(...arguments);
    },

    unlink() {
        return this.hasRevisit
            ? this.openRevisit("action_open_snooze")
            : super.unlink(...arguments);
    },
});
