import {beforeEach, expect, test} from "@odoo/hoot";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class CareNote extends models.Model {
    _name = "care.note";

    month = fields.Date();

    _records = [
        {id: 1, month: "2026-11-01"},
        {id: 2, month: false},
    ];
}

const show = (resId, attributes = "") =>
    mountView({
        type: "form",
        resModel: "care.note",
        resId,
        arch: `<form><field name="month" widget="care_month" ${attributes}/></form>`,
    });

beforeEach(() => {
    defineMailModels();
    defineModels([CareNote]);
});

test("a month is shown without its day", async () => {
    await show(1, `readonly="1"`);
    expect(".o_field_care_month").toHaveText("November 2026");
});

test("no month is empty", async () => {
    await show(2, `readonly="1"`);
    expect(".o_field_care_month").toHaveText("");
});

test("a month is picked among the months of a year", async () => {
    onRpc("web_save", ({args}) => expect.step(args[1].month));
    await show(1);
    await contains(".o_field_care_month button").click();
    expect(".o_date_item_cell").toHaveCount(12);
    await contains(".o_date_item_cell:eq(1)").click();
    expect(".o_field_care_month").toHaveText("February 2026");
    await clickSave();
    expect.verifySteps(["2026-02-01"]);
});
