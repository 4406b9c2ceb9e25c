import {
    Component,
    markRaw,
    onWillStart,
    onWillUpdateProps,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import {deserializeDate, serializeDate, today} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {Pager} from "@web/core/pager/pager";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {CogMenu} from "@web/search/cog_menu/cog_menu";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {standardViewProps} from "@web/views/standard_view_props";
import {
    getDays,
    getScales,
    getStart,
    getStop,
    getTitle,
    shift,
} from "./calendar_period";
import {CalendarRow} from "./calendar_row";
import {ContactDayDialog} from "./contact_day_dialog";

const PAGE = 80;
const MOVES = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
};

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
        this.keepLast = new KeepLast();
        const {scale, start, offset} = this.props.state || {};
        this.state = useState({
            scale: scale || "month",
            start: start || null,
            offset: offset || 0,
            limit: PAGE,
            rows: [],
            total: 0,
            totals: {},
            daysOff: {},
            today: serializeDate(today()),
        });
        this.state.start ||= serializeDate(getStart(this.state.scale, today()));
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => ({
                scale: this.state.scale,
                start: this.state.start,
                offset: this.state.offset,
            }),
        });
        this.openCustomer = this.openCustomer.bind(this);
        onWillStart(async () => {
            const [channels] = await Promise.all([
                this.orm.searchRead("care.channel", [], ["letter", "name"]),
                this.load(this.props),
            ]);
            this.channels = channels;
        });
        useEffect(
            () => this.showToday(),
            () => [this.state.start, this.state.scale, Boolean(this.state.rows.length)],
        );
        onWillUpdateProps((props) => {
            this.state.offset = 0;
            return this.load(props);
        });
    }

    // what is shown

    get start() {
        return deserializeDate(this.state.start);
    }

    get stop() {
        return getStop(this.state.scale, this.start);
    }

    get scales() {
        return getScales();
    }

    get title() {
        return getTitle(this.state.scale, this.start, this.stop);
    }

    get pagerProps() {
        return {
            offset: this.state.offset,
            limit: this.state.limit,
            total: this.state.total,
            onUpdate: ({offset, limit}) => {
                Object.assign(this.state, {offset, limit});
                return this.load();
            },
        };
    }

    async fetch({domain = this.props.domain, limit, offset}) {
        const {resModel, context} = this.props;
        const days = [this.state.start, serializeDate(this.stop)];
        return this.orm.call(
            "care.touch",
            "get_calendar",
            [domain, ...days, limit, offset],
            {context: {...context, active_model: resModel}},
        );
    }

    async load({domain} = this.props) {
        const {limit, offset} = this.state;
        const data = await this.keepLast.add(this.fetch({domain, limit, offset}));
        const {rows, total, totals, days, today: now} = data;
        Object.assign(this.state, {
            // a row is drawn again when another one takes its place
            rows: rows.map(markRaw),
            total,
            totals,
            daysOff: days,
            today: now,
        });
        this.setDays();
    }

    setDays() {
        const {today: now, daysOff} = this.state;
        this.days = getDays(this.start, this.stop, {today: now, daysOff});
    }

    /** Read one customer again, so that only its row is drawn. */
    async reload(id) {
        const data = await this.fetch({domain: [["id", "=", id]], limit: 1, offset: 0});
        const index = this.state.rows.findIndex((row) => row.id === id);
        const [row] = data.rows;
        if (index < 0 || !row) {
            return this.load();
        }
        const totals = {...this.state.totals};
        for (const [cells, sign] of [
            [this.state.rows[index].cells, -1],
            [row.cells, 1],
        ]) {
            for (const [day, {touches}] of Object.entries(cells)) {
                totals[day] = (totals[day] || 0) + sign * touches.length;
            }
        }
        this.state.rows[index] = markRaw(row);
        this.state.totals = totals;
    }

    getTotal(day) {
        return this.state.totals[day.date] || "";
    }

    // where the user goes

    showToday() {
        const day = this.gridRef.el?.querySelector("thead .o_care_calendar_today");
        day?.scrollIntoView({block: "nearest", inline: "end"});
    }

    setScale(scale) {
        const day = this.stop < today() || this.start > today() ? this.start : today();
        this.state.scale = scale;
        this.state.start = serializeDate(getStart(scale, day));
        return this.load();
    }

    move(count) {
        const {scale} = this.state;
        this.state.start = serializeDate(shift(scale, this.start, count));
        return this.load();
    }

    goToday() {
        this.state.start = serializeDate(getStart(this.state.scale, today()));
        return this.load();
    }

    openCustomer(row) {
        return this.props.selectRecord?.(row.id, {});
    }

    // what the user does in a cell

    getPlace(target) {
        const cell = target.closest?.(".o_care_calendar_cell");
        if (!cell) {
            return null;
        }
        const id = Number(cell.parentElement.dataset.id);
        const row = this.state.rows.find((known) => known.id === id);
        const day = this.days.find(({date}) => date === cell.dataset.date);
        return {cell, row, day};
    }

    onClick(ev) {
        const place = this.getPlace(ev.target);
        if (place) {
            place.cell.focus();
            return this.openDay(place);
        }
    }

    onKeydown(ev) {
        const place = this.getPlace(ev.target);
        if (!place || ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (ev.key in MOVES) {
            this.moveFocus(place.cell, MOVES[ev.key]);
        } else if (ev.key === "Enter" || ev.key === " ") {
            this.openDay(place);
        } else if (ev.key === "Escape") {
            place.cell.blur();
        } else if (/^\p{L}$/u.test(ev.key)) {
            this.addLetter(place, ev.key);
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    moveFocus(cell, [down, right]) {
        let row = cell.parentElement;
        let next = cell;
        if (down) {
            const column = [...row.children].indexOf(cell);
            row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
            next = row?.children[column];
        } else {
            next = right > 0 ? cell.nextElementSibling : cell.previousElementSibling;
        }
        if (next?.classList.contains("o_care_calendar_cell")) {
            next.focus();
        }
    }

    /** The grid has one stop for the tab key: the cell where one was last. */
    onFocusin(ev) {
        const place = this.getPlace(ev.target);
        if (place) {
            this.gridRef.el
                .querySelectorAll(".o_care_calendar_cell[tabindex='0']")
                .forEach((cell) => cell.setAttribute("tabindex", "-1"));
            place.cell.setAttribute("tabindex", "0");
        }
    }

    async addLetter({row, day}, letter) {
        const id = await this.orm.call("care.touch", "log_letter", [
            row.id,
            day.date,
            letter,
        ]);
        await this.reload(row.id);
        return id;
    }

    async openDay({row, day, cell}) {
        const warnings = await this.orm.call("care.touch", "get_contact_warnings", [
            row.id,
        ]);
        this.dialog.add(
            ContactDayDialog,
            {
                title: `${row.name}, ${day.label}`,
                touches: row.cells[day.date]?.touches || [],
                channels: this.channels,
                canAdd: !day.isFuture,
                warnings,
                add: (letter) => this.addLetter({row, day}, letter),
                changed: () => this.reload(row.id),
            },
            {onClose: () => cell.isConnected && cell.focus()},
        );
    }

    get isFiltered() {
        return this.props.domain.length > 0;
    }

    get emptyText() {
        return this.isFiltered
            ? _t("Remove a filter from the search bar to see more customers.")
            : _t("Customers come with their first order, opportunity or contact.");
    }
}
