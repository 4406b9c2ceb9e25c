from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .date_common import DateCommon


@tagged("post_install", "-at_install")
class TestDateAccess(DateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson")
        cls.ann = cls.person(name="Ann", user_id=cls.seller.id)
        cls.birthday = cls.date("1985-03-08", cls.ann)

    def relation(self, **vals):
        kind = self.env.ref("crm_customer_care.relation_kind_friend")
        vals = {"partner_id": self.ann.id, "kind_id": kind.id, **vals}
        return self.env["care.relation"].create({"other_name": "Eve", **vals})

    def seen(self, user):
        """Dates of Ann that a user finds."""
        self.env.invalidate_all()
        dates = self.env["care.date"].with_user(user).with_company(user.company_id)
        dates = dates.with_context(allowed_company_ids=user.company_ids.ids)
        return dates.search([("partner_id", "=", self.ann.id)])

    def test_users_enter_change_and_delete_dates(self):
        user = self.user("user")
        vals = {"partner_id": self.ann.id, "kind_id": self.kind("wedding").id}
        date = self.env["care.date"].with_user(user).create({"text": "5/20", **vals})
        date.text = "5/21"
        self.assertEqual(date.display_date, "May 21")
        self.assertEqual(self.ann.with_user(user).care_date_ids, date | self.birthday)
        date.unlink()

    def test_auditors_read_and_change_nothing(self):
        auditor = self.user("auditor")
        date = self.birthday.with_user(auditor)
        self.assertEqual(date.age, 41)
        self.assertTrue(self.ann.with_user(auditor).care_next_date)
        for way in (date.unlink, date.copy, lambda: date.write({"day": 9})):
            with self.assertRaises(AccessError):
                way()

    def test_employees_and_portal_users_see_no_dates(self):
        for role in ("employee", "portal"):
            user = self.user(role)
            with self.subTest(role), self.assertRaises(AccessError):
                self.seen(user)
            if role == "portal":
                user.partner_id.parent_id = self.ann
            for name in ("care_date_ids", "care_next_date", "care_founded"):
                partner = self.ann.with_user(user)
                with self.subTest((role, name)), self.assertRaises(AccessError):
                    partner.read([name])
                with self.subTest((role, name)), self.assertRaises(AccessError):
                    partner.search([(name, "!=", False)])
            with self.subTest(role), self.assertRaises(AccessError):
                self.ann.with_user(user).search([], order="care_next_date")

    def test_dates_follow_the_company_of_their_contact(self):
        other = self.env["res.company"].create({"name": "Other"})
        vals = {"company_id": other.id, "company_ids": [Command.set(other.ids)]}
        foreigner = self.user("salesperson", **vals)
        self.assertFalse(self.seen(foreigner))
        self.ann.company_id = False
        self.assertEqual(self.seen(foreigner), self.birthday)

    def test_nobody_gives_a_date_to_a_contact_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        person = self.customer(is_company=False, company_id=other.id)
        with self.assertRaises(AccessError):
            self.birthday.with_user(self.seller).partner_id = person

    def test_a_date_of_a_relation_is_seen_by_who_sees_the_relation(self):
        stranger, auditor = self.user("salesperson"), self.user("auditor")
        date = self.date("7/1", self.ann, relation_id=self.relation().id)
        for user in (self.seller, auditor):
            self.assertIn(date, self.seen(user))
        self.assertEqual(self.seen(stranger), self.birthday)
        with self.assertRaises(AccessError):
            date.with_user(stranger).read(["month"])

    def test_the_next_date_of_a_contact_tells_no_secret(self):
        stranger = self.user("salesperson")
        relation = self.relation(is_secret=True)
        date = self.date("7/1", self.ann, relation_id=relation.id)
        mine, theirs = (self.ann.with_user(u) for u in (self.seller, stranger))
        self.env.invalidate_all()
        self.assertEqual(mine.care_next_date, date.next_date)
        self.env.invalidate_all()
        self.assertEqual(theirs.care_next_date, self.birthday.next_date)
        early = [("id", "=", self.ann.id), ("care_next_date", "=", "2026-07-01")]
        self.assertTrue(mine.search(early))
        self.assertFalse(theirs.search(early))
        other = self.person(name="Bob")
        self.date("1/1", other)
        both = [("id", "in", (self.ann | other).ids)]
        order = "care_next_date"
        self.assertEqual(mine.search(both, order=order).ids, (self.ann | other).ids)
        self.assertEqual(theirs.search(both, order=order).ids, (other | self.ann).ids)

    def test_the_other_one_of_a_secret_relation_gives_nothing_away(self):
        other_seller = self.user("salesperson")
        bob = self.person(name="Bob", user_id=other_seller.id)
        vals = {"other_id": bob.id, "other_name": False, "is_secret": True}
        relation = self.relation(**vals)
        date = self.date("7/1", self.ann, relation_id=relation.id)
        self.assertNotIn(date, self.seen(other_seller))
        relation.is_secret = False
        self.assertIn(date, self.seen(other_seller))

    def test_only_managers_edit_kinds(self):
        kind = self.kind("wedding")
        for role in ("employee", "salesperson", "auditor"):
            user = self.user(role)
            self.assertTrue(kind.with_user(user).name)
            with self.subTest(role), self.assertRaises(AccessError):
                kind.with_user(user).name = "X"
        kind.with_user(self.user("manager")).name = "Marriage"
