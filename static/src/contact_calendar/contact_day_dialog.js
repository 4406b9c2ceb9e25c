import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {useService} from "@web/core/utils/hooks";
import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";

/** The contacts with a customer on one day: to read, to edit, to add one. */
export class ContactDayDialog extends Component {
    static template = "crm_customer_care.ContactDayDialog";
    static components = {Dialog};
    static props = {
        close: Function,
        title: String,
        touches: Array,
        channels: Array,
        canAdd: Boolean,
        warnings: Array,
        add: Function,
        changed: Function,
    };

    setup() {
        this.dialog = useService("dialog");
        this.state = useState({isBusy: false});
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

    async add(channel) {
        this.state.isBusy = true;
        try {
            const id = await this.props.add(channel.letter);
            this.edit(id);
        } finally {
            this.state.isBusy = false;
        }
    }
}
