import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

const openCustomers = () => [
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
];

const inTier = (tier, customer) =>
    `.o_kanban_group:has(.o_column_title:contains(${tier})) ` +
    `.o_kanban_record:contains(${customer})`;

tours.add("care_classification_why", {
    url: "/odoo",
    steps: () => [
        ...openCustomers(),
        {trigger: inTier("Important", "Birch")},
        {trigger: inTier("Key", "Alder"), run: "click"},
        {
            content: "The form says why the customer is in its tier",
            trigger: ".o_field_widget[name=explanation]:contains(Key: rank 1 of 3)",
        },
    ],
});

tours.add("care_classification_map", {
    url: "/odoo",
    steps: () => [
        ...openCustomers(),
        {trigger: ".o_switch_view.o_care_map", run: "click"},
        {trigger: ".o_care_map_quadrants canvas"},
        {trigger: ".o_care_map_pareto canvas"},
        {trigger: ".o_care_map_facts:contains(3 customers)"},
        {
            trigger: ".o_care_map_chip[data-quadrant=e1] .o_care_map_count:contains(1)",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Alder)"},
        {trigger: ".o_list_view:not(:has(.o_data_row:contains(Birch)))"},
        {trigger: ".o_searchview_facet:contains(E I)"},
    ],
});

tours.add("care_classification_lock", {
    url: "/odoo",
    steps: () => [
        ...openCustomers(),
        {
            trigger: inTier("General", "Cedar"),
            run: "drag_and_drop(.o_kanban_group:has(.o_column_title:contains(Key)))",
        },
        {
            trigger: ".modal .o_field_widget[name=tier_id] input:value(Key)",
        },
        {
            content: "Without a reason nothing is locked",
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_invalid[name=reason] input",
            run: "edit Strategic partner",
        },
        {trigger: ".modal button[name=action_apply]", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: inTier("Key", "Cedar")},
    ],
});

const assertFits = (selector) => {
    for (const element of document.querySelectorAll(selector)) {
        if (element.scrollWidth > element.clientWidth + 1) {
            throw new Error(`${selector} is cut: ${element.textContent.slice(0, 80)}`);
        }
    }
};

tours.add("care_classification_list", {
    url: "/odoo",
    steps: () => [
        ...openCustomers(),
        {trigger: inTier("Key", "Northern Dairy Ltd")},
        {trigger: ".o_switch_view.o_list", run: "click"},
        {
            content: "The list shows whole names, and no bar to scroll it sideways",
            trigger: ".o_list_view .o_data_row:contains(Northern Dairy Ltd)",
            run: () => {
                assertFits(".o_list_renderer");
                assertFits(".o_data_cell[name=partner_id]");
            },
        },
    ],
});

tours.add("care_classification_refresh", {
    url: "/odoo",
    steps: () => [
        ...openCustomers(),
        {trigger: ".o_switch_view.o_care_map", run: "click"},
        {trigger: ".o_care_map_refresh", run: "click"},
        {trigger: ".o_notification:contains(up to date)"},
        {
            content: "The map is read again",
            trigger: ".o_care_map_quadrants canvas",
        },
        {trigger: ".o_notification_close", run: "click"},
        {trigger: "body:not(:has(.o_notification))"},
        {trigger: ".o_switch_view.o_list", run: "click"},
        {trigger: ".o_list_view .o_data_row"},
        {trigger: "button[name=action_refresh]", run: "click"},
        {trigger: ".o_notification:contains(up to date)"},
    ],
});
