from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

UNDO_HOURS = 24


class CareHandover(models.Model):
    """Customers that change hands with all that is open for them; what was moved is
    kept for good, so that it can be given back exactly."""

    _name = "care.handover"
    _description = "Handover of Customers"
    _inherit = ["mail.thread"]
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    kind = fields.Selection(
        [
            ("user", "All customers of a salesperson"),
            ("customer", "Single customers, e.g. who ask for somebody else"),
        ],
        string="To Hand Over",
        required=True,
        default="user",
    )
    old_user_id = fields.Many2one(
        "res.users",
        string="From Salesperson",
        context={"active_test": False},
        domain=[("share", "=", False)],
    )
    partner_ids = fields.Many2many("res.partner", string="Customers")
    receiver_ids = fields.One2many("care.handover.receiver", "handover_id", string="To")
    by_load = fields.Boolean(
        string="Even Out the Load",
        default=True,
        help="Whoever has fewer customers already gets more of these.",
    )
    reason = fields.Char(
        tracking=True, help="Stands in the history of every customer that is moved."
    )
    archive_user = fields.Boolean(
        string="Archive the Salesperson",
        help="Once the customers are handed over; somebody who left.",
    )
    # what comes of it
    line_ids = fields.One2many("care.handover.line", "handover_id", string="Preview")
    move_ids = fields.One2many(
        "care.handover.move", "handover_id", string="Records Moved", readonly=True
    )
    customer_count = fields.Integer(
        string="Number of Customers", compute="_compute_counts"
    )
    move_count = fields.Integer(string="Number of Records", compute="_compute_counts")
    summary = fields.Text(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Preview"), ("done", "Handed Over"), ("undone", "Undone")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    done_date = fields.Datetime(string="Handed Over on", readonly=True, copy=False)
    done_user_id = fields.Many2one(
        "res.users", string="Handed Over by", readonly=True, copy=False
    )
    can_undo = fields.Boolean(compute="_compute_can_undo")
    undone_date = fields.Datetime(string="Undone on", readonly=True, copy=False)
    undone_user_id = fields.Many2one(
        "res.users", string="Undone by", readonly=True, copy=False
    )
    undo_note = fields.Text(string="Changed Since", readonly=True, copy=False)

    @api.depends("kind", "old_user_id", "partner_ids", "done_date", "create_date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for handover in self:
            who = handover.old_user_id.name
            if handover.kind == "customer":
                who = ", ".join(handover.partner_ids[:2].mapped("name"))
            day = handover.done_date or handover.create_date
            if not who or not day:
                handover.display_name = self.env._("New Handover")
                continue
            handover.display_name = self.env._(
                "Handover %(who)s, %(day)s", who=who, day=format_date(self.env, day)
            )

    @api.depends("line_ids", "move_ids")
    def _compute_counts(self):
        for handover in self:
            handover.customer_count = len(handover.line_ids.partner_id)
            handover.move_count = len(handover.move_ids)

    @api.depends("state", "done_date")
    def _compute_can_undo(self):
        for handover in self:
            handover.can_undo = handover.state == "done" and handover._is_recent()

    def _is_recent(self):
        limit = fields.Datetime.now() - timedelta(hours=UNDO_HOURS)
        return bool(self.done_date and self.done_date >= limit)

    @api.constrains("old_user_id", "receiver_ids")
    def _check_receivers(self):
        for handover in self:
            users = handover.receiver_ids.user_id
            if handover.kind == "user" and handover.old_user_id in users:
                raise ValidationError(
                    self.env._(
                        "%(user)s hands over and can't receive at once: take %(user)s "
                        "out of the receivers.",
                        user=handover.old_user_id.name,
                    )
                )

    def _check_draft(self):
        if self.state != "draft":
            raise UserError(
                self.env._("This handover is done already. Start a new one.")
            )

    def write(self, vals):
        known = {"summary", "state", "undo_note", "archive_user", "message_ids"}
        fixed = {"kind", "old_user_id", "partner_ids", "receiver_ids", "line_ids"}
        if not fixed.isdisjoint(vals.keys() - known):
            for handover in self:
                handover._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if any(handover.state != "draft" for handover in self):
            raise UserError(
                self.env._("What was handed over stays in the log: undo it instead.")
            )

    @api.autovacuum
    def _gc_previews(self):
        limit = fields.Datetime.now() - timedelta(days=30)
        self.search([("state", "=", "draft"), ("write_date", "<", limit)]).unlink()

    def action_open_moves(self):
        self.ensure_one()
        title = self.env._("Records Moved")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "care.handover.move",
            "view_mode": "list",
            "domain": [("handover_id", "=", self.id)],
            "context": {"search_default_group_model": 1},
        }

    def action_print_dossiers(self):
        """The customer cards of all customers, as the reader may see them."""
        self.ensure_one()
        if not self.line_ids.partner_id:
            raise UserError(self.env._("Press Preview first: no customer is chosen."))
        report = self.env.ref("crm_customer_care.care_card_report")
        return report.report_action(self.line_ids.partner_id)
