from odoo import models
from odoo.fields import Command

CHINESE = ("CN", "HK", "MO", "TW", "SG")
# occasion, channel, values; the first rule that fits a contact greets it
RULES = (
    ("birthday", "call", {"name": "Key customers: call on the birthday", "tier": True}),
    ("birthday", "mail", {"name": "Birthday mail", "needs_approval": True}),
    ("founding", "card", {"name": "Card for the founding", "lead_days": 10}),
    ("cooperation", "mail", {"name": "Thanks for the years together"}),
    ("spring_festival", "mail", {"name": "Spring Festival", "countries": CHINESE}),
    (
        *("mid_autumn", "gift"),
        {
            "name": "Key customers: moon cakes",
            "tier": True,
            "countries": CHINESE,
            "lead_days": 14,
        },
    ),
    ("christmas", "mail", {"name": "Merry Christmas", "needs_approval": True}),
)


class CareDemo(models.AbstractModel):
    """Occasions that the company greets on; it is for the reader to begin."""

    _inherit = "care.demo"

    def _create_sequel(self, story):
        result = super()._create_sequel(story)
        rules = self.env["care.greeting.rule"].create(
            [
                self._prepare_greeting_rule_values(story, number, *rule)
                for number, rule in enumerate(RULES, 1)
            ]
        )
        rules.action_switch_on()
        return result

    def _prepare_greeting_rule_values(self, story, number, code, channel, vals):
        occasion = self.env.ref(f"crm_customer_care.occasion_{code}")
        policy = self.env["care.policy"]._get(story.company)
        vals = dict(vals)
        tiers = policy.tier_ids.filtered("is_key") if vals.pop("tier", False) else []
        countries = [("code", "in", vals.pop("countries", ()))]
        countries = self.env["res.country"].search(countries)
        is_company_day = code in ("founding", "cooperation")
        return {
            "company_id": story.company.id,
            "sequence": 10 * number,
            "occasion_id": occasion.id,
            "channel": channel,
            "mail_template_id": channel == "mail" and occasion.mail_template_id.id,
            "recipient": "customer" if is_company_day else "persons",
            "tier_ids": [Command.set([tier.id for tier in tiers])],
            "country_ids": [Command.set(countries.ids)],
            **vals,
        }
