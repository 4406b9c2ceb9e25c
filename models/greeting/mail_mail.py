from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models

# the ledgers of mails, and the job that looks after each
JOBS = {
    "care.greeting": "crm_customer_care.ir_cron_greet",
    "care.notice.line": "crm_customer_care.ir_cron_notify",
}
# not at once: more mails may fail in the same minute
SOON = timedelta(minutes=1)


class MailMail(models.Model):
    """Mails that are sent by themselves say how to get no more of them, and their
    ledger says soon what became of them."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("care_opt_out"):
            vals_list = [{**vals, **self._prepare_opt_out(vals)} for vals in vals_list]
        return super().create(vals_list)

    def _prepare_opt_out(self, vals):
        """The foot and the headers of a mail to the contact that it is about."""
        contact = self.env["res.partner"].browse(vals["res_id"])
        link = contact._get_care_opt_out_url()
        texts = self.with_context(lang=contact.lang or self.env.lang).env
        footer = Markup(
            '<p style="font-size:12px;color:#6c757d"><a href="{link}">{text}</a></p>'
        ).format(link=link, text=texts._("I do not want such mails any more"))
        headers = {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "X-Auto-Response-Suppress": "OOF",
        }
        body = Markup(vals.get("body_html") or "") + footer
        until = self.env.context.get("care_retry_until", {}).get(contact.id, False)
        return {
            "body_html": body,
            "headers": repr(headers),
            "care_retry_until": until,
        }

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        if failure_type:
            self._care_wake_jobs(SOON)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )

    def _care_still_wanted(self):
        mails = super()._care_still_wanted()
        for model in JOBS:
            own = [("mail_id", "in", mails.ids), ("state", "in", ("sent", "failed"))]
            # sudo: what a mail is about follows it, whoever sends
            messages = self.env[model].sudo().search(own)
            held = (messages - messages._hold_back()).mail_id
            held._care_give_up()
            mails -= held
        # by then it is known whether they got out
        mails._care_wake_jobs(5 * SOON)
        return mails

    def _care_wake_jobs(self, delay):
        """Let the jobs run that look after ledgers in which these are."""
        moment = fields.Datetime.now() + delay
        for model, name in JOBS.items():
            # sudo: whoever sends mails may not read the ledgers
            if self.env[model].sudo().search_count([("mail_id", "in", self.ids)], 1):
                job = self.env.ref(name).sudo()
                pending = [("cron_id", "=", job.id), ("call_at", "<=", moment)]
                # sudo: see above
                if not self.env["ir.cron.trigger"].sudo().search_count(pending, 1):
                    job._trigger(moment)
