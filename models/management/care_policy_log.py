from odoo import models
from odoo.tools import formatLang

from ..classification import policy_rules as rules

# what decides the class of a customer, in the order in which people think of it
RULES = (
    *rules.SOURCES,
    *rules.VALUE,
    *rules.TIERS,
    *rules.WEIGHTS,
    *rules.HISTORY,
    *rules.CUTS,
    *rules.PROSPECTS,
    *rules.SEGMENTS,
    "fan_ratings",
    "fan_referrals",
)
# what decides the numbers that classes are read from
MEASURE_RULES = (*rules.SOURCES, *rules.VALUE, *rules.WEIGHTS)
TIER_RULES = ("sequence", "cut", "is_key")


class CarePolicy(models.Model):
    """Whoever changes a rule leaves a line in the log."""

    _inherit = "care.policy"

    def write(self, vals):
        if set(vals).isdisjoint(self._get_logged_rules()):
            return super().write(vals)
        before = [policy._get_rule_texts() for policy in self]
        result = super().write(vals)
        for policy, texts in zip(self, before, strict=True):
            policy._log_rules(texts)
        return result

    def _get_logged_rules(self):
        return {*RULES, "tier_ids"}

    def _get_rule_texts(self):
        """Return {name of a rule: its value in words}."""
        described = self.fields_get(RULES, ["string", "selection"])
        texts = {
            described[name]["string"]: self._tell_rule(name, described[name])
            for name in RULES
        }
        for tier in self.tier_ids:
            for name, field in tier.fields_get(TIER_RULES, ["string"]).items():
                texts[f"{tier.name}: {field['string']}"] = self._tell_number(tier[name])
        return texts

    def _tell_rule(self, name, description):
        value = self[name]
        if selection := description.get("selection"):
            return dict(selection).get(value, "")
        return self._tell_number(value)

    def _tell_number(self, value):
        if isinstance(value, bool):
            return self.env._("Yes") if value else self.env._("No")
        digits = next((n for n in (0, 2) if round(value, n) == value), 4)
        return formatLang(self.env, value, digits=digits)

    def _log_rules(self, before):
        """Log what differs from the texts that `_get_rule_texts` gave before."""
        after = self._get_rule_texts()
        names = [*after, *(name for name in before if name not in after)]
        # sudo: the log is written by the system alone
        return (
            self.env["care.policy.change"]
            .sudo()
            .create(
                [
                    {
                        "policy_id": self.id,
                        "reason": self.env.context.get("care_policy_reason"),
                        "rule": name,
                        "old_value": before.get(name),
                        "new_value": after.get(name),
                    }
                    for name in names
                    if before.get(name) != after.get(name)
                ]
            )
        )

    def _keeps_measures(self):
        """Whether what the last refresh measured holds for these rules, which may be
        in memory only."""
        policy = self._origin
        if not policy.refreshed_at or self.measure == "products":
            # the revenue beside a number of products is not stored
            return False
        changed = self.env["care.policy.change"].search_count(
            [("policy_id", "=", policy.id), ("date", ">=", policy.refreshed_at)],
            limit=1,
        )
        return not changed and all(self[name] == policy[name] for name in MEASURE_RULES)
