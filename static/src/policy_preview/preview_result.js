import {Component} from "@odoo/owl";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {formatInteger, formatPercentage} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {formatShortAmount} from "../care_movement/short_amount";

const [CUSTOMERS, CONTRIBUTION] = [0, 1];

/** What other rules do: tiers, quadrants and segments side by side. */
export class PreviewResult extends Component {
    static template = "crm_customer_care.PreviewResult";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get result() {
        return this.props.record.data[this.props.name];
    }

    get summary() {
        const {moved, as_of: asOf} = this.result;
        const values = {
            count: formatInteger(moved),
            day: formatDate(deserializeDate(asOf)),
        };
        if (!moved) {
            return _t("Nobody moves, as of %(day)s.", values);
        }
        return moved === 1
            ? _t("1 customer moves, as of %(day)s.", values)
            : _t("%(count)s customers move, as of %(day)s.", values);
    }

    /** Falls take their time, and that is said. */
    get note() {
        const {waiting, runs} = this.result;
        if (!waiting) {
            return "";
        }
        return _t(
            "%(count)s falls wait: a customer who is below its tier keeps it until it was so at %(runs)s month ends running. “Later” shows them all counted, if nobody buys meanwhile.",
            {count: formatInteger(waiting), runs: formatInteger(runs)},
        );
    }

    getMoments({code}) {
        const moments = [
            {key: "now", name: _t("Now")},
            {key: "next", name: _t("With the Next Refresh")},
        ];
        if (code !== "quadrant") {
            moments.push({key: "later", name: _t("Later")});
        }
        return moments;
    }

    getCount(row, moment) {
        return formatInteger(row[moment][CUSTOMERS]);
    }

    /** How many customers more or fewer than now, with their sign. */
    getDifference(row, moment) {
        const difference = row[moment][CUSTOMERS] - row.now[CUSTOMERS];
        if (moment === "now" || !difference) {
            return "";
        }
        const sign = difference > 0 ? "+" : "−";
        return sign + formatInteger(Math.abs(difference));
    }

    getAmount(row, moment) {
        const currencyId = this.result.currency_id[moment === "now" ? "now" : "next"];
        return formatShortAmount(row[moment][CONTRIBUTION], currencyId);
    }

    /** Its share of all contribution; what prospects may bring is none. */
    getShare({rows}, row, moment) {
        if (row.expected) {
            return _t("expected");
        }
        const whole = rows
            .filter(({expected}) => !expected)
            .reduce((sum, other) => sum + Math.max(other[moment][CONTRIBUTION], 0), 0);
        const share = whole ? Math.max(row[moment][CONTRIBUTION], 0) / whole : 0;
        return formatPercentage(share, {digits: [false, 1]});
    }

    async open({code}, row, moment) {
        const action = await this.orm.call("care.policy.preview", "action_open_class", [
            [this.props.record.resId],
            code,
            row.key,
            moment,
        ]);
        return this.action.doAction(action);
    }

    async openMovers() {
        const action = await this.orm.call(
            "care.policy.preview",
            "action_open_movers",
            [[this.props.record.resId]],
        );
        return this.action.doAction(action);
    }
}

registry.category("fields").add("care_preview_result", {
    component: PreviewResult,
    supportedTypes: ["json"],
});
