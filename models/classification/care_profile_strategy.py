from odoo import api, fields, models
from odoo.tools import formatLang

from .profile_label import cached, fill

URGENT_SEGMENTS = ("lost", "dormant", "marginal", "new")


class CareProfile(models.Model):
    """What to do with a customer and how it came here, for the form."""

    _inherit = "care.profile"

    contribution_currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_contribution_currency_id",
        help="Empty where the contribution is a number of products.",
    )
    tier_color = fields.Integer(
        related="tier_id.color", string="Color of the Tier", aggregator=False
    )
    cut_hint = fields.Char(string="Where the Lines Run", compute="_compute_cut_hint")
    # strategies
    quadrant_strategy_id = fields.Many2one(
        "care.strategy", string="In a Word", compute="_compute_strategies"
    )
    quadrant_strategy = fields.Html(
        string="For the Quadrant", compute="_compute_strategies"
    )
    segment_strategy_id = fields.Many2one(
        "care.strategy", string="In a Word (Segment)", compute="_compute_strategies"
    )
    segment_strategy = fields.Html(
        string="For the Segment", compute="_compute_strategies"
    )
    tier_strategy = fields.Html(related="tier_id.strategy", string="For the Tier")
    plan_id = fields.Many2one(
        "mail.activity.plan", string="Activity Plan", compute="_compute_strategies"
    )
    # history
    change_ids = fields.Many2many(
        "care.profile.change", string="Changes", compute="_compute_history"
    )
    snapshot_ids = fields.Many2many(
        "care.profile.snapshot", string="Month Ends", compute="_compute_history"
    )

    @api.depends("company_id")
    def _compute_contribution_currency_id(self):
        policies = self.env["care.policy"]
        currencies = {
            company.id: company.currency_id.id
            for company in self.company_id
            if policies._find_measure(company.id) != "products"
        }
        [companies] = cached(self, "company_id")
        field = self._fields["contribution_currency_id"]
        fill(field, self, [currencies.get(company) for company in companies])

    @api.depends("contribution", "stability", "expected_contribution", "intention")
    @api.depends_context("lang")
    def _compute_cut_hint(self):
        for profile in self:
            policy = self.env["care.policy"]._get(profile.company_id)
            profile.cut_hint = (
                profile._explain_customer_cuts(policy)
                if profile.first_purchase_date
                else profile._explain_prospect_cuts(policy)
            )

    def _explain_customer_cuts(self, policy):
        if self.is_unrated:
            return self.env._(
                "Not rated yet: the first purchase is less than %(months)s months ago.",
                months=policy.min_history_months,
            )
        return self.env._(
            "A contribution is high from %(contribution)s, a stability from "
            "%(stability)s.",
            contribution=self._format_contribution(policy, policy.contribution_line),
            stability=formatLang(self.env, policy.stability_line, digits=2),
        )

    def _explain_prospect_cuts(self, policy):
        return self.env._(
            "An expected revenue is high from %(expected)s, an intention from "
            "%(intention)s %%.",
            expected=formatLang(
                self.env, policy.expected_line, currency_obj=policy.currency_id
            ),
            intention=formatLang(self.env, policy.intention_cut, digits=0),
        )

    @api.depends("quadrant", "segment", "tier_id")
    @api.depends_context("lang")
    def _compute_strategies(self):
        keys = [profile.quadrant for profile in self]
        keys += [f"segment_{profile.segment}" for profile in self]
        none = self.env["care.strategy"]
        found = none.search([("key", "in", keys)])
        strategies = {strategy.key: strategy for strategy in found}
        for profile in self:
            quadrant = strategies.get(profile.quadrant, none)
            segment = strategies.get(f"segment_{profile.segment}", none)
            profile.quadrant_strategy_id = quadrant
            profile.quadrant_strategy = quadrant.body
            profile.segment_strategy_id = segment
            profile.segment_strategy = segment.body
            # who left, sleeps, is angry or new needs that first
            first = segment if profile.segment in URGENT_SEGMENTS else quadrant
            plans = (first.plan_id, quadrant.plan_id, segment.plan_id)
            found = [plan for plan in (*plans, profile.tier_id.plan_id) if plan]
            profile.plan_id = found[0] if found else False

    @api.depends("partner_id", "company_id")
    def _compute_history(self):
        # logs hang on customer and company, for they outlive a profile
        family = [
            ("partner_id", "in", self.partner_id.ids),
            ("company_id", "in", self.company_id.ids),
        ]
        for name in ("change", "snapshot"):
            lines = self.env[f"care.profile.{name}"].search(family)
            groups = lines.grouped(lambda line: (line.partner_id, line.company_id))
            for profile in self:
                key = (profile.partner_id, profile.company_id)
                profile[f"{name}_ids"] = groups.get(key, lines.browse())

    def action_start_plan(self):
        """Open the dialog that plans the activities of the strategy on the contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Start the Plan"),
            "res_model": "mail.activity.schedule",
            "view_mode": "form",
            "views": [
                (self.env.ref("mail.mail_activity_schedule_view_form").id, "form")
            ],
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_id": self.partner_id.id,
                "active_ids": self.partner_id.ids,
                "plan_mode": True,
                "default_plan_id": self.plan_id.id,
            },
        }
