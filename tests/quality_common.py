from odoo.fields import Command, Date

from .common import CareCommon


class QualityCommon(CareCommon):
    """Customers with profiles, whatever the archive holds of them."""

    @classmethod
    def demand(cls, **weights):
        """Let the policy ask for these checks only: a weight, or (weight, for key)."""
        commands = [Command.clear()]
        for code, weight in weights.items():
            of_all, of_key = weight if isinstance(weight, tuple) else (weight, weight)
            vals = {"code": code, "weight": of_all, "key_weight": of_key}
            commands.append(Command.create(vals))
        cls.policy.completeness_line_ids = commands

    @classmethod
    def known(cls, tier="General", company=None, **vals):
        """Customer with a profile, made without a purchase."""
        customer = cls.customer(**vals)
        cls.env["care.profile"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": (company or cls.company).id,
                "tier_id": cls.tier(tier).id,
                "user_id": customer.user_id.id,
                "first_purchase_date": Date.to_date("2026-01-10"),
                "contribution": 100,
            }
        )
        return customer

    @classmethod
    def person(cls, customer, **vals):
        vals = {"name": "Person", "parent_id": customer.id, **vals}
        return cls.env["res.partner"].create(vals)

    def score(self, customer):
        return self.profile(customer).completeness
