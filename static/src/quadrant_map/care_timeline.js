import {Component, onWillUnmount, useState} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";

const STEP = 900;

/** A slider over days, which also plays them one after the other. */
export class CareTimeline extends Component {
    static template = "crm_customer_care.CareTimeline";
    static props = {days: Array, day: String, getName: Function, showDay: Function};

    setup() {
        this.state = useState({isPlaying: false});
        onWillUnmount(() => this.stop());
    }

    get position() {
        return this.props.days.indexOf(this.props.day);
    }

    get label() {
        return this.state.isPlaying ? _t("Pause") : _t("Play the months");
    }

    get last() {
        return this.props.days.length - 1;
    }

    onInput(ev) {
        this.stop();
        return this.props.showDay(this.props.days[Number(ev.target.value)]);
    }

    toggle() {
        if (this.state.isPlaying) {
            return this.stop();
        }
        this.state.isPlaying = true;
        return this.play(this.position === this.last ? 0 : this.position + 1);
    }

    async play(position) {
        await this.props.showDay(this.props.days[position]);
        if (!this.state.isPlaying) {
            return;
        }
        if (position === this.last) {
            return this.stop();
        }
        this.timer = browser.setTimeout(() => this.play(position + 1), STEP);
    }

    stop() {
        browser.clearTimeout(this.timer);
        this.state.isPlaying = false;
    }
}
