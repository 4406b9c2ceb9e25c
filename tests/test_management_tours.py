from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Date
from odoo.tests import HttpCase, tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestManagementTours(CareCommon, HttpCase):
    def buy(self, name, amount, *days):
        customer = self.customer(name=name)
        for day in days:
            self.deal(customer, Date.today() - timedelta(day), amount)
        return customer

    def prepare(self):
        """Birch buys much since half a year ago: it is key where only that counts."""
        months = range(15, 360, 30)
        self.buy("Alder", 1000, *months)
        self.buy("Birch", 300, *range(15, 150, 30))
        self.buy("Cedar", 100, *months)
        self.env["care.profile"]._refresh(self.company)

    def start(self, tour):
        user = self.user("sales_manager")

        def run_now(cron, at=None):
            cron.env["care.profile"]._refresh(self.company)

        # the scheduler doesn't run during tests
        with patch.object(self.registry["ir.cron"], "_trigger", run_now):
            self.start_tour("/odoo", tour, login=user.login)

    def test_a_manager_tries_out_rules_and_applies_them(self):
        self.prepare()
        # a window of seven months is refused
        with self.assertLogs("odoo.http", "WARNING"):
            self.start("care_management_what_if")
        self.assertEqual(self.policy.window_months, 6)

    def test_the_dashboard_leads_to_its_customers(self):
        self.prepare()
        self.start("care_management_pictures")
