from freezegun import freeze_time

from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestBriefing(CadenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence()
        cls.buyer = cls.known(name="Alder")
        cls.ann = cls.person(
            cls.buyer,
            name="Ann",
            care_service_hints="Likes tea",
            care_taboos="No lilies",
        )
        cls.touch(cls.ann, "2026-05-15 10:00:00", summary="Asked for a second line")

    def revisit(self, user):
        self.plan()
        return self.revisits(self.buyer).with_user(user)

    def test_it_tells_hints_taboos_contacts_and_needs(self):
        for day in ("11", "12", "13"):
            self.touch(self.buyer, f"2026-05-{day} 10:00:00", summary=f"Day {day}")
        self.need(self.ann, name="Second line", user_id=self.owner.id)
        served = self.need(self.buyer, name="Old line")
        served.state = "served"
        briefing = self.revisit(self.owner)._get_care_briefing()
        [person] = briefing["people"]
        self.assertEqual(
            (person["name"], person["hints"], person["taboos"], person["ask"]),
            ("Ann", "Likes tea", "No lilies", False),
        )
        summaries = briefing["touches"].mapped("summary")
        self.assertEqual(summaries, ["Asked for a second line", "Day 13", "Day 12"])
        self.assertEqual(briefing["needs"].mapped("name"), ["Second line"])

    def test_it_is_shown_on_the_plan_and_on_the_activity(self):
        revisit = self.revisit(self.owner)
        for text in ("Likes tea", "No lilies", "Asked for a second line"):
            self.assertIn(text, revisit.briefing)
            self.assertIn(text, revisit.activity_id.care_briefing)

    def test_who_may_not_know_learns_whom_to_ask(self):
        deputy = self.user()
        revisit = self.revisit(self.owner)
        revisit.sudo().activity_id.user_id = deputy
        self.env.invalidate_all()
        briefing = revisit.with_user(deputy).briefing
        self.assertNotIn("No lilies", briefing)
        self.assertNotIn("Asked for a second line", briefing)
        self.assertIn("ask Owner", briefing)
        self.assertIn("Likes tea", briefing)

    def test_even_in_sudo_it_has_the_rights_of_its_reader(self):
        revisit = self.revisit(self.user("all_documents"))
        self.assertNotIn("No lilies", revisit.sudo().briefing)

    def test_it_warns_of_the_hours_of_each_person(self):
        self.ann.care_do_not_call = True
        self.buyer.care_call_days = "2"
        briefing = self.revisit(self.owner)._get_care_briefing()
        self.assertIn("calls are welcome", briefing["banner"])
        self.assertIn("Do not call", briefing["people"][0]["banner"])

    def test_those_who_decide_come_first_and_the_dead_not_at_all(self):
        boss = self.person(self.buyer, name="Zoe")
        self.buyer.care_decision_maker_ids = boss
        self.person(self.buyer, name="Late", care_deceased=True)
        briefing = self.revisit(self.owner)._get_care_briefing()
        self.assertEqual([one["name"] for one in briefing["people"]], ["Zoe", "Ann"])

    def test_text_is_no_html(self):
        self.ann.care_service_hints = "<script>x</script>"
        self.assertNotIn("<script>", self.revisit(self.owner).briefing)
