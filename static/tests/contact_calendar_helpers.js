import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {defineModels, fields, models} from "@web/../tests/web_test_helpers";

/** Stands for contacts, whose records belong to the tests of others. */
class CareCustomer extends models.Model {
    _name = "care.customer";

    name = fields.Char();

    _views = {care_calendar: `<care_calendar/>`, search: `<search/>`};
}

class CareChannel extends models.Model {
    _name = "care.channel";

    name = fields.Char();
    letter = fields.Char();

    _records = [
        {id: 1, name: "Phone", letter: "T"},
        {id: 2, name: "Meeting", letter: "M"},
        {id: 3, name: "Visit", letter: "V"},
    ];
}

class CareTouch extends models.Model {
    _name = "care.touch";

    summary = fields.Char();
}

export function defineCalendarModels() {
    defineMailModels();
    defineModels([CareCustomer, CareChannel, CareTouch]);
}

/** What `get_calendar` answers for two customers; a visit of the second on a day. */
export function makeCalendar({logged, ...values} = {}) {
    const row = {tier: [1, "Key"], tier_color: 10, owner: [7, "Mei"], last: false};
    const visit = {letters: "V", touches: [[9, "V", true, ""]]};
    const talks = [
        [1, "T", true, "Asked for a price"],
        [2, "M", true, ""],
    ];
    const rows = [
        {
            ...row,
            id: 101,
            name: "Alder",
            last: "2026-06-10",
            next: "2026-06-24",
            overdue_days: 0,
            cells: {"2026-06-10": {letters: "TM", touches: talks}},
        },
        {
            ...row,
            id: 102,
            name: "Birch",
            next: "2026-06-15",
            overdue_days: 5,
            cells: {},
        },
    ];
    const answer = {
        rows,
        total: rows.length,
        totals: {"2026-06-10": 2},
        days: {"2026-06-13": "", "2026-06-19": "Dragon Boat"},
        today: "2026-06-20",
        ...values,
    };
    if (logged) {
        const birch = answer.rows.find(({id}) => id === 102);
        birch.cells = {[`2026-06-${logged}`]: visit};
    }
    return answer;
}

/** What `get_day` answers before a cell is edited. */
export const makeDay = (values = {}) => ({
    warnings: [],
    editable: [1, 2, 9],
    can_add: true,
    ...values,
});
