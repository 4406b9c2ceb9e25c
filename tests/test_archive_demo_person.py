from datetime import date

from freezegun import freeze_time

from .common import CareCommon

TODAY = date(2026, 7, 15)


@freeze_time(TODAY)
class TestDemoPeople(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls.env["care.demo"]._create_story(cls.company)
        cls.customers = cls.env["res.partner"].concat(*cls.story.customers.values())
        cls.people = cls.customers | cls.customers.child_ids

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
