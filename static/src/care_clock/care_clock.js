import {Component, onMounted, onWillUnmount, useState} from "@odoo/owl";
import {formatDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {describe} from "./clock_time";

const {DateTime} = luxon;

// One ticking for all clocks on the screen
const ticker = {clocks: new Set(), timer: null};

function tick() {
    for (const clock of ticker.clocks) {
        clock.now = Date.now();
    }
}

function useNow() {
    const state = useState({now: Date.now()});
    onMounted(() => {
        ticker.clocks.add(state);
        ticker.timer ??= setInterval(tick, 1000);
    });
    onWillUnmount(() => {
        ticker.clocks.delete(state);
        if (!ticker.clocks.size) {
            clearInterval(ticker.timer);
            ticker.timer = null;
        }
    });
    return state;
}

// When each answer of the server came: its clock may differ from ours
const arrivals = new WeakMap();

/** Working time that is left until a milestone, second by second. */
export class CareClockField extends Component {
    static template = "crm_customer_care.CareClockField";
    static props = {
        ...standardFieldProps,
        milestone: {type: Boolean, optional: true},
    };

    setup() {
        this.clock = useNow();
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    get view() {
        const {value} = this;
        if (!arrivals.has(value)) {
            arrivals.set(value, Date.now());
        }
        const passed = Math.max(0, this.clock.now - arrivals.get(value)) / 1000;
        return describe(value, value.now + passed);
    }

    get text() {
        const {hours, minutes, seconds, late, short} = this.view;
        if (late && !hours && !minutes) {
            return _t("Late");
        }
        let time = _t("%(minutes)s min", {minutes});
        if (short) {
            time = _t("%(minutes)s min %(seconds)s s", {minutes, seconds});
        } else if (hours > 9 || (hours && !minutes)) {
            time = _t("%(hours)s h", {hours});
        } else if (hours) {
            time = _t("%(hours)s h %(minutes)s min", {hours, minutes});
        }
        return late ? _t("%s late", time) : time;
    }

    get tooltip() {
        const {milestone, deadline, elapsed, state} = this.value;
        const lines = [milestone];
        if (deadline) {
            const local = DateTime.fromSeconds(deadline).setZone("default");
            lines.push(formatDateTime(local));
        }
        if (state === "paused") {
            lines.push(_t("The clock stands still while we wait."));
        } else if (this.view.resting) {
            lines.push(_t("Outside working hours the clock stands still."));
        }
        if (elapsed) {
            lines.push(_t("Counts all hours: the calendar has no working hours."));
        }
        return lines.join("\n");
    }
}

export const careClockField = {
    component: CareClockField,
    displayName: _t("Clock of a complaint"),
    supportedTypes: ["json"],
    supportedOptions: [
        {label: _t("Show the milestone"), name: "milestone", type: "boolean"},
    ],
    extractProps: ({options}) => ({milestone: Boolean(options.milestone)}),
};

registry.category("fields").add("care_clock", careClockField);
