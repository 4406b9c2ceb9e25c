import {
    deserializeDate,
    getStartOfLocalWeek,
    serializeDate,
} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

const {Info} = luxon;

/** Lengths of time that the contact calendar shows at once. */
export const getScales = () => [
    {key: "week", label: _t("Week")},
    {key: "month", label: _t("Month")},
    {key: "quarter", label: _t("Quarter")},
];

export function getStart(scale, day) {
    return scale === "week" ? getStartOfLocalWeek(day) : day.startOf(scale);
}

export function getStop(scale, start) {
    const next =
        scale === "week" ? start.plus({days: 7}) : start.plus({[`${scale}s`]: 1});
    return next.minus({days: 1}).startOf("day");
}

export function shift(scale, start, count) {
    return getStart(scale, start.plus({[`${scale}s`]: count}));
}

/** What the head of the calendar says of each day from `start` to `stop`. */
export function getDays(start, stop, {today, daysOff = {}}) {
    const weekdays = Info.weekdays("narrow", {locale: start.locale});
    const days = [];
    for (let day = start; day <= stop; day = day.plus({days: 1})) {
        const date = serializeDate(day);
        days.push({
            date,
            number: day.day,
            month: day.day === 1 ? day.toLocaleString({month: "short"}) : "",
            weekday: weekdays[day.weekday - 1],
            label: day.toLocaleString({weekday: "long", day: "numeric", month: "long"}),
            isOff: date in daysOff,
            holiday: daysOff[date] || "",
            isToday: date === today,
            isFuture: date > today,
            isMonthStart: day.day === 1 && day > start,
        });
    }
    return days;
}

export function getTitle(scale, start, stop) {
    const month = {month: "long", year: "numeric"};
    if (scale === "month") {
        return start.toLocaleString(month);
    }
    const short = {day: "numeric", month: "short"};
    return `${start.toLocaleString(short)} – ${stop.toLocaleString({...short, year: "numeric"})}`;
}

/** A short date such as "Nov 3", with its year where that is another one than now. */
export function getShortDate(iso, today) {
    if (!iso) {
        return "";
    }
    const day = deserializeDate(iso);
    const year = iso.slice(0, 4) === today.slice(0, 4) ? {} : {year: "2-digit"};
    return day.toLocaleString({day: "numeric", month: "short", ...year});
}
