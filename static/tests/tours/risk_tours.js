import {registry} from "@web/core/registry";

const FORM = ".o_care_risk_form";

registry.category("web_tour.tours").add("care_risk_playbook", {
    steps: () => [
        {
            content: "The greatest contribution at stake stands first",
            trigger: ".o_data_row:first-child:contains(Great Customer)",
        },
        {
            trigger: ".o_data_row:first-child td[name=reason]",
            run: "click",
        },
        {
            content: "What was seen, with its numbers",
            trigger: `${FORM} .o_field_widget[name=text]:contains(every 30 days)`,
        },
        {
            trigger: `${FORM} button[name=action_start_playbook]`,
            run: "click",
        },
        {
            content: "The steps are there, for the one in charge",
            trigger: `${FORM} .o_field_widget[name=step_ids] .o_data_row:contains(in stock)`,
        },
        {
            content: "Once is enough",
            trigger: `${FORM}:not(:has(button[name=action_start_playbook]))`,
        },
        {
            trigger: `${FORM} button[name=action_open_snooze]`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit They buy in July",
        },
        {trigger: ".modal button[name=action_apply]:contains(Put Off)", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger: `${FORM} .o_field_widget[name=snooze_reason]:contains(They buy in July)`,
        },
        {
            trigger: `${FORM} button[name=action_mark_lost]`,
            run: "click",
        },
        {
            trigger: ".o_care_loss_form .o_field_widget[name=reason_id] input",
            run: "edit Price and invoice",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Price and invoice)",
            run: "click",
        },
        {trigger: ".o_care_loss_form .o_form_button_save", run: "click"},
        {
            content: "What it was worth is kept",
            trigger:
                ".o_care_loss_form .o_field_widget[name=contribution]:contains(9,000)",
        },
        {
            trigger: ".o_care_loss_form button[name=action_start_playbook]",
            run: "click",
        },
        {
            trigger:
                ".o_care_loss_form .o_field_widget[name=step_ids] .o_data_row:contains(Exit interview)",
        },
    ],
});
