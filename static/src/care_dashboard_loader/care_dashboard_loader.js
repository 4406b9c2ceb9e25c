import {Component, xml} from "@odoo/owl";
import {LazyComponent} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

/** Charts are loaded with the first page that draws one. */
class CareDashboardLoader extends Component {
    static template = xml`
        <LazyComponent
            bundle="'web.assets_backend_lazy'"
            Component="'CareDashboard'"
            props="props"
        />`;
    static components = {LazyComponent};
    static props = {...standardActionServiceProps};
}

registry.category("actions").add("care_dashboard", CareDashboardLoader);
