from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..models.greeting import care_notice_list
from .greeting_ledger_common import GreetingLedgerCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingNotice(GreetingLedgerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tag = cls.env["res.partner.category"].create({"name": "Coffee"})
        cls.contact = cls.reader()
        cls.notice = cls.news()

    @classmethod
    def reader(cls, **vals):
        tags = [Command.set(cls.tag.ids)]
        return cls.friend(False, category_id=tags, **vals)

    @classmethod
    def news(cls, **vals):
        vals = {"subject": "New machine", "body": "<p>It is here</p>", **vals}
        vals = {"name": "Machine", "tag_ids": [Command.set(cls.tag.ids)], **vals}
        return cls.env["care.notice"].create({"company_id": cls.company.id, **vals})

    def tell(self):
        cron = self.env.ref("crm_customer_care.ir_cron_notify")
        self.env.flush_all()
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def assert_line(self, state, reason=""):
        [line] = self.notice.line_ids
        self.assertEqual(line.state, state, line.reason)
        self.assertIn(reason, line.reason or "")
        return line

    def test_whom_it_concerns_is_told_once(self):
        self.friend(False, name="Stranger")
        self.notice.action_send()
        self.tell()
        line = self.assert_line("sent")
        self.assertEqual(line.mail_id.recipient_ids, self.contact)
        self.assertEqual(line.mail_id.subject, "New machine")
        self.assertIn("It is here", line.mail_id.body_html)
        self.assertIn("/care/opt-out/", line.mail_id.body_html)
        self.assertEqual(self.notice.state, "done")
        self.notice.action_send()
        self.tell()
        self.assertEqual(
            self.env["mail.mail"].search_count([("subject", "=", "New machine")]), 1
        )

    def test_it_is_a_touch_that_does_not_count(self):
        self.notice.action_send()
        self.tell()
        touch = self.env["care.touch"].search([("partner_id", "=", self.contact.id)])
        self.assertEqual(touch, self.notice.line_ids.touch_id)
        self.assertEqual((touch.channel_id.letter, touch.effective), ("H", False))

    def test_the_preview_shows_who_and_sends_nothing(self):
        self.contact.email = False
        self.notice.action_preview()
        self.tell()
        line = self.assert_line("planned", "address")
        self.assertFalse(line.mail_id)
        self.assertEqual(self.notice.state, "draft")

    def test_the_preview_follows_the_audience(self):
        self.notice.action_preview()
        other = self.reader(name="Other")
        self.contact.category_id = False
        self.notice.action_preview()
        self.assertEqual(self.notice.line_ids.partner_id, other)

    def test_a_long_list_is_written_by_the_job_then_told(self):
        manager = self.user("sales_manager")
        notice = self.notice.with_user(manager)
        self.patch(care_notice_list, "AT_ONCE", 0)
        self.contact.email = False
        action = notice.action_preview()
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual((notice.list_user_id, notice.line_count), (manager, 0))
        self.tell()
        self.assertFalse(notice.list_user_id)
        self.assert_line("planned", "address")
        other = self.reader(name="Other")
        notice.action_send()
        self.tell()
        states = {line.partner_id: line.state for line in self.notice.line_ids}
        self.assertEqual(states, {self.contact: "suppressed", other: "sent"})
        self.assertEqual((notice.state, notice.list_user_id.id), ("done", False))

    def test_a_list_that_is_not_wanted_any_more_is_not_written(self):
        self.patch(care_notice_list, "AT_ONCE", 0)
        self.notice.action_send()
        self.notice.action_cancel()
        self.tell()
        self.assertFalse(self.notice.line_ids)

    def test_who_was_left_out_is_not_told(self):
        self.notice.action_preview()
        self.notice.line_ids.with_user(self.owner).action_skip()
        self.notice.action_send()
        self.tell()
        self.assert_line("skipped", "Left out by")

    def test_the_blacklist_holds_back_until_it_is_tried_again(self):
        blacklist = self.env["mail.blacklist"]
        blacklist._add("friend@example.com")
        self.notice.action_send()
        self.tell()
        line = self.assert_line("suppressed", "no mails")
        blacklist._remove("friend@example.com")
        line.action_retry()
        self.tell()
        self.assert_line("sent")

    def test_a_refused_consent_is_respected(self):
        channel = self.env.ref("crm_customer_care.channel_mail").id
        vals = {"partner_id": self.contact.id, "channel_id": channel}
        self.env["care.consent"].create({**vals, "state": "refused"})
        self.notice.action_send()
        self.tell()
        self.assert_line("suppressed", "No consent")

    def test_a_pause_of_the_company_sends_nothing(self):
        self.notice.action_send()
        self.policy.greeting_pause_until = "2026-06-16"
        self.tell()
        self.assert_line("planned")
        with self.assertRaisesRegex(UserError, "pause"):
            self.news().action_send()
        self.policy.greeting_pause_until = False
        self.tell()
        self.assert_line("sent")

    def test_each_is_told_in_his_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.notice.with_context(lang="zh_CN").subject = "新机器"
        self.contact.lang = "zh_CN"
        self.notice.action_send()
        self.tell()
        self.assertEqual(self.assert_line("sent").mail_id.subject, "新机器")

    def test_a_text_message(self):
        self.contact.write({"phone": "+12025550123"})
        self.notice.write({"channel": "sms", "text": "Come and see"})
        self.notice.action_send()
        self.tell()
        self.assertEqual(self.assert_line("sent").sms_id.body, "Come and see")

    def test_a_call_list_is_worked_off_by_hand(self):
        self.notice.write({"channel": "call", "text": "Come and see"})
        self.notice.action_send()
        self.tell()
        self.tell()
        line = self.assert_line("planned")
        task = line.activity_id
        self.assertEqual((task.user_id, task.res_id), (self.owner, self.contact.id))
        self.assertIn("Come and see", task.note)
        line.with_user(self.owner).action_done()
        line = self.assert_line("done")
        self.assertFalse(line.touch_id.effective)

    def test_cancelling_tells_nobody_any_more(self):
        self.notice.action_send()
        self.notice.action_cancel()
        self.tell()
        self.assert_line("skipped", "cancelled")

    def test_what_failed_to_go_out_is_said(self):
        self.notice.action_send()
        self.tell()
        mail = self.notice.line_ids.mail_id
        mail.write({"state": "exception", "failure_reason": "No such mailbox"})
        self.tell()
        self.assert_line("failed", "No such mailbox")

    def test_a_notice_to_everybody_or_without_text_is_refused(self):
        with self.assertRaisesRegex(UserError, "whom"):
            self.news(tag_ids=False).action_send()
        with self.assertRaisesRegex(UserError, "write what it says"):
            self.news(body="<p><br></p>").action_send()

    def test_what_was_sent_is_kept(self):
        self.notice.action_send()
        self.tell()
        with self.assertRaises(UserError):
            self.notice.unlink()

    def test_managers_send_salespeople_see_their_own(self):
        manager = self.user("sales_manager")
        notice = self.notice.with_user(manager)
        notice.action_preview()
        notice.action_send()
        foreign = self.user()
        for user, count in ((self.owner, 1), (foreign, 0), (manager, 1)):
            found = self.env["care.notice.line"].with_user(user).search([])
            self.assertEqual(len(found), count)
        with self.assertRaises(AccessError):
            self.notice.with_user(self.owner).action_send()
        with self.assertRaises(AccessError):
            self.notice.line_ids.with_user(foreign).action_skip()
        auditor = self.user("auditor")
        with self.assertRaises(AccessError):
            self.notice.line_ids.with_user(auditor).action_skip()

    def test_employees_and_portal_see_no_notices(self):
        for role in ("employee", "portal"):
            with self.assertRaises(AccessError):
                self.notice.with_user(self.user(role)).read(["name"])

    def test_two_contacts_who_become_one_are_told_once(self):
        gone = self.reader(name="Gone", email="gone@example.com")
        self.notice.action_send()
        self.tell()
        self.assertEqual(len(self.notice.line_ids), 2)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.contact | gone).ids, self.contact)
        self.env.invalidate_all()
        line = self.assert_line("sent")
        self.assertEqual(
            (line.partner_id, line.commercial_partner_id), (self.contact, self.contact)
        )

    def test_the_privacy_lookup_finds_who_was_told(self):
        self.notice.action_send()
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.contact.name, "email": self.contact.email}
        )
        wizard.action_lookup()
        found = wizard.line_ids.filtered(
            lambda line: line.res_model == "care.notice.line"
        )
        self.assertEqual(found.mapped("res_id"), self.notice.line_ids.ids)
