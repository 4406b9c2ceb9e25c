from odoo.tests import tagged
from odoo.tools import SQL

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestArchiveTrace(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer(name="Buyer")
        cls.chief = cls.person(cls.buyer, name="Chief")
        cls.other = cls.customer(name="Other")
        cls.everybody = cls.buyer | cls.chief | cls.other

    def marked(self):
        """Names of those that bear a mark in the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.everybody.filtered("care_is_traced").mapped("name")

    def birthday(self, person):
        kind = self.env["care.date.kind"]._get("birthday")
        vals = {"partner_id": person.id, "kind_id": kind.id, "text": "6/15"}
        return self.env["care.date"].create(vals)

    def relation(self, **vals):
        kind = self.env["care.relation.kind"].search([], limit=1)
        return self.env["care.relation"].create({"kind_id": kind.id, **vals})

    def merge(self, target, source):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, source.id], target)

    def test_of_most_contacts_there_is_nothing(self):
        self.chief.write({"phone": "+1 555 0100", "care_do_not_call": False})
        self.assertEqual(self.marked(), [])

    def test_the_date_of_a_person_marks_the_customer_too(self):
        self.birthday(self.chief)
        self.assertEqual(self.marked(), ["Buyer", "Chief"])

    def test_a_consent_marks(self):
        self.consent(self.chief)
        self.assertEqual(self.marked(), ["Buyer", "Chief"])

    def test_a_record_marks_the_contact_to_whom_it_goes(self):
        consent = self.consent()
        consent.partner_id = self.other
        self.assertEqual(self.marked(), ["Other"])

    def test_a_relation_marks_both_sides(self):
        self.relation(partner_id=self.other.id, other_id=self.chief.id)
        self.assertEqual(self.marked(), ["Buyer", "Chief", "Other"])

    def test_a_wish_marks(self):
        self.other.care_do_not_call = True
        self.assertEqual(self.marked(), ["Other"])
        new = self.customer(name="New", care_call_from=9, care_call_to=18)
        self.everybody |= new
        self.assertEqual(self.marked(), ["Other", "New"])

    def test_a_complaint_marks_before_and_after_its_customer_is_known(self):
        complaints = self.env["care.complaint"]
        complaint = complaints.create({"subject": "Late", "partner_id": self.chief.id})
        self.assertEqual(self.marked(), ["Buyer"])
        complaint.partner_id = self.other
        self.assertEqual(self.marked(), ["Buyer", "Other"])

    def test_a_kept_card_marks(self):
        vals = {"partner_id": self.buyer.id, "company_id": self.company.id}
        vals |= {"date": "2026-06-15", "user_id": self.env.uid, "file": "AA=="}
        self.env["care.card"].create(vals)
        self.assertEqual(self.marked(), ["Buyer"])

    def test_a_person_brings_its_dates_to_another_customer(self):
        self.birthday(self.chief)
        self.chief.parent_id = self.other
        self.assertEqual(self.marked(), ["Buyer", "Chief", "Other"])
        self.assertTrue(self.other.care_next_date)

    def test_a_merge_marks_who_is_left(self):
        source = self.person(name="Source")
        self.birthday(source)
        self.merge(self.chief, source)
        self.assertEqual(self.marked(), ["Buyer", "Chief"])
        self.assertTrue(self.chief.care_next_date)

    def test_what_is_shown_follows_within_one_transaction(self):
        self.assertFalse(self.buyer.care_next_date)
        self.birthday(self.chief)
        self.assertTrue(self.buyer.care_next_date)

    def test_a_form_shows_it_within_one_transaction(self):
        names = ["care_next_date", "care_next_date_id", "care_card_count"]
        form = dict.fromkeys(["care_profile_id", "care_banner", *names], {})
        for partner in (self.buyer, self.chief):
            [row] = partner.web_read(form)
            self.assertFalse(any(row[name] for name in form))
        birthday = self.birthday(self.chief)
        self.chief.care_do_not_call = True
        for partner in (self.buyer, self.chief):
            [row] = partner.web_read(form)
            self.assertEqual(row["care_next_date_id"], birthday.id)
            self.assertEqual(row["care_next_date"], birthday.next_date)
        self.assertIn("Do not call", row["care_banner"])

    def test_nothing_is_looked_for_where_there_is_no_mark(self):
        self.marked()
        self.other.fetch(["care_is_traced", "commercial_partner_id"])
        with self.assertQueryCount(0):
            self.assertFalse(self.other._has_care_trace("date", "wish"))

    def test_every_night_marks_what_came_by_another_way(self):
        self.birthday(self.chief)
        self.other.care_call_days = "1"
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE res_partner SET care_is_traced = NULL"))
        self.assertEqual(self.marked(), [])
        self.env["res.partner"]._mark_care_unmarked()
        self.assertEqual(self.marked(), ["Buyer", "Chief", "Other"])
