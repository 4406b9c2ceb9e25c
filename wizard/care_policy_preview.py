from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..models.classification.care_policy import CarePolicy as Value
from ..models.classification.care_policy_quadrant import CarePolicy as Quadrant
from ..models.classification.care_policy_segment import CarePolicy as Segment
from ..models.management.care_policy_log import RULES
from ..models.management.care_policy_referral import CarePolicy as Referral


def same(field):
    """A field like one of the policy: label, help and choices."""
    return type(field)(**field._args__)


class CarePolicyPreview(models.TransientModel):
    """The rules of a policy to play with: nothing changes until they are applied."""

    _name = "care.policy.preview"
    _description = "Policy What-if"

    policy_id = fields.Many2one(
        "care.policy", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id")
    currency_id = fields.Many2one(related="policy_id.currency_id")
    as_of = fields.Date(related="policy_id.as_of")
    tier_ids = fields.One2many("care.policy.preview.tier", "preview_id", string="Tiers")
    # sources
    use_orders = same(Value.use_orders)
    use_invoices = same(Value.use_invoices)
    use_opportunities = same(Value.use_opportunities)
    use_deals = same(Value.use_deals)
    # value
    measure = same(Value.measure)
    window_months = same(Value.window_months)
    tier_method = same(Value.tier_method)
    demotion_runs = same(Value.demotion_runs)
    hysteresis = same(Value.hysteresis)
    protect_days = same(Value.protect_days)
    # quadrants
    weight_quarter = same(Quadrant.weight_quarter)
    weight_month = same(Quadrant.weight_month)
    weight_order = same(Quadrant.weight_order)
    min_history_months = same(Quadrant.min_history_months)
    contribution_cut_method = same(Quadrant.contribution_cut_method)
    contribution_cut = same(Quadrant.contribution_cut)
    stability_cut_method = same(Quadrant.stability_cut_method)
    stability_cut = same(Quadrant.stability_cut)
    expected_cut_method = same(Quadrant.expected_cut_method)
    expected_cut = same(Quadrant.expected_cut)
    intention_cut = same(Quadrant.intention_cut)
    # segments
    lost_days = same(Segment.lost_days)
    lost_intervals = same(Segment.lost_intervals)
    dormant_days = same(Segment.dormant_days)
    potential_trend = same(Segment.potential_trend)
    fan_ratings = same(Segment.fan_ratings)
    fan_referrals = same(Referral.fan_referrals)

    @api.depends("policy_id")
    def _compute_display_name(self):
        for preview in self:
            preview.display_name = self.env._("Policy What-if")

    @api.model
    def default_get(self, names):
        values = super().default_get(names)
        policy = self.env["care.policy"]._get()
        values.update(self._prepare_rule_values(policy))
        return {name: value for name, value in values.items() if name in names}

    @api.model
    def _prepare_rule_values(self, policy):
        """Values that are the rules of a policy as they stand."""
        tiers = policy.tier_ids.sorted(lambda tier: (tier.sequence, tier.id))
        return {
            "policy_id": policy.id,
            "tier_ids": [
                Command.create(
                    {"tier_id": tier.id, "cut": tier.cut, "is_key": tier.is_key}
                )
                for tier in tiers
            ],
            **{name: policy[name] for name in RULES},
        }

    def _get_policy(self):
        """Return the policy with these rules, in memory only; raise ValidationError
        with the policy's own sentence where they don't fit together."""
        self._check_manager()
        # sudo: managers look at the effect on all customers of the company
        policy = self.env["care.policy"].sudo()
        policy = policy.new(self._get_rules(), origin=self.policy_id.sudo())
        cuts = {line.tier_id: line for line in self.tier_ids}
        for tier in policy.tier_ids:
            if line := cuts.get(tier._origin):
                tier.update({"cut": line.cut, "is_key": line.is_key})
        policy._validate_fields([*RULES, "tier_ids"])
        return policy

    def _get_rules(self):
        return {name: self[name] for name in RULES}

    def _check_manager(self):
        if not self.env.user.has_group("crm_customer_care.group_manager"):
            raise AccessError(
                self.env._(
                    "Only managers of Customer Care try out other rules. Ask one."
                )
            )
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("Choose the company %(name)s first.", name=self._told())
            )

    def _told(self):
        # sudo: the name alone
        return self.sudo().company_id.name

    def action_apply(self):
        """Write the rules that were shown into the policy, and start the refresh."""
        self.ensure_one()
        self._check_manager()
        if not (self.reason or "").strip():
            raise UserError(
                self.env._("Say why: whoever reads the log later must understand it.")
            )
        if not self.result or self.is_stale:
            raise UserError(
                self.env._(
                    "Show the effects of what you entered before you apply it: "
                    "nobody should be surprised by who moves."
                )
            )
        policy = self.policy_id.with_context(care_policy_reason=self.reason.strip())
        values = self._prepare_changes(policy)
        if not values:
            raise UserError(
                self.env._("These are the rules of the policy: there is no change.")
            )
        policy.write(values)
        self.applied_date = fields.Datetime.now()
        return policy.action_refresh()

    def _prepare_changes(self, policy):
        """Values for the policy: what differs from what it has."""
        values = {
            name: value
            for name, value in self._get_rules().items()
            if policy[name] != value
        }
        tiers = [
            Command.update(line.tier_id.id, {"cut": line.cut, "is_key": line.is_key})
            for line in self.tier_ids
            if (line.cut, line.is_key) != (line.tier_id.cut, line.tier_id.is_key)
        ]
        return {**values, "tier_ids": tiers} if tiers else values

    def action_reset(self):
        """Go back to the rules of the policy as they stand."""
        self.ensure_one()
        values = self._prepare_rule_values(self.policy_id)
        self.write({**values, "tier_ids": [Command.clear(), *values["tier_ids"]]})
        return self._clear_result()
