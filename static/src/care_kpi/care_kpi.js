import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {CareKpiCell} from "./care_kpi_cell";

/** What each salesperson shall reach in a month, and what became of it. */
export class CareKpi extends Component {
    static template = "crm_customer_care.CareKpi";
    static components = {CareKpiCell, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        const {month, personId} = this.props.state || {};
        this.state = useState({report: null, personId: personId || null});
        useSetupAction({
            getLocalState: () => ({
                month: this.state.report.month,
                personId: this.state.personId,
            }),
        });
        onWillStart(() => this.load(month));
    }

    async load(month) {
        const call = this.orm.call("care.kpi.report", "get_report", [month || false]);
        this.state.report = await this.keepLast.add(call);
    }

    reload() {
        return this.load(this.state.report.month);
    }

    /** Items that must be reached, then the levers. */
    get groups() {
        const {kpis} = this.state.report;
        return [
            {kind: "must", name: _t("Must Be Reached")},
            {kind: "lever", name: _t("Levers")},
        ]
            .map((group) => ({
                ...group,
                kpis: kpis.filter(({kind}) => kind === group.kind),
            }))
            .filter((group) => group.kpis.length);
    }

    /** Whoever has a column: on a small screen one person, oneself at first. */
    get people() {
        const {people} = this.state.report;
        if (!this.ui.isSmall) {
            return people;
        }
        const chosen = people.find(({id}) => id === this.state.personId);
        return chosen ? [chosen] : people.slice(0, 1);
    }

    getCell(kpi, person) {
        return this.state.report.cells[`${kpi.id}-${person.id}`];
    }

    getScore(person) {
        const {reached, rated} = person;
        return _t("%(reached)s of %(rated)s reached", {reached, rated});
    }

    // what the user does

    choosePerson(ev) {
        this.state.personId = Number(ev.target.value);
    }

    async openFigure(kpi, person) {
        const args = [kpi.id, person.id, this.state.report.month];
        this.action.doAction(
            await this.orm.call("care.kpi.report", "open_figure", args),
        );
    }

    async openNote(kpi, person) {
        const args = [kpi.id, person.id, this.state.report.month];
        const note = await this.orm.call("care.kpi.note", "action_open", args);
        this.action.doAction(note, {onClose: () => this.reload()});
    }

    openTargets() {
        this.action.doAction("crm_customer_care.care_kpi_target_action");
    }

    openPraise() {
        this.action.doAction("crm_customer_care.care_praise_action");
    }

    praise() {
        this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Praise a Colleague"),
                res_model: "care.praise",
                views: [[false, "form"]],
                target: "new",
            },
            {onClose: () => this.reload()},
        );
    }
}

registry.category("actions").add("care_kpi", CareKpi);
