from odoo import api, fields, models


class IrFilters(models.Model):
    """Saved favourites that come with the addon speak the language of the user."""

    _inherit = "ir.filters"

    care_name = fields.Char(
        string="Translated Name",
        translate=True,
        copy=False,
        groups="base.group_user",
    )

    def write(self, vals):
        if "name" in vals and "care_name" not in vals:
            vals = {**vals, "care_name": False}
        return super().write(vals)

    @api.model
    def get_filters(self, *args, **kwargs):
        filters = super().get_filters(*args, **kwargs)
        speaker = self.with_context(**self.env["res.users"].context_get())
        found = speaker.browse([row["id"] for row in filters])
        names = {one.id: one.care_name for one in found}
        return [{**row, "name": names[row["id"]] or row["name"]} for row in filters]
