from odoo import api, fields, models
from odoo.tools import SQL

from .care_strategy import QUADRANT_CODES


class CareProfileChange(models.Model):
    _name = "care.profile.change"
    _description = "Change of Customer Class"
    _inherit = ["care.profile.link"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _auto = False
    _depends = {"care.profile.event": ["partner_id", "company_id", "date"]}

    partner_id = fields.Many2one("res.partner", string="Customer")
    company_id = fields.Many2one("res.company")
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date()
    field = fields.Selection(
        [
            ("tier", "Tier"),
            ("quadrant", "Quadrant"),
            ("segment", "Segment"),
            ("tier_lock", "Tier lock"),
            ("quadrant_lock", "Quadrant lock"),
        ],
        string="What",
    )
    from_value = fields.Char(string="From (Code)")
    to_value = fields.Char(string="To (Code)")
    from_label = fields.Char(string="From", compute="_compute_labels")
    to_label = fields.Char(string="To", compute="_compute_labels")
    rule = fields.Selection(
        [
            ("first", "First rating"),
            ("rise", "Rise"),
            ("fall", "Fall"),
            ("rules", "Rules of the policy"),
            ("lock", "Locked by hand"),
            ("unlock", "Unlocked by hand"),
            ("expired", "Lock expired"),
            ("gone", "No purchase or opportunity left"),
        ],
        string="Why",
    )
    user_id = fields.Many2one("res.users", string="By", help="Empty for the refresh.")
    reason = fields.Char()
    # inputs
    inputs = fields.Json(compute="_compute_inputs")
    rank = fields.Integer(aggregator=False)
    contribution = fields.Float(aggregator=False)
    share_before = fields.Float(
        string="Share before",
        aggregator=False,
        help="Share of all contribution that better customers bring.",
    )
    stability = fields.Float(aggregator=False)
    trend = fields.Float(aggregator=False)
    recency_days = fields.Integer(aggregator=False)
    expected_contribution = fields.Float(aggregator=False)
    intention = fields.Float(aggregator=False)

    @property
    def _table_query(self):
        return SQL(
            """SELECT e.id * 8 + v.number AS id, e.partner_id, e.company_id, e.date,
                      v.field, v.from_value, v.to_value, v.rule, e.user_id, e.reason,
                      e.rank, e.contribution, e.share_before, e.stability, e.trend,
                      e.recency_days, e.expected_contribution, e.intention
                 FROM care_profile_event e
                CROSS JOIN LATERAL (VALUES
                      (1, 'tier', e.old_tier, e.tier, e.tier_rule),
                      (2, 'quadrant', e.old_quadrant, e.quadrant, e.quadrant_rule),
                      (3, 'segment', e.old_segment, e.segment, e.segment_rule),
                      (4, 'tier_lock', e.ended_tier_lock, NULL,
                       CASE WHEN e.ended_tier_lock IS NOT NULL THEN 'expired' END),
                      (5, 'quadrant_lock', e.ended_quadrant_lock, NULL,
                       CASE WHEN e.ended_quadrant_lock IS NOT NULL THEN 'expired' END)
                      ) v(number, field, from_value, to_value, rule)
                WHERE v.rule IS NOT NULL"""
        )

    @api.depends("field", "from_value", "to_value")
    @api.depends_context("lang")
    def _compute_labels(self):
        Profile = self.env["care.profile"]
        segments = Profile._fields["segment"]._description_selection(self.env)
        labels = {"quadrant": QUADRANT_CODES, "segment": dict(segments)}
        tiers = self.env["care.tier"].search(
            [("company_id", "in", self.company_id.ids)]
        )
        labels["tier"] = {
            tier.with_context(lang="en_US").name: tier.name for tier in tiers
        }
        for change in self:
            names = labels[change.field.removesuffix("_lock")]
            change.from_label = names.get(change.from_value, change.from_value)
            change.to_label = names.get(change.to_value, change.to_value)

    @api.depends("rank", "contribution", "stability")
    def _compute_inputs(self):
        names = (
            "rank",
            "contribution",
            "share_before",
            "stability",
            "trend",
            "recency_days",
            "expected_contribution",
            "intention",
        )
        for change in self:
            change.inputs = {name: change[name] for name in names}

    @api.model
    def _log_lock(self, profile, field, old, new, lock, **classes):
        """Log that a person locked or unlocked the tier or quadrant of one profile;
        `classes` are columns of what else changed by it."""
        policy = self.env["care.policy"]._get(profile.company_id)
        # sudo: the log is written by the system alone
        return (
            self.env["care.profile.event"]
            .sudo()
            .create(
                {
                    "partner_id": profile.partner_id.id,
                    "company_id": profile.company_id.id,
                    "date": policy._get_today(),
                    f"old_{field}": old,
                    field: new,
                    f"{field}_rule": "lock" if lock else "unlock",
                    "user_id": self.env.uid,
                    "reason": profile[f"{field}_lock_reason"],
                    "contribution": profile.contribution,
                    "stability": profile.stability,
                    "expected_contribution": profile.expected_contribution,
                    "intention": profile.intention,
                    **classes,
                }
            )
        )
