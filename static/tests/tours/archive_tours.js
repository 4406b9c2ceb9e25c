import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const openArchive = () => ({
    trigger: ".o_form_view .o_notebook a[name=care_archive]",
    run: "click",
});

const field = (name) => `.o_form_view .o_field_widget[name=${name}]`;

const chooseIn = (cell, text) => [
    {trigger: `${cell} input`, run: `edit ${text}`},
    {
        trigger: `.o-autocomplete--dropdown-menu .dropdown-item:contains(${text})`,
        run: "click",
    },
];

tours.add("care_archive_person", {
    steps: () => [
        openArchive(),
        {
            content: "A person of a company has no section of a customer",
            trigger: `.o_form_view:not(:has([name=care_need_level]))`,
        },
        ...chooseIn(field("care_channel_id"), "E-Mail"),
        {trigger: `${field("care_call_days")} button[data-day='1']`, run: "click"},
        {trigger: `${field("care_call_days")} button[data-day='3']`, run: "click"},
        {trigger: `${field("care_call_from")} input`, run: "edit 09:30"},
        {trigger: `${field("care_call_to")} input`, run: "edit 08:00"},
        {
            trigger: `${field("care_personality")} input`,
            run: "edit Direct, likes numbers",
        },
        ...chooseIn(field("care_interest_ids"), "Tea"),
        {
            trigger: `${field("care_gift_preferences")} textarea`,
            run: "edit Green tea, no alcohol",
        },
        {
            trigger: `${field("care_consent_ids")} .o_field_x2many_list_row_add button,
                      ${field("care_consent_ids")} .o_field_x2many_list_row_add a`,
            run: "click",
        },
        ...chooseIn(
            `${field("care_consent_ids")} .o_selected_row [name=channel_id]`,
            "SMS",
        ),
        {trigger: ".o_form_button_save", run: "click"},
        {
            content: "Hours that end before they begin are explained, nothing is lost",
            trigger: ".modal:contains(begin before they end) .modal-footer button",
            run: "click",
        },
        {trigger: `${field("care_call_to")} input`, run: "edit 12:00"},
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_dirty))"},
        {trigger: ".o_care_banner:contains(9:30–12:00)"},
        {trigger: ".o_form_view .o_form_button_save:not(:visible)"},
    ],
});

tours.add("care_archive_company", {
    steps: () => [
        openArchive(),
        {
            content: "A company has no section of a person",
            trigger: `.o_form_view:not(:has([name=care_gender]))`,
        },
        {trigger: `${field("care_need_level")} input`, run: "click"},
        {trigger: ".o_select_menu_item:contains(High)", run: "click"},
        ...chooseIn(field("care_decision_maker_ids"), "Bo Birch"),
        {trigger: `${field("care_yearly_spend")} input`, run: "edit 50000"},
        {
            trigger: `${field("care_switching_barriers")} textarea`,
            run: "edit Trained operators",
        },
        {
            trigger: `${field("care_team_ids")} .o_field_x2many_list_row_add button,
                      ${field("care_team_ids")} .o_field_x2many_list_row_add a`,
            run: "click",
        },
        ...chooseIn(`${field("care_team_ids")} .o_selected_row [name=user_id]`, "Yan"),
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_view .o_form_button_save:not(:visible)"},
        {trigger: `${field("care_team_ids")} .o_data_row:contains(Deputy)`},
    ],
});

tours.add("care_archive_duplicate", {
    steps: () => [
        openArchive(),
        {trigger: ".o_form_button_create", run: "click"},
        {trigger: ".o_breadcrumb .active:contains(New)"},
        {
            trigger: ".o_form_view .o_field_widget[name=email] input",
            run: "edit ada@alder.example.com && press Tab",
        },
        {
            trigger: "div[name=care_duplicates]:contains(Ada Alder)",
        },
        {trigger: ".o_form_button_cancel", run: "click"},
        {trigger: "body:not(:has(div[name=care_duplicates]))"},
    ],
});
