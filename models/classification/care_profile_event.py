from odoo import fields, models

from .care_strategy import QUADRANTS, SEGMENTS
from .plain_many2one import PlainMany2one


class CareProfileEvent(models.Model):
    """What one refresh or one person changed of one customer; `care.profile.change`
    shows it line by line. One row instead of three halves the first refresh of all."""

    _name = "care.profile.event"
    _description = "Classes of a Customer Changed Together"
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    # written by set-based SQL, never changed
    _log_access = False

    partner_id = PlainMany2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = PlainMany2one("res.company", required=True)
    date = fields.Date(required=True)
    user_id = PlainMany2one("res.users", string="By")
    reason = fields.Char()
    # classes: a rule stands where one changed
    tier_rule = fields.Char()
    old_tier = fields.Char()
    tier = fields.Char()
    quadrant_rule = fields.Char()
    old_quadrant = fields.Selection(QUADRANTS)
    quadrant = fields.Selection(QUADRANTS)
    segment_rule = fields.Char()
    old_segment = fields.Selection(SEGMENTS)
    segment = fields.Selection(SEGMENTS)
    ended_tier_lock = fields.Char()
    ended_quadrant_lock = fields.Selection(QUADRANTS)
    # inputs
    rank = fields.Integer()
    contribution = fields.Float()
    share_before = fields.Float()
    stability = fields.Float()
    trend = fields.Float()
    recency_days = fields.Integer()
    expected_contribution = fields.Float()
    intention = fields.Float()

    _locks_idx = models.Index(
        "(company_id, date) WHERE tier_rule IN ('lock', 'unlock')"
    )
