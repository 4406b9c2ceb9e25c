import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {BadgeField, badgeField} from "@web/views/fields/badge/badge_field";

const CODES = {
    e1: ["E I", "success"],
    e2: ["E II", "warning"],
    e3: ["E III", "info"],
    e4: ["E IV", "300"],
    p1: ["P I", "success"],
    p2: ["P II", "warning"],
    p3: ["P III", "info"],
    p4: ["P IV", "300"],
};

/** A quadrant as its short code in its colour; its meaning is in the tooltip. */
export class QuadrantBadgeField extends BadgeField {
    static template = "crm_customer_care.QuadrantBadgeField";
    static props = {...BadgeField.props, full: {type: Boolean, optional: true}};

    get code() {
        return CODES[this.props.record.data[this.props.name]][0];
    }

    get badgeClass() {
        return `text-bg-${CODES[this.props.record.data[this.props.name]][1]}`;
    }
}

export const quadrantBadgeField = {
    ...badgeField,
    component: QuadrantBadgeField,
    displayName: _t("Quadrant"),
    supportedTypes: ["selection"],
    supportedOptions: [
        {
            label: _t("Show the meaning beside the code"),
            name: "full",
            type: "boolean",
        },
    ],
    extractProps: ({options}) => ({full: Boolean(options.full)}),
};

registry.category("fields").add("care_quadrant", quadrantBadgeField);
