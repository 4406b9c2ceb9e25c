import {mockDate} from "@odoo/hoot-mock";
import {beforeEach, expect, test} from "@odoo/hoot";
import {
    click,
    edit,
    hover,
    press,
    queryAllTexts,
    queryOne,
    runAllTimers,
} from "@odoo/hoot-dom";
import {animationFrame, Deferred} from "@odoo/hoot-mock";
import {
    contains,
    mountView,
    onRpc,
    patchWithCleanup,
    toggleMenuItem,
    toggleSearchBarMenu,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {defineCalendarModels, makeCalendar, makeDay} from "./contact_calendar_helpers";

defineCalendarModels();

beforeEach(() => mockDate("2026-06-20 12:00:00"));

const mountCalendar = (props = {}) =>
    mountView({type: "care_calendar", resModel: "care.customer", ...props});

const getCell = (customer, day) =>
    `.o_care_calendar_row[data-id='${customer}'] [data-date='2026-06-${day}']`;

test.tags("desktop");
test("customers stand below each other, their contacts on the days", async () => {
    onRpc("care.touch", "get_calendar", ({args}) => {
        expect.step(args);
        return makeCalendar();
    });
    await mountCalendar({domain: [["name", "!=", false]]});
    expect.verifySteps([[[["name", "!=", false]], "2026-06-01", "2026-06-30", 80, 0]]);
    expect(queryAllTexts(".o_care_calendar_row .o_care_calendar_customer a")).toEqual([
        "Alder",
        "Birch",
    ]);
    expect(getCell(101, 10)).toHaveText("TM");
    expect(getCell(102, 10)).toHaveText("");
    expect(".o_care_calendar_total[data-date='2026-06-10']").toHaveText("2");
    expect(getCell(101, 13)).toHaveClass("o_care_calendar_off");
    expect(getCell(101, 20)).toHaveClass("o_care_calendar_today");
    expect(".o_care_calendar_overdue").toHaveCount(1);
    expect(".o_care_calendar_row[data-id='102'] .text-danger").toHaveText("Jun 15");
});

test.tags("desktop");
test("the notes of a day show on hover", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    await mountCalendar();
    await hover(getCell(101, 10));
    await runAllTimers();
    await animationFrame();
    expect(".o_care_calendar_tooltip").toHaveText(
        "Alder, Wednesday, June 10\nT\nAsked for a price\nM\nno note",
    );
});

test.tags("desktop");
test("keys move, add a letter and open the day", async () => {
    let isLogged = false;
    onRpc("care.touch", "get_calendar", ({args}) => {
        expect.step(args[0]);
        return isLogged
            ? makeCalendar({rows: [makeCalendar().rows[1]], total: 1, logged: 11})
            : makeCalendar();
    });
    onRpc("care.touch", "log_letter", ({args}) => {
        expect.step(args);
        isLogged = true;
        return 9;
    });
    onRpc("care.touch", "get_day", () =>
        makeDay({warnings: [{level: "danger", text: "Do not call"}]}),
    );
    await mountCalendar();
    queryOne(getCell(101, 10)).focus();
    await press("ArrowRight");
    await press("ArrowDown");
    expect(getCell(102, 11)).toBeFocused();
    await press("v");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([[], [102, "2026-06-11", "v"], [["id", "=", 102]]]);
    expect(getCell(102, 11)).toHaveText("V");
    expect(".o_care_calendar_total[data-date='2026-06-11']").toHaveText("1");
    expect(getCell(102, 11)).toBeFocused();
    await press("Enter");
    await animationFrame();
    expect(".modal .modal-title").toHaveText("Birch, Thursday, June 11");
    expect(".modal .alert-danger").toHaveText("Do not call");
    expect(".modal .list-group-item").toHaveCount(1);
    await press("Escape");
    await animationFrame();
    expect(".modal").toHaveCount(0);
});

test.tags("desktop");
test("the grid is one stop of the tab key, Home and End go to its edges", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    await mountCalendar();
    expect(".o_care_calendar_cell[tabindex='0']").toHaveCount(1);
    expect(getCell(101, "01")).toHaveAttribute("tabindex", "0");
    queryOne(getCell(101, "01")).focus();
    await press("End");
    expect(getCell(101, 30)).toBeFocused();
    await press("ArrowRight");
    expect(getCell(101, 30)).toBeFocused();
    await press("Home");
    await press("ArrowDown");
    expect(getCell(102, "01")).toBeFocused();
    expect(".o_care_calendar_cell[tabindex='0']").toHaveCount(1);
    await press("Escape");
    expect(getCell(102, "01")).not.toBeFocused();
});

test.tags("desktop");
test("Enter asks for a note on the last contact, and Enter keeps it", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    onRpc("care.touch", "get_day", () => makeDay());
    onRpc("care.touch", "add_note", ({args}) => {
        expect.step(args);
        return true;
    });
    await mountCalendar();
    queryOne(getCell(101, 10)).focus();
    await press("Enter");
    await animationFrame();
    expect(".modal .o_care_calendar_note").toBeFocused();
    await edit("Wants two");
    await press("Enter");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([[[2], "Wants two"]]);
    expect(".modal").toHaveCount(0);
    expect(getCell(101, 10)).toBeFocused();
});

test.tags("desktop");
test("who may export takes all customers found to Excel", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    onRpc("res.users", "has_group", () => true);
    onRpc("care.touch", "export_calendar", ({args}) => {
        expect.step(args);
        return {type: "ir.actions.act_url", url: "/file", target: "download"};
    });
    patchWithCleanup(browser, {open: (url) => expect.step(url) || window});
    await mountCalendar();
    await contains(".o_care_calendar_export").click();
    expect.verifySteps([[[], "2026-06-01", "2026-06-30"], "/file"]);
});

test.tags("desktop");
test("only the row in which something changed is read again", async () => {
    const domains = [];
    onRpc("care.touch", "get_calendar", ({args}) => {
        domains.push(args[0]);
        return makeCalendar();
    });
    onRpc("care.touch", "log_letter", () => 9);
    await mountCalendar();
    queryOne(getCell(101, 10)).focus();
    await press("t");
    await animationFrame();
    expect(domains).toEqual([[], [["id", "=", 101]]]);
});

test.tags("desktop");
test("letters typed quickly are logged one after the other", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    const logged = new Deferred();
    onRpc("care.touch", "log_letter", async ({args}) => {
        expect.step(args[2]);
        await logged;
        return 9;
    });
    await mountCalendar();
    queryOne(getCell(101, 10)).focus();
    await press("t");
    await press("e");
    await animationFrame();
    expect.verifySteps(["t"]);
    logged.resolve();
    await animationFrame();
    await animationFrame();
    expect.verifySteps(["e"]);
});

test.tags("desktop");
test("filters of the search bar choose the customers", async () => {
    onRpc("care.touch", "get_calendar", ({args}) => {
        expect.step(args[0]);
        return makeCalendar();
    });
    await mountCalendar({
        searchViewArch: `<search><filter name="a" string="A" domain="[('name', '=', 'A')]"/></search>`,
    });
    await toggleSearchBarMenu();
    await toggleMenuItem("A");
    expect.verifySteps([[], [["name", "=", "A"]]]);
});

test.tags("desktop");
test("weeks, months and quarters", async () => {
    onRpc("care.touch", "get_calendar", ({args}) => {
        expect.step(args.slice(1, 3));
        return makeCalendar();
    });
    await mountCalendar();
    await contains("[data-scale=week]").click();
    await contains("[data-scale=quarter]").click();
    await contains(".o_care_calendar_next").click();
    await contains(".o_care_calendar_now").click();
    expect.verifySteps([
        ["2026-06-01", "2026-06-30"],
        ["2026-06-14", "2026-06-20"],
        ["2026-04-01", "2026-06-30"],
        ["2026-07-01", "2026-09-30"],
        ["2026-04-01", "2026-06-30"],
    ]);
    expect(".o_care_calendar_title").toHaveText("Apr 1 – Jun 30, 2026");
    const heads = queryAllTexts(".o_care_calendar_day");
    expect([heads[0], heads[1], heads[30]]).toEqual(["Apr\n1", "T\n2", "May\n1"]);
});

test.tags("desktop");
test("nothing can be added on a day to come", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    onRpc("care.touch", "get_day", () => makeDay());
    await mountCalendar();
    await click(getCell(101, 25));
    await animationFrame();
    expect(".modal p").toHaveText("No contact on this day.");
    expect(".modal .btn-secondary").toHaveCount(0);
});

test.tags("desktop");
test("who may not edit is not asked for notes and contacts", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar());
    onRpc("care.touch", "get_day", () => makeDay({editable: [], can_add: false}));
    await mountCalendar();
    await click(getCell(101, 10));
    await animationFrame();
    expect(".modal .list-group-item").toHaveCount(2);
    expect(".modal .o_care_calendar_note, .modal .btn-secondary").toHaveCount(0);
});

test.tags("desktop");
test("an empty calendar says where customers come from", async () => {
    onRpc("care.touch", "get_calendar", () => makeCalendar({rows: [], total: 0}));
    await mountCalendar();
    expect(".o_nocontent_help").toHaveText(/first order, opportunity or contact/);
});
