import {Component, useState} from "@odoo/owl";
import {localization} from "@web/core/l10n/localization";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const {Info} = luxon;

/** Weekdays as toggle buttons; the value is their sorted ISO digits, "12345". */
export class WeekdaysField extends Component {
    static template = "crm_customer_care.WeekdaysField";
    static props = {...standardFieldProps};

    setup() {
        // two quick clicks count twice: the record knows of the first one only later
        this.state = useState({value: ""});
        useRecordObserver((record) => {
            this.state.value = record.data[this.props.name] || "";
        });
    }

    get days() {
        const [short, long] = ["short", "long"].map((length) => Info.weekdays(length));
        return [...Array(7).keys()].map((offset) => {
            const index = (localization.weekStart - 1 + offset) % 7;
            const digit = String(index + 1);
            return {
                digit,
                label: short[index],
                title: long[index],
                chosen: this.state.value.includes(digit),
            };
        });
    }

    get readonlyText() {
        return (
            this.days
                .filter((day) => day.chosen)
                .map((day) => day.label)
                .join(", ") || _t("Any day")
        );
    }

    toggle(digit) {
        const digits = new Set(this.state.value);
        if (!digits.delete(digit)) {
            digits.add(digit);
        }
        this.state.value = [...digits].sort().join("");
        return this.props.record.update({
            [this.props.name]: this.state.value || false,
        });
    }
}

export const weekdaysField = {
    component: WeekdaysField,
    displayName: _t("Weekdays"),
    supportedTypes: ["char"],
    isEmpty: () => false,
};

registry.category("fields").add("care_weekdays", weekdaysField);
