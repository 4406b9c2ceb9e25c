from odoo.tests import tagged

from .complaint_common import ComplaintCommon

MAIL = """Return-Path: <{bounce}>
From: {sender}
To: {to}
Subject: {subject}
Message-Id: <{number}@customer.example.com>
Date: Fri, 05 Jun 2026 08:00:00 +0000
Content-Type: {kind}
{headers}
{body}
"""

REPORT = """--x
Content-Type: text/plain

Not delivered.

--x
Content-Type: message/delivery-status

Final-Recipient: rfc822; gone@example.com
Action: failed
Status: 5.1.1

--x--"""


@tagged("post_install", "-at_install")
class TestComplaintMail(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].create({"name": "care.example.com"})
        cls.company.alias_domain_id = cls.domain
        cls.policy.alias_name = "complaints"
        cls.chief = cls.person(cls.buyer, email="chief@example.com", name="Chief")
        cls.mails = 0

    def mail(self, subject="Broken", sender="Chief <Chief@Example.com>", **values):
        """What a mail has done: complaints that it opened."""
        type(self).mails += 1
        headers = values.pop("headers", {})
        values = {
            "to": "complaints@care.example.com",
            "subject": subject,
            "sender": sender,
            "bounce": "chief@example.com",
            "number": self.mails,
            "kind": "text/plain; charset=utf-8",
            "headers": "".join(f"{name}: {text}\n" for name, text in headers.items()),
            "body": "It fell apart.",
            **values,
        }
        complaints = self.env["care.complaint"].search([])
        self.env["mail.thread"].message_process(None, MAIL.format(**values))
        return self.env["care.complaint"].search([]) - complaints

    def test_a_mail_opens_a_complaint_of_its_sender(self):
        seller = self.user()
        self.buyer.user_id = seller
        case = self.mail()
        self.assertEqual(case.partner_id, self.buyer)
        self.assertEqual(case.person_id, self.chief)
        self.assertEqual(case.company_id, self.company)
        self.assertEqual(case.subject, "Broken")
        self.assertEqual(case.state, "received")
        self.assertEqual(case.user_id, seller)
        self.assertIn("fell apart", case.description)
        self.assertTrue(case.name.startswith("C2"))
        self.assertIn(self.chief, case.message_partner_ids)
        self.assertEqual(case.message_ids[:1].author_id, self.chief)
        self.assertTrue(self.clock(case, "acknowledge"))

    def test_who_is_not_known_becomes_a_contact(self):
        case = self.mail(sender="New One <new@example.org>")
        self.assertEqual(case.partner_id.name, "New One")
        self.assertEqual(case.partner_id.email, "new@example.org")
        self.assertEqual(case.partner_id.company_id, self.company)

    def test_contacts_of_other_companies_stay_there(self):
        other = self.env["res.company"].create({"name": "Other"})
        away = self.customer(email="away@example.org", company_id=other.id)
        case = self.mail(sender="away@example.org")
        self.assertNotEqual(case.partner_id, away)

    def test_somebody_hears_what_nobody_looks_after(self):
        self.policy.intake_user_id = self.user()
        self.assertEqual(self.mail().user_id, self.policy.intake_user_id)

    def test_a_mail_without_subject_has_one(self):
        self.assertIn("Example.com", self.mail(subject="").subject)

    def test_scripts_of_mails_are_text(self):
        body = "<p>Hi<script>alert(1)</script><img src=x onerror=alert(2)></p>"
        case = self.mail(subject="<b>x</b>", body=body, kind="text/html; charset=utf-8")
        self.assertNotIn("<script", case.description)
        self.assertNotIn("onerror", case.description)

    def test_a_long_mail_is_cut_in_the_complaint_and_whole_in_the_chat(self):
        case = self.mail(body="word " * 10_000)
        self.assertLess(len(case.description), 12_000)
        self.assertGreater(len(case.message_ids[:1].body), 40_000)

    def test_a_reply_goes_to_its_complaint(self):
        case = self.complaint(partner_id=self.chief.id)
        message = case.message_post(
            body="We look.", subtype_xmlid="mail.mt_comment", message_type="comment"
        )
        headers = {"In-Reply-To": message.message_id}
        self.assertFalse(self.mail("Re: anything", headers=headers))
        self.assertIn("fell apart", case.message_ids[:1].body)

    def test_the_number_in_the_subject_finds_the_complaint_of_its_customer(self):
        case = self.complaint(partner_id=self.chief.id)
        self.assertFalse(self.mail(f"About [{case.name}]: news"))
        self.assertIn("fell apart", case.message_ids[:1].body)
        foreign = self.mail(f"About {case.name}", sender="spy@example.org")
        self.assertTrue(foreign)

    def test_machines_and_bounces_open_nothing(self):
        self.assertFalse(self.mail(headers={"Auto-Submitted": "auto-replied"}))
        self.assertFalse(self.mail(headers={"Precedence": "bulk"}))
        self.assertFalse(self.mail(headers={"X-Autoreply": "yes"}))
        self.assertFalse(self.mail("Automatic reply: Broken"))
        self.assertFalse(self.mail("自动回复: 投诉"))
        self.assertFalse(self.mail(bounce=""))
        self.assertFalse(self.mail(sender="MAILER-DAEMON@example.com"))
        report = "multipart/report; report-type=delivery-status; boundary=x"
        self.assertFalse(self.mail(kind=report, body=REPORT))
        self.assertTrue(self.mail(headers={"Auto-Submitted": "no"}))

    def test_an_automatic_reply_to_a_complaint_is_no_word_of_the_customer(self):
        case = self.complaint(partner_id=self.chief.id)
        message = case.message_post(body="We look.", subtype_xmlid="mail.mt_comment")
        case._meet_clock("first_response")
        headers = {
            "In-Reply-To": message.message_id,
            "Auto-Submitted": "auto-replied",
        }
        self.assertFalse(self.mail("Away", headers=headers))
        self.assertFalse(self.clock(case, "next_update"))

    def test_a_flood_is_one_stream(self):
        self.policy.complaint_mail_limit = 2
        first, second = self.mail("One"), self.mail("Two")
        self.assertTrue(first and second)
        self.assertFalse(self.mail("Three"))
        self.assertEqual(second.message_ids[:1].subject, "Three")
        self.assertTrue(self.mail("Other", sender="other@example.org"))

    def test_each_company_has_its_own_address(self):
        other = self.env["res.company"].create(
            {"name": "Other", "alias_domain_id": self.domain.id}
        )
        self.env["care.policy"]._get(other).alias_name = "care-other"
        self.env = self.env(
            context={**self.env.context, "allowed_company_ids": [other.id]}
        )
        case = self.mail(to="care-other@care.example.com")
        self.assertEqual(case.company_id, other)

    def test_a_manager_names_the_address(self):
        manager = self.user("manager")
        self.policy.with_user(manager).write(
            {"alias_name": "care-help", "reopen_days": 3}
        )
        self.assertEqual(self.policy.alias_email, "care-help@care.example.com")
        self.assertTrue(self.mail(to="care-help@care.example.com"))
