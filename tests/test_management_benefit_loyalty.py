from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
class TestLoyalty(BenefitCommon):
    """Loyalty programmes come with an app of their own: run without it and with it."""

    def is_known(self):
        return "loyalty.program" in self.env

    def program(self):
        return self.env["loyalty.program"].create(
            {"name": "Stars", "program_type": "loyalty", "company_id": self.company.id}
        )

    def cards(self, customer):
        cards = self.env["loyalty.card"].with_context(active_test=False)
        return cards.search([("partner_id", "=", customer.id)])

    def test_a_programme_is_offered_only_where_it_is_known(self):
        choices = self.env["care.benefit"]._fields["program"]._description_selection
        self.assertEqual(bool(choices(self.env)), self.is_known())
        self.assertRefuses(
            ValidationError, "Loyalty Programme", self.benefit, "loyalty"
        )

    def test_a_card_comes_and_goes_with_the_tier_and_keeps_its_points(self):
        if not self.is_known():
            self.assertFalse(self.env["care.benefit.grant"]._get_loyal())
            return
        program = self.program()
        self.benefit("loyalty", program=f"loyalty.program,{program.id}")
        customer = self.known()
        self.grant()
        card = self.cards(customer)
        self.assertEqual((card.program_id, card.active), (program, True))
        card.points = 7
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertFalse(card.active)
        self.move(customer, "Key")
        self.grant("2026-06-03")
        self.assertEqual(self.cards(customer), card)
        self.assertEqual((card.active, card.points), (True, 7))

    def test_a_card_that_was_there_before_stays(self):
        if not self.is_known():
            self.assertNotIn("loyalty.card", self.env)
            return
        program, customer = self.program(), self.known()
        card = self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": customer.id}
        )
        self.benefit("loyalty", program=f"loyalty.program,{program.id}")
        self.grant()
        self.assertEqual(self.cards(customer), card)
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertTrue(card.active)
