from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

CHANNELS = [("mail", "Mail"), ("sms", "Text Message"), ("call", "Call List")]


class CareNotice(models.Model):
    """News for customers whom it concerns, told each of them once."""

    _name = "care.notice"
    _description = "Notice to Customers"
    _inherit = ["care.audience"]
    _order = "create_date desc, id desc"

    name = fields.Char(string="Notice", required=True)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("product", "New Product"),
            ("market", "Market News"),
            ("change", "Our Own Change"),
        ],
        required=True,
        default="product",
    )
    state = fields.Selection(
        [
            ("draft", "Preparing"),
            ("sending", "Sending"),
            ("done", "Sent"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    recipient = fields.Selection(
        [("persons", "Persons"), ("customer", "The customer itself")],
        string="Who Is Told",
        required=True,
        default="persons",
        help="Where none of a customer's persons belongs to the audience, the customer "
        "itself is told.",
    )
    # what it says
    channel = fields.Selection(CHANNELS, required=True, default="mail")
    mail_template_id = fields.Many2one(
        "mail.template",
        ondelete="restrict",
        domain=[("model", "=", "res.partner")],
        help="Instead of a text of your own.",
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        string="Text Template",
        ondelete="restrict",
        domain=[("model", "=", "res.partner")],
        help="Instead of a text of your own.",
    )
    subject = fields.Char(translate=True)
    body = fields.Html(
        string="Text",
        translate=True,
        help="What the mail says between salutation and signature.",
    )
    text = fields.Text(
        string="Short Text",
        translate=True,
        help="The text message, or what is said on the phone.",
    )
    sent_date = fields.Datetime(string="Sent on", readonly=True, copy=False)
    # to whom
    line_ids = fields.One2many("care.notice.line", "notice_id", string="List")
    line_count = fields.Integer(string="On the List", compute="_compute_counts")
    told_count = fields.Integer(string="Told", compute="_compute_counts")
    trouble_count = fields.Integer(string="Not Told", compute="_compute_counts")

    @api.depends("line_ids.state")
    @api.depends_context("uid")
    def _compute_counts(self):
        groups = self.env["care.notice.line"]._read_group(
            [("notice_id", "in", self.ids)], ["notice_id", "state"], ["__count"]
        )
        counts = {(notice, state): count for notice, state, count in groups}

        def total(notice, *states):
            return sum(counts.get((notice, state), 0) for state in states)

        for notice in self:
            told = total(notice, "sent", "done")
            trouble = total(notice, "failed", "suppressed", "skipped")
            notice.told_count, notice.trouble_count = told, trouble
            notice.line_count = told + trouble + total(notice, "planned")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_told(self):
        # sudo: also of customers whom the user does not see
        if any(line.state in ("sent", "done") for line in self.sudo().line_ids):
            raise UserError(
                self.env._("A notice that was sent is kept: archive it instead.")
            )

    def action_cancel(self):
        """Tell nobody any more."""
        self.write({"state": "cancelled", "list_user_id": False})
        waiting = self.line_ids.filtered(lambda line: line.state == "planned")
        # sudo: whoever may cancel a notice ends what is left of it
        waiting.sudo()._end("skipped", self.env._("The notice was cancelled."))

    def _check_text(self):
        """Raise UserError unless there is something to send."""
        for notice in self:
            texts = {
                "mail": notice.mail_template_id
                or (notice.subject and not is_html_empty(notice.body)),
                "sms": notice.sms_template_id or (notice.text or "").strip(),
                "call": (notice.text or "").strip(),
            }
            if not texts[notice.channel]:
                raise UserError(
                    self.env._(
                        "%(notice)s: write what it says, or choose a template.",
                        notice=notice.name,
                    )
                )
