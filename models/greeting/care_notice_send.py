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

    def action_preview(self):
        """Put the audience on the list, with what speaks against telling each."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft":
            self._plan()
        return self.action_open_lines()

    def action_open_lines(self):
        """Open the list of those who are told."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_notice_line_action"
        )
        return {**action, "domain": [("notice_id", "=", self.id)], "context": {}}

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
            notice._plan()
            if not notice.line_count:
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
        # sudo: the job is the system's
        self.env.ref("crm_customer_care.ir_cron_notify").sudo()._trigger()

    def _plan(self):
        """Let the list follow the audience: each contact once."""
        self.ensure_one()
        if self._is_everybody():
            raise UserError(
                self.env._(
                    "Say whom it concerns first: interests, tiers, segments, tags, or "
                    "more conditions."
                )
            )
        people, lines = self._get_people(), self._get_lines()
        strange = lines.filtered(
            lambda line, ids=set(people.ids): (
                line.state == "planned" and line.partner_id.id not in ids
            )
        )
        known = (lines - strange).partner_id
        strange.unlink()
        for batch in split_every(CHUNK, people - known):
            lines._claim([lines._prepare_line_values(self, one) for one in batch])
        self._get_lines()._note_hindrances(self.channel)
        self.invalidate_recordset()

    def _get_lines(self):
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo().with_company(self.company_id)
        return lines.search([("notice_id", "=", self.id)])

    def _get_people(self):
        alive = Domain("care_deceased", "=", False)
        if self.recipient == "customer":
            alive &= Domain.OR(
                [
                    Domain("is_company", "=", True),
                    Domain("parent_id", "=", False),
                ]
            )
        return self._get_audience_people(alive)

    @api.model
    def _cron_notify(self):
        """Tell those who wait of all notices that are being sent. Run again, or twice
        at once, it tells nobody twice."""
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        notices = self.sudo().search(
            [("state", "=", "sending"), ("company_id", "in", companies.ids)]
        )
        lines = self.env["care.notice.line"].sudo()
        self.env["ir.cron"]._commit_progress(remaining=len(notices))
        lines._try_again(lines._note_undelivered)
        for number, notice in enumerate(notices):
            notice = notice.with_company(notice.company_id)
            if not notice._tell_all(len(notices) - number):
                return
            self.env["ir.cron"]._commit_progress(1)

    def _tell_all(self, remaining):
        """Tell those who wait; return whether there is time to go on."""
        policy = self.env["care.policy"]._get(self.company_id)
        if policy._is_greeting_paused(policy._get_today()):
            return True
        waiting = self._get_lines().filtered(
            lambda line: line.state == "planned" and not line.activity_id
        )
        batches = split_every(CHUNK, waiting.ids, list)
        if not waiting._work_off(batches, self._tell, remaining)[1]:
            return False
        waiting._try_again(self._end_sending)
        return True

    def _tell(self, numbers):
        """Lock lines, and tell those that still wait."""
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
