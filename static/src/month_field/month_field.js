import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {DateTimeField, dateField} from "@web/views/fields/datetime/datetime_field";

/** A date that stands for its month: shown and picked without a day. */
export class MonthField extends DateTimeField {
    getFormattedValue(index) {
        const day = this.values[index];
        return day ? day.toLocaleString({month: "long", year: "numeric"}) : "";
    }
}

export const monthField = {
    ...dateField,
    component: MonthField,
    displayName: _t("Month"),
    extractProps: (info, dynamicInfo) => ({
        ...dateField.extractProps(info, dynamicInfo),
        minPrecision: "months",
    }),
};

registry.category("fields").add("care_month", monthField);
