from odoo import api, fields, models
from odoo.exceptions import ValidationError

DEFAULT_REOPEN_HOURS = 4.0


class CareSla(models.Model):
    """How many working hours a complaint may take to each milestone."""

    _name = "care.sla"
    _description = "Complaint Policy"
    _order = "company_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Hours",
        ondelete="restrict",
        check_company=True,
        default=lambda self: self.env.company.resource_calendar_id,
        help="Clocks run in these hours, in the time zone of the calendar, and stand "
        "still on the holidays of the company.",
    )
    tier_ids = fields.Many2many(
        "care.tier",
        string="Tiers",
        domain="[('company_id', '=', company_id)]",
        help="Customers of these tiers; empty: all others.",
    )
    cause_ids = fields.Many2many(
        "care.complaint.cause",
        string="Causes",
        help="Complaints of these causes and of all below them; empty: any.",
    )
    line_ids = fields.One2many("care.sla.line", "sla_id", string="Budgets", copy=True)
    reopen_min_hours = fields.Float(
        string="Hours after Reopening",
        required=True,
        default=DEFAULT_REOPEN_HOURS,
        help="A complaint that is opened again has at least so many working hours "
        "left.",
    )

    @api.constrains("reopen_min_hours")
    def _check_reopen_min_hours(self):
        if any(sla.reopen_min_hours < 0 for sla in self):
            raise ValidationError(self.env._("Hours can't be negative."))

    @api.constrains("tier_ids", "company_id")
    def _check_tier_ids(self):
        for sla in self:
            if sla.tier_ids.company_id - sla.company_id:
                raise ValidationError(
                    self.env._("Choose tiers of the same company as the policy.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        slas = super().create(vals_list)
        for sla, vals in zip(slas, vals_list, strict=True):
            if "line_ids" not in vals:
                sla.line_ids = self.env["care.sla.line"]._prepare_default_commands(sla)
        return slas

    def _get_budget(self, milestone, severity):
        """Working hours until a milestone, None where the policy names none."""
        lines = self.line_ids.filtered(lambda line: line.milestone == milestone)
        own = lines.filtered(lambda line: line.severity == severity)
        line = (own or lines.filtered(lambda line: not line.severity))[:1]
        return line.budget_hours if line else None

    @api.model
    def _match(self, company, tier, cause):
        """The policy of a complaint: for its tier and cause, else for its tier, else
        for its cause, else the default of the company."""
        line = cause._get_line() if cause else cause
        best = self.browse()
        best_rank = ()
        for sla in self._get_of_company(company):
            if sla.tier_ids and tier not in sla.tier_ids:
                continue
            near = [depth for depth, one in enumerate(line) if one in sla.cause_ids]
            if sla.cause_ids and not near:
                continue
            # a nearer cause is the better match
            rank = (bool(sla.tier_ids), bool(sla.cause_ids), -min(near, default=0))
            if not best or rank > best_rank:
                best, best_rank = sla, rank
        return best

    @api.model
    def _get_of_company(self, company):
        slas = self.search([("company_id", "=", company.id)])
        known = self.with_context(active_test=False)
        if not slas and not known.search_count([("company_id", "=", company.id)]):
            self.env["care.policy"]._get(company)._add_default_slas()
            slas = self.search([("company_id", "=", company.id)])
        return slas

    def action_apply(self):
        """Give the open complaints of these policies the budgets that hold now."""
        complaints = self.env["care.complaint"]
        complaints.search(
            [("sla_id", "in", self.ids), ("is_open", "=", True)]
        )._restart_clocks()
