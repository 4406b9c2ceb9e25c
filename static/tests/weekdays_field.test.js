import {beforeEach, expect, test} from "@odoo/hoot";
import {press, queryAllAttributes, queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    defineParams,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class CareWindow extends models.Model {
    _name = "care.window";

    days = fields.Char();

    _records = [
        {id: 1, days: "135"},
        {id: 2, days: false},
    ];
}

const BUTTONS = ".o_field_care_weekdays button";

beforeEach(() => {
    defineMailModels();
    defineModels([CareWindow]);
});

const show = (resId, attributes = "") =>
    mountView({
        type: "form",
        resModel: "care.window",
        resId,
        arch: `<form><field name="days" widget="care_weekdays" ${attributes}/></form>`,
    });

test("the chosen days are pressed, from the first day of the week on", async () => {
    defineParams({lang_parameters: {week_start: 1}});
    await show(1);
    expect(queryAllTexts(BUTTONS)).toEqual([
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]);
    expect(queryAllAttributes(BUTTONS, "aria-pressed")).toEqual([
        "true",
        "false",
        "true",
        "false",
        "true",
        "false",
        "false",
    ]);
});

test("a week that starts on Sunday shows Sunday first", async () => {
    defineParams({lang_parameters: {week_start: 7}});
    await show(1);
    expect(queryAllAttributes(BUTTONS, "data-day")).toEqual([
        "7",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
    ]);
});

test("days are toggled by click and by keyboard and saved in order", async () => {
    onRpc("web_save", ({args}) => expect.step(args[1].days));
    await show(1);
    await contains(`${BUTTONS}[data-day='2']`).click();
    await contains(`${BUTTONS}[data-day='5']`).focus();
    await press("Enter");
    await animationFrame();
    await clickSave();
    expect.verifySteps(["123"]);
});

test("no day at all means any day", async () => {
    onRpc("web_save", ({args}) => expect.step(args[1].days));
    await show(1);
    for (const day of [1, 3, 5]) {
        await contains(`${BUTTONS}[data-day='${day}']`).click();
    }
    expect(".o_field_care_weekdays").toHaveText(/any day$/);
    await clickSave();
    expect.verifySteps([false]);
});

test("readonly days are words", async () => {
    defineParams({lang_parameters: {week_start: 1}});
    await show(1, `readonly="1"`);
    expect(BUTTONS).toHaveCount(0);
    expect(".o_field_care_weekdays").toHaveText("Mon, Wed, Fri");
});

test("readonly without a day is any day", async () => {
    await show(2, `readonly="1"`);
    expect(".o_field_care_weekdays").toHaveText("Any day");
});
