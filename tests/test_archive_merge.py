from odoo.tests import tagged

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestArchiveMerge(ArchiveCommon):
    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def test_answers_for_other_channels_stay(self):
        target, source = self.person(), self.person()
        self.consent(target, "mail", state="given")
        self.consent(source, "mail", state="refused")
        self.consent(source, "phone", state="given")
        self.consent(source, "sms", state="refused")
        self.merge(target, source)
        self.assertEqual(
            {c.channel_id.letter: c.state for c in target.care_consent_ids},
            {"E": "refused", "T": "given", "S": "refused"},
        )

    def test_the_later_answer_for_a_channel_wins(self):
        target, source, third = self.person(), self.person(), self.person()
        self.consent(target, "mail", state="given", date="2025-01-01")
        self.consent(source, "mail", state="refused", date="2026-01-01")
        self.consent(third, "mail", state="given", date="2025-06-01")
        self.merge(target, source, third)
        [consent] = target.care_consent_ids
        self.assertEqual(consent.state, "refused")
        self.assertEqual(str(consent.date), "2026-01-01")

    def test_team_members_of_all_stay_once(self):
        target, source = self.customer(), self.customer()
        both, second = self.user(), self.user()
        self.member(target, both)
        self.member(source, both)
        self.member(source, both, role="service")
        self.member(source, second)
        self.merge(target, source)
        self.assertEqual(
            sorted((m.user_id.id, m.role) for m in target.care_team_ids),
            sorted([(both.id, "backup"), (both.id, "service"), (second.id, "backup")]),
        )

    def test_lists_of_both_are_joined(self):
        interests = self.env["care.interest"].search([], limit=3)
        target = self.person(care_interest_ids=interests[:2].ids)
        source = self.person(care_interest_ids=interests[1:].ids)
        self.merge(target, source)
        self.assertEqual(target.care_interest_ids, interests)

    def test_nobody_decides_or_competes_for_itself_after_a_merge(self):
        target, source = self.customer(), self.customer()
        chief = self.person(source)
        other = self.customer()
        target.care_competitor_ids = source | other
        source.care_decision_maker_ids = chief
        self.merge(target, source)
        self.assertEqual(target.care_competitor_ids, other)
        self.assertEqual(target.care_decision_maker_ids, chief)

    def test_what_the_remaining_contact_lacks_is_taken_over(self):
        target = self.person(care_gender="female", care_call_days="12")
        source = self.person(
            care_gender="male",
            care_call_days="5",
            care_gift_preferences="Tea",
            care_channel_id=self.channel().id,
            care_do_not_call=True,
        )
        self.merge(target, source)
        self.assertEqual((target.care_gender, target.care_call_days), ("female", "12"))
        self.assertEqual(target.care_gift_preferences, "Tea")
        self.assertEqual(target.care_channel_id, self.channel())
        self.assertTrue(target.care_do_not_call)

    def test_the_sponsor_follows_a_merged_person(self):
        customer = self.customer()
        target, source = self.person(customer), self.person(customer)
        customer.care_sponsor_id = source
        self.merge(target, source)
        self.assertEqual(customer.care_sponsor_id, target)
