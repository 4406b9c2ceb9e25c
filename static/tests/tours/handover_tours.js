import {registry} from "@web/core/registry";

const FORM = ".o_care_handover_form";

registry.category("web_tour.tours").add("care_handover_tour", {
    steps: () => [
        {
            content: "Archive the user who leaves",
            trigger: ".o_cp_action_menus button",
            run: "click",
        },
        {trigger: ".o-dropdown--menu .o_menu_item:contains(Archive)", run: "click"},
        {trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {
            content: "The handover opens instead",
            trigger: `${FORM} .o_field_widget[name=old_user_id]:has(input:value(Tour Leaver))`,
        },
        {
            trigger: `${FORM} .o_field_widget[name=reason] input`,
            run: "edit Moves abroad",
        },
        {
            trigger: `${FORM} .o_field_widget[name=receiver_ids] .o_field_x2many_list_row_add a`,
            run: "click",
        },
        {
            trigger: `${FORM} .o_field_widget[name=receiver_ids] .o_field_widget[name=user_id] input`,
            run: "edit Tour Taker",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Taker)",
            run: "click",
        },
        {
            trigger: `${FORM} .o_statusbar_buttons button[name=action_preview]`,
            run: "click",
        },
        {
            content: "The preview tells who gets whom",
            trigger: `${FORM} .o_field_widget[name=line_ids] .o_data_row:contains(Tour Customer):contains(Tour Taker)`,
        },
        {
            trigger: `${FORM} .o_statusbar_buttons button[name=action_hand_over]`,
            run: "click",
        },
        {
            trigger: `${FORM} .o_statusbar_status button[data-value=done].o_arrow_button_current`,
        },
    ],
});
