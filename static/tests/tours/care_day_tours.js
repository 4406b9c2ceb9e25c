import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const getItem = (code, name) => `.o_care_day_item[data-code=${code}]:contains(${name})`;

const press = (code, name, key) => ({
    trigger: `${getItem(code, name)} button[data-key=${key}]`,
    run: "click",
});

const isGone = (code, name) => ({
    trigger: `.o_care_day:not(:has(${getItem(code, name)}))`,
});

const isClosed = {trigger: "body:not(:has(.modal))"};

registry.category("web_tour.tours").add("care_day", {
    steps: () => [
        ...stepUtils.goToAppSteps("crm.crm_menu_root"),
        {
            trigger:
                "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_root']",
            run: "click",
        },
        {
            trigger: "a[data-menu-xmlid='crm_customer_care.care_day_menu']",
            run: "click",
        },
        {trigger: ".o_care_day_done:contains(0 of 4)"},
        {
            content: "Overdue first: say what came out of it",
            ...press("overdue", "Alder", "d"),
        },
        {
            trigger: ".modal .o_field_widget[name=summary] input",
            run: "edit Will order in spring",
        },
        {trigger: ".modal button[name=action_log]", run: "click"},
        isGone("overdue", "Alder"),
        isClosed,
        {trigger: ".o_care_day_done:contains(1 of 4)"},
        {
            content: "Put off, by the keyboard",
            trigger: getItem("today", "Birch"),
            run: "press s",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit Wants the new list first",
        },
        {trigger: ".modal button[name=action_apply]:visible", run: "click"},
        isGone("today", "Birch"),
        isClosed,
        {
            content: "Nobody answers: that is logged, and the contact stays",
            ...press("today", "Cedar", "l"),
        },
        {
            trigger: ".modal .o_field_widget[name=partner_id] input:value(Cedar)",
        },
        {trigger: ".modal [name=effective] input", run: "click"},
        {trigger: ".modal button[name=action_log]", run: "click"},
        isClosed,
        {trigger: `${getItem("logged", "Cedar")}`},
        {
            content: "The second call",
            ...press("today", "Cedar", "d"),
        },
        {trigger: ".modal button[name=action_log]", run: "click"},
        isGone("today", "Cedar"),
        isClosed,
        press("today", "Dogwood", "s"),
        {trigger: ".modal label:contains(Leave out)", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit Plant holidays",
        },
        {trigger: ".modal button[name=action_apply]:visible", run: "click"},
        isGone("today", "Dogwood"),
        isClosed,
        {trigger: ".o_care_day_empty:contains(Nothing is left to do today)"},
        {
            content: "Five minutes for the log",
            ...press("meetings", "Elm", "l"),
        },
        {
            trigger: ".modal .o_field_widget[name=summary] input:value(Review)",
        },
        {trigger: ".modal button[name=action_log]", run: "click"},
        isGone("meetings", "Elm"),
        isClosed,
        press("verify", "Elm", "v"),
        isGone("verify", "Elm"),
        press("needs", "Elm", "o"),
        {
            content: "The opportunity of the need",
            trigger:
                ".o_form_view .o_field_widget[name=name] textarea:value(Second line)",
        },
        {trigger: ".o_back_button, .breadcrumb-item a", run: "click"},
        isGone("needs", "Elm"),
        {trigger: ".o_care_day_done:contains(2 of 2)"},
    ],
});
