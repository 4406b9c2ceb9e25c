import {registry} from "@web/core/registry";
import {browser} from "@web/core/browser/browser";

const today = (letters = "") =>
    ".o_care_calendar_row:contains(Alder) .o_care_calendar_today" +
    (letters && `:contains(${letters})`);

// where the file waits that the export has made
let address = "";

const addByKeyboard = [
    {
        content: "The customer has no contact yet; the day of today gets the focus",
        trigger: `${today()}:not(.o_care_calendar_filled)`,
        run: ({anchor}) => anchor.focus(),
    },
    {trigger: `${today()}:focus`, run: "press t"},
    {content: "A call", trigger: `${today("T")}:focus`, run: "press e"},
    {
        content: "Then a mail, of which is told",
        trigger: today("TE"),
        run: "press Enter",
    },
    {
        trigger: ".modal .o_care_calendar_note:focus",
        run: "edit Sent the price list",
    },
    {trigger: ".modal .o_care_calendar_note", run: "press Enter"},
    {
        content: "What was said shows on hover",
        trigger: `body:not(:has(.modal)) ${today("TE")}`,
        run: "hover",
    },
    {trigger: ".o_care_calendar_tooltip:contains(Sent the price list)"},
    {trigger: ".o_care_calendar_total.o_care_calendar_today:contains(2)"},
];

const exportToExcel = [
    {
        trigger: ".o_care_calendar_export",
        async run({click}) {
            const {open} = browser;
            browser.open = (url) => {
                address = url;
                browser.open = open;
                return window;
            };
            await click();
        },
    },
    {trigger: ".o_care_calendar_export:enabled"},
];

const importAgain = [
    {
        trigger:
            "button[data-menu-xmlid='crm_customer_care.crm_customer_care_menu_root']",
        run: "click",
    },
    {
        trigger: "a[data-menu-xmlid='crm_customer_care.care_import_menu']",
        run: "click",
    },
    {
        trigger: ".o_field_widget[name=file] input[type=file]:not(:visible)",
        async run({anchor}) {
            const content = await (await fetch(address)).blob();
            const transfer = new DataTransfer();
            transfer.items.add(new File([content], "contacts.xlsx"));
            anchor.files = transfer.files;
            anchor.dispatchEvent(new Event("change", {bubbles: true}));
        },
    },
    {trigger: "button[name=action_preview]:not([disabled])", run: "click"},
    {
        content: "One customer, nothing to create, to update or to reject",
        trigger:
            ".o_form_view:contains(Nothing would change) .o_care_import_summary tr:contains(Contact Calendar 0 0 1 0)",
    },
];

registry.category("web_tour.tours").add("care_contact_calendar", {
    steps: () => [...addByKeyboard, ...exportToExcel, ...importAgain],
});
