from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.classification.care_strategy import QUADRANTS


class CareProfileLock(models.TransientModel):
    _name = "care.profile.lock"
    _description = "Lock Tier or Quadrant"

    profile_ids = fields.Many2many("care.profile", string="Customers", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    tier_id = fields.Many2one(
        "care.tier", domain="[('company_id', '=', company_id)]", help="Tier to hold."
    )
    quadrant = fields.Selection(QUADRANTS, help="Quadrant to hold.")
    reason = fields.Char(required=True, help="Whoever reads it later must understand.")
    until = fields.Date(
        required=True,
        default=lambda self: self._default_until(),
        help="Afterwards the policy decides again.",
    )

    @api.model
    def _default_until(self):
        policy = self.env["care.policy"]._get()
        return fields.Date.add(policy._get_today(), days=policy.lock_days)

    @api.depends("profile_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.profile_ids.company_id[:1]

    def action_apply(self):
        """Lock the chosen tier and quadrant of all chosen customers."""
        self.ensure_one()
        policy = self.env["care.policy"]._get(self.company_id)
        if self.until < policy._get_today():
            raise UserError(self.env._("This lock would end in the past."))
        vals = {}
        if self.tier_id:
            vals.update(
                tier_lock_id=self.tier_id.id,
                tier_lock_reason=self.reason,
                tier_lock_until=self.until,
            )
        if self.quadrant:
            vals.update(
                quadrant_lock=self.quadrant,
                quadrant_lock_reason=self.reason,
                quadrant_lock_until=self.until,
            )
        if not vals:
            raise UserError(self.env._("Choose the tier or the quadrant to hold."))
        self.profile_ids.write(vals)
        return {"type": "ir.actions.act_window_close"}
