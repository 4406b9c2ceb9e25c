from odoo import fields, models

from ..classification.res_partner import CARE_READER

DECIDING = {"active", "user_id", "parent_id", "care_deceased", "care_frequency_days"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    # no view shows it: favourites of users may ask for it since 19.0.1.0.0
    care_revisit_ids = fields.One2many(
        "care.revisit", "partner_id", string="Planned Contacts", groups=CARE_READER
    )

    def write(self, vals):
        result = super().write(vals)
        if not DECIDING.isdisjoint(vals):
            self.env["care.revisit"]._replan(self)
        return result
