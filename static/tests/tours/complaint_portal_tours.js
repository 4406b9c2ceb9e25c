import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("care_complaint_portal_new", {
    url: "/my",
    steps: () => [
        {
            trigger: "a[href='/my/complaints']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "a[href='/my/complaints/new']",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "input[name=subject]", run: "edit Machine stands still"},
        {
            trigger: "textarea[name=description]",
            run: "edit Since Monday, and nobody calls back",
        },
        {
            trigger: ".o_care_complaint_new button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Received, and the number is known",
            trigger: ".alert-success:contains(received it)",
        },
        {trigger: ".o_care_step_now:contains(Received)"},
        {
            content: "The customer goes on talking",
            trigger: "#chatterRoot:shadow .o-mail-Composer-input",
            run: "edit Please hurry",
        },
        {
            trigger: "#chatterRoot:shadow .o-mail-Composer-send:enabled",
            run: "click",
        },
        {trigger: "#chatterRoot:shadow .o-mail-Message:contains(Please hurry)"},
    ],
});

tours.add("care_complaint_portal_answer", {
    steps: () => [
        {trigger: "#proposal:contains(A new one.)"},
        {trigger: "#proposal textarea[name=note]", run: "edit Thank you"},
        {
            trigger: "#proposal button[name=accept]",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: ".alert-success:contains(what we proposed)"},
        {trigger: "#chatterRoot:shadow .o-mail-Message:contains(Thank you)"},
    ],
});

tours.add("care_complaint_portal_after", {
    steps: () => [
        {trigger: "label[for=rate_1]", run: "click"},
        {
            trigger: "#after button:contains(Send Rating)",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "#after [name=rated]"},
        {
            content: "A bad rating shows how to go on",
            trigger: "#reopen[open] textarea[name=note]",
            run: "edit It broke again",
        },
        {
            trigger: "#reopen button:contains(Open Again)",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: ".o_care_step_now:contains(In work)"},
    ],
});
