import {beforeEach, expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {
    allowTranslations,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";
import {defineCareModels} from "./care_test_helpers";

defineCareModels();
beforeEach(allowTranslations);

const PAGE = {
    title: "Ming",
    classes: ["Key"],
    explanation: "Why.",
    owner: "Mei",
    as_of: "",
    figures: [],
    months: [],
    sections: [],
};

async function openPage(context) {
    onRpc("care.profile", "get_one_to_one", ({args}) => {
        expect.step(args[0]);
        return PAGE;
    });
    await mountWithCleanup(WebClient);
    const action = {type: "ir.actions.client", tag: "care_one_to_one", context};
    await getService("action").doAction(action);
    await animationFrame();
}

test("the page tells of the customer that it was opened from", async () => {
    await openPage({active_id: 7});
    expect.verifySteps([[7]]);
    expect(".o_care_one_page h2").toHaveText("Ming");
    expect(".o_view_nocontent").toHaveCount(0);
});

test("its address alone says what to do first", async () => {
    await openPage({});
    expect.verifySteps([]);
    expect(".o_view_nocontent").toHaveText(/Open a customer first/);
    expect(".o_view_nocontent button").toHaveText("Customers");
    expect(".o_care_one_page").toHaveCount(0);
    expect(".o_control_panel button:contains(Print)").toHaveCount(0);
});
