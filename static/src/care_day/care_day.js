import {
    Component,
    onWillStart,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import {deserializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {rpcBus} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {KeepLast} from "@web/core/utils/concurrency";
import {useBus, useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {CareOnboarding} from "../care_onboarding/care_onboarding";
import {CareDaySection} from "./care_day_section";
import {CareDayTeam} from "./care_day_team";

const ITEM = ".o_care_day_item";
const VIEWS = ["list", "kanban", "form"];

/** What a salesperson has to do for customers today; the team's day for its leader. */
export class CareDay extends Component {
    static template = "crm_customer_care.CareDay";
    static components = {CareDaySection, CareDayTeam, CareOnboarding, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.rootRef = useRef("root");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        this.state = useState({isTeam: Boolean(this.props.state?.isTeam), day: null});
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => ({isTeam: this.state.isTeam}),
        });
        for (const name of ["load", "openList", "openItem", "openLog", "press"]) {
            this[name] = this[name].bind(this);
        }
        onWillStart(async () => {
            [this.isManager] = await Promise.all([
                user.hasGroup("crm_customer_care.group_manager"),
                this.load(),
            ]);
        });
        // the page stays open all day: it must not tell of this morning
        useExternalListener(document, "visibilitychange", () => {
            if (document.visibilityState === "visible") {
                this.load();
            }
        });
        // a contact may be logged from the top of the page, too
        useBus(rpcBus, "RPC:RESPONSE", ({detail}) => {
            const {model, method} = detail.data?.params || {};
            if (model === "care.touch.log" && method === "action_log") {
                this.load();
            }
        });
        useEffect(
            () => this.restoreFocus(),
            () => [this.state.day],
        );
    }

    // what is shown

    async load() {
        const call = this.orm.call("care.day", "get_day", [this.state.isTeam]);
        const day = await this.keepLast.add(call);
        this.state.day = day;
        this.state.isTeam = day.is_team;
    }

    setTeam(isTeam) {
        this.state.isTeam = isTeam;
        return this.load();
    }

    get title() {
        return deserializeDate(this.state.day.today).toLocaleString({
            weekday: "long",
            day: "numeric",
            month: "long",
        });
    }

    getSections(place) {
        return this.state.day.sections.filter((section) => section.place === place);
    }

    getCount(code) {
        return this.state.day.sections.find((row) => row.code === code)?.count || 0;
    }

    /** Contacts that are to be made today. */
    get open() {
        return this.getCount("overdue") + this.getCount("today");
    }

    get done() {
        return this.state.day.done.count;
    }

    get percent() {
        const total = this.open + this.done;
        return total ? Math.round((100 * this.done) / total) : 0;
    }

    get progress() {
        const {open, done} = this;
        return _t("%(done)s of %(total)s contacts done", {done, total: open + done});
    }

    get emptyTitle() {
        if (!this.state.day.is_planning) {
            return _t("No contacts are planned yet");
        }
        return this.done || this.getCount("next")
            ? _t("Nothing is left to do today")
            : _t("No contact is due");
    }

    get emptyText() {
        if (!this.state.day.is_planning) {
            return this.isManager
                ? _t(
                      "Every night the next contact with each customer is planned, as its tier requires, once you switch that on.",
                  )
                : _t(
                      "Ask a manager of Customer Care to plan contacts. Until then, log here whom you talked to.",
                  );
        }
        if (this.getCount("next")) {
            return _t("If there is time left, take one of the next days.");
        }
        return _t(
            "Contacts are planned for customers who have a salesperson and a tier. Log whom you talked to, and the next contact is reckoned from there.",
        );
    }

    get logText() {
        return this.getCount("meetings") || this.getCount("activities")
            ? _t("This is not in the log yet:")
            : _t("Nothing known is missing. Was there anything else?");
    }

    // what the user does

    /** Settings are the administrator's; what is required of contacts a manager's. */
    async startPlanning() {
        const action = await this.orm.call(
            "onboarding.onboarding.step",
            "action_open_care_contacts",
        );
        return this.action.doAction(action, {onClose: () => this.load()});
    }

    openList({name, res_model, domain}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model,
            domain,
            views: VIEWS.map((type) => [false, type]),
            target: "current",
        });
    }

    openItem(item) {
        if (!item.partner_id) {
            return;
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: item.partner_id,
            views: [[false, "form"]],
        });
    }

    openLog(item) {
        const context = item?.partner_id
            ? {active_model: "res.partner", active_ids: [item.partner_id]}
            : {};
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Log a Contact"),
                res_model: "care.touch.log",
                views: [[false, "form"]],
                target: "new",
                context,
            },
            {onClose: () => this.load()},
        );
    }

    press(section, item, button) {
        return this.action.doActionButton({
            type: "object",
            name: button.method,
            resModel: section.model,
            resId: item.id,
            resIds: [item.id],
            // language and companies: views add them, this service does not
            context: {...user.context},
            onClose: () => this.load(),
        });
    }

    // keyboard

    get items() {
        return [...this.rootRef.el.querySelectorAll(ITEM)];
    }

    /** Section and item of an element. */
    getPlace(target) {
        const el = target.closest?.(ITEM);
        if (!el) {
            return null;
        }
        const {code, id} = el.dataset;
        const section = this.state.day.sections.find((row) => row.code === code);
        const item = section?.items.find((row) => row.id === Number(id));
        return item && {el, section, item};
    }

    onKeydown(ev) {
        const place = this.getPlace(ev.target);
        if (!place || ev.target !== place.el || ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (this.doKey(place, ev.key)) {
            ev.preventDefault();
            ev.stopPropagation();
        }
    }

    /** Do what a key stands for; whether it stands for anything. */
    doKey({el, section, item}, key) {
        const button = section.buttons.find((row) => row.key === key.toLowerCase());
        if (key === "ArrowDown" || key === "ArrowUp") {
            const {items} = this;
            const step = key === "ArrowDown" ? 1 : -1;
            items[items.indexOf(el) + step]?.focus();
        } else if (key === "Enter") {
            this.openItem(item);
        } else if (button) {
            this.press(section, item, button);
        } else if (key.toLowerCase() === "l" && item.partner_id) {
            this.openLog(item);
        } else if (key.toLowerCase() === "c" && item.phone) {
            el.querySelector("a[href^='tel:']")?.click();
        } else {
            return false;
        }
        return true;
    }

    onFocusin(ev) {
        const place = this.getPlace(ev.target);
        if (place) {
            this.focused = {
                code: place.section.code,
                id: place.item.id,
                index: this.items.indexOf(place.el),
            };
        }
    }

    /** What was done goes away: the next one takes the focus. */
    restoreFocus() {
        if (!this.focused || document.activeElement?.closest(ITEM)) {
            return;
        }
        if (document.activeElement && document.activeElement !== document.body) {
            return;
        }
        const {code, id, index} = this.focused;
        const {items} = this;
        const same = items.find(
            ({dataset}) => dataset.code === code && dataset.id === String(id),
        );
        (same || items[Math.min(index, items.length - 1)])?.focus();
    }
}

registry.category("actions").add("care_day", CareDay);
