from markupsafe import Markup

from odoo import api, fields, models

PLANS = {"key": "key", "important": "potential", "general": "general"}


class CareTier(models.Model):
    """The texts that the first tiers start with; afterwards they are the company's."""

    _inherit = "care.tier"

    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Activity Plan",
        domain=[("res_model", "=", "res.partner")],
        help="The activities for customers of this tier whose quadrant and segment "
        "have none of their own.",
    )

    @api.model
    def _get_default_plan(self, name):
        """The plan of customers of the default tier `name`, empty if it was deleted."""
        plan = f"crm_customer_care.mail_activity_plan_segment_{PLANS[name]}"
        return self.env.ref(plan, raise_if_not_found=False) or self.plan_id.browse()

    def _add_default_plans(self):
        """Give the tiers of a policy the plans that new ones start with."""
        tiers = self.sorted(lambda tier: (tier.sequence, tier.id))
        names = ["important"] * len(tiers)
        names[0], names[-1] = "key", "general"
        for tier, name in zip(tiers, names, strict=True):
            tier.plan_id = tier.plan_id or self._get_default_plan(name)

    @api.model
    def _get_default_strategy(self, name):
        """HTML of how customers of the default tier `name` are looked after."""
        paragraphs = getattr(self, f"_get_{name}_strategy")()
        return Markup().join(Markup("<p>%s</p>") % text for text in paragraphs)

    def _get_key_strategy(self):
        return [
            self.env._(
                "The few who together bring most of what we earn. Each of them has a "
                "salesperson, a deputy and somebody of the management by name. They "
                "hear from us every 14 days, see us every 60 and meet the management "
                "every half year; the limits are 30, 90 and 365 days."
            ),
            self.env._(
                "What they ask is answered on the same day, and a complaint is known "
                "to the head of sales within the hour. Prices, shortages and new faces "
                "are announced early and in person. Your hours go here first."
            ),
        ]

    def _get_important_strategy(self):
        return [
            self.env._(
                "The second row, where the next key customers come from. One contact "
                "every 30 days, 60 at the latest; a visit when there is something to "
                "decide, about twice a year; an answer within one working day."
            ),
            self.env._(
                "Once a quarter ask of every name what keeps it from the top: goods "
                "that it buys elsewhere, a person we don't know, a delivery that takes "
                "too long. Choose the three most promising and plan for them as for "
                "key customers."
            ),
        ]

    def _get_general_strategy(self):
        return [
            self.env._(
                "Many names with a small part each. They deserve quick and friendly "
                "service at low cost: a call or mail with one real question every 60 "
                "days, 90 at the latest; prices by the list, orders by mail or shop, "
                "an answer within two working days."
            ),
            self.env._(
                "Look through all of them once a quarter: who grows, who has fallen "
                "silent, who costs more hours than the margin pays? Move the first "
                "closer, call the second, and lead the third to simpler ways."
            ),
        ]
