from babel.dates import format_skeleton
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse, formatLang, get_lang

PAGE = 1000


class CareGreetingPreview(models.TransientModel):
    """Who would be greeted by a rule, and when: nothing is planned by looking."""

    _name = "care.greeting.preview"
    _description = "Preview of Greetings"

    rule_id = fields.Many2one(
        "care.greeting.rule", required=True, readonly=True, ondelete="cascade"
    )
    rule_active = fields.Boolean(related="rule_id.active")
    channel = fields.Selection(related="rule_id.channel")
    start_date = fields.Date(
        string="First Day", required=True, default=fields.Date.context_today
    )
    stop_date = fields.Date(
        string="Last Day",
        required=True,
        default=lambda self: (
            fields.Date.context_today(self) + relativedelta(years=1, days=-1)
        ),
    )
    offset = fields.Integer(default=0)
    total = fields.Integer(readonly=True)
    line_ids = fields.One2many("care.greeting.preview.line", "preview_id")
    # in words
    summary = fields.Char(readonly=True)
    months = fields.Char(readonly=True)
    notes = fields.Text(compute="_compute_notes")
    is_greeting = fields.Boolean(compute="_compute_notes")
    has_next = fields.Boolean(compute="_compute_has_next")

    @api.depends("total", "offset")
    def _compute_has_next(self):
        for preview in self:
            preview.has_next = preview.offset + PAGE < preview.total

    @api.depends("rule_id")
    def _compute_notes(self):
        policies = self.env["care.policy"]
        for preview in self:
            preview.notes = "\n".join(preview._get_notes())
            policy = policies._get(preview.rule_id.company_id)
            preview.is_greeting = policy.greeting_active

    def _get_notes(self):
        """What keeps greetings from being sent, whatever is listed."""
        return [*self._get_policy_notes(), *self._get_rule_notes()]

    def _get_policy_notes(self):
        policy = self.env["care.policy"]._get(self.rule_id.company_id)
        notes = []
        if not policy.greeting_active:
            notes.append(
                self.env._(
                    "Greetings are switched off in your company: nothing is sent until "
                    "they are switched on."
                )
            )
        if policy._is_greeting_paused(policy._get_today()):
            notes.append(
                self.env._(
                    "There is a pause until %(day)s.",
                    day=format_date(self.env, policy.greeting_pause_until),
                )
            )
        return notes

    def _get_rule_notes(self):
        notes = []
        if not self.rule_id.occasion_id.active:
            notes.append(
                self.env._(
                    "The occasion “%(name)s” is not chosen yet: switching on the rule "
                    "chooses it.",
                    name=self.rule_id.occasion_id.name,
                )
            )
        if before := self.rule_id._get_rules_before():
            notes.append(
                self.env._(
                    "Whom an earlier rule greets is not listed: %(rules)s.",
                    rules=", ".join(before.mapped("name")),
                )
            )
        return notes

    @api.constrains("start_date", "stop_date")
    def _check_days(self):
        for preview in self:
            if preview.start_date > preview.stop_date:
                raise UserError(self.env._("The first day lies after the last one."))
            if preview.stop_date > preview.start_date + relativedelta(years=5):
                raise UserError(self.env._("Look at five years at most at once."))

    def action_show(self):
        """Look again, from the first greeting on."""
        self.offset = 0
        return self._show()

    def action_next(self):
        self.offset += PAGE
        return self._show()

    def action_previous(self):
        self.offset = max(self.offset - PAGE, 0)
        return self._show()

    def action_switch_on(self):
        """Switch the rule on, now that somebody has seen what it does."""
        self.ensure_one()
        self.rule_id.action_switch_on()
        return {"type": "ir.actions.act_window_close"}

    def action_start_greetings(self):
        """Switch greetings on, and look again."""
        self.rule_id.action_start_greetings()
        return self._show()

    def _show(self):
        """Fill the list anew and open it."""
        self.ensure_one()
        self.line_ids.unlink()
        counts, matches = self.rule_id._get_preview(
            self.start_date, self.stop_date, PAGE, self.offset
        )
        self.total = sum(counts.values())
        self.env["care.greeting.preview.line"].create(
            [self._prepare_line_values(match) for match in matches]
        )
        locale = babel_locale_parse(get_lang(self.env).code)
        self.months = " · ".join(
            f"{format_skeleton('yMMM', day, locale=locale)}: "
            f"{formatLang(self.env, count, digits=0)}"
            for day, count in counts.items()
        )
        self.summary = self._get_summary(len(matches))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview: %(rule)s", rule=self.rule_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _prepare_line_values(self, match):
        return {
            "preview_id": self.id,
            "partner_id": match.partner_id,
            "user_id": match.user_id,
            "day": match.day,
            "send_at": self.rule_id._get_send_moment(match),
        }

    def _get_summary(self, listed):
        if not self.total:
            return self.env._(
                "Nobody: no customer of the audience has such a day in this time. Only "
                "contacts of customers are greeted, those who bought, have an open "
                "opportunity, a contact in the log, or a team."
            )
        total = formatLang(self.env, self.total, digits=0)
        if listed == self.total:
            return self.env._("Greetings: %(total)s", total=total)
        return self.env._(
            "Greetings: %(total)s. The list shows number %(first)s to %(last)s.",
            total=total,
            first=formatLang(self.env, self.offset + 1, digits=0),
            last=formatLang(self.env, self.offset + listed, digits=0),
        )


class CareGreetingPreviewLine(models.TransientModel):
    _name = "care.greeting.preview.line"
    _description = "Greeting That Would Be"
    _order = "day, partner_id, id"

    preview_id = fields.Many2one(
        "care.greeting.preview", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, ondelete="cascade"
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Customer"
    )
    user_id = fields.Many2one("res.users", string="Salesperson", ondelete="cascade")
    day = fields.Date(required=True)
    send_at = fields.Datetime()
    problem = fields.Char(compute="_compute_problem")

    @api.depends("partner_id.email", "partner_id.phone", "preview_id.rule_id.channel")
    def _compute_problem(self):
        for line in self:
            channel, partner = line.preview_id.rule_id.channel, line.partner_id
            problem = False
            if channel == "mail" and not partner.email_normalized:
                problem = self.env._("No valid e-mail address")
            elif channel == "sms" and not partner.phone_sanitized:
                problem = self.env._("No valid phone number")
            line.problem = problem
