import {AutoComplete} from "@web/core/autocomplete/autocomplete";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {CharField, charField} from "@web/views/fields/char/char_field";
import {Component} from "@odoo/owl";

const SHOWN = 10;

/** Names of public holidays of the country of the record, separated by semicolons. */
export class HolidayField extends Component {
    static template = "crm_customer_care.HolidayField";
    static components = {AutoComplete, CharField};
    static props = {...CharField.props};

    setup() {
        this.orm = useService("orm");
        this.names = new Map();
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get sources() {
        return [{options: (text) => this.getOptions(text)}];
    }

    async getNames() {
        const countryId = this.props.record.data.country_id?.id || false;
        if (!this.names.has(countryId)) {
            const names = this.orm.call("care.occasion", "get_holiday_names", [
                countryId,
            ]);
            this.names.set(countryId, names);
        }
        return this.names.get(countryId);
    }

    /** What follows the last semicolon is looked up. */
    async getOptions(text) {
        const typed = text === this.value ? [""] : text.split(";");
        const wanted = typed.pop().trim().toLowerCase();
        const before = typed.map((name) => name.trim()).filter(Boolean);
        return (await this.getNames())
            .filter((name) => name.toLowerCase().includes(wanted))
            .slice(0, SHOWN)
            .map((name) => ({
                label: name,
                onSelect: () => this.update([...before, name].join("; ")),
            }));
    }

    update(value) {
        return this.props.record.update({[this.props.name]: value || false});
    }

    onChange({inputValue}) {
        return this.update(inputValue.trim());
    }
}

registry.category("fields").add("care_holiday", {
    ...charField,
    component: HolidayField,
});
