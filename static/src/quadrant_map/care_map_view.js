import {registry} from "@web/core/registry";
import {CareMapController} from "./care_map_controller";

export const careMapView = {
    type: "care_map",
    Controller: CareMapController,
    multiRecord: true,
    searchMenuTypes: ["filter", "favorite"],
};

registry.category("views").add("care_map", careMapView);
