from odoo.tests import freeze_time, tagged

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestContentMerge(ContentCommon):
    def test_gifts_of_both_stay(self):
        source = self.customer()
        self.gift(state="given")
        gift = self.gift(source, name="Wine", state="given")
        self.merge(self.own, source)
        self.assertEqual(gift.commercial_partner_id, self.own)
        letters = sorted(summary for _letter, summary in self.logged(self.own))
        self.assertEqual(letters, ["Gift: Tea", "Gift: Wine"])

    def test_of_two_invitations_to_one_event_one_stays_and_knows_all(self):
        source = self.customer()
        event = self.invitation()
        kept = self.guest(event, sent_by="letter")
        self.guest(
            event, source, reply="yes", guests=1, is_attended=True, testimonial="Fine"
        )
        other = self.guest(self.invitation(name="Party"), source, is_attended=True)
        self.merge(self.own, source)
        self.assertEqual(event.line_ids, kept)
        self.assertEqual((kept.sent_by, kept.reply, kept.guests), ("letter", "yes", 1))
        self.assertEqual(kept.testimonial, "Fine")
        self.assertEqual(other.commercial_partner_id, self.own)
        self.assertEqual(sorted(self.logged(self.own)), [("M", "Fair"), ("M", "Party")])

    def test_a_person_merged_into_another_company_follows_it(self):
        one, two = self.person(self.own), self.person(self.foreign)
        gift, line = self.gift(one), self.guest(partner=one)
        self.merge(two, one)
        self.assertEqual(gift.commercial_partner_id, self.foreign)
        self.assertEqual(line.commercial_partner_id, self.foreign)

    def test_a_person_is_found_and_erased(self):
        person = self.customer(name="Paula Privat", email="paula@example.com")
        gift = self.gift(person, state="given")
        line = self.guest(partner=person, testimonial="Fine", is_attended=True)
        named = self.gift(note="Chosen with Paula Privat")
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": "Paula Privat", "email": "paula@example.com"}
        )
        wizard.action_lookup()
        found = {(row.res_model, row.res_id): row for row in wizard.line_ids}
        rows = [found[record._name, record.id] for record in (gift, line, named)]
        for row in rows:
            row.action_unlink()
        self.assertFalse(gift.exists() | self.gift().browse())
        self.assertFalse(line.exists())
        self.assertEqual(named.note, "Chosen with …")
