from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CareCommon

MONTHS = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


@tagged("post_install", "-at_install")
class TestTiers(CareCommon):
    def tiers(self, customers):
        return [customer.care_tier_id.name for customer in customers]

    def buyers(self, *amounts, day="2026-01-10"):
        customers = [self.customer() for _amount in amounts]
        for customer, amount in zip(customers, amounts, strict=True):
            self.deal(customer, day, amount)
        return customers

    def test_a_tier_shows_its_name_once_it_is_renamed(self):
        tier = self.tier("Key")
        self.assertEqual(tier.display_name, "Key")
        tier.name = "Gold"
        self.assertEqual(tier.display_name, "Gold")
        tier.update_field_translations("name", {"en_US": "Silver"})
        self.env.invalidate_all()
        self.assertEqual(tier.display_name, "Silver")

    def test_equal_contributions_get_the_same_tier(self):
        customers = self.buyers(40, 40, 10, 10)
        self.refresh("2026-06-30")
        self.assertEqual(
            self.tiers(customers), ["Key", "Key", "Important", "Important"]
        )

    def test_all_equal_contributions_are_in_the_first_tier(self):
        customers = self.buyers(5, 5, 5)
        self.refresh("2026-06-30")
        self.assertEqual(self.tiers(customers), ["Key"] * 3)
        self.assertEqual({c.care_profile_id.percentile for c in customers}, {100})

    def test_one_customer_is_key_and_none_is_no_error(self):
        self.refresh("2026-06-29")
        [customer] = self.buyers(5)
        self.refresh("2026-06-30")
        self.assertEqual(customer.care_tier_id.name, "Key")
        self.assertEqual(customer.care_profile_id.cumulative_share, 1)

    def test_nothing_in_the_window_gets_the_last_tier_by_every_method(self):
        [customer] = self.buyers(100, day="2024-01-10")
        for method, cuts in (
            ("pareto", (80, 95, 100)),
            ("percentile", (20, 50, 100)),
            ("amount", (1000, 100, 0)),
        ):
            self.policy.write(
                {
                    "tier_method": method,
                    "tier_ids": [
                        (1, tier.id, {"cut": cut})
                        for tier, cut in zip(self.policy.tier_ids, cuts, strict=True)
                    ],
                }
            )
            self.refresh("2026-06-30")
            self.assertEqual(customer.care_tier_id.name, "General")

    def test_the_customer_that_crosses_the_ceiling_is_still_inside(self):
        customers = self.buyers(79, 10, 11)
        self.refresh("2026-06-30")
        self.assertEqual(self.tiers(customers), ["Key", "Important", "Key"])

    def test_ranks_shares_and_percentiles(self):
        customers = self.buyers(40, 40, 15, -5, 5)
        self.deal(customers[3], "2026-01-09", 0)
        self.refresh("2026-06-30")
        profiles = [customer.care_profile_id for customer in customers]
        self.assertEqual([p.rank for p in profiles], [1, 2, 3, 5, 4])
        self.assertEqual([p.share for p in profiles], [0.4, 0.4, 0.15, 0, 0.05])
        self.assertEqual([p.percentile for p in profiles], [100, 100, 60, 20, 40])
        self.assertEqual(
            [round(p.cumulative_share, 9) for p in profiles], [0.4, 0.8, 0.95, 1, 1]
        )

    def test_a_percentile_is_searched_by_contribution(self):
        customers = self.buyers(50, 40, 30, 20, 10)
        self.refresh("2026-06-30")
        profiles = self.env["care.profile"].search(
            [("percentile", ">", 80), ("company_id", "=", self.company.id)]
        )
        self.assertEqual(profiles.partner_id, customers[0])
        rest = self.env["care.profile"].search(
            [("percentile", "<=", 80), ("company_id", "=", self.company.id)]
        )
        self.assertEqual(len(rest), 4)

    def test_the_first_fill_assigns_at_once_and_a_rise_too(self):
        rising, _other = self.buyers(5, 95)
        self.refresh("2026-01-20")
        self.assertEqual(rising.care_tier_id.name, "General")
        self.deal(rising, "2026-01-21", 900)
        self.refresh("2026-01-21")
        self.assertEqual(rising.care_tier_id.name, "Key")

    def falling(self):
        """A customer that was Key at the end of 2025 and is General from 2026 on."""
        customer, other = self.customer(), self.customer()
        self.deal(customer, "2025-01-10", 900)
        self.deal(customer, "2025-03-10", 3)
        self.deal(other, "2025-12-10", 100)
        self.refresh("2025-12-31")
        self.assertEqual(customer.care_tier_id.name, "Key")
        return customer

    def test_a_fall_needs_two_month_ends_running(self):
        customer = self.falling()
        seen = []
        for day in MONTHS[:2]:
            self.refresh(day)
            seen.append(
                (customer.care_tier_id.name, customer.care_profile_id.lower_since)
            )
        self.assertEqual(seen, [("Key", MONTHS[0]), ("General", False)])

    def test_refreshing_again_counts_no_month_twice(self):
        customer = self.falling()
        for day in ("2026-02-01", "2026-02-01", "2026-02-10", "2026-02-27"):
            self.refresh(day)
        self.assertEqual(customer.care_tier_id.name, "Key")
        self.assertEqual(customer.care_profile_id.lower_since, MONTHS[0])
        self.refresh("2026-03-01")
        self.assertEqual(customer.care_tier_id.name, "General")

    def test_a_month_end_above_breaks_the_series(self):
        customer = self.falling()
        self.refresh("2026-02-01")
        deal = self.deal(customer, "2026-02-10", 5000)
        self.refresh("2026-03-01")
        self.assertFalse(customer.care_profile_id.lower_since)
        deal.active = False
        self.refresh("2026-04-01")
        self.assertEqual(customer.care_tier_id.name, "Key")
        self.assertEqual(customer.care_profile_id.lower_since, MONTHS[2])

    def test_missed_months_are_counted_as_of_themselves(self):
        customer = self.falling()
        self.refresh("2026-04-15")
        self.assertEqual(customer.care_tier_id.name, "General")
        change = self.env["care.profile.change"].search(
            [("partner_id", "=", customer.id), ("rule", "=", "fall")]
        )
        self.assertEqual((change.date, change.to_value), (MONTHS[1], "General"))
        snapshots = self.env["care.profile.snapshot"].search(
            [("partner_id", "=", customer.id), ("date", ">=", "2026-01-01")]
        )
        self.assertEqual(sorted(snapshots.mapped("date")), MONTHS[:3])

    def test_a_month_end_is_counted_when_its_day_is_over(self):
        [customer] = self.buyers(5)
        policies = type(self.policy)
        for day, counted in ((MONTHS[0], False), (date(2026, 2, 1), MONTHS[0])):
            with patch.object(policies, "_get_today", lambda _policy, day=day: day):
                self.env["care.profile"]._refresh(self.company)
            self.assertEqual(self.policy.month_end, counted)
        snapshots = self.env["care.profile.snapshot"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(snapshots.mapped("date"), MONTHS[:1])

    def test_new_customers_do_not_fall(self):
        customer, other = self.buyers(100, 10, day="2026-01-10")
        self.policy.protect_days = 200
        self.refresh("2026-01-31")
        self.deal(other, "2026-02-01", 9000)
        for day in MONTHS[1:]:
            self.refresh(day)
        self.assertEqual(customer.care_tier_id.name, "Key")
        self.policy.protect_days = 30
        self.refresh("2026-05-31")
        self.assertEqual(customer.care_tier_id.name, "General")

    def test_an_amount_forgives_a_little(self):
        self.policy.write(
            {
                "tier_method": "amount",
                "tier_ids": [
                    (1, tier.id, {"cut": cut})
                    for tier, cut in zip(
                        self.policy.tier_ids, (1000, 100, 0), strict=True
                    )
                ],
            }
        )
        near, far = self.customer(), self.customer()
        for customer, rest in ((near, 950), (far, 899)):
            self.deal(customer, "2025-01-10", 500)
            self.deal(customer, "2025-12-10", rest)
        self.refresh("2025-12-31")
        for day in MONTHS:
            self.refresh(day)
        self.assertEqual(self.tiers([near, far]), ["Key", "Important"])

    def test_an_earlier_day_than_the_last_is_refused(self):
        self.refresh("2026-06-30")
        with self.assertRaisesRegex(UserError, "rewrite their history"):
            self.refresh("2026-06-29")

    def test_a_second_refresh_writes_and_logs_nothing(self):
        self.buyers(40, 30, 20, 10)
        self.refresh("2026-06-30")
        self.assertEqual(sum(self.refresh("2026-06-30")), 0)

    def test_the_sentence_gives_the_numbers(self):
        customers = self.buyers(60, 40)
        self.refresh("2026-06-30")
        self.assertEqual(
            customers[0].care_profile_id.explanation.replace("\xa0", " "),
            "Key: rank 1 of 2, cumulative share 60.0 % (ceiling 80 %), "
            "$ 60.00 in 12 months.",
        )
