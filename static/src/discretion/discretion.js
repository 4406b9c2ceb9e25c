import {Component, onWillUpdateProps, useState} from "@odoo/owl";
import {Chatter} from "@mail/chatter/web_portal/chatter";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";

/** Says above a message to whom one has to be discreet, and why if one may know. */
export class CareDiscretion extends Component {
    static template = "crm_customer_care.Discretion";
    static props = {recipients: Array};

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({texts: []});
        this.load(this.partnerIds(this.props));
        onWillUpdateProps((props) => {
            const partnerIds = this.partnerIds(props);
            if (String(partnerIds) !== String(this.partnerIds(this.props))) {
                this.load(partnerIds);
            }
        });
    }

    partnerIds({recipients}) {
        return recipients.map((recipient) => recipient.partner_id).filter((id) => id);
    }

    async load(partnerIds) {
        const call = partnerIds.length
            ? this.orm.silent.call("res.partner", "get_care_discretion", [partnerIds])
            : Promise.resolve([]);
        this.state.texts = await this.keepLast.add(call);
    }
}

Object.assign(Chatter.components, {CareDiscretion});
