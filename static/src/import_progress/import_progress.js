import {Component, onMounted, onWillUnmount, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const DELAY = 2000;

/** How far the scheduler is with a large file; the form is read again at the end. */
export class CareImportProgress extends Component {
    static template = "crm_customer_care.ImportProgress";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.progress = useState({done: 0, total: 0});
        onMounted(() => this.follow());
        onWillUnmount(() => clearTimeout(this.timer));
    }

    get percent() {
        const {done, total} = this.progress;
        return total ? Math.min(100, Math.floor((100 * done) / total)) : 0;
    }

    async follow() {
        const {record} = this.props;
        if (record.resId && record.data.state === "waiting") {
            const found = await this.orm.silent.call("care.import", "get_progress", [
                record.resId,
            ]);
            Object.assign(this.progress, found);
            if (found.state !== "waiting") {
                await record.load();
                return;
            }
        }
        this.timer = setTimeout(() => this.follow(), DELAY);
    }
}

registry.category("view_widgets").add("care_import_progress", {
    component: CareImportProgress,
});
