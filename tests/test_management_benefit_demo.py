from datetime import date

from odoo.tests import freeze_time
from odoo.tools import SQL

from .care_common import TouchCommon


@freeze_time(date(2026, 7, 15))
class TestBenefitDemo(TouchCommon):
    def test_figures_of_the_story_are_those_of_its_documents(self):
        self.env["care.demo"]._create_story(self.company)
        found = [("company_id", "=", self.company.id)]
        self.check_benefits(found)
        for plan in self.env["care.plan"].search(found):
            with self.subTest(plan.name):
                days = (plan.partner_id.id, plan.date_from, plan.date_to)
                self.assertAlmostEqual(plan.revenue_actual, self.bought(*days), 2)
                self.assertTrue(plan.revenue_actual and plan.contact_actual)
                self.assertTrue(plan.activity_ids)
        referrals = self.env["care.referral"].search(found)
        for referral in referrals.filtered("referred_customer_id"):
            with self.subTest(referral.display_name):
                new = referral.referred_customer_id.id
                value = self.bought(new, referral.date, date(2030, 1, 1))
                self.assertAlmostEqual(referral.value, value, 2)
        self.assertEqual(set(referrals.mapped("state")), {"open", "won"})

    def check_benefits(self, found):
        grants = self.env["care.benefit.grant"].search(found)
        self.assertEqual(set(grants.mapped("state")), {"granted", "kept"})
        self.assertFalse(grants._get_differing(self.policy))
        key = self.tier("Key")
        customers = self.env["care.profile"].search([("tier_id", "=", key.id)])
        lists = grants.filtered(lambda grant: grant.kind == "pricelist")
        self.assertEqual(lists.partner_id, customers.partner_id)
        services = grants.filtered(lambda grant: grant.benefit_id.quota)
        self.assertTrue(
            any(grant.remaining < grant.benefit_id.quota for grant in services)
        )

    def bought(self, customer, first, last):
        """Orders, counted by a query of its own."""
        self.env.flush_all()
        [[total]] = self.env.execute_query(
            SQL(
                """SELECT COALESCE(sum(a), 0) FROM (
                       SELECT o.amount_untaxed AS a FROM sale_order o
                         JOIN res_partner p ON p.id = o.partner_id
                        WHERE o.state = 'sale' AND p.commercial_partner_id = %(id)s
                          AND o.company_id = %(company)s
                          AND o.date_order::date BETWEEN %(first)s AND %(last)s
                       UNION ALL
                       SELECT amount FROM care_deal
                        WHERE partner_id = %(id)s AND company_id = %(company)s
                          AND date BETWEEN %(first)s AND %(last)s) x""",
                id=customer,
                company=self.company.id,
                first=first,
                last=last,
            )
        )
        return float(total)
