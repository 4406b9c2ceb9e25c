from odoo import api, fields, models
from odoo.tools import format_amount, format_date, formatLang


class CareProfile(models.Model):
    _inherit = "care.profile"

    explanation = fields.Char(
        string="Why",
        compute="_compute_explanation",
        help="Why the customer is in its tier, with the numbers.",
    )

    @api.depends("tier_id", "tier_lock_id", "lower_since", "contribution")
    @api.depends_context("lang")
    def _compute_explanation(self):
        ranks = self._get_ranks()
        for profile in self:
            policy = self.env["care.policy"]._get(profile.company_id)
            row = ranks.get(profile._origin.id)
            if profile.tier_lock_id:
                sentence = profile._explain_lock()
            elif not profile.first_purchase_date:
                sentence = profile._explain_prospect()
            elif not profile.active:
                sentence = self.env._(
                    "%(tier)s when its contact was archived: it has no rank since.",
                    tier=profile.tier_id.name or "–",
                )
            elif profile.contribution <= 0 or not row:
                sentence = profile._explain_nothing(policy)
            else:
                sentence = profile._explain_tier(policy, row)
            profile.explanation = sentence

    def _explain_lock(self):
        return self.env._(
            "%(tier)s: locked until %(until)s. %(reason)s",
            tier=self.tier_lock_id.name,
            until=format_date(self.env, self.tier_lock_until),
            reason=self.tier_lock_reason,
        )

    def _explain_prospect(self):
        return self.env._(
            "Prospect: %(amount)s expected from open opportunities, %(intention)s %% "
            "likely at best.",
            amount=format_amount(
                self.env, self.expected_contribution, self.currency_id
            ),
            intention=formatLang(self.env, self.intention, digits=0),
        )

    def _explain_nothing(self, policy):
        """The sentence of a customer that brought nothing, whether it bought or not."""
        facts = {
            "tier": self.tier_id.name or "–",
            "months": policy.window_months,
            "count": formatLang(self.env, self.order_count, digits=0),
            "value": self._format_contribution(policy, self.contribution),
        }
        if not self.order_count:
            return self.env._(
                "%(tier)s: nothing bought in the last %(months)s months.", **facts
            )
        return self.env._(
            "%(tier)s: bought in the last %(months)s months (orders: %(count)s), which "
            "brought %(value)s.",
            **facts,
        )

    def _explain_tier(self, policy, row):
        """The sentence of a customer with purchases: `row` is one of `_get_ranks`."""
        facts = {
            "tier": self.tier_id.name or "–",
            "rank": formatLang(self.env, row["rank"], digits=0),
            "customers": formatLang(self.env, row["customers"], digits=0),
            "share": formatLang(self.env, row["cumulative_share"] * 100, digits=1),
            "percent": formatLang(
                self.env, (row["group_rank"] - 1) * 100 / row["customers"], digits=1
            ),
            "cut": formatLang(self.env, self._get_ceiling(policy), digits=0),
            "value": self._format_contribution(policy, self.contribution),
            "floor": self._format_contribution(policy, self.tier_id.cut),
            "months": policy.window_months,
        }
        sentence = {
            "pareto": self.env._(
                "%(tier)s: rank %(rank)s of %(customers)s, cumulative share "
                "%(share)s %% (ceiling %(cut)s %%), %(value)s in %(months)s months.",
                **facts,
            ),
            "percentile": self.env._(
                "%(tier)s: rank %(rank)s of %(customers)s, so %(percent)s %% of "
                "customers are better (ceiling %(cut)s %%), %(value)s in %(months)s "
                "months.",
                **facts,
            ),
            "amount": self.env._(
                "%(tier)s: %(value)s in %(months)s months (from %(floor)s), rank "
                "%(rank)s of %(customers)s.",
                **facts,
            ),
        }[policy.tier_method]
        return f"{sentence} {self._explain_fall(policy, row)}".rstrip()

    def _get_ceiling(self, policy):
        """Percent up to which the tier holds: the last one takes all that are left."""
        last = policy.tier_ids.sorted(lambda tier: (tier.sequence, tier.id))[-1:]
        return 100 if self.tier_id == last else self.tier_id.cut

    def _is_below_tier(self, policy, row):
        """Whether the numbers of today would give a lower tier."""
        if policy.tier_method == "amount":
            return self.contribution < self.tier_id.cut
        # who brings as much is not better, wherever the list puts it
        equals = row["rank"] - row["group_rank"] + 1
        better = {
            "pareto": (row["cumulative_share"] - equals * row["share"]) * 100,
            "percentile": (row["group_rank"] - 1) * 100 / row["customers"],
        }[policy.tier_method]
        return better >= self._get_ceiling(policy)

    def _explain_fall(self, policy, row):
        if not self.lower_since:
            if not self._is_below_tier(policy, row):
                return ""
            return self.env._("Below this tier now: falls are decided at month ends.")
        return self.env._(
            "Below this tier since %(since)s; it falls if that lasts.",
            since=format_date(self.env, self.lower_since),
        )

    def _format_contribution(self, policy, value):
        if policy.measure == "products":
            return self.env._(
                "%(count)s products", count=formatLang(self.env, value, digits=0)
            )
        return format_amount(self.env, value, self.currency_id)
