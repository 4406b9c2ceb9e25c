from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # imported phones are compared by their digits
    _care_phone_digits_idx = models.Index(
        r"(regexp_replace(phone, '\D', '', 'g')) WHERE phone IS NOT NULL"
    )
