import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const choose = (name, text, but = "[]") => [
    {
        trigger: `.o_field_widget[name=${name}] input`,
        run: `edit ${text}`,
    },
    {
        trigger: `.o-autocomplete--dropdown-item:contains(${text}):not(:contains(${but}))`,
        run: "click",
    },
];

tours.add("care_greeting_rule", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        ...choose("occasion_id", "Spring Festival Eve"),
        {
            trigger:
                ".o_field_widget[name=mail_template_id] input:value(Spring Festival)",
        },
        {trigger: "button[name=action_preview]", run: "click"},
        {
            content: "Who and when, before anything is planned",
            trigger: ".modal .o_data_row:contains(Ann Alder)",
        },
        {trigger: ".modal .alert:contains(not chosen yet)"},
        {trigger: ".modal button[name=action_switch_on]", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: ".o_form_view button[name=action_switch_off]"},
    ],
});

tours.add("care_greeting_holiday", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        {
            trigger: ".o_field_widget[name=name] input",
            run: "edit Our Day",
        },
        {
            trigger: ".o_field_widget[name=kind] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Public Holiday)",
            run: "click",
        },
        ...choose("country_id", "Türkiye"),
        ...choose("holiday_name", "Republic"),
        {
            trigger: ".o_field_widget[name=holiday_name] input:value(Republic Day)",
        },
        {trigger: ".o_field_widget[name=next_days]:contains(10/29/)"},
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_saved"},
    ],
});

tours.add("care_greeting_choose", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        ...choose("occasion_id", "Spring Festival", "Eve"),
        {
            trigger:
                ".o_field_widget[name=mail_template_id] input:value(Spring Festival)",
        },
        {trigger: ".o_field_widget[name=needs_approval] input", run: "click"},
        {trigger: "button[name=action_preview]", run: "click"},
        {trigger: ".modal .o_data_row:contains(Ann Alder)"},
        {trigger: ".modal button[name=action_switch_on]", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: ".o_form_view button[name=action_switch_off]"},
    ],
});

tours.add("care_greeting_send", {
    steps: () => [
        {
            content: "What waits for somebody is on top of the list",
            trigger: ".o_data_row:contains(Ann Alder):contains(To Approve)",
        },
        {trigger: ".o_data_row button[name=action_approve]", run: "click"},
        {
            trigger: ".o_data_row:contains(Approved) .o_data_cell[name=occasion_id]",
            run: "click",
        },
        {trigger: ".o_form_view button[name=action_send_now]", run: "click"},
        {
            content: "Its hour has not come: one is asked",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {trigger: ".o_form_view .o_arrow_button_current:contains(Sent)"},
    ],
});
