import {expect, test} from "@odoo/hoot";
import {advanceTime, animationFrame} from "@odoo/hoot-mock";
import {getService, mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";
import {defineCareModels, makeMap} from "./care_test_helpers";

defineCareModels();

/** Answers one state after the other, the last one for ever. */
function mockStates(...states) {
    onRpc("care.profile", "get_refresh_state", () => {
        expect.step("ask");
        const [done, total] = states.length > 1 ? states.shift() : states[0];
        return {done, total};
    });
}

async function startRefresh() {
    await mountWithCleanup(WebClient);
    const action = {type: "ir.actions.client", tag: "crm_customer_care.refresh"};
    await getService("action").doAction(action);
    await animationFrame();
}

async function pass(milliseconds) {
    await advanceTime(milliseconds);
    await animationFrame();
}

test("a refresh tells how far it is until it is done", async () => {
    mockStates([0, 2], [1, 2], [2, 2]);
    await startRefresh();
    expect(".o_notification").toHaveText("Refreshing customers…");
    expect.verifySteps([]);
    await pass(300);
    expect(".o_notification").toHaveText("Refreshing customers… 0 of 2 companies");
    await pass(2000);
    expect(".o_notification").toHaveText("Refreshing customers… 1 of 2 companies");
    await pass(2000);
    expect(".o_notification").toHaveText("All customers are up to date.");
    expect.verifySteps(["ask", "ask", "ask"]);
    await pass(10000);
    expect.verifySteps([]);
});

test("a refresh started twice is followed once", async () => {
    mockStates([0, 1]);
    await startRefresh();
    const action = {type: "ir.actions.client", tag: "crm_customer_care.refresh"};
    await getService("action").doAction(action);
    await pass(300);
    expect(".o_notification").toHaveCount(1);
    expect.verifySteps(["ask"]);
});

test("after three minutes it says that the scheduler is late", async () => {
    onRpc("care.profile", "get_refresh_state", () => ({done: 0, total: 1}));
    await startRefresh();
    await pass(300);
    for (let minute = 0; minute < 3; minute++) {
        for (let turn = 0; turn < 30; turn++) {
            await pass(2000);
        }
    }
    expect(".o_notification").toHaveCount(1);
    expect(".o_notification").toHaveText(/waits for the server's scheduler/);
});

test("a lost connection is waited for", async () => {
    let isLost = true;
    onRpc("/web/dataset/call_kw/care.profile/get_refresh_state", () => {
        if (isLost) {
            isLost = false;
            return new Response("", {status: 502});
        }
        return {done: 1, total: 1};
    });
    await startRefresh();
    await pass(300);
    expect(".o_notification").toHaveText("Refreshing customers…");
    await pass(2000);
    expect(".o_notification").toHaveText("All customers are up to date.");
});

test("the map is read again when the refresh is done", async () => {
    onRpc("care.profile", "get_quadrant_map", () => {
        expect.step("map");
        return makeMap();
    });
    onRpc("care.profile", "get_refresh_state", () => ({done: 1, total: 1}));
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.act_window",
        res_model: "care.profile",
        views: [[false, "care_map"]],
    });
    expect.verifySteps(["map"]);
    const action = {type: "ir.actions.client", tag: "crm_customer_care.refresh"};
    await getService("action").doAction(action);
    await pass(300);
    await animationFrame();
    expect.verifySteps(["map"]);
    expect(".o_care_map_renderer").toHaveCount(1);
});
