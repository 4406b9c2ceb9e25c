import {registry} from "@web/core/registry";

const FORM = ".o_care_complaint_form";
const button = (name) => ({
    trigger: `${FORM} .o_statusbar_buttons button[name=${name}]:not(:disabled)`,
    run: "click",
});
const reached = (state) => ({
    trigger: `${FORM} .o_statusbar_status button[data-value=${state}].o_arrow_button_current`,
});
const write = (name, text) => ({
    trigger: `${FORM} .o_field_widget[name=${name}]:visible textarea:visible`,
    run: `edit ${text}`,
});

registry.category("web_tour.tours").add("care_complaint_tour", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        write("subject", "Pump vibrates"),
        {
            trigger: `${FORM} .o_field_widget[name=partner_id] input`,
            run: "edit Tour Customer",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Customer)",
            run: "click",
        },
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: `${FORM} .o_care_clock:contains(Acknowledgement)`},
        button("action_acknowledge"),
        {
            content: "The person comes before the matter",
            trigger: ".modal:contains(Before the matter comes the person)",
        },
        {trigger: ".modal .modal-footer button", run: "click"},
        write("apology_note", "Called and apologised"),
        button("action_acknowledge"),
        reached("acknowledged"),
        button("action_assess"),
        reached("assessed"),
        write("proposal", "A new pump"),
        button("action_propose"),
        reached("proposed"),
        button("action_communicate"),
        reached("communicated"),
        button("action_accept"),
        reached("accepted"),
        write("remedy", "A new pump"),
        {
            trigger: `${FORM} .o_field_widget[name=cause_id] input`,
            run: "edit Quality",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Quality)",
            run: "click",
        },
        button("action_close"),
        reached("closed"),
    ],
});
