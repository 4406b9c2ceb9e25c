import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .card_common import CardCommon


@tagged("post_install", "-at_install")
class TestCardKeep(CardCommon):
    def keep(self, user=None, customer=None):
        cards = self.env["care.card"].search([])
        (customer or self.own).with_user(user or self.seller).action_keep_care_card()
        return self.env["care.card"].search([]) - cards

    def opens(self, card, user):
        """Whether a user gets at the copy, by any of its ways."""
        self.env.invalidate_all()
        mine = card.with_user(user)
        attachments = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", "care.card"), ("res_field", "=", "file")])
        )
        attachment = attachments.filtered(lambda a: a.res_id == card.id)
        ways = [
            lambda: mine.search([("id", "=", card.id)]),
            lambda: mine.read(["file"]),
            lambda: attachment.with_user(user).read(["datas"]),
            lambda: attachment.with_user(user).search([("id", "=", attachment.id)]),
        ]
        found = set()
        for way in ways:
            try:
                found.add(bool(way()))
            except AccessError:
                found.add(False)
        self.assertEqual(len(attachment), 1)
        self.assertEqual(len(found), 1)
        return found.pop()

    def test_a_copy_is_kept_with_its_day(self):
        card = self.keep()
        self.assertEqual(
            (card.partner_id, card.company_id, card.user_id, card.is_confidential),
            (self.own, self.company, self.seller, True),
        )
        self.assertIn(b"No lilies", base64.b64decode(card.file))

    def test_a_copy_is_named_by_its_day_in_the_form_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        with freeze_time("2026-06-01 12:00:00"):
            card = self.keep()
        self.assertEqual(card.display_name, "Own 06/01/2026")
        card = card.with_context(lang="zh_CN")
        self.assertEqual(card.display_name, "Own 2026/06/01")
        # files stand in the order of their days
        self.assertEqual(card.filename, "Own 2026-06-01.pdf")

    def test_a_copy_of_a_person_is_one_of_the_customer(self):
        self.assertEqual(self.keep(customer=self.person).partner_id, self.own)

    def test_a_copy_does_not_change(self):
        card = self.keep()
        for user in (self.seller, self.user("auditor")):
            mine = card.with_user(user)
            self.assertRefuses(AccessError, "", mine.write, {"date": "2020-01-01"})
            self.assertRefuses(AccessError, "", mine.unlink)
        vals = {"partner_id": self.own.id, "file": "UERG", "user_id": self.seller.id}
        for user in (self.seller, self.user("manager")):
            cards = self.env["care.card"].with_user(user)
            self.assertRefuses(AccessError, "", cards.create, vals)

    def test_managers_delete_copies(self):
        self.keep().with_user(self.user("manager")).unlink()

    def test_a_confidential_copy_is_for_few(self):
        card = self.keep(self.user("manager"))
        self.assertTrue(card.is_confidential)
        for role in ("manager", "auditor"):
            self.assertTrue(self.opens(card, self.user(role)))
        for role in ("employee", "portal", "user", "salesperson", "all_documents"):
            self.assertFalse(self.opens(card, self.user(role)), role)

    def test_who_kept_a_confidential_copy_loses_it_with_the_customer(self):
        card = self.keep()
        self.assertTrue(self.opens(card, self.seller))
        self.own.user_id = self.stranger
        self.refresh("2026-06-30")
        self.assertFalse(self.opens(card, self.seller))
        # it may hold what the old salesperson alone could know
        self.assertFalse(self.opens(card, self.stranger))

    def test_a_copy_without_confidences_is_for_who_sees_the_customer(self):
        card = self.keep(self.stranger)
        self.assertFalse(card.is_confidential)
        self.assertNotIn(b"No lilies", base64.b64decode(card.file))
        for user in (self.stranger, self.seller, self.user("all_documents")):
            self.assertTrue(self.opens(card, user))
        for role in ("employee", "portal", "salesperson"):
            self.assertFalse(self.opens(card, self.user(role)))

    def test_copies_stay_in_their_company(self):
        card = self.keep()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        vals = {"company_id": company.id, "company_ids": company.ids}
        self.assertFalse(self.opens(card, self.user("manager", **vals)))

    def test_only_who_looks_after_customers_keeps_copies(self):
        for role in ("employee", "auditor"):
            user = self.user(role)
            self.assertRefuses(AccessError, "look after", self.keep, user)

    def test_many_copies_need_the_right_to_export(self):
        many = self.own | self.other
        self.assertRefuses(AccessError, "one by one", self.keep, self.seller, many)
        self.assertEqual(self.keep(self.user("manager"), many).partner_id, many)

    def test_keeping_is_logged_once(self):
        logs = self.env["care.export.log"].search([])
        self.keep()
        self.assertEqual(len(self.env["care.export.log"].search([]) - logs), 1)

    def test_the_form_counts_what_its_reader_may_open(self):
        self.keep()
        self.keep(self.stranger)
        counts = [
            Form(self.own.with_user(user)).care_card_count
            for user in (self.seller, self.stranger)
        ]
        self.assertEqual(counts, [2, 1])
        self.assertEqual(self.person.with_user(self.seller).care_card_count, 2)

    def test_copies_follow_a_merged_customer(self):
        card = self.keep()
        twin = self.customer(name="Twin", user_id=self.seller.id)
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((self.own | twin).ids, twin)
        self.assertEqual(card.partner_id, twin)

    def test_a_copy_goes_with_a_person_who_is_erased(self):
        card = self.keep()
        lookup = self.env["privacy.lookup.wizard"].create(
            {"name": "anna bond", "email": "anna@bond.example"}
        )
        lookup.action_lookup()
        line = lookup.line_ids.filtered(lambda line: line.res_model == "care.card")
        self.assertEqual(line.res_id, card.id)
        line.action_unlink()
        self.assertFalse(card.exists())
