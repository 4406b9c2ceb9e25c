from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Date
from odoo.tests import HttpCase, tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestClassificationTours(CareCommon, HttpCase):
    def buy(self, name, amount, *days):
        """A customer who bought for an amount so many days ago, each time."""
        customer = self.customer(name=name)
        for day in days:
            self.deal(customer, Date.today() - timedelta(day), amount)
        return customer

    def start(self, tour):
        user = self.user("sales_manager")
        self.start_tour("/odoo", tour, login=user.login)

    def classify(self):
        months = range(15, 360, 30)
        customers = [
            self.buy("Alder", 1000, *months),
            self.buy("Birch", 200, *months),
            self.buy("Cedar", 100, 200),
        ]
        self.env["care.profile"]._refresh(self.company)
        return customers

    def test_a_card_says_why_its_customer_is_in_its_tier(self):
        self.classify()
        self.start("care_classification_why")

    def test_the_map_leads_to_the_customers_of_a_quadrant(self):
        self.classify()
        self.start("care_classification_map")

    def test_a_dragged_card_is_locked_with_a_reason(self):
        *_others, cedar = self.classify()
        self.start("care_classification_lock")
        profile = self.profile(cedar)
        self.assertEqual(profile.tier_id, self.tier("Key"))
        self.assertEqual(profile.tier_lock_reason, "Strategic partner")
        self.assertEqual(profile.tier_auto_id, self.tier("General"))

    def test_the_list_of_customers_shows_their_names(self):
        self.buy("Northern Dairy Ltd", 1_000_000, *range(15, 700, 30))
        self.env["care.profile"]._refresh(self.company)
        self.start("care_classification_list")

    def test_a_manager_refreshes_the_empty_map(self):
        self.buy("Alder", 1000, 200, 150, 100)

        def run_now(cron, at=None):
            cron.env["care.profile"]._refresh(self.company)

        # the scheduler doesn't run during tests
        with patch.object(self.registry["ir.cron"], "_trigger", run_now):
            self.start("care_classification_refresh")
