import {expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {contains, mockService, mountView, onRpc} from "@web/../tests/web_test_helpers";
import {CareProfile, defineCareModels} from "./care_test_helpers";

defineCareModels();
onRpc("has_group", () => true);
onRpc("onboarding.onboarding", "get_care_panel", () => false);

const KEY = ".o_kanban_group:first-child";
const IMPORTANT = ".o_kanban_group:last-child";

const mountKanban = () => mountView({type: "kanban", resModel: "care.profile"});

/** Follows what the drop opens; `close` closes it. */
function mockDialog() {
    const dialog = {};
    mockService("action", {
        doAction: async (action, {onClose}) => {
            dialog.action = action;
            dialog.close = onClose;
        },
    });
    return dialog;
}

test.tags("desktop");
test("a card dropped on another tier asks for the reason", async () => {
    onRpc("web_save", () => expect.step("write"));
    const dialog = mockDialog();
    await mountKanban();
    await contains(`${IMPORTANT} .o_kanban_record:contains(Birch)`).dragAndDrop(KEY);
    const {name, res_model, target, context} = dialog.action;
    expect(String(name)).toBe("Lock Birch in Key");
    expect([res_model, target]).toEqual(["care.profile.lock", "new"]);
    expect(context.default_profile_ids).toEqual([2]);
    expect(context.default_tier_id).toBe(1);
    expect.verifySteps([]);
});

test.tags("desktop");
test("a cancelled lock leaves the card where it was", async () => {
    const dialog = mockDialog();
    await mountKanban();
    onRpc("web_read_group", () => expect.step("reload"));
    await contains(`${IMPORTANT} .o_kanban_record:contains(Birch)`).dragAndDrop(KEY);
    expect(queryAllTexts(`${IMPORTANT} .o_kanban_record`)).toEqual(["Birch", "Cedar"]);
    await dialog.close();
    await animationFrame();
    expect.verifySteps(["reload"]);
    expect(queryAllTexts(`${KEY} .o_kanban_record`)).toEqual(["Alder"]);
    expect(queryAllTexts(`${IMPORTANT} .o_kanban_record`)).toEqual(["Birch", "Cedar"]);
});

test.tags("desktop");
test("the order within a tier is nobody's choice", async () => {
    onRpc("web_resequence", () => expect.step("resequence"));
    const dialog = mockDialog();
    await mountKanban();
    await contains(`${IMPORTANT} .o_kanban_record:contains(Cedar)`).dragAndDrop(
        `${IMPORTANT} .o_kanban_record:contains(Birch)`,
    );
    expect(dialog.action).toBe(undefined);
    expect(queryAllTexts(`${IMPORTANT} .o_kanban_record`)).toEqual(["Birch", "Cedar"]);
    expect.verifySteps([]);
});

test.tags("desktop");
test("the cards are below the first steps", async () => {
    await mountKanban();
    expect(".o_content > .o_care_profile_page > .o_kanban_renderer").toHaveCount(1);
});

test.tags("desktop");
test("only managers drag", async () => {
    onRpc("has_group", () => false);
    await mountKanban();
    expect(".o_kanban_record:not(.o_kanban_ghost)").toHaveCount(3);
    expect(".o_draggable").toHaveCount(0);
});

test.tags("desktop");
test("nothing is dragged between quadrants", async () => {
    await mountView({type: "kanban", resModel: "care.profile", groupBy: ["quadrant"]});
    expect(".o_kanban_group").toHaveCount(2);
    expect(".o_draggable").toHaveCount(0);
});

test.tags("desktop");
test("prospects, who have no tier, come last and are no place to drop", async () => {
    CareProfile._records.push({id: 4, partner_id: 101, tier_id: false});
    const dialog = mockDialog();
    await mountKanban();
    expect(queryAllTexts(".o_kanban_group .o_column_title")).toEqual([
        "Key\n(1)",
        "Important\n(2)",
        "None\n(1)",
    ]);
    await contains(`${KEY} .o_kanban_record`).dragAndDrop(".o_kanban_group:last-child");
    expect(dialog.action).toBe(undefined);
    expect(queryAllTexts(`${KEY} .o_kanban_record`)).toEqual(["Alder"]);
});
