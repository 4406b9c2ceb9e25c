import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {allowTranslations} from "@web/../tests/web_test_helpers";
import {
    getCustomersBehind,
    getParetoChart,
    getParetoSentence,
    getShareOfBest,
} from "@crm_customer_care/quadrant_map/pareto_chart";
import {getTheme} from "@crm_customer_care/quadrant_map/theme";

describe.current.tags("headless");
beforeEach(allowTranslations);

const PARETO = [
    [0, 0],
    [0.1, 0.6],
    [0.3, 0.9],
    [1, 1],
];
const formatShare = (share) => `${Math.round(share * 100)}%`;

test("shares are read between the points of the curve", () => {
    expect(getShareOfBest(PARETO, 0.2)).toBeCloseTo(0.75);
    expect(getShareOfBest(PARETO, 0.1)).toBeCloseTo(0.6);
    expect(getShareOfBest(PARETO, 0)).toBe(0);
    expect(getShareOfBest(PARETO, 1)).toBe(1);
    expect(getCustomersBehind(PARETO, 0.75)).toBeCloseTo(0.2);
});

test("a flat end of the curve counts its first customer", () => {
    const pareto = [
        [0, 0],
        [0.5, 1],
        [1, 1],
    ];
    expect(getCustomersBehind(pareto, 1)).toBe(0.5);
});

test("one customer brings everything", () => {
    const pareto = [
        [0, 0],
        [1, 1],
    ];
    expect(getShareOfBest(pareto, 0.2)).toBeCloseTo(0.2);
    expect(getCustomersBehind(pareto, 0.8)).toBeCloseTo(0.8);
});

test("the sentence says what the best fifth brings", () => {
    expect(String(getParetoSentence(PARETO, formatShare))).toBe(
        "20% of customers bring 75% of contribution.",
    );
});

test("the curve has the line of 80 % at the customers behind it", () => {
    const config = getParetoChart(PARETO, {
        theme: getTheme("bright"),
        font: "sans-serif",
        formatShare,
    });
    expect(config.data.datasets[0].data[1]).toEqual({x: 0.1, y: 0.6});
    const {share, customers, label} = config.options.plugins.carePareto;
    expect(share).toBe(0.8);
    expect(customers).toBeCloseTo(0.2333, {digits: 3});
    expect(String(label)).toBe("80% from 23% of customers");
});
