from babel.dates import format_skeleton

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import babel_locale_parse, get_lang


class CareAudit(models.Model):
    """Somebody compares what is known of one customer with the truth."""

    _name = "care.audit"
    _description = "Audit of an Archive"
    _inherit = ["care.profile.link"]
    _order = "month desc, user_id, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        help="Who looked after the customer when the sample was drawn.",
    )
    # sample
    month = fields.Date(required=True, readonly=True, help="Its first day.")
    period = fields.Char(string="Audited Month", compute="_compute_period")
    drawn_on = fields.Date(
        required=True, readonly=True, default=fields.Date.context_today
    )
    drawn_by_id = fields.Many2one(
        "res.users", readonly=True, default=lambda self: self.env.user
    )
    seed = fields.Char(
        readonly=True, help="The same seed and month draw the same customers."
    )
    # result
    state = fields.Selection(
        [("drawn", "Drawn"), ("done", "Done")],
        required=True,
        readonly=True,
        default="drawn",
        copy=False,
    )
    done_on = fields.Date(string="Audited on", readonly=True, copy=False)
    done_by_id = fields.Many2one(
        "res.users", string="Audited by", readonly=True, copy=False
    )
    line_ids = fields.One2many("care.audit.line", "audit_id", string="Facts")
    result = fields.Selection(
        [("correct", "Correct"), ("incomplete", "Incomplete"), ("wrong", "Wrong")],
        compute="_compute_result",
        store=True,
        help="Wrong: a fact is. Incomplete: one is missing.",
    )
    correct_rate = fields.Float(
        string="Correct",
        compute="_compute_result",
        store=True,
        aggregator="avg",
        help="Part of the facts that is there and right.",
    )
    note = fields.Text()

    _customer_month_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id, month)",
        "A customer is audited once a month at most.",
    )

    @api.depends("month")
    @api.depends_context("lang")
    def _compute_period(self):
        locale = babel_locale_parse(get_lang(self.env).code)
        for audit in self:
            # not every language writes the month before the year
            audit.period = audit.month and format_skeleton(
                "yMMMM", audit.month, locale=locale
            )

    @api.depends("state", "line_ids.finding")
    def _compute_result(self):
        for audit in self:
            findings = audit.line_ids.mapped("finding")
            if audit.state != "done" or not findings:
                audit.result, audit.correct_rate = False, 0.0
                continue
            audit.correct_rate = findings.count("correct") / len(findings)
            if "wrong" in findings:
                audit.result = "wrong"
            else:
                audit.result = "incomplete" if "missing" in findings else "correct"

    @api.constrains("state")
    def _check_state(self):
        for audit in self:
            if audit.state == "done":
                audit._check_findings()

    def write(self, vals):
        if vals.get("state") != "drawn":
            self._refuse_finished()
        return super().write(vals)

    def _refuse_finished(self):
        """Raise UserError if one of these audits is done: its result stands."""
        # who may not change it at all learns nothing of it
        self.check_access("write")
        for audit in self:
            if audit.state == "done":
                raise UserError(
                    self.env._(
                        "The audit of %(customer)s is done. Reopen it to correct it.",
                        customer=audit.partner_id.display_name,
                    )
                )

    def action_done(self):
        """Close the audits: from now on the salesperson reads the result."""
        self.write(
            {
                "state": "done",
                "done_on": fields.Date.context_today(self),
                "done_by_id": self.env.uid,
            }
        )
        return True

    def _check_findings(self):
        """Raise UserError while the finding of a fact is open."""
        open_lines = self.line_ids.filtered(lambda line: not line.finding)
        if not open_lines:
            return
        labels = dict(open_lines._fields["item"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "Say of every fact of %(customer)s whether it is correct, wrong or "
                "missing. Still open: %(facts)s.",
                customer=self.partner_id.name,
                facts=", ".join(labels[line.item] for line in open_lines),
            )
        )

    def action_reopen(self):
        """Take the result back, to correct it."""
        self.write({"state": "drawn", "done_on": False, "done_by_id": False})
        return True

    @api.model
    def _merge_audits(self, sources, target):
        """Of two audits of merged contacts in one month the finished one stays."""
        audits = self.search([("partner_id", "in", (sources | target).ids)])
        for same in audits.grouped(lambda a: (a.company_id, a.month)).values():
            if "done" in same.mapped("state"):
                same.filtered(lambda audit: audit.state != "done").unlink()
        self.env.flush_all()

    @api.model
    def _draw(self, company, month, seed, per_user, users=None):
        """Draw up to `per_user` customers of each salesperson of a company.

        The same seed and month draw the same customers again; those audited in this
        month already stay as they are.

        :return: the audits that are new
        """
        profiles = self.env["care.profile"].browse(
            number
            for [number] in self.env.execute_query(
                self._sample_query(company, month, seed, per_user, users)
            )
        )
        lacking = profiles._get_lacking_codes()
        return self.create(
            [
                {
                    "partner_id": profile.partner_id.id,
                    "company_id": company.id,
                    "user_id": profile.user_id.id,
                    "month": month,
                    "seed": seed,
                    "line_ids": self.env["care.audit.line"]._prepare_commands(
                        profile, lacking.get(profile.id, ())
                    ),
                }
                for profile in profiles
            ]
        )

    def _sample_query(self, company, month, seed, per_user, users):
        """SELECT of the profiles drawn that have no audit in this month yet."""
        self.flush_model(["company_id", "month", "partner_id"])
        self.env["care.profile"].flush_model()
        return SQL(
            """SELECT d.id
                 FROM (SELECT o.id, o.partner_id, o.user_id,
                              row_number() OVER (
                                  PARTITION BY o.user_id
                                  ORDER BY md5(%(seed)s || ' ' || o.partner_id)
                              ) AS place
                         FROM care_profile o JOIN res_users u ON u.id = o.user_id
                        WHERE o.company_id = %(company)s AND o.active AND u.active
                              %(users)s) d
                WHERE d.place <= %(per_user)s
                  AND NOT EXISTS (SELECT FROM care_audit a
                                   WHERE a.partner_id = d.partner_id
                                     AND a.company_id = %(company)s
                                     AND a.month = %(month)s)
                ORDER BY d.user_id, d.place""",
            seed=f"{seed} {month:%Y-%m}",
            company=company.id,
            users=SQL("AND o.user_id IN %s", tuple(users.ids)) if users else SQL(""),
            per_user=per_user,
            month=month,
        )
