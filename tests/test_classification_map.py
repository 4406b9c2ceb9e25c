from odoo.tests import tagged
from odoo.tools import SQL

from .management_common import WhatIfCommon

SAME = ("total", "unrated", "quadrants", "tiers", "stability_line")


@tagged("post_install", "-at_install")
class TestClassificationMap(WhatIfCommon):
    def picture(self, day, domain=(), user=None):
        snapshots = self.env["care.profile.snapshot"].with_user(user or self.manager)
        return snapshots.get_quadrant_map(list(domain), day)

    def now(self, domain=()):
        profiles = self.env["care.profile"].with_user(self.manager)
        return profiles.get_quadrant_map(list(domain))

    def rounded(self, value):
        """Sums of floats depend on the order of their parts."""
        if isinstance(value, dict):
            return {key: self.rounded(part) for key, part in value.items()}
        return round(value, 6) if isinstance(value, float) else value

    def test_the_last_picture_is_the_map_of_now(self):
        then, now = self.picture("2026-06-30"), self.now()
        for name in SAME:
            self.assertEqual(self.rounded(then[name]), self.rounded(now[name]))
        self.assertEqual(sorted(then["points"]), sorted(now["points"]))
        self.assertAlmostEqual(then["contribution_line"], now["contribution_line"])

    def test_an_earlier_picture_is_recounted(self):
        rows = self.env.execute_query(
            SQL(
                """SELECT quadrant, count(*), sum(contribution)
                     FROM care_profile_snapshot
                    WHERE company_id = %s AND date = '2026-05-31'
                      AND quadrant LIKE 'e_' GROUP BY 1""",
                self.company.id,
            )
        )
        then = self.picture("2026-05-31")["quadrants"]
        self.assertEqual(
            {
                key: (row["count"], round(row["contribution"], 2))
                for key, row in then.items()
            },
            {key: (count, round(amount, 2)) for key, count, amount in rows},
        )
        self.assertNotEqual(then, self.now()["quadrants"])

    def test_a_day_without_a_picture_has_no_points(self):
        for day in (False, "2026-05-30"):
            self.assertFalse(self.picture(day)["points"])

    def test_the_lines_part_the_points(self):
        for day in ("2026-05-31", "2026-06-30"):
            drawn = self.picture(day)
            for _id, _name, contribution, stability, _tier, quadrant in drawn["points"]:
                high = contribution >= drawn["contribution_line"]
                stable = stability >= drawn["stability_line"]
                self.assertEqual(high, quadrant in ("e1", "e2"))
                self.assertEqual(stable, quadrant in ("e1", "e3"))

    def test_a_filter_holds_for_the_past_too(self):
        key = [("tier_id.is_key", "=", True)]
        customers = self.env["care.profile"].search(
            [*key, ("company_id", "=", self.company.id)]
        )
        drawn = self.picture("2026-05-31", key)
        self.assertLessEqual(
            {point[0] for point in drawn["points"]}, set(customers.ids)
        )
        self.assertTrue(drawn["points"])

    def test_the_map_names_its_month_ends(self):
        days = [str(day) for day in self.now()["days"]]
        self.assertEqual(days, ["2026-06-30", "2026-05-31"])

    def test_salespeople_see_the_past_of_their_customers(self):
        colleague, seller = self.user("salesperson"), self.user("salesperson")
        self.env["care.profile"].search(
            [("company_id", "=", self.company.id)]
        ).user_id = colleague
        self.profile(self.customers[1]).user_id = seller
        self.assertEqual(self.picture("2026-06-30", user=seller)["total"], 1)
