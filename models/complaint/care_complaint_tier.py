from odoo import api, fields, models
from odoo.tools import SQL

from .care_complaint import OPEN_STATES

PRIORITIES = [("0", "Normal"), ("1", "Urgent"), ("2", "Very urgent")]


class CareComplaint(models.Model):
    """Green channel: the tier of the customer moves priority and policy."""

    _inherit = "care.complaint"

    tier_id = fields.Many2one(
        "care.tier",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The best tier that the customer had while the complaint was open: a "
        "fall makes nobody wait longer.",
    )
    tier_color = fields.Integer(related="tier_id.color")
    is_green = fields.Boolean(
        related="tier_id.is_key",
        string="Green Channel",
        help="A key customer: shorter clocks, and on top of every list.",
    )
    priority = fields.Selection(
        PRIORITIES,
        compute="_compute_priority",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
    )

    @api.depends("tier_id")
    def _compute_priority(self):
        for complaint in self:
            least = "1" if complaint.tier_id.is_key else "0"
            complaint.priority = max(complaint.priority or "0", least)

    def _start(self):
        self._take_tier()
        return super()._start()

    def _take_tier(self):
        """Take over the tier that the customer has now."""
        # sudo: who may see no profile handles complaints after the tier too
        for complaint in self.sudo():
            complaint.tier_id = complaint.profile_id.tier_id

    def write(self, vals):
        moved = self.filtered(
            lambda c: "partner_id" in vals and c.partner_id.id != vals["partner_id"]
        )
        result = super().write(vals)
        moved._take_tier()
        return result

    @api.model
    def _follow_tiers(self):
        """Let open complaints of customers who rose gain by it."""
        self.flush_model()
        self.env["care.profile"].flush_model(["tier_id", "partner_id", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """SELECT c.id, n.id
                     FROM care_complaint c
                     JOIN care_profile k
                          ON (k.partner_id, k.company_id)
                             = (c.commercial_partner_id, c.company_id)
                     JOIN care_tier n ON n.id = k.tier_id
                     LEFT JOIN care_tier o ON o.id = c.tier_id
                    WHERE c.state = ANY(%s)
                      AND (o.id IS NULL OR (n.sequence, n.id) < (o.sequence, o.id))
                    ORDER BY c.id""",
                list(OPEN_STATES),
            )
        )
        # sudo: the tier follows the profile, whoever refreshes that
        complaints = self.sudo()
        for number, tier_id in rows:
            complaints.browse(number).tier_id = tier_id
