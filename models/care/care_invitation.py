from odoo import fields, models


class CareInvitation(models.Model):
    """An event to which customers are invited, and whom."""

    _name = "care.invitation"
    _description = "Invitation to an Event"
    _inherit = ["care.audience"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Event", required=True)
    active = fields.Boolean(default=True)
    date = fields.Datetime(string="Begins")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        check_company=True,
    )
