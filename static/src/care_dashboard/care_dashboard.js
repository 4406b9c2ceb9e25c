import {Component, markRaw, onWillStart, useRef, useState} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {browser} from "@web/core/browser/browser";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {formatInteger, formatPercentage} from "@web/views/fields/formatters";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {MovementMatrix} from "../care_movement/movement_matrix";
import {formatShortAmount} from "../care_movement/short_amount";
import {CareChart} from "../quadrant_map/care_chart";
import {getParetoChart, getParetoSentence} from "../quadrant_map/pareto_chart";
import {getTheme, tierColor} from "../quadrant_map/theme";
import {getHistoryChart} from "./history_chart";

const formatShare = (share) => formatPercentage(share, {digits: [false, 0]});

/** How it stands with the customers, on one page that prints well. */
export class CareDashboard extends Component {
    static template = "crm_customer_care.CareDashboard";
    static components = {CareChart, Layout, MovementMatrix};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.rootRef = useRef("root");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        this.theme = getTheme();
        this.font = getComputedStyle(document.body).fontFamily;
        this.state = useState({teamId: this.props.state?.teamId || false, data: null});
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => ({teamId: this.state.teamId}),
        });
        for (const name of ["openMovement", "getParetoTooltip", "getHistoryTooltip"]) {
            this[name] = this[name].bind(this);
        }
        onWillStart(() => Promise.all([loadBundle("web.chartjs_lib"), this.load()]));
    }

    async load() {
        const call = this.orm.call("care.dashboard", "get_dashboard", [
            this.state.teamId,
        ]);
        const data = await this.keepLast.add(call);
        const {pareto, months} = data.pictures;
        const look = {theme: this.theme, font: this.font, formatShare};
        this.paretoConfig = pareto.length && markRaw(getParetoChart(pareto, look));
        this.historyConfig =
            months.length > 1 && markRaw(getHistoryChart(months, look));
        this.state.data = data;
    }

    setTeam(ev) {
        this.state.teamId = Number(ev.target.value) || false;
        return this.load();
    }

    print() {
        browser.print();
    }

    // what the template shows

    get title() {
        const {company, as_of: asOf} = this.state.data;
        return asOf
            ? _t("%(company)s, as of %(day)s", {
                  company,
                  day: formatDate(deserializeDate(asOf)),
              })
            : company;
    }

    get reachText() {
        const {reach, team_id: teamId, teams} = this.state.data;
        if (teamId) {
            return teams.find(({id}) => id === teamId).name;
        }
        return {
            all: _t("All customers"),
            team: _t("Your customers and those of your team"),
            own: _t("Your customers"),
        }[reach];
    }

    formatValue({format, value}) {
        if (format === "percent") {
            return formatShare(value);
        }
        return format === "monetary" ? this.formatAmount(value) : formatInteger(value);
    }

    formatAmount(value) {
        return formatShortAmount(value, this.state.data.currency_id);
    }

    formatCount(value) {
        return formatInteger(value);
    }

    getBars(rows) {
        const whole = rows.reduce((sum, row) => sum + Math.max(row.contribution, 0), 0);
        return rows.map((row) => ({
            ...row,
            share: whole ? Math.max(row.contribution, 0) / whole : 0,
        }));
    }

    getBarStyle(row) {
        const color = tierColor(row.color, this.theme.scheme);
        return `width: ${row.share * 100}%; background-color: ${color}`;
    }

    formatShare(share) {
        return formatShare(share);
    }

    get historyLabel() {
        return _t("Key Customers at the Month Ends");
    }

    get paretoSentence() {
        return getParetoSentence(this.state.data.pictures.pareto, formatShare);
    }

    getParetoTooltip({x, y}) {
        return {
            title: _t("%s of contribution", formatShare(y)),
            lines: [_t("from %s of customers", formatShare(x))],
        };
    }

    getHistoryTooltip({month}) {
        return {
            title: formatDate(deserializeDate(month.day)),
            lines: [
                _t("Key customers: %s", formatInteger(month.customers)),
                _t("Contribution: %s", this.formatAmount(month.contribution)),
            ],
        };
    }

    // what the user does

    openTile({list, action}) {
        return action ? this.action.doAction(action) : this.openList(list);
    }

    openList({name, res_model: resModel, domain, context}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: resModel,
            domain,
            context,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            search_view_id: [false, "search"],
            target: "current",
        });
    }

    openLink({action, view}) {
        return this.action.doAction(action, view ? {viewType: view} : {});
    }

    async openMovement(before, after) {
        const {start, end, domain} = this.state.data.pictures.movement;
        const action = await this.orm.call("care.movement", "get_cell_action", [
            "tier",
            start,
            end,
            before,
            after,
            domain,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("lazy_components").add("CareDashboard", CareDashboard);
