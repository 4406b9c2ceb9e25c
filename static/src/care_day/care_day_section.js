import {Component} from "@odoo/owl";
import {deserializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

/** Things to do of one kind: the first of them, and the way to all. */
export class CareDaySection extends Component {
    static template = "crm_customer_care.CareDaySection";
    static props = {
        section: Object,
        today: String,
        openList: Function,
        openItem: Function,
        openLog: Function,
        press: Function,
    };

    get isCut() {
        return this.props.section.count > this.props.section.items.length;
    }

    get allText() {
        return _t("All %s", this.props.section.count);
    }

    get hasLog() {
        return !this.props.section.buttons.some(({key}) => key === "l");
    }

    /** A day that is still to come, as one says it. */
    getDay(date) {
        const {section, today} = this.props;
        if (!date || date < today) {
            return "";
        }
        const day = deserializeDate(date);
        const days = day.diff(deserializeDate(today), "days").days;
        if (days === 0) {
            return section.place === "main" ? "" : _t("Today");
        }
        if (days === 1) {
            return _t("Tomorrow");
        }
        return day.toLocaleString({weekday: "short", day: "numeric", month: "short"});
    }

    getLate({late}) {
        return late === 1 ? _t("1 day late") : _t("%s days late", late);
    }

    getLast({last, last_channel, last_letter}) {
        const day = deserializeDate(last).toLocaleString({
            day: "numeric",
            month: "short",
        });
        const channel = this.env.isSmall ? last_letter : last_channel;
        return channel ? `${day}, ${channel}` : day;
    }

    getTitle(label, key) {
        return `${label} (${key.toUpperCase()})`;
    }
}
