import {expect, test} from "@odoo/hoot";
import {describe as describeClock} from "@crm_customer_care/care_clock/clock_time";
import {advanceTime, mockDate} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";

const HOUR = 3600;
const START = 1780995600; // 2026-06-09 09:00 UTC

const makeClock = (values = {}) => ({
    milestone: "Solution",
    state: "running",
    open: true,
    budget: 8 * HOUR,
    used: 0,
    deadline: START + 8 * HOUR,
    elapsed: false,
    now: START,
    spans: [
        [START, START + 3 * HOUR],
        [START + 4 * HOUR, START + 9 * HOUR],
    ],
    ...values,
});

class Complaint extends models.Model {
    name = fields.Char();
    timer = fields.Json();

    _records = [{id: 1, name: "Broken", timer: makeClock({budget: HOUR / 2})}];
}

defineMailModels();
defineModels([Complaint]);

test("a clock runs within working hours only", () => {
    const clock = makeClock();
    const noon = describeClock(clock, START + 3.5 * HOUR);
    expect([noon.hours, noon.minutes, noon.resting]).toEqual([5, 0, true]);
    expect(noon.icon).toBe("fa-moon-o");
    const later = describeClock(clock, START + 5 * HOUR);
    expect([later.hours, later.resting, later.percent]).toEqual([4, false, 50]);
});

test("its color tells the share that is used", () => {
    const color = (used) => describeClock(makeClock({used: used * HOUR}), START).color;
    expect([0, 4, 6.4, 9].map(color)).toEqual([
        "success",
        "warning",
        "danger",
        "danger",
    ]);
    const paused = makeClock({state: "paused", spans: [], used: 7 * HOUR});
    expect(describeClock(paused, START + 99 * HOUR)).toMatchObject({
        color: "secondary",
        icon: "fa-pause",
        hours: 1,
    });
});

test("what has ended stands still", () => {
    const met = makeClock({state: "met", open: false, used: 3 * HOUR});
    expect(describeClock(met, START + 99 * HOUR)).toMatchObject({
        hours: 5,
        late: false,
        icon: "fa-check",
    });
    const late = makeClock({state: "breached", used: 9 * HOUR});
    expect(describeClock(late, START)).toMatchObject({hours: 1, late: true});
});

test("it counts by itself", async () => {
    mockDate("2026-06-09 09:00:00");
    await mountView({
        type: "list",
        resModel: "complaint",
        arch: `<list><field name="timer" widget="care_clock" options="{'milestone': true}"/></list>`,
    });
    expect(".o_care_clock").toHaveText(/^Solution (30|29) min \d+ s$/);
    await advanceTime(90000);
    expect(".o_care_clock").toHaveText(/^Solution 28 min \d+ s$/);
});
