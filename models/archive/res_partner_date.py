from odoo import api, fields, models

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """Dates of a contact itself."""

    _inherit = "res.partner"

    care_date_ids = fields.One2many(
        "care.date", "partner_id", string="Dates", groups=CARE_READER
    )
    care_birthday_date_id = fields.Many2one(
        "care.date",
        string="Birthday",
        compute="_compute_care_own_dates",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_founded = fields.Date(
        string="Founded",
        compute="_compute_care_own_dates",
        inverse="_inverse_care_founded",
        compute_sudo=False,
        groups=CARE_READER,
    )

    @api.depends("care_date_ids.kind_id", "care_date_ids.next_date")
    def _compute_care_own_dates(self):
        for partner in self:
            dates = partner.care_date_ids
            birthdays = dates.filtered(lambda date: date._is_own("birthday"))
            partner.care_birthday_date_id = birthdays[:1]
            founding = dates.filtered(lambda date: date._is_own("founding"))[:1]
            partner.care_founded = founding and founding._get_origin()

    def _inverse_care_founded(self):
        kind = self.env["care.date.kind"]._get("founding")
        for partner in self:
            line = partner.care_date_ids.filtered(lambda date: date._is_own("founding"))
            day = partner.care_founded
            if not day:
                line[:1].unlink()
                continue
            vals = {"calendar": "gregorian", "leap_month": False}
            vals |= {"year": day.year, "month": day.month, "day": day.day}
            if line:
                line[:1].write(vals)
            else:
                line.create({"partner_id": partner.id, "kind_id": kind.id, **vals})
