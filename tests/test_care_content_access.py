from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestContentAccess(ContentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.invitation()
        cls.records = {
            "care.gift": cls.gift() | cls.gift(cls.foreign),
            "care.invitation.line": cls.guest(cls.event)
            | cls.guest(cls.event, cls.foreign),
        }

    def seen(self, model, user):
        records = self.env[model].with_user(user)
        return records.search([("id", "in", self.records[model].ids)]).partner_id

    def test_salespeople_see_their_own_customers_only(self):
        for model in self.records:
            self.assertEqual(self.seen(model, self.seller), self.own)
            self.assertEqual(self.seen(model, self.stranger), self.foreign)

    def test_with_a_profile_its_salesperson_decides(self):
        self.deal(self.own)
        self.refresh()
        for model in self.records:
            self.assertEqual(self.seen(model, self.seller), self.own)

    def test_salespeople_write_nothing_of_others(self):
        for records in self.records.values():
            foreign = records[1].with_user(self.seller)
            for change in (lambda r=foreign: r.write({"note": "x"}), foreign.unlink):
                with self.assertRaises(AccessError):
                    change()
        with self.assertRaises(AccessError):
            self.gift(self.foreign, self.seller)
        with self.assertRaises(AccessError):
            self.guest(self.invitation(), self.foreign, self.seller)
        mine = self.gift(user=self.seller)
        with self.assertRaises(AccessError):
            mine.partner_id = self.foreign

    def test_managers_write_and_auditors_read_all(self):
        manager, auditor = self.user("manager"), self.user("auditor")
        both = self.own | self.foreign
        for model, records in self.records.items():
            self.assertEqual(self.seen(model, manager), both)
            self.assertEqual(self.seen(model, auditor), both)
            records.with_user(manager).write({"note": "x"})
            with self.assertRaises(AccessError):
                records[0].with_user(auditor).write({"note": "y"})

    def test_employees_and_the_portal_see_nothing(self):
        for role in ("employee", "portal"):
            user = self.user(role)
            for model in (*self.records, "care.invitation", "care.script"):
                self.assertFalse(self.env[model].with_user(user).has_access("read"))

    def test_an_event_is_changed_by_whoever_is_responsible(self):
        event = self.invitation(self.seller)
        event.location = "Gent"
        self.assertEqual(event.with_user(self.stranger).location, "Gent")
        with self.assertRaises(AccessError):
            event.with_user(self.stranger).location = "Brugge"
        event.with_user(self.user("manager")).location = "Brugge"

    def test_the_letters_of_others_are_not_printed(self):
        reports = self.env["ir.actions.report"].with_user(self.seller)
        foreign = self.records["care.invitation.line"][1]
        for name in ("care_invitation_letter", "care_invitation_label"):
            with self.assertRaises(AccessError):
                reports._render_qweb_html(f"crm_customer_care.{name}", foreign.ids)

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        manager = self.user("manager", company_id=other.id, company_ids=other.ids)
        env = self.env(user=manager, context={"allowed_company_ids": other.ids})
        for model, records in {**self.records, "care.invitation": self.event}.items():
            self.assertFalse(env[model].search_count([("id", "in", records.ids)]))

    def test_export_needs_the_right(self):
        for records in self.records.values():
            with self.assertRaises(AccessError):
                records[0].with_user(self.seller).export_data(["partner_id/name"])
