import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {press, queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {animationFrame, mockDate} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    getService,
    models,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

class CareDay extends models.Model {
    _name = "care.day";
}

class CareRevisit extends models.Model {
    _name = "care.revisit";
}

defineMailModels();
defineModels([CareDay, CareRevisit]);

beforeEach(() => mockDate("2026-06-01 12:00:00"));
onRpc("onboarding.onboarding", "get_care_panel", () => false);

const makeList = (name, count) => ({
    name,
    res_model: "care.revisit",
    domain: [["id", "<", count]],
});

const makeItem = (id, title, values = {}) => ({
    id,
    title,
    subtitle: "Visit",
    partner_id: 100 + id,
    phone: "",
    warning: "",
    owner: "",
    date: "2026-06-01",
    late: 0,
    tier: "Key",
    tier_color: 10,
    ...values,
});

const BUTTONS = [
    {method: "action_open_result", label: "Done", icon: "fa-check", key: "d"},
    {method: "action_open_snooze", label: "Put Off", icon: "fa-clock-o", key: "s"},
];

function makeSection(code, name, items, values = {}) {
    return {
        code,
        name,
        place: "main",
        model: "care.revisit",
        count: items.length,
        list: makeList(name, items.length),
        items,
        groups: [],
        buttons: BUTTONS,
        ...values,
    };
}

function makeDay(values = {}) {
    const alder = makeItem(1, "Alder", {late: 12, last: "2026-05-10", phone: "+49 1"});
    const groups = [{name: "Key", color: 10, count: 9, list: makeList("Key", 9)}];
    const today = [makeItem(2, "Birch"), makeItem(3, "Cedar")];
    return {
        today: "2026-06-01",
        is_team: false,
        has_team: true,
        is_planning: true,
        done: {count: 1, list: makeList("Done Today", 1)},
        people: [],
        sections: [
            makeSection("overdue", "Overdue", [alder], {count: 9, groups}),
            makeSection("today", "Today", today),
        ],
        ...values,
    };
}

async function openDay() {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({type: "ir.actions.client", tag: "care_day"});
    await animationFrame();
}

const getItem = (code, id) => `.o_care_day_item[data-code=${code}][data-id='${id}']`;

function mockAction() {
    onRpc("has_group", () => true);
    onRpc("care.revisit", "action_open_result", ({args, kwargs}) => {
        expect(kwargs.context.lang).toBe("en");
        expect.step(`done ${args[0]}`);
        return true;
    });
}

test.tags("desktop");
test("sections, their items, and how far the day is", async () => {
    mockAction();
    onRpc("care.day", "get_day", ({args}) => {
        expect.step(args);
        return makeDay();
    });
    await openDay();
    expect.verifySteps([[false]]);
    expect(".o_care_day_head h2").toHaveText("Monday, June 1");
    expect(".o_care_day_done").toHaveText("1 of 12 contacts done");
    expect(queryAllTexts(".o_care_day_all")).toEqual(["Overdue\n9", "Today\n2"]);
    expect(".o_care_day_group").toHaveText("Key9");
    expect(queryAllTexts(".o_care_day_title")).toEqual(["Alder", "Birch", "Cedar"]);
    expect(`${getItem("overdue", 1)} .text-danger`).toHaveText("12 days late");
    expect(`${getItem("overdue", 1)} a[href='tel:+49 1']`).toHaveCount(1);
    expect(`${getItem("today", 2)} a[href^=tel]`).toHaveCount(0);
    expect(".o_care_day_more").toHaveText("All 9");
});

test.tags("desktop");
test("every number opens the list of what it counts", async () => {
    mockAction();
    onRpc("care.day", "get_day", () => makeDay());
    await openDay();
    getService("action").doAction = ({name, domain}) => expect.step([name, domain]);
    await contains(".o_care_day_overdue .o_care_day_all").click();
    await contains(".o_care_day_group").click();
    await contains(".o_care_day_more").click();
    await contains(".o_care_day_done").click();
    expect.verifySteps([
        ["Overdue", [["id", "<", 1]]],
        ["Key", [["id", "<", 9]]],
        ["Overdue", [["id", "<", 1]]],
        ["Done Today", [["id", "<", 1]]],
    ]);
});

test.tags("desktop");
test("keys choose and do; what is done makes room for the next", async () => {
    mockAction();
    let isDone = false;
    onRpc("care.day", "get_day", () => {
        const day = makeDay();
        if (isDone) {
            day.sections[1].items.shift();
        }
        return day;
    });
    await openDay();
    queryOne(getItem("overdue", 1)).focus();
    await press("ArrowDown");
    expect(getItem("today", 2)).toBeFocused();
    isDone = true;
    await press("d");
    await animationFrame();
    await animationFrame();
    expect.verifySteps(["done 2"]);
    expect(getItem("today", 2)).toHaveCount(0);
    expect(getItem("today", 3)).toBeFocused();
});

test.tags("desktop");
test("the team's view has a row for every salesperson", async () => {
    mockAction();
    const cell = {code: "overdue", name: "Overdue", count: 4, list: makeList("Mei", 4)};
    const none = {...cell, code: "today", name: "Today", count: 0};
    onRpc("care.day", "get_day", ({args: [isTeam]}) =>
        isTeam
            ? makeDay({
                  is_team: true,
                  people: [{id: 7, name: "Mei", cells: [cell, none]}],
              })
            : makeDay(),
    );
    await openDay();
    expect(".o_care_day_people").toHaveCount(0);
    await contains(".o_care_day_team").click();
    expect(queryAllTexts(".o_care_day_people th")).toEqual([
        "Salesperson",
        "Overdue",
        "Today",
        "Mei",
    ]);
    expect(".o_care_day_people button").toHaveText("4");
});

test("an empty day says what to do first", async () => {
    mockAction();
    onRpc("care.day", "get_day", () =>
        makeDay({is_planning: false, has_team: false, sections: [], done: {count: 0}}),
    );
    await openDay();
    expect(".o_care_day_empty .h5").toHaveText("No contacts are planned yet");
    expect(".o_care_day_empty button").toHaveText("Plan Contacts");
    expect(".o_care_day_team").toHaveCount(0);
    expect(".o_care_day_section").toHaveCount(0);
});

test("nothing left is said, too", async () => {
    mockAction();
    onRpc("care.day", "get_day", () => makeDay({sections: []}));
    await openDay();
    expect(".o_care_day_empty .h5").toHaveText("Nothing is left to do today");
    expect(".o_care_day_done").toHaveText("1 of 1 contacts done");
});
