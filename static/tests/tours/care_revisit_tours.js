import {registry} from "@web/core/registry";

const noDialog = {trigger: "body:not(:has(.modal))"};

registry.category("web_tour.tours").add("care_revisit_chatter", {
    steps: () => [
        {
            content: "What to know stands beside the activity",
            trigger: ".o-mail-Activity .o_care_activity_briefing",
            run: "click",
        },
        {trigger: ".modal .o_care_briefing:contains(Likes tea)"},
        {trigger: ".modal .btn-close", run: "click"},
        noDialog,
        {
            content: "Cancelled, it is put off or left out",
            trigger: ".o-mail-Activity button:contains(Cancel)",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=delay] .o_selection_badge:contains(Tomorrow)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit On the road",
        },
        {trigger: ".modal button[name=action_apply]:contains(Put Off)", run: "click"},
        noDialog,
        {
            content: "Done, one says how it was",
            trigger: ".o-mail-Activity-markDone",
            run: "click",
        },
        {trigger: ".modal .o_care_channel[data-letter=V]", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=summary] input",
            run: "edit Saw the new hall",
        },
        {
            trigger: ".modal .o_field_widget[name=need_ids] a:contains(Add a line)",
            run: "click",
        },
        {
            trigger: ".modal .o_data_row .o_field_widget[name=name] input",
            run: "edit Second line",
        },
        {trigger: ".modal button[name=action_log]", run: "click"},
        {trigger: ".o_notification:contains(Contact with Alder logged)"},
        noDialog,
        {trigger: ".o_form_view:not(:has(.o-mail-Activity))"},
        {trigger: ".o-mail-Message:contains(Stay in touch)"},
    ],
});
