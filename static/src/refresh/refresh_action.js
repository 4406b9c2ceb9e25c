import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";

const FIRST_DELAY = 300;
const DELAY = 2000;
/** Questions without progress, three minutes of them, after which nobody waits on. */
const PATIENCE = 90;

const followed = new WeakSet();

const wait = (delay) => new Promise((resolve) => browser.setTimeout(resolve, delay));

async function getState(env) {
    try {
        return await env.services.orm.silent.call("care.profile", "get_refresh_state");
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return null;
        }
        throw error;
    }
}

/** One notification whose text can be changed. */
function makeProgress(env) {
    let shown, close;
    return {
        show(message) {
            if (String(message) !== shown) {
                close?.();
                close = env.services.notification.add(message, {
                    type: "info",
                    sticky: true,
                });
                shown = String(message);
            }
        },
        end: () => close?.(),
    };
}

function getProgressMessage({done, total}) {
    return total > 1
        ? _t("Refreshing customers… %(done)s of %(total)s companies", {done, total})
        : _t("Refreshing customers…");
}

/** Ask until all is done; resolves to whether it was, or nobody works on it. */
async function follow(env, progress) {
    let done = 0;
    for (let tries = 0; tries < PATIENCE; tries++) {
        const state = await getState(env);
        if (state) {
            if (state.done === state.total) {
                return true;
            }
            progress.show(getProgressMessage(state));
            if (state.done > done) {
                done = state.done;
                tries = 0;
            }
        }
        await wait(DELAY);
    }
    return false;
}

/** Reload what is shown, unless the user is filling in something else meanwhile. */
async function reload(env) {
    const {action, ui} = env.services;
    const controller = action.currentController;
    const isOurs = controller?.action.res_model?.startsWith("care.");
    const isForm = controller?.view && !controller.view.multiRecord;
    if (controller && ui.activeElement === document && (isOurs || !isForm)) {
        await action.doAction({type: "ir.actions.client", tag: "soft_reload"});
    }
}

async function followAndTell(env) {
    const progress = makeProgress(env);
    progress.show(_t("Refreshing customers…"));
    try {
        await wait(FIRST_DELAY);
        if (!(await follow(env, progress))) {
            env.services.notification.add(
                _t(
                    "The refresh still waits for the server's scheduler. It goes on by itself: look again later, or ask your administrator whether scheduled actions run.",
                ),
                {type: "warning", sticky: true},
            );
            return;
        }
        env.services.notification.add(_t("All customers are up to date."), {
            type: "success",
        });
    } finally {
        progress.end();
        followed.delete(env);
    }
    await reload(env);
}

/** Tell how far the refresh is, while the user goes on working. */
export function refreshAction(env) {
    if (!followed.has(env)) {
        followed.add(env);
        // not awaited: the button that started it must be free again
        followAndTell(env);
    }
}

registry.category("actions").add("crm_customer_care.refresh", async (env) => {
    refreshAction(env);
});
