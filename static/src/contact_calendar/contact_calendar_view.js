import {registry} from "@web/core/registry";
import {ContactCalendarController} from "./contact_calendar_controller";

export const contactCalendarView = {
    type: "care_calendar",
    Controller: ContactCalendarController,
    multiRecord: true,
    searchMenuTypes: ["filter", "favorite"],
};

registry.category("views").add("care_calendar", contactCalendarView);
