from odoo import fields, models


class CareComplaintHandover(models.Model):
    _name = "care.complaint.handover"
    _description = "Handover of a Complaint"
    _inherit = ["care.complaint.line"]
    _order = "date desc, id desc"
    _rec_name = "user_id"

    date = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)
    old_user_id = fields.Many2one("res.users", string="From", readonly=True)
    user_id = fields.Many2one("res.users", string="To", readonly=True)
    by_user_id = fields.Many2one(
        "res.users", string="By", default=lambda self: self.env.user, readonly=True
    )
    reason = fields.Char(readonly=True)
