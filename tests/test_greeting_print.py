from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingPrint(GreetingLedgerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.birthday = cls.occasion("birthday")
        cls.birthday.active = True
        cls.contact = cls.friend(street="High Street 1", city="Gent")

    def plan(self, channel="letter"):
        rule = self.rule(self.birthday, channel=channel)
        self.greet()
        return rule

    def render(self, name, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.owner)
        name = f"crm_customer_care.care_greeting_{name}"
        return reports._render_qweb_html(name, self.ledger().ids)[0].decode()

    def test_a_letter_says_what_the_mail_of_the_occasion_says(self):
        self.plan().mail_template_id = self.template
        letter = self.render("letter")
        for text in ("High Street 1", "Dear Friend"):
            self.assertIn(text, letter)

    def test_a_letter_without_a_template_has_a_salutation_and_wishes(self):
        self.birthday.mail_template_id = False
        self.plan("card")
        self.contact.care_address_as = "Captain"
        letter = self.render("letter")
        for text in ("Dear Captain", "best wishes"):
            self.assertIn(text, letter)

    def test_a_letter_is_in_the_language_of_the_contact(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.template.lang = "{{ object.lang }}"
        self.template.with_context(lang="zh_CN").body_html = "<p>生日快乐</p>"
        self.contact.lang = "zh_CN"
        self.plan().mail_template_id = self.template
        self.assertIn("生日快乐", self.render("letter"))

    def test_labels_have_the_address(self):
        self.plan("card")
        self.assertIn("High Street 1", self.render("label"))

    def test_printing_marks_nothing_and_is_logged(self):
        self.plan("card")
        greeting = self.ledger().with_user(self.owner)
        action = greeting.action_print_labels()
        self.assertEqual(action["report_name"], "crm_customer_care.care_greeting_label")
        self.assert_state("planned")
        self.render("label")
        log = self.env["care.export.log"].search([("user_id", "=", self.owner.id)])
        self.assertEqual(log.mapped("kind"), ["report"])
        greeting.action_done()
        self.assert_state("done")

    def test_who_must_not_be_greeted_gets_no_letter(self):
        self.plan()
        self.contact.care_bereaved_until = "2026-06-30"
        with self.assertRaisesRegex(UserError, "mourning"):
            self.ledger().with_user(self.owner).action_print_letters()

    def test_mails_are_not_printed(self):
        self.mail_rule()
        self.greet()
        with self.assertRaises(UserError):
            self.ledger().with_user(self.owner).action_print_letters()

    def test_letters_to_customers_of_others_are_not_printed(self):
        self.plan()
        foreign = self.user()
        with self.assertRaises(AccessError):
            self.ledger().with_user(foreign).action_print_letters()
        with self.assertRaises(AccessError):
            self.render("letter", foreign)
