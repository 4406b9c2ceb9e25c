import {expect, test} from "@odoo/hoot";
import {click, hover, queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {advanceTime, animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    getService,
    mockService,
    mountView,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";
import {defineCareModels, makeEmptyMap, makeMap} from "./care_test_helpers";

/* global Chart */

defineCareModels();

const mountMap = (props = {}) =>
    mountView({type: "care_map", resModel: "care.profile", ...props});

const getChart = () => Chart.getChart(queryOne(".o_care_map_quadrants canvas"));

/** Position of a point of the map, as the options of a click. */
function getPosition(dataset, index) {
    const {x, y} = getChart().getDatasetMeta(dataset).data[index];
    return {position: {x, y}, relative: true};
}

test.tags("desktop");
test("the map counts its customers and says who brings what", async () => {
    onRpc("care.profile", "get_quadrant_map", ({args}) => {
        expect.step(args[0]);
        return makeMap({unrated: 4});
    });
    await mountMap({domain: [["tier_id", "!=", false]]});
    expect.verifySteps([[["tier_id", "!=", false]]]);
    expect(queryAllTexts(".o_care_map_chip > span")).toEqual([
        ...["E I", "1", "99%"],
        ...["E II", "0", "0%"],
        ...["E III", "0", "0%"],
        ...["E IV", "2", "1%"],
    ]);
    expect(".o_care_map_chip:disabled").toHaveCount(2);
    expect(".o_care_map_facts").toHaveText(
        "3 customers · 4 too new to be rated · as of 06/30/2026",
    );
    expect(".o_care_map_sentence").toHaveText(
        "20% of customers bring 36% of contribution.",
    );
});

test.tags("desktop");
test("readers of the screen hear the counts", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap();
    const label = queryOne(".o_care_map_quadrants canvas").getAttribute("aria-label");
    expect(label).toInclude("E I (high contribution, high stability): 1");
    expect(label).toInclude("E IV (low contribution, low stability): 2");
});

test.tags("desktop");
test("only the best are shown of very many", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap({total: 7012}));
    await mountMap();
    expect(".o_care_map_facts").toHaveText("3 best of 7,012 shown · as of 06/30/2026");
});

test.tags("desktop");
test("a point tells its numbers and opens its customer", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap({selectRecord: (id) => expect.step(id)});
    await hover(".o_care_map_quadrants canvas", getPosition(0, 0));
    // the hit test waits for a frame, and so does what it shows
    await animationFrame();
    await animationFrame();
    expect(queryAllTexts(".o_care_chart_tooltip > div")).toEqual([
        "Alder",
        "Contribution: $ 90,000.00",
        "Stability: 0.90",
        "Tier: Key",
        "Quadrant: E I, high contribution, high stability",
    ]);
    await click(".o_care_map_quadrants canvas", getPosition(0, 0));
    await animationFrame();
    expect.verifySteps([1]);
});

test.tags("desktop");
test("counts of products are no amounts", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap({measure: "products"}));
    await mountMap();
    await hover(".o_care_map_quadrants canvas", getPosition(0, 0));
    // the hit test waits for a frame, and so does what it shows
    await animationFrame();
    await animationFrame();
    expect(".o_care_chart_tooltip div:eq(1)").toHaveText("Contribution: 90,000");
});

test.tags("desktop");
test("hovering draws nothing again", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap();
    const chart = getChart();
    const draw = chart.draw.bind(chart);
    chart.draw = () => {
        expect.step("draw");
        draw();
    };
    await hover(".o_care_map_quadrants canvas", getPosition(0, 0));
    // the hit test waits for a frame, and so does what it shows
    await animationFrame();
    await animationFrame();
    expect(".o_care_chart_ring").toHaveCount(1);
    expect.verifySteps([]);
});

test.tags("desktop");
test("a tier is hidden by its name in the legend", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap();
    await contains(".o_care_map_tier:contains(Important)").click();
    expect(".o_care_map_tier:contains(Important)").toHaveAttribute(
        "aria-pressed",
        "false",
    );
    expect([0, 1].map((index) => getChart().isDatasetVisible(index))).toEqual([
        true,
        false,
    ]);
    await contains(".o_care_map_tier:contains(Important)").click();
    expect(getChart().isDatasetVisible(1)).toBe(true);
});

test.tags("desktop");
test("a chip lists the customers of its quadrant", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        name: "Customers",
        type: "ir.actions.act_window",
        res_model: "care.profile",
        views: [
            [false, "care_map"],
            [false, "list"],
            [false, "form"],
        ],
    });
    await contains(".o_care_map_chip[data-quadrant=e1]").click();
    expect(".o_list_view").toHaveCount(1);
    expect(".o_searchview_facet").toHaveText("E I");
    expect(queryAllTexts(".o_data_row [name=partner_id]")).toEqual(["Alder"]);
});

test.tags("desktop");
test("without a refresh the map says what to do first", async () => {
    onRpc("has_group", () => true);
    onRpc("care.profile", "get_quadrant_map", () => makeEmptyMap({as_of: false}));
    onRpc("care.profile", "action_refresh", () => {
        expect.step("refresh");
        return {type: "ir.actions.act_window_close"};
    });
    await mountMap();
    expect("canvas").toHaveCount(0);
    expect(".o_nocontent_help").toHaveText(/counted for the first time/);
    await contains(".o_care_map_refresh").click();
    expect.verifySteps(["refresh"]);
});

test.tags("desktop");
test("only managers refresh from an empty map", async () => {
    onRpc("has_group", () => false);
    onRpc("care.profile", "get_quadrant_map", () => makeEmptyMap({unrated: 2}));
    mockService("action", {doAction: (action) => expect.step(action)});
    await mountMap();
    expect(".o_care_map_refresh").toHaveCount(0);
    expect(".o_care_map_unrated").toHaveText("2 too new to be rated");
    await contains(".o_care_map_deals").click();
    expect.verifySteps(["crm_customer_care.care_deal_action"]);
});

test.tags("desktop");
test("a filter without customers is named as the reason", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeEmptyMap());
    await mountMap({domain: [["id", "=", 0]]});
    expect(".o_nocontent_help").toHaveText(/Remove a filter/);
});

test.tags("mobile");
test("the map is usable on a phone", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap();
    expect(".o_care_map_quadrants canvas").toBeVisible();
    expect(".o_care_map_chip").toHaveCount(4);
});

test.tags("desktop");
test("a slider shows the map of a month end", async () => {
    onRpc("care.profile", "get_quadrant_map", () =>
        makeMap({days: ["2026-06-30", "2026-05-31", "2026-04-30"]}),
    );
    onRpc("care.profile.snapshot", "get_quadrant_map", ({args}) => {
        expect.step(args);
        return makeMap({
            as_of: args[1],
            quadrants: {e1: {count: 2, contribution: 500}},
            total: 2,
        });
    });
    await mountMap({domain: [["id", ">", 0]]});
    expect(".o_care_timeline_day").toHaveText("06/30/2026");
    await contains(".o_care_timeline input").edit("0", {confirm: "blur"});
    expect.verifySteps([[[["id", ">", 0]], "2026-04-30"]]);
    expect(".o_care_timeline_day").toHaveText("04/30/2026");
    expect(".o_care_map_facts").toHaveText(/2 customers/);
    expect(".o_care_map_chip[data-quadrant=e1] .o_care_map_count").toHaveText("2");
});

test.tags("desktop");
test("the months are played to the present", async () => {
    onRpc("care.profile", "get_quadrant_map", () =>
        makeMap({days: ["2026-06-30", "2026-05-31", "2026-04-30"]}),
    );
    onRpc("care.profile.snapshot", "get_quadrant_map", ({args}) => {
        expect.step(args[1]);
        return makeMap({as_of: args[1]});
    });
    await mountMap();
    await contains(".o_care_timeline_play").click();
    expect.verifySteps(["2026-04-30"]);
    await advanceTime(1000);
    expect.verifySteps(["2026-05-31"]);
    await advanceTime(1000);
    expect(".o_care_timeline_day").toHaveText("06/30/2026");
    expect(".o_care_timeline_play .fa-play").toHaveCount(1);
});

test.tags("desktop");
test("without pictures there is no slider", async () => {
    onRpc("care.profile", "get_quadrant_map", () => makeMap());
    await mountMap();
    expect(".o_care_timeline").toHaveCount(0);
});
