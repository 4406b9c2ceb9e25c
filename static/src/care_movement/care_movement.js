import {Component, onWillStart, useRef, useState} from "@odoo/owl";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {MovementMatrix} from "./movement_matrix";

/** The movement matrix between two days. */
export class CareMovement extends Component {
    static template = "crm_customer_care.CareMovement";
    static components = {Layout, MovementMatrix};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.rootRef = useRef("root");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        this.state = useState({
            dimension: "tier",
            start: null,
            end: null,
            matrix: null,
            ...this.props.state,
        });
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => {
                const {dimension, start, end} = this.state;
                return {dimension, start, end};
            },
        });
        this.openCell = this.openCell.bind(this);
        onWillStart(() => this.load());
    }

    async load() {
        const {dimension, start, end} = this.state;
        const call = this.orm.call("care.movement", "get_matrix", [
            dimension,
            start,
            end,
        ]);
        const matrix = await this.keepLast.add(call);
        Object.assign(this.state, {matrix, start: matrix.start, end: matrix.end});
    }

    get dimensions() {
        return [
            {key: "tier", name: _t("Tiers")},
            {key: "quadrant", name: _t("Quadrants")},
            {key: "segment", name: _t("Segments")},
        ];
    }

    get days() {
        const {days, as_of: asOf} = this.state.matrix;
        const now = asOf
            ? _t("Now (%s)", formatDate(deserializeDate(asOf)))
            : _t("Now");
        return [
            {key: "", name: now},
            ...days.map((day) => ({key: day, name: formatDate(deserializeDate(day))})),
        ];
    }

    setDimension(dimension) {
        this.state.dimension = dimension;
        return this.load();
    }

    setDay(side, ev) {
        this.state[side] = ev.target.value || false;
        return this.load();
    }

    async openCell(before, after) {
        // of what is shown, not of what is still being read
        const {dimension, start, end} = this.state.matrix;
        const action = await this.orm.call("care.movement", "get_cell_action", [
            dimension,
            start,
            end,
            before,
            after,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("care_movement", CareMovement);
