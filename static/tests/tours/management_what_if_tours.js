import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

const openManagement = (menu) => [
    ...stepUtils.goToAppSteps("crm.crm_menu_root"),
    {
        trigger:
            "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_management']",
        run: "click",
    },
    {trigger: `a[data-menu-xmlid='crm_customer_care.${menu}']`, run: "click"},
];

const inResult = (dimension, key, moment) =>
    `.o_care_preview_result [data-dimension=${dimension}] ` +
    `tr${key} td[data-moment=${moment}]`;

tours.add("care_management_what_if", {
    url: "/odoo",
    steps: () => [
        ...openManagement("care_policy_preview_menu"),
        {
            content: "A window that is no whole number of quarters is refused",
            trigger: ".o_field_widget[name=window_months] input",
            run: "edit 7",
        },
        {trigger: "button[name=action_show]", run: "click"},
        {trigger: ".modal:contains(multiple of 3 months)"},
        {trigger: ".modal .btn-primary", run: "click"},
        {
            trigger: ".o_field_widget[name=window_months] input",
            run: "edit 6",
        },
        {trigger: "button[name=action_show]", run: "click"},
        {trigger: ".o_care_preview_summary:contains(1 customer moves)"},
        {trigger: `${inResult("tier", ":contains(Key)", "next")}:contains(2)`},
        {
            content: "Who moves is listed",
            trigger: ".o_care_preview_movers",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Birch)"},
        {trigger: ".breadcrumb-item:contains(What-if) a", run: "click"},
        {
            content: "A number opens its customers",
            trigger: `${inResult("tier", ":contains(Key)", "next")} .o_care_preview_count`,
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Alder)"},
        {trigger: ".o_list_view .o_data_row:contains(Birch)"},
        {trigger: ".breadcrumb-item:contains(What-if) a", run: "click"},
        {
            trigger: ".o_field_widget[name=reason] input",
            run: "edit Half a year tells more",
        },
        {trigger: "button[name=action_apply]", run: "click"},
        {trigger: ".modal .btn-primary", run: "click"},
        {trigger: ".o_care_preview .alert-success:contains(Applied on)"},
        {trigger: ".o_notification:contains(up to date)"},
        ...openManagement("care_policy_change_menu"),
        {trigger: ".o_data_row:contains(Window):contains(Half a year tells more)"},
    ],
});

tours.add("care_management_pictures", {
    url: "/odoo",
    steps: () => [
        ...openManagement("care_dashboard_menu"),
        {trigger: "[data-tile=customers] .o_care_dashboard_value:contains(3)"},
        {trigger: ".o_care_dashboard_chart canvas"},
        {trigger: "[data-tile=key]", run: "click"},
        {trigger: ".o_list_view .o_data_row:contains(Alder)"},
        {trigger: ".breadcrumb-item:contains(Dashboard) a", run: "click"},
        {
            trigger: ".o_care_dashboard_links button:contains(Movement)",
            run: "click",
        },
        {trigger: ".o_care_matrix"},
        {trigger: "[data-dimension=segment]", run: "click"},
        {
            trigger: ".o_care_matrix td[data-from=key] .o_care_matrix_cell",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row"},
    ],
});
