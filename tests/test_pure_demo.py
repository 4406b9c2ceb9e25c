import csv
from datetime import date
from pathlib import Path
from random import Random

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.demo_purchases import purchases

from .reference import classify

DEMO = Path(__file__).parents[1] / "demo"
DAYS = [date(2026, 1, 1), date(2026, 5, 31), date(2027, 3, 1), date(2028, 2, 29)]


def read(name):
    with (DEMO / f"care_demo_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def live_until(today):
    """What plain Python finds of every customer of the story."""
    random = Random(7)
    bought = [
        (row["key"], day, amount)
        for row in read("customer")
        for day, amount in purchases(
            row["pattern"], int(row["amount"] or 0), today, random
        )
    ]
    opportunities = [
        (row["customer"], int(row["expected"]), int(row["probability"]))
        for row in read("opportunity")
        if row["customer"]
    ]
    return classify(bought, today, opportunities=opportunities).values()


class TestDemoPurchases(BaseCase):
    def test_every_class_has_customers_on_any_day(self):
        quadrants = {"e1", "e2", "e3", "e4", "p1", "p2", "p3", "p4"}
        # ratings make the fans, complaints the marginal ones
        segments = {"key", "potential", "general", "new", "dormant", "lost"}
        for today in DAYS:
            results = live_until(today)
            with self.subTest(today):
                tiers = {result.tier for result in results} - {None}
                self.assertEqual(tiers, {"Key", "Important", "General"})
                found = {result.quadrant for result in results} - {""}
                self.assertEqual(found, quadrants)
                self.assertEqual(
                    {result.segment for result in results} - {""}, segments
                )
