from odoo import fields, models


class CareInspection(models.Model):
    """A visit to the machines of a customer: once it was made, it is a contact."""

    _name = "care.inspection"
    _description = "Inspection"
    _inherit = ["care.touch.cause"]
    _order = "done_date desc, id desc"
    _rec_name = "partner_id"
    _care_fact = "done_date"
    _care_repeated = ("partner_id", "company_id", "user_id", "result")

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    done_date = fields.Date(string="Done on")
    result = fields.Char()
    cost = fields.Float(help="Working time and parts, in the currency of the company.")

    def _has_happened(self):
        return bool(self.done_date)

    def _prepare_touch_values(self):
        return {
            **super()._prepare_touch_values(),
            "channel_id": self.env.ref("crm_customer_care.channel_visit").id,
            "user_id": self.user_id.id,
            "date": self._get_noon(self.done_date),
            "summary": self.result,
        }
