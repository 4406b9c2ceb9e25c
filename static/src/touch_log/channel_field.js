import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useSpecialData} from "@web/views/fields/relational_utils";
import {
    BadgeSelectionField,
    badgeSelectionField,
} from "@web/views/fields/badge_selection/badge_selection_field";

/** Channels as buttons: the letter of the contact calendar, and the name. */
export class CareChannelField extends BadgeSelectionField {
    static template = "crm_customer_care.ChannelField";

    setup() {
        super.setup();
        this.channels = useSpecialData((orm, props) =>
            orm.searchRead(
                props.record.fields[props.name].relation,
                [],
                ["letter", "display_name"],
            ),
        );
    }

    get options() {
        return this.channels.data.map(({id, letter, display_name}) => [
            id,
            display_name,
            letter,
        ]);
    }
}

registry.category("fields").add("care_channel", {
    ...badgeSelectionField,
    component: CareChannelField,
    displayName: _t("Channel buttons"),
    supportedTypes: ["many2one"],
});
