import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const inHistory = (text) =>
    `.o_field_widget[name=care_recent_touch_ids] .o_data_row:contains(${text})`;

tours.add("care_touch_partner", {
    steps: () => [
        {
            content: "First click",
            trigger: ".o_form_view .oe_stat_button:contains(Log a Contact)",
            run: "click",
        },
        {
            content: "Second click",
            trigger: ".modal .o_care_channel[data-letter=V]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=summary] input",
            run: "edit Visited the new hall",
        },
        {
            content: "Third click",
            trigger: ".modal button[name=action_log]",
            run: "click",
        },
        {trigger: ".o_notification:contains(Contact with Alder logged)"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger: ".o_form_view .nav-link[name=care_touches]",
            run: "click",
        },
        {trigger: inHistory("Visited the new hall")},
    ],
});

tours.add("care_touch_systray", {
    steps: () => [
        {trigger: ".o_form_view"},
        {trigger: ".o_care_touch_systray button", run: "click"},
        {
            content: "The customer on the page is chosen already",
            trigger: ".modal .o_field_widget[name=partner_id] input:value(Alder)",
        },
        {trigger: ".modal .o_care_channel[data-letter=T]", run: "click"},
        {trigger: ".modal button[name=action_log]", run: "click"},
        {trigger: ".o_notification:contains(Contact with Alder logged)"},
        {trigger: "body:not(:has(.modal))"},
    ],
});
