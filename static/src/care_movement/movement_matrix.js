import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger, formatPercentage} from "@web/views/fields/formatters";
import {formatShortAmount} from "./short_amount";

const ABSENT = "absent";

/** Where customers were, from the left, and where they went, at the top. */
export class MovementMatrix extends Component {
    static template = "crm_customer_care.MovementMatrix";
    static props = {matrix: Object, openCell: Function};

    get classes() {
        return this.props.matrix.classes;
    }

    get rows() {
        return this.classes
            .filter((row) => this.sum(row.key, null, "customers"))
            .map((row) => (row.key === ABSENT ? {...row, name: _t("New")} : row));
    }

    get columns() {
        return this.classes
            .filter((row) => this.sum(null, row.key, "customers"))
            .map((row) => (row.key === ABSENT ? {...row, name: _t("Gone")} : row));
    }

    /** Sum of a cell, a row, a column or all: null stands for any class. */
    sum(before, after, measure) {
        return this.props.matrix.cells
            .filter((cell) => before === null || cell.from === before)
            .filter((cell) => after === null || cell.to === after)
            .reduce((sum, cell) => sum + cell[measure], 0);
    }

    getCount(before, after) {
        const count = this.sum(before, after, "customers");
        return count ? formatInteger(count) : "";
    }

    /** What they bring after; of those who left, what they brought. */
    getAmount(before, after) {
        const measure = after === ABSENT ? "from_contribution" : "contribution";
        const value = this.sum(before, after, measure);
        return formatShortAmount(value, this.props.matrix.currency_id);
    }

    getShare(before, after) {
        const whole = this.sum(before, null, "customers");
        const share = whole ? this.sum(before, after, "customers") / whole : 0;
        return formatPercentage(share, {digits: [false, 0]});
    }

    /** The more of a row go there, the stronger the colour; who stayed is grey. */
    getStyle(before, after) {
        const whole = this.sum(before, null, "customers");
        const share = whole ? this.sum(before, after, "customers") / whole : 0;
        if (!share || before === after) {
            return share ? "background-color: rgba(107, 114, 128, .12)" : "";
        }
        const color = this.getColor(before, after);
        return `background-color: rgba(${color}, ${0.08 + share * 0.42})`;
    }

    getColor(before, after) {
        const places = this.classes.map(({key}) => key);
        const isBetter =
            before === ABSENT ||
            (after !== ABSENT && places.indexOf(after) < places.indexOf(before));
        return isBetter ? "22, 163, 74" : "220, 38, 38";
    }

    getLabel(row, column) {
        return _t("%(count)s from %(before)s to %(after)s", {
            count: this.getCount(row.key, column.key),
            before: row.name,
            after: column.name,
        });
    }
}
