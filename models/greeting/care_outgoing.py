from odoo import fields, models


class CareOutgoing(models.AbstractModel):
    """What we send or say to a contact once: a greeting, a notice."""

    _name = "care.outgoing"
    _description = "Message to a Contact"
    _inherit = ["care.contact.record", "care.ledger", "care.profile.link"]

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    commercial_partner_id = fields.Many2one(precompute=False)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Char(readonly=True)
    mail_id = fields.Many2one(
        "mail.mail", readonly=True, index="btree_not_null", ondelete="set null"
    )
    sms_id = fields.Many2one(
        "sms.sms",
        string="Text Message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )
    touch_id = fields.Many2one(
        "care.touch",
        string="Logged Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    def _get_day(self):
        """The day on which the message is meant to arrive."""
        self.ensure_one()
        return self.env["care.policy"]._get(self.company_id)._get_today()

    def _end(self, state, reason=False):
        """End messages, and the tasks that they have."""
        tasks = self.activity_id
        self.write({"state": state, "reason": reason, "activity_id": False})
        tasks._with_care_planner().unlink()
