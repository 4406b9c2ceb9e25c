import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {
    allowTranslations,
    contains,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {MovementMatrix} from "@crm_customer_care/care_movement/movement_matrix";
import {formatShortAmount} from "@crm_customer_care/care_movement/short_amount";

defineMailModels();
beforeEach(allowTranslations);

const CLASSES = [
    {key: 1, name: "Key", color: 10},
    {key: 2, name: "General", color: 7},
    {key: "absent", name: "", color: 0},
];

const makeCell = (from, to, customers, contribution, earlier = contribution) => ({
    from,
    to,
    customers,
    contribution,
    from_contribution: earlier,
});

const makeMatrix = () => ({
    dimension: "tier",
    classes: CLASSES,
    currency_id: 1,
    cells: [
        makeCell(1, 1, 3, 30000),
        makeCell(1, 2, 1, 200, 8000),
        makeCell(2, 1, 2, 9000),
        makeCell("absent", 2, 4, 400, 0),
        makeCell(2, "absent", 5, 0, 1500),
    ],
});

const mountMatrix = (openCell = () => {}) =>
    mountWithCleanup(MovementMatrix, {props: {matrix: makeMatrix(), openCell}});

test("rows and columns add up", async () => {
    await mountMatrix();
    expect(queryAllTexts("tbody th")).toEqual(["Key", "General", "New", "Total"]);
    expect(queryAllTexts("thead th").slice(1)).toEqual([
        "Key",
        "General",
        "Gone",
        "Total",
    ]);
    expect(queryAllTexts("tr td:last-child")).toEqual(["4", "7", "4", "15"]);
    expect("td[data-from='1'][data-to='1']").toHaveText("3\n75% · $ 30.0k");
});

test("those who left show what they brought", async () => {
    await mountMatrix();
    expect("td[data-from='2'][data-to='absent']").toHaveText("5\n71% · $ 1.5k");
});

test("rising is green, falling red, staying grey", async () => {
    await mountMatrix();
    const color = (from, to) =>
        queryOne(`td[data-from='${from}'][data-to='${to}']`).style.backgroundColor;
    expect(color(1, 1)).toMatch(/107, 114, 128/);
    expect(color(2, 1)).toMatch(/22, 163, 74/);
    expect(color("absent", 2)).toMatch(/22, 163, 74/);
    expect(color(1, 2)).toMatch(/220, 38, 38/);
    expect(color(2, "absent")).toMatch(/220, 38, 38/);
});

test("a number opens its customers", async () => {
    await mountMatrix((before, after) => expect.step([before, after]));
    await contains("td[data-from='1'][data-to='2'] button").click();
    await contains("tbody tr:first-child td:last-child button").click();
    await contains("tbody tr:last-child td:eq(0) button").click();
    expect.verifySteps([
        [1, 2],
        [1, null],
        [null, 1],
    ]);
});

test("amounts are as long as they need to be", () => {
    expect(formatShortAmount(0, 1)).toBe("$\u00a00");
    expect(formatShortAmount(750, 1)).toBe("$\u00a0750");
    expect(formatShortAmount(4712, 1)).toBe("$\u00a04.7k");
    expect(formatShortAmount(114609, 1)).toBe("$\u00a0115k");
    expect(formatShortAmount(12.4, false)).toBe("12");
});
