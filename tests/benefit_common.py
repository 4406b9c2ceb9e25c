from odoo.fields import Command
from odoo.tests import freeze_time

from .care_common import TouchCommon


class BenefitCommon(TouchCommon):
    """A company that grants benefits, customers of a tier, and the nightly job."""

    START = "2026-06-01"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.benefit_active = True
        cls.seller = cls.user(name="Sally")
        cls.stranger = cls.user(name="Steve")
        cls.manager = cls.user("manager", name="Mona")
        cls.auditor = cls.user("auditor", name="Aldo")

    @classmethod
    def benefit(cls, kind="service", tiers="Key", **vals):
        tiers = [cls.tier(name).id for name in tiers.split()]
        vals = {"name": kind, "kind": kind, "company_id": cls.company.id, **vals}
        vals["tier_ids"] = [Command.set(tiers)]
        return cls.env["care.benefit"].create(vals)

    @classmethod
    def pricelist(cls, name="Partners"):
        return cls.env["product.pricelist"].create(
            {"name": name, "company_id": cls.company.id}
        )

    @classmethod
    def term(cls, name="60 Days"):
        return cls.env["account.payment.term"].create({"name": name})

    @classmethod
    def known(cls, tier="Key", **vals):
        """A customer of a tier, looked after by the salesperson."""
        customer = cls.customer(**{"user_id": cls.seller.id, **vals})
        cls.env["care.profile"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "user_id": customer.user_id.id,
                "tier_id": cls.tier(tier).id,
            }
        )
        return customer

    @classmethod
    def move(cls, customer, tier):
        cls.profile(customer).tier_id = tier and cls.tier(tier)

    def grant(self, day=START):
        """The nightly job of a day."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_benefit")
        with freeze_time(f"{day} 12:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def grants(cls, customer=None, **vals):
        domain = [("company_id", "=", cls.company.id)]
        domain += [("partner_id", "=", customer.id)] if customer else []
        domain += [(name, "=", value) for name, value in vals.items()]
        return cls.env["care.benefit.grant"].search(domain, order="id")

    @classmethod
    def steps(cls, customer):
        """States and reasons of what the log tells of a customer, oldest first."""
        grants = cls.grants(customer)
        return [(grant.state, grant.end_reason or "") for grant in grants]
