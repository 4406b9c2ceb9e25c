from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
class TestBenefitUse(BenefitCommon):
    """Who hears of benefits: budgets, the day of a manager, paper."""

    @freeze_time("2026-06-10 12:00:00")
    def test_a_benefit_raises_the_budget_for_gifts(self):
        self.tier("Key").gift_budget = 100
        self.benefit("gift_budget", amount=50)
        customer = self.known()
        gift = self.env["care.gift"].create(
            {"name": "Tea", "partner_id": customer.id, "cost": 120}
        )
        self.assertEqual((gift.budget, gift.is_over_budget), (100, True))
        self.grant()
        self.assertEqual((gift.budget, gift.is_over_budget), (150, False))
        over = [("is_over_budget", "=", True), ("id", "=", gift.id)]
        self.assertFalse(gift.search(over))
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertEqual(gift.budget, 0)

    def test_managers_find_what_was_kept_in_their_day(self):
        term, other = self.term(), self.term("By hand")
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known(
            user_id=self.manager.id, property_payment_term_id=other.id
        )
        self.grant()
        day = self.env["care.day"].with_context(allowed_company_ids=self.company.ids)
        for user, expected in ((self.manager, [customer.id]), (self.seller, [])):
            sections = day.with_user(user).get_day()["sections"]
            kept = [row for row in sections if row["code"] == "kept_benefits"]
            found = [item["partner_id"] for row in kept for item in row["items"]]
            self.assertEqual(found, expected)

    def test_only_current_certificates_are_printed(self):
        self.benefit("certificate")
        self.benefit("early_access")
        customer = self.known()
        self.grant()
        certificate = self.grants(customer, kind="certificate")
        other = self.grants(customer) - certificate
        self.assertRefuses(
            UserError, "that are granted now", other.action_print_certificate
        )
        action = self.grants(customer).action_print_certificate()
        self.assertEqual(action["context"]["active_ids"], certificate.ids)
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            action["report_name"], certificate.ids
        )
        for text in (customer.name, "Key customer of Care", "Honour Certificate"):
            self.assertIn(text, page.decode())
