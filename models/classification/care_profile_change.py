from odoo import api, fields, models


class CareProfileChange(models.Model):
    _name = "care.profile.change"
    _description = "Change of Customer Class"
    _inherit = ["care.profile.link"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    # written by set-based SQL, never changed
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, index=True)
    field = fields.Selection(
        [
            ("tier", "Tier"),
            ("quadrant", "Quadrant"),
            ("segment", "Segment"),
            ("tier_lock", "Tier lock"),
            ("quadrant_lock", "Quadrant lock"),
        ],
        string="What",
        required=True,
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
        required=True,
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
    stability = fields.Float(aggregator=False, digits=False)
    trend = fields.Float(aggregator=False)
    recency_days = fields.Integer(aggregator=False)
    expected_contribution = fields.Float(aggregator=False)
    intention = fields.Float(aggregator=False)

    @api.depends("field", "from_value", "to_value")
    @api.depends_context("lang")
    def _compute_labels(self):
        Profile = self.env["care.profile"]
        labels = {
            name: dict(Profile._fields[name]._description_selection(self.env))
            for name in ("quadrant", "segment")
        }
        tiers = self.env["care.tier"].search([])
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
    def _log_lock(self, profile, field, old, new, lock):
        """Log that a person locked or unlocked the tier or quadrant of one profile."""
        reason = profile[f"{field}_lock_reason"]
        # sudo: the log is written by the system alone
        return self.sudo().create(
            {
                "partner_id": profile.partner_id.id,
                "company_id": profile.company_id.id,
                "date": fields.Date.context_today(self),
                "field": field,
                "from_value": old,
                "to_value": new,
                "rule": "lock" if lock else "unlock",
                "user_id": self.env.uid,
                "reason": reason,
                "contribution": profile.contribution,
                "stability": profile.stability,
                "expected_contribution": profile.expected_contribution,
                "intention": profile.intention,
            }
        )
