import {Component} from "@odoo/owl";
import {formatCurrency} from "@web/core/currency";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";

const LIGHTS = {
    green: {icon: "fa-check-circle text-success", name: _t("Target Reached")},
    amber: {icon: "fa-exclamation-circle text-warning", name: _t("Nearly reached")},
    red: {icon: "fa-times-circle text-danger", name: _t("Target Missed")},
};
const WIDTH = 64;
const HEIGHT = 18;
const EDGE = 2;

/** A figure of one person: its light, its target, and how it went before. */
export class CareKpiCell extends Component {
    static template = "crm_customer_care.CareKpiCell";
    static props = {
        cell: Object,
        kpi: Object,
        currencyId: Number,
        openFigure: Function,
        openNote: Function,
    };

    get light() {
        return LIGHTS[this.props.cell.light];
    }

    get isMeasured() {
        const {value} = this.props.cell;
        return value !== null && value !== undefined;
    }

    get hasTarget() {
        return this.props.cell.target !== null;
    }

    format(value) {
        const {kpi, currencyId} = this.props;
        if (kpi.unit === "money") {
            return formatCurrency(value, currencyId, {digits: [16, 0]});
        }
        const digits = [16, kpi.unit === "percent" ? 1 : 2];
        const number = formatFloat(value, {digits, trailingZeros: false});
        if (kpi.unit === "percent") {
            return `${number} %`;
        }
        return kpi.unit === "days" ? _t("%s days", number) : number;
    }

    get target() {
        return _t("Target %s", this.format(this.props.cell.target));
    }

    /** The numbers behind the value, where it is not one of them. */
    get parts() {
        const {numerator, denominator} = this.props.cell;
        if (!denominator) {
            return "";
        }
        const [counted, total] = [numerator, denominator].map((number) =>
            formatFloat(number, {digits: [16, 2], trailingZeros: false}),
        );
        return this.props.kpi.formula === "growth"
            ? _t("%(counted)s after %(total)s a year before", {counted, total})
            : _t("%(counted)s of %(total)s", {counted, total});
    }

    get hint() {
        return [this.light?.name, this.parts].filter(Boolean).join(", ");
    }

    /** Whether it is a part of records counted one by one: then that stands there. */
    get isCount() {
        const {cell, kpi} = this.props;
        return (
            kpi.unit === "percent" &&
            kpi.formula === "ratio" &&
            cell.denominator > 0 &&
            Number.isInteger(cell.numerator)
        );
    }

    /** Points of the line of the months before and this one; empty for a single one. */
    get points() {
        const values = [...this.props.cell.trend, this.props.cell.value];
        const known = values
            .map((value, index) => ({value, index}))
            .filter(({value}) => value !== null);
        if (known.length < 2) {
            return "";
        }
        const numbers = known.map(({value}) => value);
        const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
        const step = (WIDTH - 2 * EDGE) / (values.length - 1);
        return known
            .map(({value, index}) => {
                const share = high > low ? (value - low) / (high - low) : 0.5;
                const y = HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
                return `${(EDGE + index * step).toFixed(1)},${y.toFixed(1)}`;
            })
            .join(" ");
    }

    get last() {
        return this.points.split(" ").at(-1).split(",");
    }
}
