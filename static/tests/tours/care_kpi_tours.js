import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const getCell = (person) =>
    `.o_care_kpi tr[data-kpi=touches] td[data-person='${person}']`;

registry.category("web_tour.tours").add("care_kpi", {
    steps: () => [
        ...stepUtils.goToAppSteps("crm.crm_menu_root"),
        {
            trigger:
                "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_management']",
            run: "click",
        },
        {
            trigger: "a[data-menu-xmlid='crm_customer_care.care_kpi_report_menu']",
            run: "click",
        },
        {
            content: "Of a colleague the target, and no figure",
            trigger: `${getCell("Colleague")}:contains(Target 2):not(:has(.o_care_kpi_value))`,
        },
        {
            content: "A figure opens the records that it counts",
            trigger: `${getCell("Seller")} .o_care_kpi_value:contains(2)`,
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(First call)"},
        {trigger: ".o_list_view .o_data_row:contains(Second call)"},
        {
            trigger: ".o_list_view tfoot .o_list_number:contains(2.00)",
        },
        {
            trigger: ".o_data_row:contains(First call) td[name=name]",
            run: "click",
        },
        {trigger: ".o_form_view .o_field_widget[name=summary]"},
        {trigger: ".o_back_button", run: "click"},
        {trigger: ".o_list_view .o_data_row:contains(First call)"},
        {trigger: ".o_back_button", run: "click"},
        {
            content: "The month before was kept",
            trigger: ".o_care_kpi_previous",
            run: "click",
        },
        {trigger: ".o_care_kpi_head:contains(Kept when the month was over)"},
        {trigger: `${getCell("Seller")} .o_care_kpi_value:contains(2)`},
        {trigger: ".o_care_kpi_next", run: "click"},
        {trigger: ".o_care_kpi_head:contains(Figures of today)"},
        {trigger: `${getCell("Seller")} .o_care_kpi_trend`},
        {
            content: "Plan, do, check, act",
            trigger: `${getCell("Seller")} .o_care_kpi_note`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=plan] textarea",
            run: "edit Call every customer twice",
        },
        {trigger: ".modal .o_form_button_save", run: "click"},
        {trigger: `${getCell("Seller")} .o_care_kpi_noted`},
        {trigger: ".o_care_kpi_praise", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=user_id] input",
            run: "edit Leader",
        },
        {
            trigger: ".ui-autocomplete .o-autocomplete--dropdown-item:contains(Leader)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Found the right words",
        },
        {trigger: ".modal .o_form_button_save", run: "click"},
        {trigger: ".o_care_kpi_praises:contains(Found the right words)"},
    ],
});
