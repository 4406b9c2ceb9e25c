from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCareDayAccess(CadenceCommon):
    def setUp(self):
        super().setUp()
        self.cadence(ideal=14, longest=30)
        self.other = self.user(name="Other")
        for name, user in (("Own", self.owner), ("Foreign", self.other)):
            customer = self.known(name=name, user_id=user.id)
            self.touch(customer, "2026-05-18 10:00:00", user_id=user.id)
        self.plan()

    def day(self, user, team=False):
        self.env.flush_all()
        return self.env["care.day"].with_user(user).get_day(team)

    def today(self, *args):
        sections = {row["code"]: row for row in self.day(*args)["sections"]}
        items = sections.get("today", {"items": []})["items"]
        return {item["title"] for item in items}

    def people(self, user):
        return {
            row["name"]: {cell["code"]: cell["count"] for cell in row["cells"]}["today"]
            for row in self.day(user, True)["people"]
        }

    def team(self, leader, *members):
        team = self.env["crm.team"].create(
            {"name": "Team", "user_id": leader.id, "company_id": self.company.id}
        )
        self.env["crm.team.member"].create(
            [{"crm_team_id": team.id, "user_id": member.id} for member in members]
        )

    def test_salespeople_see_their_own_day_and_no_team(self):
        self.assertEqual(self.today(self.owner), {"Own"})
        self.assertFalse(self.day(self.owner)["has_team"])
        self.assertEqual(self.today(self.owner, True), {"Own"})
        self.assertFalse(self.day(self.owner, True)["is_team"])

    def test_leaders_see_the_day_of_their_team(self):
        leader = self.user(name="Leader")
        self.team(leader, self.owner)
        self.assertEqual(self.today(leader), set())
        self.assertEqual(self.today(leader, True), {"Own"})
        self.assertEqual(self.people(leader), {"Leader": 0, "Owner": 1})

    def test_managers_see_the_day_of_everybody(self):
        manager = self.user("manager")
        self.assertEqual(self.today(manager, True), {"Own", "Foreign"})
        self.assertEqual(self.people(manager), {"Other": 1, "Owner": 1})

    def test_auditors_look_at_the_day_of_everybody(self):
        auditor = self.user("auditor")
        self.assertEqual(self.today(auditor, True), {"Own", "Foreign"})

    def test_a_substitute_sees_what_was_planned_for_it(self):
        [revisit] = self.revisits().filtered(lambda row: row.user_id == self.owner)
        self.assertEqual(self.today(self.other), {"Foreign"})
        revisit.activity_id.user_id = self.other
        self.assertEqual(self.today(self.other), {"Foreign", "Own"})

    def test_an_activity_on_a_colleague_s_opportunity_disturbs_nobody(self):
        lead = self.opportunity(self.customer(), user_id=self.other.id)
        self.env.ref("mail.mail_activity_data_call").care_channel_id = self.channel()
        activity = lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.owner.id
        )
        activity.action_done()
        self.assertFalse(lead.with_user(self.owner).has_access("read"))
        codes = {row["code"] for row in self.day(self.owner)["sections"]}
        self.assertNotIn("activities", codes)

    def test_others_have_no_care_day(self):
        for role in ("employee", "portal"):
            self.assertRefuses(AccessError, "", self.day, self.user(role))
