import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const step = (name) => `.o_care_onboarding_step[data-action=${name}]`;
const next = (name) => `${step(name)}.o_care_onboarding_next`;

registry.category("web_tour.tours").add("care_onboarding", {
    url: "/odoo",
    steps: () => [
        ...stepUtils.goToAppSteps("crm.crm_menu_root"),
        {
            trigger:
                "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_root']",
            run: "click",
        },
        {
            trigger: "a[data-menu-xmlid='crm_customer_care.care_profile_menu']",
            run: "click",
        },
        {trigger: `${next("action_open_care_policy")} .btn-primary`, run: "click"},
        {trigger: "button[name=action_decide]", run: "click"},
        {trigger: "button[name=action_refresh].btn-primary", run: "click"},
        {trigger: ".o_notification:contains(up to date)"},
        {trigger: ".o_breadcrumb .o_back_button", run: "click"},
        {
            content: "The policy is decided and the customers are refreshed by now",
            trigger: `${next("action_open_care_contacts")} .btn-primary`,
            run: "click",
        },
        {
            trigger: ".modal button[name=action_start_contacts]",
            run: "click",
        },
        {trigger: "body:not(:has(.modal))"},
        {
            trigger: `${next("action_open_care_greetings")} .o_care_onboarding_skip`,
            run: "click",
        },
        {trigger: ".o_care_onboarding h2:contains(is set up)"},
        {trigger: ".o_care_onboarding .btn-close", run: "click"},
        {trigger: "body:not(:has(.o_care_onboarding))"},
    ],
});
