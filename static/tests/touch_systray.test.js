import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    getService,
    models,
    mountWithCleanup,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";
import {user} from "@web/core/user";
import {WebClient} from "@web/webclient/webclient";
import {CareTouchSystray} from "@crm_customer_care/touch_log/touch_systray";

class Channel extends models.Model {
    _name = "care.channel";

    name = fields.Char();
    letter = fields.Char();

    _records = [
        {id: 1, name: "Phone", letter: "T"},
        {id: 2, name: "Visit", letter: "V"},
    ];
}

class TouchLog extends models.Model {
    _name = "care.touch.log";

    summary = fields.Char();
    channel_id = fields.Many2one({relation: "care.channel", required: true});

    _views = {
        form: `
            <form>
                <field name="channel_id" widget="care_channel"/>
                <field name="summary"/>
                <footer>
                    <button name="action_log" type="object" string="Log" class="btn-primary"/>
                </footer>
            </form>`,
    };
}

class Profile extends models.Model {
    _name = "care.profile";

    name = fields.Char();

    _records = [{id: 7, name: "Alder"}];
    _views = {form: `<form><field name="name"/></form>`};
}

defineMailModels();
defineModels([Channel, TouchLog, Profile]);

async function openDialog() {
    user.updateContext({});
    await mountWithCleanup(CareTouchSystray);
    await contains(".o_care_touch_systray button").click();
    await animationFrame();
}

test("the dialog offers letters, and logs the chosen one", async () => {
    onRpc("has_group", () => true);
    onRpc("care.touch.log", "action_log", ({args}) => {
        expect.step(`log ${args[0]}`);
        return false;
    });
    onRpc("care.touch.log", "web_save", ({args}) => {
        expect.step(`${args[1].channel_id} ${args[1].summary}`);
    });
    await mountWithCleanup(WebClient);
    await openDialog();
    expect(".modal .o_care_channel").toHaveCount(2);
    expect(".modal .o_care_channel:first").toHaveText("T\nPhone");
    await contains(".modal .o_care_channel[data-letter=V]").click();
    expect(".modal .o_care_channel[data-letter=V]").toHaveClass("active");
    await contains(".modal [name=summary] input").edit("Spare parts");
    await contains(".modal button[name=action_log]").click();
    expect.verifySteps(["2 Spare parts", "log 1"]);
});

test("the open record tells whom the contact is with", async () => {
    onRpc("has_group", () => true);
    onRpc("care.touch.log", "onchange", ({kwargs}) => {
        expect.step(`${kwargs.context.active_model} ${kwargs.context.active_id}`);
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.act_window",
        res_model: "care.profile",
        res_id: 7,
        views: [[false, "form"]],
    });
    await openDialog();
    expect.verifySteps(["care.profile 7"]);
});

test("who keeps no log sees no button", async () => {
    onRpc("has_group", () => false);
    await mountWithCleanup(CareTouchSystray);
    expect(".o_care_touch_systray").toHaveCount(0);
    expect(serverState.userId).toBeGreaterThan(0);
});
