from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .management_common import WhatIfCommon

COLUMNS = {"tier": "tier_id", "quadrant": "quadrant", "segment": "segment"}


@tagged("post_install", "-at_install")
class TestManagementMovement(WhatIfCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal(cls.customers[39], "2026-07-10", 90000)
        cls.newcomer = cls.customer(name="Newcomer")
        cls.deal(cls.newcomer, "2026-07-20", 500)
        cls.customers[1].active = False
        cls.refresh("2026-07-31")
        cls.seller = cls.user("salesperson")

    def matrix(self, *args, user=None):
        movements = self.env["care.movement"].with_user(user or self.manager)
        return movements.get_matrix(*args)

    def recount(self, column, start, end):
        """{(from, to): (customers, contribution)} by plain SQL."""
        rows = self.env.execute_query(
            SQL(
                """SELECT CASE WHEN a.id IS NULL THEN 'absent'
                               ELSE COALESCE(a.%(column)s::text, 'none') END,
                          CASE WHEN b.id IS NULL THEN 'absent'
                               ELSE COALESCE(b.%(column)s::text, 'none') END,
                          count(*), COALESCE(sum(b.contribution), 0)
                     FROM (SELECT * FROM care_profile_snapshot
                            WHERE company_id = %(company)s AND date = %(start)s) a
                     FULL JOIN (SELECT * FROM care_profile_snapshot
                                 WHERE company_id = %(company)s AND date = %(end)s) b
                          ON a.partner_id = b.partner_id
                    GROUP BY 1, 2""",
                column=SQL.identifier(column),
                company=self.company.id,
                start=start,
                end=end,
            )
        )
        return {(row[0], row[1]): (row[2], round(row[3], 2)) for row in rows}

    def test_each_cell_is_recounted(self):
        for dimension, column in COLUMNS.items():
            matrix = self.matrix(dimension, "2026-06-30", "2026-07-31")
            cells = {
                (str(cell["from"]), str(cell["to"])): (
                    cell["customers"],
                    round(cell["contribution"], 2),
                )
                for cell in matrix["cells"]
            }
            expected = self.recount(column, "2026-06-30", "2026-07-31")
            self.assertEqual(cells, expected)
            self.assertIn("absent", {old for old, _new in cells})
            self.assertIn("absent", {new for _old, new in cells})

    def test_now_is_the_last_picture_at_a_month_end(self):
        now, then = [
            [
                # sums of fractions depend on their order
                {
                    key: isinstance(x, float) and round(x, 2) or x
                    for key, x in cell.items()
                }
                for cell in self.matrix("tier", "2026-06-30", end)["cells"]
            ]
            for end in (False, "2026-07-31")
        ]
        self.assertEqual(now, then)

    def test_the_last_two_pictures_are_shown_first(self):
        matrix = self.matrix()
        self.assertEqual(matrix["start"], "2026-06-30")
        self.assertFalse(matrix["end"])
        self.assertEqual(matrix["days"], ["2026-07-31", "2026-06-30", "2026-05-31"])

    def test_days_in_the_wrong_order_are_turned_round(self):
        matrix = self.matrix("tier", False, "2026-05-31")
        self.assertEqual((matrix["start"], matrix["end"]), ("2026-05-31", False))

    def test_a_cell_opens_its_customers(self):
        movements = self.env["care.movement"].with_user(self.manager)
        for dimension in COLUMNS:
            for cell in self.matrix(dimension, "2026-06-30", "2026-07-31")["cells"]:
                action = movements.get_cell_action(
                    dimension, "2026-06-30", "2026-07-31", cell["from"], cell["to"]
                )
                found = movements.with_context(**action["context"])
                count = found.search_count(action["domain"])
                self.assertEqual(count, cell["customers"])

    def test_who_rises_falls_comes_and_goes_is_told(self):
        moves = self.env["care.movement"]._over(date(2026, 6, 30), date(2026, 7, 31))
        own = [("company_id", "=", self.company.id)]
        found = {move.partner_id: move.tier_move for move in moves.search(own)}
        self.assertEqual(found[self.customers[39]], "up")
        self.assertEqual(found[self.newcomer], "new")
        self.assertEqual(found[self.customers[1]], "gone")

    def test_salespeople_see_the_movement_of_their_own_customers(self):
        colleague = self.user("salesperson")
        profiles = self.env["care.profile"].with_context(active_test=False)
        profiles.search([("company_id", "=", self.company.id)]).user_id = colleague
        profile = self.profile(self.customers[0])
        profile.user_id = self.seller
        matrix = self.matrix("tier", "2026-06-30", False, user=self.seller)
        self.assertEqual(sum(cell["customers"] for cell in matrix["cells"]), 1)

    def test_a_day_without_picture_is_refused(self):
        self.assertRefuses(
            UserError, "choose a month end", self.matrix, "tier", "2026-06-15", False
        )

    def test_employees_without_a_right_see_nothing(self):
        with self.assertRaises(AccessError):
            self.matrix(user=self.user("employee"))
