import {
    Component,
    onWillStart,
    onWillUpdateProps,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import {today} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {Pager} from "@web/core/pager/pager";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {CogMenu} from "@web/search/cog_menu/cog_menu";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {standardViewProps} from "@web/views/standard_view_props";
import {CELL, useGridKeys} from "./calendar_keys";
import {CalendarModel} from "./calendar_model";
import {getScales} from "./calendar_period";
import {CalendarRow} from "./calendar_row";
import {ContactDayDialog} from "./contact_day_dialog";

const EXPORT = "crm_customer_care.group_export";

/** Customers down, days across, a letter for every contact. */
export class ContactCalendarController extends Component {
    static template = "crm_customer_care.ContactCalendar";
    static components = {CalendarRow, CogMenu, Layout, Pager, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.rootRef = useRef("root");
        this.gridRef = useRef("grid");
        this.searchBarToggler = useSearchBarToggler();
        this.keys = useGridKeys(this.gridRef);
        const search = this.getSearch(this.props);
        this.model = useState(new CalendarModel(this.orm, search, this.props.state));
        this.state = useState({isExporting: false});
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => this.model.saved,
        });
        this.openCustomer = this.openCustomer.bind(this);
        onWillStart(() => this.start());
        useEffect(
            () => this.showToday(),
            // once other days are there, not when they are asked for
            () => [this.model.days[0]?.date, this.model.days.length, this.isEmpty],
        );
        onWillUpdateProps((props) => this.model.find(this.getSearch(props)));
    }

    async start() {
        const [channels, canExport] = await Promise.all([
            this.orm.searchRead("care.channel", [], ["letter", "name"]),
            user.hasGroup(EXPORT),
            this.model.load(),
        ]);
        this.channels = channels;
        this.canExport = canExport;
        this.letters = new Set(channels.map(({letter}) => letter));
    }

    getSearch({domain, context, resModel}) {
        return {domain, context: {...context, active_model: resModel}};
    }

    // what is shown

    get scales() {
        return getScales();
    }

    get isEmpty() {
        return !this.model.rows.length;
    }

    get pagerProps() {
        const {offset, limit, total} = this.model;
        const onUpdate = (page) => this.model.turn(page);
        return {offset, limit, total, onUpdate};
    }

    getDayHead(day) {
        return (this.model.scale === "quarter" && day.month) || day.weekday;
    }

    getTotal(day) {
        return this.model.totals[day.date] || "";
    }

    showToday() {
        const day = this.gridRef.el?.querySelector("thead .o_care_calendar_today");
        day?.scrollIntoView({block: "nearest", inline: "end"});
    }

    get emptyText() {
        return this.props.domain.length
            ? _t("Remove a filter from the search bar to see more customers.")
            : _t("Customers come with their first order, opportunity or contact.");
    }

    // what the user does

    goToday() {
        return this.model.goTo(today());
    }

    openCustomer(row) {
        return this.props.selectRecord?.(row.id, {});
    }

    async exportExcel() {
        this.state.isExporting = true;
        try {
            await this.action.doAction(await this.model.export());
        } finally {
            this.state.isExporting = false;
        }
    }

    getPlace(target) {
        const cell = target.closest?.(CELL);
        if (!cell) {
            return null;
        }
        const id = Number(cell.parentElement.dataset.id);
        const row = this.model.rows.find((known) => known.id === id);
        const day = this.model.days.find(({date}) => date === cell.dataset.date);
        return {cell, row, day};
    }

    onClick(ev) {
        const place = this.getPlace(ev.target);
        if (place) {
            place.cell.focus();
            return this.openDay(place);
        }
    }

    onFocusin(ev) {
        const cell = ev.target.closest(CELL);
        if (cell) {
            this.keys.stay(cell);
        }
    }

    onKeydown(ev) {
        const place = this.getPlace(ev.target);
        if (!place || ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (ev.key === "Enter" || ev.key === " ") {
            this.openDay(place);
        } else if (ev.key === "Escape") {
            place.cell.blur();
        } else if (this.isLetter(ev.key)) {
            this.model.addLetter(place.row, place.day, ev.key);
        } else if (!this.keys.follow(place.cell, ev.key)) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    /** A letter of no channel is sent too: the server says which ones there are. */
    isLetter(key) {
        return this.letters.has(key.toUpperCase()) || /^\p{L}$/u.test(key);
    }

    async openDay({row, day, cell}) {
        const touches = row.cells[day.date]?.touches || [];
        const {warnings, editable, can_add} = await this.orm.call(
            "care.touch",
            "get_day",
            [row.id, touches.map(([id]) => id)],
        );
        this.dialog.add(
            ContactDayDialog,
            {
                title: `${row.name}, ${day.label}`,
                touches,
                editable,
                channels: this.channels,
                canAdd: can_add && !day.isFuture,
                warnings,
                add: (letter) => this.model.addLetter(row, day, letter),
                addNote: (id, text) => this.model.addNote(row, id, text),
                changed: () => this.model.reload(row.id),
            },
            {onClose: () => cell.isConnected && cell.focus()},
        );
    }
}
