from odoo import api, fields, models
from odoo.exceptions import AccessError

from .care_risk_signal import KINDS, REASONS

LEVELS = [("1", "Low"), ("2", "Medium"), ("3", "High")]
WRITTEN_BY_HAND = {"user_id", "note", "plan_id"}


class CareRisk(models.Model):
    """A signal that a customer may be lost, or may become a great one: one per reason,
    followed as long as it shows."""

    _name = "care.risk"
    _description = "Early Warning"
    _inherit = ["care.playbook"]
    _order = "at_stake DESC, level DESC, id"
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
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True, default="risk")
    reason = fields.Selection(REASONS, required=True, readonly=True)
    level = fields.Selection(LEVELS, required=True, readonly=True, default="1")
    user_id = fields.Many2one(
        "res.users",
        string="In Charge",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
    )
    auto_user_id = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="As the customer says.",
    )
    tier_id = fields.Many2one("care.tier", readonly=True, ondelete="set null")
    at_stake = fields.Float(
        string="Contribution at Stake",
        readonly=True,
        help="What the customer brought in the window of the policy.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    facts = fields.Json(string="Grounds", readonly=True)
    note = fields.Text(string="What We Do")
    # life
    state = fields.Selection(
        [("open", "Unresolved"), ("snoozed", "Put Off"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
    )
    is_live = fields.Boolean(readonly=True, default=True)
    first_seen = fields.Date(required=True, readonly=True)
    gone_since = fields.Date(
        readonly=True, help="The signal does not show any more since then."
    )
    last_seen = fields.Date(compute="_compute_last_seen")
    snooze_until = fields.Date(string="Put off to", readonly=True)
    snooze_reason = fields.Char(string="Put off because", readonly=True)
    closed_date = fields.Date(string="Closed on", readonly=True)
    close_reason = fields.Selection(
        [
            ("gone", "The signal is gone"),
            ("hand", "Closed by hand"),
            ("lost", "Lost or let go"),
            ("archived", "Customer archived"),
            ("off", "Signal switched off"),
            ("merged", "Merged with another customer"),
        ],
        string="Closed because",
        readonly=True,
    )
    close_note = fields.Char(string="What Was Found", readonly=True)

    _live_uniq = models.UniqueIndex(
        "(partner_id, company_id, reason) WHERE is_live",
        "This customer has this warning already.",
    )
    _live_idx = models.Index("(company_id, reason) WHERE is_live")
    _open_idx = models.Index("(company_id, at_stake DESC) WHERE state = 'open'")

    @api.depends("company_id")
    def _compute_currency_id(self):
        for risk in self:
            company = risk.company_id
            measure = self.env["care.policy"]._find_measure(company.id)
            risk.currency_id = measure != "products" and company.currency_id

    @api.depends("gone_since", "is_live", "company_id")
    def _compute_last_seen(self):
        for risk in self:
            # sudo: when the job ran last is no secret
            policy = self.env["care.policy"].sudo()._get(risk.company_id)
            risk.last_seen = risk.gone_since or policy.risk_as_of or risk.first_seen
            if risk.closed_date and not risk.is_live and not risk.gone_since:
                risk.last_seen = risk.closed_date

    @api.depends("partner_id", "reason")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["reason"]._description_selection(self.env))
        for risk in self:
            parts = (risk.partner_id.display_name, labels.get(risk.reason))
            risk.display_name = " – ".join(part for part in parts if part)

    def write(self, vals):
        if not self.env.su and not WRITTEN_BY_HAND.issuperset(vals):
            raise AccessError(
                self.env._(
                    "Warnings follow their signals. Put one off or close it by its "
                    "buttons."
                )
            )
        return super().write(vals)

    @api.model
    def _get_list_action(self):
        """What buttons open: warnings of a domain that they add."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Early Warnings"),
            "res_model": self._name,
            "view_mode": "list,kanban,form,pivot,graph",
            "context": {"search_default_open": 1},
            "help": self.env["ir.actions.actions"]._for_xml_id(
                "crm_customer_care.care_risk_action"
            )["help"],
        }
