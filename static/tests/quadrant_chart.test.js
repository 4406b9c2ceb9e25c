import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {allowTranslations} from "@web/../tests/web_test_helpers";
import {makeMap} from "./care_test_helpers";
import {
    getContributionAxis,
    getEdgeLabel,
    placeContribution,
    roundNumber,
} from "@crm_customer_care/quadrant_map/contribution_axis";
import {
    getMapTiers,
    getQuadrantChart,
} from "@crm_customer_care/quadrant_map/quadrant_chart";
import {getTheme, tierColor} from "@crm_customer_care/quadrant_map/theme";

describe.current.tags("headless");
beforeEach(allowTranslations);

const theme = getTheme("bright");
const options = {
    theme,
    font: "sans-serif",
    format: String,
    formatStability: String,
};

function getLuminance(hex) {
    const [red, green, blue] = [1, 3, 5].map((start) => {
        const part = parseInt(hex.slice(start, start + 2), 16) / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function getContrast(one, other) {
    const [low, high] = [getLuminance(one), getLuminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}

test("numbers are rounded to 1, 2 or 5 times a power of ten", () => {
    expect([0.03, 1, 3.2, 49, 5000, 99999].map((n) => roundNumber(n, "down"))).toEqual([
        0.02, 1, 2, 20, 5000, 50000,
    ]);
    expect([0.03, 1, 3.2, 51, 5000, 50001].map((n) => roundNumber(n, "up"))).toEqual([
        0.05, 1, 5, 100, 5000, 100000,
    ]);
});

test("a small spread has a linear axis from zero", () => {
    const axis = getContributionAxis([100, 300, 1000], 300);
    expect(axis.type).toBe("linear");
    expect(axis.ticks).toEqual([0, 500, 1000]);
    expect(placeContribution(axis, 100)).toBe(100);
    expect(placeContribution(axis, -50)).toBe(0);
});

test("a large spread has a logarithmic axis", () => {
    const axis = getContributionAxis([150, 3000, 90000], 3000);
    expect(axis.type).toBe("logarithmic");
    expect([axis.min, axis.max]).toEqual([100, 100000]);
    expect(axis.ticks).toEqual([
        100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000,
    ]);
});

test("what is not positive stands at the left edge of a logarithmic axis", () => {
    const axis = getContributionAxis([-20, 0, 150, 90000], 3000);
    expect(axis.min).toBeLessThan(axis.edge);
    expect(axis.edge).toBeLessThan(axis.floor);
    expect(axis.ticks[0]).toBe(axis.edge);
    expect(placeContribution(axis, 0)).toBe(axis.edge);
    expect(placeContribution(axis, -20)).toBe(axis.edge);
    expect(placeContribution(axis, 150)).toBe(150);
    expect(getEdgeLabel(axis, String)).toBe("≤ 0");
});

test("one tiny customer does not stretch the axis", () => {
    const values = Array.from({length: 999}, (_, index) => 1000 + index * 100);
    const axis = getContributionAxis([0.01, ...values], 5000);
    expect(axis.floor).toBe(1000);
    expect(placeContribution(axis, 0.01)).toBe(axis.edge);
    expect(getEdgeLabel(axis, String)).toBe("< 1000");
});

test("the cut is always on the axis", () => {
    expect(getContributionAxis([150, 90000], 20).min).toBe(20);
    expect(getContributionAxis([10, 30], 80).max).toBeGreaterThan(80);
    expect(getContributionAxis([150, 90000], 500000).max).toBeGreaterThan(500000);
});

test("nobody with sales still gives an axis", () => {
    const axis = getContributionAxis([0, -5], 0);
    expect([axis.min, axis.max]).toEqual([0, 1]);
    expect(placeContribution(axis, -5)).toBe(0);
});

test("each tier is a dataset with its own colour and shape, sorted by x", () => {
    const {datasets} = getQuadrantChart(makeMap(), options).data;
    expect(datasets.map(({label}) => label)).toEqual(["Key", "Important"]);
    expect(datasets.map(({pointStyle}) => pointStyle)).toEqual(["circle", "triangle"]);
    expect(datasets[0].borderColor).not.toBe(datasets[1].borderColor);
    expect(datasets[1].data.map(({row}) => row[1])).toEqual(["Cedar", "Birch"]);
});

test("customers without a tier are shown, too", () => {
    const map = makeMap({points: [[1, "Alder", 90, 0.9, false, "e1"]]});
    const tiers = getMapTiers(map, theme);
    expect(tiers.map(({id, count}) => [id, count])).toEqual([
        [1, 0],
        [2, 0],
        [false, 1],
    ]);
    expect(getQuadrantChart(map, options).data.datasets[2].data).toHaveLength(1);
});

test("hidden tiers are not drawn and move no axis", () => {
    const hidden = getQuadrantChart(makeMap(), {...options, hidden: [1]});
    const shown = getQuadrantChart(makeMap(), options);
    expect(hidden.data.datasets.map((dataset) => dataset.hidden)).toEqual([
        true,
        false,
    ]);
    expect(hidden.options.scales.x.max).toBe(shown.options.scales.x.max);
});

test("the cuts lie where the policy has them", () => {
    const {careQuadrants} = getQuadrantChart(makeMap(), options).options.plugins;
    expect([careQuadrants.x, careQuadrants.y]).toEqual([90000, 0.5]);
    expect(careQuadrants.quadrants.map(({corner}) => corner.join(" "))).toEqual([
        "right top",
        "right bottom",
        "left top",
        "left bottom",
    ]);
});

test("a crowded map draws small points without animation", () => {
    const points = Array.from({length: 5000}, (_, index) => [
        index,
        `Customer ${index}`,
        index,
        0.5,
        1,
        "e1",
    ]);
    const config = getQuadrantChart(makeMap({points}), options);
    expect(config.data.datasets[0].radius).toBe(3);
    const {animation, events, normalized, parsing} = config.options;
    expect({animation, events, normalized, parsing}).toEqual({
        animation: false,
        events: [],
        normalized: true,
        parsing: false,
    });
});

test("every colour of a tier stands out from the background", () => {
    for (let index = 0; index < 12; index++) {
        expect(getContrast(tierColor(index, "bright"), "#f8f9fa")).toBeGreaterThan(3);
        expect(getContrast(tierColor(index, "dark"), "#262a36")).toBeGreaterThan(3);
    }
});
