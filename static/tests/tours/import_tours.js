import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("care_import", {
    url: "/odoo",
    steps: () => [
        ...stepUtils.goToAppSteps("crm.crm_menu_root"),
        {
            trigger:
                "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_root']",
            run: "click",
        },
        {
            trigger: "a[data-menu-xmlid='crm_customer_care.care_import_menu']",
            run: "click",
        },
        {trigger: ".o_form_view button[name=action_download_template]"},
        {
            content: "Choose the file that the test has left on the server",
            trigger: ".o_field_widget[name=file] input[type=file]:not(:visible)",
            async run({anchor}) {
                const response = await fetch("/care_import_tour.xlsx");
                const content = await response.blob();
                const transfer = new DataTransfer();
                transfer.items.add(new File([content], "customers.xlsx"));
                anchor.files = transfer.files;
                anchor.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        {
            trigger: "button[name=action_preview]:not([disabled])",
            run: "click",
        },
        {
            content: "The preview says what would happen",
            trigger: ".o_care_import_summary td:contains(Customers)",
        },
        {
            trigger:
                ".o_field_widget[name=rejected_line_ids] td:contains(e-mail address)",
        },
        {
            trigger: ".o_field_widget[name=skip_rejected] input",
            run: "click",
        },
        {trigger: "button[name=action_apply]", run: "click"},
        {trigger: ".alert-success:contains(imported)"},
        {trigger: "button[name=action_open_lines]:contains(Created)", run: "click"},
        {trigger: ".o_list_view .o_data_row:contains(Customers)"},
    ],
});
