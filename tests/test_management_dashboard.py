from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .management_common import WhatIfCommon


@tagged("post_install", "-at_install")
class TestManagementDashboard(WhatIfCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal(cls.customers[39], "2026-07-10", 90000)
        cls.refresh("2026-07-31")

    def dashboard(self, user=None, **options):
        with freeze_time("2026-08-01 12:00:00"):
            boards = self.env["care.dashboard"].with_user(user or self.manager)
            return boards.get_dashboard(**options)

    def tiles(self, board):
        return {tile["code"]: tile for part in board["parts"] for tile in part["tiles"]}

    def count(self, condition, *args):
        [[count]] = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM care_profile p
                     LEFT JOIN care_tier t ON t.id = p.tier_id
                    WHERE p.company_id = %s AND p.active
                      AND p.first_purchase_date IS NOT NULL AND %s""",
                self.company.id,
                SQL(condition, *args),
            )
        )
        return count

    def test_the_numbers_are_recounted(self):
        tiles = self.tiles(self.dashboard())
        self.assertEqual(tiles["customers"]["value"], self.count("TRUE"))
        self.assertEqual(tiles["key"]["value"], self.count("t.is_key"))
        for segment in ("dormant", "lost"):
            count = self.count("p.segment = %s", segment)
            self.assertEqual(tiles[segment]["value"], count)
        [[share]] = self.env.execute_query(
            SQL(
                """SELECT sum(p.contribution) FILTER (WHERE t.is_key)
                          / sum(p.contribution)
                     FROM care_profile p JOIN care_tier t ON t.id = p.tier_id
                    WHERE p.company_id = %s AND p.active""",
                self.company.id,
            )
        )
        self.assertAlmostEqual(tiles["key_share"]["value"], share)

    def test_who_moved_last_month_is_recounted(self):
        tiles = self.tiles(self.dashboard())
        [[up, down, kept, keys]] = self.env.execute_query(
            SQL(
                """SELECT count(*) FILTER (WHERE y.sequence < x.sequence),
                          count(*) FILTER (WHERE y.sequence > x.sequence),
                          count(*) FILTER (WHERE x.is_key AND y.is_key),
                          count(*) FILTER (WHERE x.is_key)
                     FROM care_profile_snapshot a
                     JOIN care_profile_snapshot b USING (company_id, partner_id)
                     JOIN care_tier x ON x.id = a.tier_id
                     JOIN care_tier y ON y.id = b.tier_id
                    WHERE a.date = %s AND b.date = %s AND a.company_id = %s""",
                date(2026, 6, 30),
                date(2026, 7, 31),
                self.company.id,
            )
        )
        self.assertEqual(tiles["movement_up"]["value"], up)
        self.assertEqual(tiles["movement_down"]["value"], down)
        self.assertTrue(up and keys and kept)

    def test_each_tile_opens_what_it_counts(self):
        board = self.dashboard()
        for tile in self.tiles(board).values():
            found = tile["list"]
            records = self.env[found["res_model"]].with_user(self.manager)
            count = records.with_context(**found["context"]).search_count(
                found["domain"]
            )
            if tile["format"] == "integer":
                self.assertEqual(count, tile["value"], tile["code"])

    def test_the_pictures_add_up(self):
        pictures = self.dashboard()["pictures"]
        customers = self.count("TRUE")
        tiered = sum(row["customers"] for row in pictures["tiers"])
        self.assertEqual(tiered, customers)
        rated = sum(row["customers"] for row in pictures["quadrants"])
        self.assertEqual(rated, self.count("NOT p.is_unrated"))
        self.assertEqual(
            [month["day"] for month in pictures["months"]],
            ["2026-05-31", "2026-06-30", "2026-07-31"],
        )
        self.assertEqual(pictures["pareto"][-1], [1, 1])
        self.assertEqual(pictures["movement"]["start"], "2026-06-30")
        self.assertEqual(pictures["movement"]["end"], "2026-07-31")

    def test_a_leader_sees_the_team(self):
        leader, seller = self.user("salesperson"), self.user("salesperson")
        team = self.env["crm.team"].create(
            {
                "name": "North",
                "user_id": leader.id,
                "company_id": self.company.id,
                "member_ids": seller.ids,
            }
        )
        stranger = self.user("salesperson")
        profiles = self.env["care.profile"].search(
            [("company_id", "=", self.company.id)]
        )
        profiles.sudo().user_id = stranger
        self.profile(self.customers[0]).user_id = seller
        board = self.dashboard(leader)
        self.assertEqual(board["reach"], "team")
        self.assertEqual(self.tiles(board)["customers"]["value"], 1)
        self.assertEqual([row["name"] for row in board["teams"]], ["North"])
        self.assertEqual(self.dashboard(seller)["reach"], "own")
        board = self.dashboard(team_id=team.id)
        self.assertEqual(self.tiles(board)["customers"]["value"], 1)
        self.assertEqual(self.dashboard(stranger)["teams"], [])

    def test_auditors_look_and_employees_do_not(self):
        board = self.dashboard(self.user("auditor"))
        self.assertEqual(board["reach"], "all")
        self.assertTrue(self.tiles(board)["customers"]["value"])
        with self.assertRaises(AccessError):
            self.dashboard(self.user("employee"))

    def test_a_company_without_customers_has_a_dashboard(self):
        other = self.env["res.company"].create({"name": "Empty"})
        self.manager.company_ids |= other
        boards = self.env["care.dashboard"].with_user(self.manager)
        board = boards.with_context(allowed_company_ids=other.ids).get_dashboard()
        self.assertEqual(self.tiles(board)["customers"]["value"], 0)
        self.assertFalse(board["pictures"]["movement"])

    def test_losses_and_warnings_are_counted(self):
        reason = self.env["care.complaint.cause"].create({"name": "Price"})
        self.env["care.loss"].create(
            [
                {"partner_id": customer.id, "reason_id": reason.id, "date": day}
                for customer, day in (
                    (self.customers[3], "2026-08-01"),
                    (self.customers[4], "2026-07-31"),
                )
            ]
        )
        tiles = self.tiles(self.dashboard())
        self.assertEqual(tiles["losses"]["value"], 1)
        self.assertEqual(tiles["risks"]["value"], 0)
