import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {Chatter} from "@mail/chatter/web_portal/chatter";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";

/** Says above a message to whom one has to be discreet, and why if one may know. */
export class CareDiscretion extends Component {
    static template = "crm_customer_care.Discretion";
    static props = {partnerIds: {type: Array, element: Number}};

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({texts: []});
        onWillStart(() => this.load(this.props.partnerIds));
        onWillUpdateProps(({partnerIds}) => {
            if (String(partnerIds) !== String(this.props.partnerIds)) {
                this.load(partnerIds);
            }
        });
    }

    async load(partnerIds) {
        const call = partnerIds.length
            ? this.orm.silent.call("res.partner", "get_care_discretion", [partnerIds])
            : Promise.resolve([]);
        this.state.texts = await this.keepLast.add(call);
    }
}

Object.assign(Chatter.components, {CareDiscretion});
