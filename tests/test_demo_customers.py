from collections import Counter
from datetime import date, timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.crm_customer_care.models.classification.care_profile_refresh import (
    RefreshResult,
)
from odoo.addons.crm_customer_care.tools.refresh_settings import month_ends

from .story_common import TODAY, StoryCommon

QUADRANTS = ("e1", "e2", "e3", "e4", "p1", "p2", "p3", "p4")
SEGMENTS = (
    *("dormant", "fan", "general", "key", "lost"),
    *("marginal", "new", "potential"),
)
LOCKS = {"tier_lock_id": "papadakis", "quadrant_lock": "sanxia"}


def is_chinese(name):
    return any("\u4e00" <= letter <= "\u9fff" for letter in name)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDemoCustomers(StoryCommon):
    """Who the customers of the demo story are."""

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
        snapshots = self.of_company("care.profile.snapshot")
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

    @property
    def dates(self):
        return self.customers.care_date_ids | self.people.care_date_ids

    @property
    def people(self):
        return self.customers | self.customers.child_ids

    def test_some_dates_are_lunar_and_some_lack_the_year(self):
        self.assertEqual(set(self.dates.mapped("calendar")), {"gregorian", "lunar"})
        self.assertTrue(any(self.dates.mapped("leap_month")))
        unknown = self.dates.filtered(lambda date: not date.year)
        self.assertTrue(5 < len(unknown) < len(self.dates) / 2)

    def test_the_next_thirty_days_hold_some(self):
        end = TODAY + timedelta(days=30)
        near = self.dates.filtered(lambda d: d.next_date and d.next_date <= end)
        self.assertTrue(len(near) > 10)
        self.assertIn(TODAY, near.mapped("next_date"))

    def test_life_events_left_tasks_and_mourning(self):
        ashworth = self.story.customers["ashworth"]
        self.assertTrue(ashworth.activity_ids)
        self.assertTrue(ashworth.child_ids.care_bereaved_until > TODAY)

    def test_every_channel_of_talking_is_somebody_s_favourite(self):
        letters = self.people.care_channel_id.mapped("letter")
        self.assertLess({"T", "E", "W", "V"}, {*letters, "?"})

    def test_some_answered_and_some_of_these_refused(self):
        consents = self.people.care_consent_ids
        self.assertEqual(set(consents.mapped("state")), {"given", "refused"})

    def test_one_is_not_to_be_called(self):
        blocked = self.people.filtered("care_do_not_call")
        self.assertTrue(0 < len(blocked) < 5)

    def test_key_customers_have_deciders_competitors_and_a_team(self):
        mingyuan = self.story.customers["mingyuan"]
        self.assertEqual(len(mingyuan.care_decision_maker_ids), 2)
        self.assertEqual(len(mingyuan.care_competitor_ids), 2)
        self.assertEqual(len(mingyuan.care_team_ids), 3)
        self.assertEqual(mingyuan.care_sponsor_id.name, "赵敏")

    def test_shares_are_plausible(self):
        shares = [customer.care_spend_share for customer in self.customers]
        known = [share for share in shares if share]
        self.assertTrue(len(known) > 5)
        self.assertTrue(all(0 < share < 1 for share in known), known)

    def test_competitors_are_no_customers(self):
        rivals = self.customers.care_competitor_ids
        self.assertFalse(rivals & self.customers)
        self.assertEqual(len(rivals), len(set(rivals.mapped("name"))))

    def test_the_demo_verifies_and_audits(self):
        profiles = self.profiles
        self.assertEqual(profiles._refresh_completeness(companies=self.company), 0)
        self.assertGreater(len(set(profiles.mapped("completeness"))), 3)
        verified = profiles.filtered("verified_date")
        self.assertTrue(len(profiles) > len(verified) > len(profiles) // 3)
        self.assertTrue(any(verified.mapped("is_verify_overdue")))
        audits = self.of_company("care.audit")
        users = {user.id for user in self.story.users.values()}
        for state in ("drawn", "done"):
            of_state = audits.filtered_domain([("state", "=", state)])
            self.assertEqual(set(of_state.user_id.ids), users)
        self.assertFalse(self.policy.verification_active)
