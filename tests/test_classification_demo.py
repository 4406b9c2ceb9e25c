from collections import Counter
from datetime import date

from freezegun import freeze_time

from odoo.addons.crm_customer_care.models.classification.care_profile_refresh import (
    RefreshResult,
)
from odoo.addons.crm_customer_care.tools.refresh_settings import month_ends

from .common import CareCommon

TODAY = date(2026, 7, 15)
QUADRANTS = ("e1", "e2", "e3", "e4", "p1", "p2", "p3", "p4")
SEGMENTS = (
    *("dormant", "fan", "general", "key", "lost"),
    *("marginal", "new", "potential"),
)
LOCKS = {"tier_lock_id": "papadakis", "quadrant_lock": "sanxia"}


def is_chinese(name):
    return any("\u4e00" <= letter <= "\u9fff" for letter in name)


@freeze_time(TODAY)
class TestDemo(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls.env["care.demo"]._create_story(cls.company)
        cls.profiles = cls.env["care.profile"].search(
            [("company_id", "=", cls.company.id)]
        )

    def profile_of(self, key):
        return self.profile(self.story.customers[key])

    def changes(self, key, *rules):
        changes = self.env["care.profile.change"].search(
            [
                ("partner_id", "=", self.story.customers[key].id),
                ("field", "=", "tier"),
                ("rule", "in", rules),
            ],
            order="date",
        )
        return [(change.from_value, change.to_value) for change in changes]

    def test_every_tier_quadrant_and_segment_has_inhabitants(self):
        self.assertEqual(self.profiles.tier_id, self.policy.tier_ids)
        self.assertEqual(set(self.profiles.mapped("quadrant")), {*QUADRANTS, False})
        self.assertEqual(set(self.profiles.mapped("segment")), {*SEGMENTS, False})

    def test_a_third_of_the_customers_have_chinese_names(self):
        names = [customer.name for customer in self.story.customers.values()]
        self.assertEqual(len(self.profiles), len(names))
        self.assertEqual(3 * sum(map(is_chinese, names)), len(names))
        kinds = Counter(self.profiles.mapped("partner_id.is_company"))
        self.assertTrue(kinds[False] > 5 and kinds[True] > 50)

    def test_a_second_refresh_writes_nothing(self):
        self.assertEqual(
            self.env["care.profile"]._refresh(self.company), RefreshResult()
        )

    def test_the_last_twelve_month_ends_have_snapshots(self):
        snapshots = self.env["care.profile.snapshot"].search(
            [("company_id", "=", self.company.id)]
        )
        ends = month_ends(date(2025, 6, 30), TODAY)
        self.assertEqual(sorted(set(snapshots.mapped("date"))), ends)
        self.assertEqual(self.policy.as_of, TODAY)

    def test_customers_rise_and_fall(self):
        rises = [("General", "Important"), ("Important", "Key")]
        self.assertEqual(self.changes("beichen", "rise"), rises)
        self.assertEqual(self.changes("vankampen", "fall"), [("Key", "General")])
        waiting = self.profile_of("xinghe")
        self.assertEqual(waiting.tier_id.name, "Key")
        self.assertEqual(waiting.lower_since, date(2026, 6, 30))

    def test_a_tier_and_a_quadrant_are_locked_with_a_reason(self):
        for name, key in LOCKS.items():
            locked = self.profiles.filtered(name)
            self.assertEqual(locked, self.profile_of(key))
            reason = name.removesuffix("_id") + "_reason"
            self.assertTrue(locked[reason])

    def test_the_order_without_a_rate_is_listed(self):
        self.assertEqual(self.policy.unconverted_count, 1)
        self.assertIn("CNH", self.policy.unconverted_documents)
        refunds = self.env["sale.order"].search_count(
            [("company_id", "=", self.company.id), ("amount_untaxed", "<", 0)]
        )
        self.assertEqual(refunds, 1)

    def test_the_leader_sees_the_customers_of_her_team(self):
        seen = {
            login: self.env["care.profile"].with_user(user).search([])
            for login, user in self.story.users.items()
        }
        team = seen["mei"].user_id.mapped("login")
        self.assertEqual(sorted(team), ["ana", "mei", "tom"])
        self.assertEqual(seen["jakob"].user_id.mapped("login"), ["jakob"])

    def test_some_opportunities_have_no_customer_yet(self):
        leads = self.env["crm.lead"].search(
            [("company_id", "=", self.company.id), ("partner_id", "=", False)]
        )
        self.assertEqual(sorted(leads.mapped("care_quadrant")), ["p1", "p4"])

    def test_the_story_is_told_once(self):
        self.assertIsNone(self.env["care.demo"]._create_story(self.company))
