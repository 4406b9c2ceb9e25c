import {Component, markRaw, onMounted, onPatched, useState} from "@odoo/owl";
import {parseXML} from "@web/core/utils/xml";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {
    extractFieldsFromArchInfo,
    patchActiveFields,
} from "@web/model/relational_model/utils";
import {FormArchParser} from "@web/views/form/form_arch_parser";
import {loadSubViews} from "@web/views/form/form_controller";
import {FormRenderer} from "@web/views/form/form_renderer";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * Content of a notebook page that stands in a form view of its own: its fields are
 * read when somebody opens the page, then belong to the record of the form, and are
 * saved or discarded with it.
 */
export class CarePage extends Component {
    static template = "crm_customer_care.CarePage";
    static components = {FormRenderer};
    static props = {...standardWidgetProps, view: String};

    setup() {
        this.viewService = useService("view");
        this.state = useState({page: null});
        this.extended = null;
        onMounted(() => this.complete());
        onPatched(() => this.complete());
    }

    get isComplete() {
        const {page} = this.state;
        return Boolean(page) && page.names.every((n) => n in this.props.record.data);
    }

    async complete() {
        const {record} = this.props;
        if (this.isComplete) {
            this.extended = null;
        } else if (this.extended !== record.id) {
            this.extended = record.id;
            const page = this.state.page || (await this.loadPage());
            await this.extend(record, page);
            this.state.page = page;
        }
    }

    async loadPage() {
        const {resModel, context} = this.props.record;
        const description = await this.viewService.loadViews({
            resModel,
            views: [[false, "form"]],
            context: {lang: context.lang, form_view_ref: this.props.view},
        });
        const {fields, relatedModels, views} = description;
        const arch = parseXML(views.form.arch);
        const archInfo = new FormArchParser().parse(arch, relatedModels, resModel);
        await loadSubViews(
            archInfo.fieldNodes,
            fields,
            context,
            resModel,
            this.viewService,
            this.env.isSmall,
        );
        const extracted = extractFieldsFromArchInfo(archInfo, fields);
        const names = Object.keys(extracted.activeFields);
        return markRaw({archInfo, names, ...extracted});
    }

    /** Read the record anew with the fields of the page, whatever was changed. */
    extend(record, {activeFields, fields}) {
        const {model} = record;
        return model.mutex.exec(() => {
            const wanted = {...record.activeFields};
            for (const [name, field] of Object.entries(activeFields)) {
                const own = {...field};
                if (name in wanted) {
                    patchActiveFields(own, wanted[name]);
                }
                wanted[name] = own;
            }
            const config = {
                activeFields: wanted,
                fields: {...fields, ...record.fields},
            };
            const {dirty, _savePoint} = record;
            return model._updateConfig(record.config, config, {
                commit: (values) => {
                    record._setData(values, {keepChanges: true});
                    Object.assign(record, {dirty, _savePoint});
                },
            });
        });
    }
}

export const carePage = {
    component: CarePage,
    extractProps: ({options}) => ({view: options.view}),
};

registry.category("view_widgets").add("care_page", carePage);
