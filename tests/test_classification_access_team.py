from odoo.tests import tagged

from .access_common import AccessCommon


@tagged("post_install", "-at_install")
class TestTeamAccess(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls.user("salesperson")
        vals = {"name": "Team", "user_id": cls.leader.id, "company_id": cls.company.id}
        cls.team = cls.env["crm.team"].create(vals)
        cls.team.member_ids = cls.seller

    def test_team_leaders_see_the_customers_of_their_team(self):
        for model in (
            "care.profile",
            "care.profile.change",
            "care.profile.snapshot",
            "care.deal",
        ):
            with self.subTest(model):
                self.assertEqual(
                    self.seen(model, user=self.leader), self.own | self.free
                )
        self.assertEqual(
            self.find(("care_contribution", ">", 50), user=self.leader), ["Own"]
        )

    def test_members_do_not_see_the_customers_of_their_team(self):
        self.team.member_ids |= self.colleague
        self.assertEqual(self.seen("care.profile"), self.own | self.free)

    def test_a_member_that_left_takes_the_customers_along(self):
        self.team.member_ids -= self.seller
        for model in ("care.profile", "care.deal"):
            self.assertEqual(self.seen(model, user=self.leader), self.free)

    def test_another_leader_sees_the_team_at_once(self):
        other = self.user("salesperson")
        self.assertEqual(self.seen("care.profile", user=other), self.free)
        self.team.user_id = other
        self.assertEqual(self.seen("care.profile", user=other), self.own | self.free)
        self.assertEqual(self.seen("care.profile", user=self.leader), self.free)
        self.team.unlink()
        self.assertEqual(self.seen("care.profile", user=other), self.free)

    def test_a_membership_that_ended_counts_no_more(self):
        self.assertEqual(self.seen("care.deal", user=self.leader), self.own | self.free)
        self.team.crm_team_member_ids.active = False
        self.assertEqual(self.seen("care.deal", user=self.leader), self.free)

    def test_leaders_see_those_whose_salesperson_left(self):
        self.seller.active = False
        self.assertEqual(
            self.seen("care.profile", user=self.leader), self.own | self.free
        )

    def test_new_customers_belong_to_their_salesperson_until_the_refresh(self):
        new = self.customer(name="New", user_id=self.seller.id)
        deal = self.env["care.deal"].create(
            {
                "partner_id": new.id,
                "amount": 5,
                "date": "2026-01-01",
                "company_id": self.company.id,
            }
        )
        for user, sees in (
            (self.seller, True),
            (self.leader, True),
            (self.colleague, False),
        ):
            with self.subTest(user.name):
                mine = deal.with_user(user)
                self.assertEqual(mine.has_access("read"), sees)
                self.assertEqual(bool(mine.search([("id", "=", deal.id)])), sees)
        deals = self.env["care.deal"].with_user(self.seller)
        own = deals.search([("is_new_own", "=", True)])
        self.assertEqual(own, deal)
        self.assertTrue(own.is_new_own)
        self.assertNotIn(deal, deals.search([("is_new_own", "=", False)]))
