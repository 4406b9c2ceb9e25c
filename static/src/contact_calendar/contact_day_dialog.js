import {Component, onMounted, useRef, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";

/** The contacts with a customer on one day: to read, to edit, to add one. */
export class ContactDayDialog extends Component {
    static template = "crm_customer_care.ContactDayDialog";
    static components = {Dialog};
    static props = {
        close: Function,
        title: String,
        touches: Array,
        editable: Array,
        channels: Array,
        canAdd: Boolean,
        warnings: Array,
        add: Function,
        addNote: Function,
        changed: Function,
    };

    setup() {
        this.dialog = useService("dialog");
        this.state = useState({isBusy: false, note: ""});
        this.channelsRef = useRef("channels");
        useAutofocus();
        onMounted(() => this.lastTouch || this.focusChannel());
    }

    focusChannel() {
        this.channelsRef.el?.querySelector("button").focus();
    }

    /** The last contact on which the user may write a note. */
    get lastTouch() {
        const {touches, editable} = this.props;
        return touches.findLast(([id]) => editable.includes(id));
    }

    edit(id) {
        this.props.close();
        this.dialog.add(FormViewDialog, {
            resModel: "care.touch",
            resId: id,
            onRecordSaved: () => this.props.changed(),
            removeRecord: () => this.props.changed(),
        });
    }

    add(channel) {
        return this.work(async () => this.edit(await this.props.add(channel.letter)));
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.addNote();
        }
    }

    async addNote() {
        const note = this.state.note.trim();
        await this.work(async () => {
            if (note) {
                await this.props.addNote(this.lastTouch[0], note);
            }
            this.props.close();
        });
    }

    async work(job) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await job();
        } finally {
            this.state.isBusy = false;
        }
    }
}
