from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html, split_every

from ..classification.care_profile_refresh import ACTIVE

CHUNK = 500
TEMPLATE = "crm_customer_care.mail_template_notice"


class CareNotice(models.Model):
    """Who is told is written down first; the job then tells each once."""

    _inherit = "care.notice"

    def action_send(self):
        """Tell all of the audience, by and by, through the queues."""
        self.check_access("write")
        self._check_text()
        for notice in self.filtered(lambda one: one.state == "draft"):
            policy = self.env["care.policy"]._get(notice.company_id)
            if policy._is_greeting_paused(policy._get_today()):
                raise UserError(
                    self.env._("There is a pause: send the notice when it is over.")
                )
            if not notice._ask_for_list() and not notice.line_count:
                raise UserError(
                    self.env._(
                        "%(notice)s: nobody belongs to the audience.",
                        notice=notice.name,
                    )
                )
            notice._go_on()

    def _go_on(self):
        """Let the job tell those who wait."""
        self.write({"state": "sending", "sent_date": fields.Datetime.now()})
        self._trigger_job()

    def _trigger_job(self):
        # sudo: the job is the system's
        self.env.ref("crm_customer_care.ir_cron_notify").sudo()._trigger()

    @api.model
    def _cron_notify(self):
        """Write the lists asked for, and tell those who wait of all notices that are
        being sent. Run again, or twice at once, it tells nobody twice."""
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        wanted = Domain("state", "=", "sending") | Domain("list_user_id", "!=", False)
        notices = self.sudo().search(wanted & Domain("company_id", "in", companies.ids))
        lines = self.env["care.notice.line"].sudo()
        self.env["ir.cron"]._commit_progress(remaining=len(notices))
        lines._try_again(lines._note_delivery)
        for number, notice in enumerate(notices):
            notice = notice.with_company(notice.company_id)
            remaining = len(notices) - number
            if notice.list_user_id and not notice._write_list(remaining):
                return
            if notice.state == "sending" and not notice._tell_all(remaining):
                return
            self.env["ir.cron"]._commit_progress(1)

    def _tell_all(self, remaining):
        """Tell those who wait; return whether there is time to go on."""
        policy = self.env["care.policy"]._get(self.company_id)
        if policy._is_greeting_paused(policy._get_today()):
            return True
        waiting = self._get_lines(
            ("state", "=", "planned"), ("activity_id", "=", False)
        )
        batches = split_every(CHUNK, waiting.ids, list)
        if not waiting._work_off(batches, self._tell, remaining)[1]:
            return False
        waiting._try_again(self._end_sending)
        return True

    def _tell(self, numbers):
        """Lock lines, and tell those that still wait."""
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo().with_company(self.company_id)
        lines = lines.browse(numbers)._lock()
        lines.invalidate_recordset()
        lines = lines.filtered(
            lambda line: line.state == "planned" and not line.activity_id
        )
        ready = lines._hold_back()
        if self.channel == "call":
            ready._create_tasks()
            return
        if self.channel == "mail":
            template = self.mail_template_id or self.env.ref(TEMPLATE)
            ready._queue_mails(template.with_context(care_notice_id=self.id))
        else:
            ready._queue_texts(self._get_texts(ready.partner_id))
        told = ready.filtered(lambda line: line.state == "sent")
        told.write({"sent_date": fields.Datetime.now()})
        told._log_touches()

    def _end_sending(self):
        """A notice whose list is worked off is done, calls may still be made."""
        left = [("notice_id", "=", self.id), ("state", "=", "planned")]
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo()
        if self.channel == "call" or not lines.search_count(left, limit=1):
            self.state = "done"

    def _get_texts(self, contacts):
        """{contact id: text message}, in the language of each."""
        if template := self.sms_template_id:
            return template._render_field("body", contacts.ids, compute_lang=True)
        return {one.id: one._care_notice_text("text", self) for one in contacts}

    def _get_call_note(self):
        return plaintext2html(self.text or "")
