from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestRelation(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bob = (
            cls.customer(name=name, is_company=False, user_id=cls.seller.id)
            for name in ("Ann", "Bob")
        )

    def from_side(self, partner, user=None):
        """Relations as one contact has them: (role, who)."""
        self.env.invalidate_all()
        partner = partner.with_user(user or self.seller)
        rows = partner.care_relation_ids.with_context(care_viewpoint=partner.id)
        return [
            (
                dict(row._selection_role())[row.role],
                row.counterpart_id.name or row.other_name,
            )
            for row in rows
        ]

    def test_one_row_is_seen_from_both_sides(self):
        self.relation(self.ann, self.bob, "child")
        self.assertEqual(self.from_side(self.ann), [("Child", "Bob")])
        self.assertEqual(self.from_side(self.bob), [("Parent", "Ann")])

    def test_a_symmetric_kind_reads_the_same_from_both_sides(self):
        self.relation(self.ann, self.bob, "spouse")
        self.assertEqual(self.from_side(self.ann), [("Spouse", "Bob")])
        self.assertEqual(self.from_side(self.bob), [("Spouse", "Ann")])

    def test_a_line_is_added_and_changed_from_either_side(self):
        parent = f"-{self.kind('child').id}"
        mine = self.ann.with_user(self.seller)
        vals = {"role": parent, "counterpart_id": self.bob.id, "note": "x"}
        mine.write({"care_relation_ids": [Command.create(vals)]})
        self.assertEqual(self.from_side(self.ann), [("Parent", "Bob")])
        self.assertEqual(self.from_side(self.bob), [("Child", "Ann")])
        row = self.bob.with_user(self.seller).care_relation_ids
        self.assertEqual((row.partner_id, row.other_id), (self.ann, self.bob))
        eve = self.customer(name="Eve", is_company=False)
        vals = {"role": parent, "counterpart_id": eve.id}
        self.bob.with_user(self.seller).write(
            {"care_relation_ids": [Command.update(row.id, vals)]}
        )
        self.assertEqual(self.from_side(self.bob), [("Parent", "Eve")])
        self.assertEqual(self.from_side(eve), [("Child", "Bob")])
        self.assertEqual(self.from_side(self.ann), [])
        self.bob.write({"care_relation_ids": [Command.delete(row.id)]})
        self.assertFalse(row.exists())

    def test_a_form_reads_the_side_of_its_contact(self):
        self.relation(self.ann, self.bob, "child")
        who = {"fields": {"display_name": {}}}
        spec = {"care_relation_ids": {"fields": {"role": {}, "counterpart_id": who}}}
        [form] = self.bob.with_user(self.seller).web_read(spec)
        [line] = form["care_relation_ids"]
        self.assertEqual(line["role"], f"-{self.kind('child').id}")
        self.assertEqual(line["counterpart_id"]["display_name"], "Ann")

    def test_a_new_contact_comes_with_its_relations(self):
        vals = {"role": str(self.kind().id), "other_name": " Old Wang "}
        person = (
            self.env["res.partner"]
            .with_user(self.seller)
            .create({"name": "New", "care_relation_ids": [Command.create(vals)]})
        )
        self.assertEqual(self.from_side(person), [("Friend", "Old Wang")])

    def test_a_relation_to_a_name_keeps_its_direction(self):
        parent = f"-{self.kind('child').id}"
        vals = {"role": parent, "other_name": "Old Wang"}
        self.ann.write({"care_relation_ids": [Command.create(vals)]})
        self.assertEqual(self.from_side(self.ann), [("Parent", "Old Wang")])

    def test_a_pair_has_a_kind_once_whatever_the_direction(self):
        self.relation(self.ann, self.bob, "spouse")
        for one, other in ((self.ann, self.bob), (self.bob, self.ann)):
            self.assertRefuses(
                ValidationError, "already", self.relation, one, other, "spouse"
            )
        self.relation(self.bob, self.ann, "friend")
        self.relation(self.ann, kind="friend", other_name="Li")
        again = {"kind": "friend", "other_name": "Li"}
        with self.assertRaisesRegex(ValidationError, "already"):
            self.relation(self.ann, **again)

    def test_nobody_is_related_to_oneself_or_to_nobody(self):
        self.assertRefuses(
            ValidationError, "oneself", self.relation, self.ann, self.ann
        )
        self.assertRefuses(ValidationError, "to whom", self.relation, self.ann)
        row = self.relation(self.ann, self.bob)
        self.assertRefuses(
            ValidationError, "oneself", row.write, {"partner_id": self.bob.id}
        )

    def test_relations_are_searched_from_both_sides(self):
        self.relation(self.ann, self.bob, note="Golf")
        partners = self.env["res.partner"].with_user(self.seller)
        both = [("id", "in", (self.ann | self.bob).ids)]
        for domain, count in (
            ([("care_relation_ids.note", "=", "Golf")], 2),
            ([("care_relation_ids.other_id", "=", self.bob.id)], 2),
            ([("care_relation_ids", "!=", False)], 2),
            ([("care_relation_ids", "=", False)], 0),
        ):
            self.assertEqual(partners.search_count(both + domain), count, domain)
            found = partners.with_user(self.stranger).search_count(both + domain)
            self.assertEqual(found, 2 - count, domain)

    def test_a_deleted_contact_takes_its_relations_along(self):
        row = self.relation(self.ann, self.bob)
        self.bob.unlink()
        self.assertFalse(row.exists())


@tagged("post_install", "-at_install")
class TestRelationAccess(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.customer(name="Theirs", user_id=cls.stranger.id)
        cls.third = cls.customer(name="Third", user_id=cls.user("salesperson").id)

    def assertRead(self, row, *users):
        self.env.invalidate_all()
        everybody = (self.seller, self.stranger)
        names = [u.name for u in everybody if row.with_user(u).has_access("read")]
        self.assertEqual(names, [user.name for user in users])

    def test_an_open_relation_is_for_those_of_either_side(self):
        row = self.relation(self.own, self.theirs)
        self.assertRead(row, self.seller, self.stranger)
        row.with_user(self.stranger).note = "Golf"
        self.assertRead(self.relation(self.own, self.third), self.seller)

    def test_a_secret_is_for_those_of_the_contact_where_it_was_written(self):
        row = self.relation(self.own, self.theirs, is_secret=True)
        self.assertRead(row, self.seller)
        self.assertFalse(self.seen(self.theirs, self.stranger, "care_relation_ids"))
        found = self.env["care.relation"].with_user(self.stranger).search([])
        self.assertNotIn(row, found)
        self.assertEqual(self.seen(self.own, name="care_relation_ids"), row)

    def test_a_second_relation_does_not_betray_a_secret_one(self):
        self.relation(self.own, self.theirs, is_secret=True)
        mine = self.env["care.relation"].with_user(self.stranger)
        vals = {"other_id": self.own.id, "kind_id": self.kind().id, "is_secret": True}
        row = mine.create({"partner_id": self.theirs.id, **vals})
        self.env.flush_all()
        self.assertRead(row, self.stranger)

    def test_only_those_of_the_contact_make_a_relation_secret(self):
        row = self.relation(self.own, self.theirs)
        self.assertRefuses(
            AccessError, "", row.with_user(self.stranger).write, {"is_secret": True}
        )
        row.with_user(self.seller).is_secret = True

    def test_managers_and_auditors_read_all(self):
        row = self.relation(self.own, self.theirs, is_secret=True)
        for role, may_write in (("manager", True), ("auditor", False)):
            record = row.with_user(self.user(role))
            self.assertEqual(record.other_id, self.theirs)
            self.assertEqual(record.has_access("write"), may_write)

    def test_others_get_at_no_relation(self):
        self.relation(self.own, self.theirs)
        for role in ("employee", "portal"):
            user = self.user(role)
            with self.assertRaises(AccessError):
                self.env["care.relation"].with_user(user).search([])
            with self.assertRaises(AccessError):
                self.own.with_user(user).read(["care_relation_ids"])
