import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {getShortDate} from "./calendar_period";

/** One customer: what was talked about with it, day by day. */
export class CalendarRow extends Component {
    static template = "crm_customer_care.ContactCalendar.Row";
    static props = {
        row: Object,
        days: Array,
        today: String,
        isSmall: Boolean,
        openCustomer: Function,
    };

    get last() {
        return getShortDate(this.props.row.last, this.props.today);
    }

    get next() {
        return getShortDate(this.props.row.next, this.props.today);
    }

    get overdueText() {
        const {overdue_days: days} = this.props.row;
        return days === 1 ? _t("1 day overdue") : _t("%s days overdue", days);
    }

    getCell(day) {
        return this.props.row.cells[day.date];
    }

    getCellClass(day) {
        const cell = this.getCell(day);
        return {
            o_care_calendar_filled: cell,
            o_care_calendar_off: day.isOff,
            o_care_calendar_today: day.isToday,
            o_care_calendar_future: day.isFuture,
            o_care_calendar_month: day.isMonthStart,
            "text-muted":
                cell && !cell.touches.some(([, , isEffective]) => isEffective),
        };
    }

    getCellLabel(day) {
        const letters = this.getCell(day)?.letters || _t("no contact");
        return `${this.props.row.name}, ${day.label}: ${letters}`;
    }

    getTooltip(day) {
        const cell = this.getCell(day);
        if (!cell) {
            return false;
        }
        const lines = cell.touches.map(([id, letter, isEffective, text]) => ({
            id,
            letter,
            isEffective,
            text,
        }));
        return JSON.stringify({name: this.props.row.name, day: day.label, lines});
    }
}
