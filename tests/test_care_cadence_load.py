from collections import Counter

from freezegun import freeze_time

from odoo.fields import Date
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCadenceLoad(CadenceCommon):
    def many(self, count, tier="Key", **vals):
        return [self.known(tier, name=f"{tier} {n}", **vals) for n in range(count)]

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
            revisits._plan_activities(self.policy, self.revisits().ids)
            self.env.flush_all()
        self.assertEqual(len(self.revisits().activity_id), 200)
