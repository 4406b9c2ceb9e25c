from collections import Counter
from itertools import cycle

from freezegun import freeze_time

from odoo.fields import Date
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCadenceLoad(CadenceCommon):
    def many(self, count, tier="Key", **vals):
        return [self.known(tier, name=f"{tier} {n}", **vals) for n in range(count)]

    def old_customers(self, tiers, users):
        """Customers of long ago: as many of each tier as `tiers` says."""
        count = sum(tiers.values())
        names = [{"name": f"Old {n}", "is_company": True} for n in range(count)]
        partners = iter(self.env["res.partner"].create(names))
        owners = cycle(users)
        self.env["care.profile"].sudo().create(
            [
                {
                    "partner_id": next(partners).id,
                    "company_id": self.company.id,
                    "user_id": next(owners).id,
                    "assigned_date": "2020-01-01",
                    "tier_id": self.tier(tier).id,
                }
                for tier, number in tiers.items()
                for _ in range(number)
            ]
        )

    def test_day_one_spreads_old_customers_over_the_interval(self):
        self.policy.cadence_since = "2026-06-01"
        self.cadence("Key", 10, 30)
        self.cadence("General", 40, 60)
        self.many(20, "Key", day="2024-01-01")
        self.many(40, "General", day="2024-01-01")
        self.plan()
        due = Counter(
            (revisit.tier_id.name, str(revisit.due_date)) for revisit in self.revisits()
        )
        self.assertEqual(set(due.values()), {1, 2})
        self.assertEqual(min(due), ("General", "2026-06-02"))
        self.assertEqual(max(due), ("Key", "2026-06-11"))

    def test_nobody_gets_more_a_day_than_the_cap(self):
        self.policy.cadence_cap = 3
        for tier in ("General", "Key"):
            for customer in self.many(4, tier):
                self.touch(customer, "2026-05-10 10:00:00")
        self.cadence("Key", 14, 30)
        self.cadence("General", 14, 30)
        self.plan()
        planned = self.revisits().sorted("activity_date")
        days = Counter(str(revisit.activity_date) for revisit in planned)
        self.assertEqual(days, {"2026-06-01": 3, "2026-06-02": 3, "2026-06-03": 2})
        key = planned.filtered(lambda revisit: revisit.tier_id == self.tier("Key"))
        days = [str(revisit.activity_date) for revisit in key]
        self.assertEqual(days, ["2026-06-01"] * 3 + ["2026-06-02"])

    def test_who_is_full_waits_whenever_the_customer_may_be_called(self):
        self.policy.write({"cadence_cap": 1, "cadence_lead_days": 3})
        self.cadence("Key", 14, 30)
        for customer in self.many(4):
            self.touch(customer, "2026-05-10 10:00:00")
        on_sundays = self.known(name="Sundays", care_call_days="7")
        self.touch(on_sundays, "2026-05-11 10:00:00")
        self.plan()
        days = Counter(str(day) for day in self.revisits().mapped("activity_date"))
        self.assertEqual(set(days.values()), {1})
        self.assertFalse(self.revisits(on_sundays).activity_id)

    def test_in_a_tier_the_most_overdue_comes_first(self):
        self.policy.cadence_cap = 1
        self.cadence("Key", 14, 30)
        late, later, latest = self.many(3)
        for customer, day in ((late, 12), (latest, 4), (later, 8)):
            self.touch(customer, f"2026-05-{day:02} 10:00:00", user_id=False)
        self.revisits().activity_id.unlink()
        self.env["care.revisit"].search([("state", "=", "skipped")]).unlink()
        self.plan()
        order = self.revisits().sorted("activity_date").partner_id
        self.assertEqual(order.ids, [latest.id, later.id, late.id])

    def test_two_years_of_nights_plan_every_contact_once(self):
        self.cadence("Key", 30, 60)
        customer = self.known(day="2026-05-28")
        done, day = [], Date.to_date("2026-06-01")
        for night in range(400):
            day = Date.add(Date.to_date("2026-06-01"), days=2 * night)
            with freeze_time(f"{day} 12:00:00"):
                self.plan(str(day))
                [revisit] = self.revisits(customer)
                activity = revisit.activity_id
                if activity and activity.date_deadline <= day:
                    self.touch(customer, f"{day} 10:00:00")
                    done.append((revisit, day))
                    self.assertEqual(revisit.state, "done")
        gaps = [
            (after - before).days
            for (_, before), (_, after) in zip(done, done[1:], strict=False)
        ]
        self.assertGreaterEqual(len(done), 24)
        self.assertTrue(all(30 <= gap <= 35 for gap in gaps), gaps)
        self.assertEqual(len(self.revisits(customer, "done")), len(done))

    def test_many_plans_cost_few_queries(self):
        self.policy.cadence_cap = 1000
        self.cadence()
        self.many(200)
        self.plan()
        self.revisits().write({"due_date": "2026-06-01"})
        self.env.flush_all()
        revisits = self.env["care.revisit"].sudo()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            revisits._create_activities(revisits._get_places(self.policy))
            self.env.flush_all()
        self.assertEqual(len(self.revisits().activity_id), 200)

    def test_five_thousand_old_customers_flood_nobody(self):
        self.policy.cadence_since = "2026-06-01"
        for tier, ideal in (("Key", 14), ("Important", 30), ("General", 60)):
            self.cadence(tier, ideal, 90)
        self.old_customers(
            {"Key": 250, "Important": 750, "General": 4000},
            [self.owner, *(self.user(name=f"Owner {n}") for n in range(4))],
        )
        self.plan()
        planned = self.revisits()
        self.assertEqual(len(planned), 5000)
        self.assertFalse(planned.filtered("overdue_days"))
        due = Counter((one.user_id, one.due_date) for one in planned)
        self.assertLessEqual(max(due.values()), 4 + 5 + 14)
        work = Counter((one.activity_user_id, one.activity_date) for one in planned)
        work = {key: count for key, count in work.items() if key[1]}
        self.assertLessEqual(max(work.values()), self.policy.cadence_cap)

    def test_a_requirement_added_later_floods_nobody(self):
        self.many(20, "Key", day="2024-01-01")
        self.cadence("Key", 10, 30)
        self.plan()
        due = Counter(str(revisit.due_date) for revisit in self.revisits())
        self.assertEqual(set(due.values()), {2})
        self.assertEqual((min(due), max(due)), ("2026-06-02", "2026-06-11"))
