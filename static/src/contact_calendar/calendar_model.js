import {markRaw} from "@odoo/owl";
import {deserializeDate, serializeDate, today} from "@web/core/l10n/dates";
import {KeepLast, Mutex} from "@web/core/utils/concurrency";
import {getDays, getStart, getStop, getTitle, shift} from "./calendar_period";

const PAGE = 80;
// as many customers as the server gives at once
const MOST = 500;

/** Customers, days and contacts that the contact calendar shows. */
export class CalendarModel {
    constructor(orm, search, {scale = "month", start = null, offset = 0} = {}) {
        this.orm = markRaw(orm);
        this.keepLast = markRaw(new KeepLast());
        this.mutex = markRaw(new Mutex());
        this.search = markRaw(search);
        this.scale = scale;
        this.startDate = start || serializeDate(getStart(scale, today()));
        this.offset = offset;
        this.limit = PAGE;
        this.rows = [];
        this.total = 0;
        this.totals = {};
        this.days = markRaw([]);
        this.today = serializeDate(today());
    }

    get start() {
        return deserializeDate(this.startDate);
    }

    get stop() {
        return getStop(this.scale, this.start);
    }

    get title() {
        return getTitle(this.scale, this.start, this.stop);
    }

    /** What is kept while another view is open. */
    get saved() {
        return {scale: this.scale, start: this.startDate, offset: this.offset};
    }

    /** Arguments of the server's methods: who, from when, until when. */
    getArguments(domain = this.search.domain) {
        return [domain, this.startDate, serializeDate(this.stop)];
    }

    call(method, args) {
        return this.orm.call("care.touch", method, args, {
            context: this.search.context,
        });
    }

    fetch(domain, limit, offset) {
        return this.call("get_calendar", [...this.getArguments(domain), limit, offset]);
    }

    async load() {
        const {domain} = this.search;
        const data = await this.keepLast.add(
            this.fetch(domain, this.limit, this.offset),
        );
        const {rows, total, totals, days, today: now} = data;
        const period = {today: now, daysOff: days};
        Object.assign(this, {
            // a row is drawn again when another one takes its place
            rows: rows.map(markRaw),
            total,
            totals,
            days: markRaw(getDays(this.start, this.stop, period)),
            today: now,
        });
    }

    /** Read one customer again, so that only its row is drawn. */
    async reload(id) {
        const data = await this.fetch([["id", "=", id]], 1, 0);
        const index = this.rows.findIndex((row) => row.id === id);
        const [row] = data.rows;
        if (index < 0 || !row) {
            return this.load();
        }
        this.count(this.rows[index], -1);
        this.count(row, 1);
        this.rows[index] = markRaw(row);
    }

    count(row, sign) {
        for (const [day, {touches}] of Object.entries(row.cells)) {
            this.totals[day] = (this.totals[day] || 0) + sign * touches.length;
        }
    }

    // where the user goes

    find(search) {
        this.search = markRaw(search);
        this.offset = 0;
        return this.load();
    }

    turn({offset, limit}) {
        this.offset = offset;
        this.limit = Math.min(limit, MOST);
        return this.load();
    }

    setScale(scale) {
        const now = today();
        const isElsewhere = this.stop < now || this.start > now;
        this.scale = scale;
        return this.goTo(isElsewhere ? this.start : now);
    }

    move(count) {
        return this.goTo(shift(this.scale, this.start, count));
    }

    goTo(day) {
        this.startDate = serializeDate(getStart(this.scale, day));
        return this.load();
    }

    // what the user does

    addLetter(row, day, letter) {
        return this.write(row, "log_letter", [row.id, day.date, letter]);
    }

    addNote(row, touchId, text) {
        return this.write(row, "add_note", [[touchId], text]);
    }

    /** One after the other, however quickly keys are pressed. */
    write(row, method, args) {
        return this.mutex.exec(async () => {
            const result = await this.call(method, args);
            await this.reload(row.id);
            return result;
        });
    }

    /** The action that downloads all customers found, not only this page. */
    export() {
        return this.call("export_calendar", this.getArguments());
    }
}
