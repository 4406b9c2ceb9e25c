from odoo import api, models
from odoo.exceptions import AccessError
from odoo.models import fix_import_export_id_paths

# what names a customer without telling of it
IDENTITY = {"id", ".id", "name", "display_name"}


class Base(models.AbstractModel):
    _inherit = "base"

    def export_data(self, fields_to_export):
        customers = self._get_care_exported_models(fields_to_export)
        if customers:
            self._check_care_export()
        result = super().export_data(fields_to_export)
        if customers:
            self.env["care.export.log"]._log_export(
                "export", self._name, self, fields_to_export
            )
        return result

    def _export_care_pivot(self, table):
        """Let pivot tables of customers, as the client sends them, out by the same
        right and into the same log."""
        if not self._is_care_customer_data():
            return
        self._check_care_export()
        heads = [head.get("title") for head in table.get("measure_headers", [])]
        self.env["care.export.log"]._log_export(
            "pivot",
            self._name,
            self,
            dict.fromkeys(str(head) for head in heads if head),
            self.env._("%(count)s rows", count=len(table.get("rows", []))),
        )

    @api.model
    def _check_care_export(self):
        if not self.env.user.has_group("crm_customer_care.group_export"):
            raise AccessError(
                self.env._(
                    "Customers are exported by those who have the right “Export "
                    "customers”, and each time is logged. Ask a manager of Customer "
                    "Care for the export or for the right."
                )
            )

    @api.model
    def _get_care_exported_models(self, paths):
        """Models of customers whose facts these export paths would reach."""
        found = set()
        # whatever else is asked for, Odoo refuses
        known = isinstance(paths, (list, tuple))
        for path in paths if known and all(isinstance(p, str) for p in paths) else ():
            model = self
            for depth, name in enumerate(fix_import_export_id_paths(path)):
                if model._is_care_customer_data() and (
                    depth == 0 or name not in IDENTITY
                ):
                    found.add(model._name)
                field = model._fields.get(name.partition(".")[0])
                if field is None or not field.comodel_name:
                    break
                model = self.env[field.comodel_name]
        return found

    @api.model
    def _is_care_customer_data(self):
        """Whether records of this model are customers or tell of one."""
        return self._name == "res.partner" or (
            self._name.startswith("care.") and "partner_id" in self._fields
        )
