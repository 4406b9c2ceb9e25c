from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestManagementRetentionReport(CareCommon):
    """Ten customers who first bought in January 2025: number n on n more months."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.retention_horizon_months = 3
        cls.customers = [cls.customer(name=f"Shop {n}") for n in range(10)]
        for number, customer in enumerate(cls.customers):
            for month in range(1, 2 + number):
                cls.deal(customer, date(2025, month, 10))
        for month in (3, 4, 5, 6):
            cls.refresh(date(2025, month, 31 if month in (3, 5) else 30))
        cls.refresh("2025-12-31")
        cls.env["care.retention"]._calibrate(cls.company, "2025-12-31")

    def rows(self, model, groupby, measure):
        return self.env[model]._read_group([], [groupby], [f"{measure}:avg", "__count"])

    def bought_again(self):
        """(day, percent of the customers, customers), from the deals."""
        return self.env.execute_query(
            SQL(
                """SELECT m.day, round(100.0 * avg((SELECT count(*) FROM care_deal d
                               WHERE d.partner_id = c.partner_id AND d.date > m.day
                                 AND d.date <= m.until LIMIT 1)::int::bool::int), 6),
                          count(*)
                     FROM (SELECT DISTINCT partner_id FROM care_deal
                            WHERE company_id = %s) c,
                          (VALUES ('2025-03-31'::date, '2025-06-30'::date),
                                  ('2025-04-30', '2025-07-31'),
                                  ('2025-05-31', '2025-08-31'),
                                  ('2025-06-30', '2025-09-30')) m(day, until)
                    GROUP BY 1""",
                self.company.id,
            )
        )

    def test_the_share_that_bought_again_is_that_of_the_purchases(self):
        rows = self.rows("care.retention.report", "date:day", "retained")
        found = {day: (round(share, 6), count) for day, share, count in rows}

        for day, share, count in self.bought_again():
            self.assertEqual(found[day], (float(share), count))

    def test_month_ends_whose_horizon_is_not_over_are_left_out(self):
        days = self.env["care.retention.report"].search([]).mapped("date")

        self.assertLessEqual(max(days), date(2025, 9, 30))

    def test_curves_count_who_bought_in_each_quarter(self):
        found = {
            number: (round(share), count)
            for number, share, count in self.rows(
                "care.retention.curve", "quarters", "active_rate"
            )
        }

        self.assertEqual(found, {0: (100, 10), 1: (70, 10), 2: (40, 10), 3: (10, 10)})

    def test_salespeople_see_their_customers_only(self):
        person = self.user("salesperson")
        other = self.user("salesperson")
        for customer in self.customers:
            customer.user_id = other
        self.customers[9].user_id = person
        self.refresh("2026-01-01")
        for model in ("care.retention.report", "care.retention.curve"):
            rows = self.env[model].with_user(person).search([])
            self.assertEqual(rows.partner_id, self.customers[9], model)

    def test_noting_next_purchases_twice_changes_nothing(self):
        snapshots = self.env["care.profile.snapshot"]
        before = snapshots.search([]).mapped("next_purchase_date")
        self.env["care.retention"]._keep_next_purchases(self.policy, date(2025, 12, 31))

        self.assertEqual(snapshots.search([]).mapped("next_purchase_date"), before)
