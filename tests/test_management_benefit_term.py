from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
class TestBenefitTerm(BenefitCommon):
    """What a benefit consists of, and from when to when it is granted."""

    def test_new_terms_of_a_benefit_reach_those_who_have_it(self):
        benefit = self.benefit("credit", amount=5000)
        customer = self.known()
        self.grant()
        benefit.amount = 8000
        self.grant("2026-06-02")
        self.assertEqual(customer.credit_limit, 8000)
        self.assertEqual(
            self.steps(customer), [("withdrawn", "terms"), ("granted", "")]
        )
        benefit.active = False
        self.grant("2026-06-03")
        self.assertEqual(customer.credit_limit, 0)
        self.assertEqual(self.steps(customer)[1], ("withdrawn", "benefit"))

    def test_a_benefit_holds_from_its_first_to_its_last_day(self):
        self.benefit(
            "credit", amount=9, valid_from="2026-06-02", valid_until="2026-06-03"
        )
        customer = self.known()
        limits = []
        for day in ("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"):
            self.grant(day)
            limits.append(customer.credit_limit)
        self.assertEqual(limits, [0, 9, 9, 0])

    def test_what_comes_once_expires_and_comes_with_the_next_rise(self):
        self.benefit("early_access", months=1, is_renewed=False)
        customer = self.known()
        self.grant("2026-06-01")
        self.assertEqual(str(self.grants(customer).date_until), "2026-06-30")
        self.grant("2026-06-30")
        self.assertEqual(self.steps(customer), [("granted", "")])
        self.grant("2026-07-01")
        self.grant("2026-07-02")
        self.assertEqual(self.steps(customer), [("expired", "expired")])
        self.move(customer, "General")
        self.grant("2026-07-03")
        self.move(customer, "Key")
        self.grant("2026-07-04")
        self.assertEqual(self.steps(customer)[1:], [("granted", "")])

    def test_what_is_renewed_begins_anew_after_its_months(self):
        self.benefit("certificate", months=12)
        customer = self.known()
        self.grant("2026-06-01")
        self.grant("2027-06-01")
        self.assertEqual(
            self.steps(customer), [("expired", "expired"), ("granted", "")]
        )
        self.assertEqual(str(self.grants(customer)[1].date_until), "2028-05-31")

    def test_a_benefit_says_what_it_consists_of(self):
        for kind in ("pricelist", "payment_term", "rebate", "credit", "gift_budget"):
            with self.subTest(kind):
                self.assertRefuses(
                    ValidationError,
                    "it is what the customer gets",
                    lambda kind=kind: self.benefit(kind),
                )

    def test_the_green_channel_is_of_key_customers(self):
        self.assertRefuses(
            ValidationError,
            "Mark General as key customers",
            lambda: self.benefit("green_channel", "General"),
        )

    def test_what_customers_had_is_archived_not_deleted(self):
        benefit = self.benefit("early_access")
        self.known()
        self.grant()
        self.assertRefuses(UserError, "Archive it", benefit.unlink)
