from datetime import date
from unittest.mock import patch

from odoo.fields import Command, Date
from odoo.tests import TransactionCase, new_test_user

ROLES = {
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "user": "crm_customer_care.group_user",
    "salesperson": "sales_team.group_sale_salesman",
    "all_documents": "sales_team.group_sale_salesman_all_leads",
    "auditor": "crm_customer_care.group_auditor",
    "manager": "crm_customer_care.group_manager",
    "sales_manager": "sales_team.group_sale_manager",
}


class CareCommon(TransactionCase):
    """A company without customers, and builders of what a test asks for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        currency = {"currency_id": cls.env.ref("base.USD").id}
        company = cls.env["res.company"].create({"name": "Care", **currency})
        cls.env.user.company_ids |= company
        context = {"tracking_disable": True, "allowed_company_ids": company.ids}
        cls.env = cls.env(context={**cls.env.context, **context})
        cls.company = company.with_env(cls.env)
        cls.policy = cls.env["care.policy"]._get(cls.company)
        cls.users = 0

    @classmethod
    def user(cls, role="salesperson", groups="", **vals):
        """User of a role of `ROLES` and of more groups."""
        cls.users += 1
        vals = {"company_id": cls.company.id, "name": role, **vals}
        groups = ",".join([ROLES[role], *groups.split()])
        return new_test_user(cls.env, f"care-{role}-{cls.users}", groups, **vals)

    @classmethod
    def customer(cls, **vals):
        vals = {"name": "Customer", "is_company": True, **vals}
        return cls.env["res.partner"].create(vals)

    @classmethod
    def deal(cls, customer=None, day="2026-06-15", amount=100, **vals):
        customer = customer or cls.customer()
        vals = {"partner_id": customer.id, "amount": amount, "date": day, **vals}
        return cls.env["care.deal"].create(vals)

    @classmethod
    def product(cls, **vals):
        vals = {"name": "Product", "type": "service", "taxes_id": False, **vals}
        return cls.env["product.product"].create(vals)

    @classmethod
    def order(cls, customer=None, moment="2026-06-15 12:00:00", amount=100, **vals):
        """Confirmed sales order of one line; `moment` is UTC."""
        customer = customer or cls.customer()
        product = vals.pop("product", None) or cls.product()
        line = {"product_id": product.id, "price_unit": amount, "tax_ids": False}
        vals = {"user_id": False, "order_line": [Command.create(line)], **vals}
        order = cls.env["sale.order"].create({"partner_id": customer.id, **vals})
        order.action_confirm()
        order.date_order = moment
        return order

    @classmethod
    def opportunity(cls, customer=None, **vals):
        vals = {"name": "Opportunity", "type": "opportunity", "user_id": False, **vals}
        vals.update(partner_id=customer and customer.id, team_id=False)
        return cls.env["crm.lead"].create({"company_id": cls.company.id, **vals})

    @classmethod
    def refresh(cls, day="2026-06-30", company=None):
        """Refresh as of a day that is over, so that a month end counts."""
        policies = type(cls.policy)
        day = Date.to_date(day)
        with patch.object(policies, "_get_today", lambda _policy: date(2040, 1, 2)):
            return cls.env["care.profile"]._refresh(company or cls.company, day)

    @classmethod
    def profile(cls, customer, company=None):
        profiles = cls.env["care.profile"].with_context(active_test=False).sudo()
        owner = [("company_id", "=", (company or cls.company).id)]
        return profiles.search([("partner_id", "=", customer.id), *owner])

    @classmethod
    def tier(cls, name):
        return cls.policy.tier_ids.filtered_domain([("name", "=", name)])

    def assertRefuses(self, error, sentence, function, *args):
        """`function` fails with an `error` that says `sentence`."""
        with self.assertRaisesRegex(error, sentence), self.cr.savepoint():
            function(*args)
            self.env.flush_all()
