from odoo import fields, models
from odoo.tools import SQL

from ..models.complaint.care_complaint import SEVERITIES
from ..models.complaint.care_sla_line import MILESTONES


class CareComplaintClockReport(models.Model):
    """How long complaints took to each milestone, and whether it was in time."""

    _name = "care.complaint.clock.report"
    _description = "Complaint Clocks Analysis"
    _auto = False
    _order = "received_date desc, id desc"
    _rec_name = "complaint_id"

    complaint_id = fields.Many2one("care.complaint", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    received_date = fields.Datetime(string="Received on", readonly=True)
    milestone = fields.Selection(MILESTONES, readonly=True)
    cycle = fields.Integer(string="Round", readonly=True, aggregator=None)
    severity = fields.Selection(SEVERITIES, readonly=True)
    cause_id = fields.Many2one("care.complaint.cause", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    tier_id = fields.Many2one("care.tier", readonly=True)
    user_id = fields.Many2one("res.users", string="Responsible", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    # measures
    in_time = fields.Float(
        string="In Time (%)",
        readonly=True,
        aggregator="avg",
        help="Of the milestones that were reached or are late.",
    )
    used_hours = fields.Float(
        string="Working Hours Taken", readonly=True, aggregator="avg"
    )
    late_hours = fields.Float(string="Hours Late", readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """SELECT k.id, k.complaint_id, k.company_id, k.partner_id, k.milestone,
                      k.cycle, c.received_date, c.severity, c.cause_id, c.product_id,
                      c.tier_id, c.user_id, c.team_id,
                      CASE k.state WHEN 'met' THEN 100.0 WHEN 'breached' THEN 0.0
                      END AS in_time,
                      CASE WHEN k.met_at IS NOT NULL THEN k.consumed_hours
                      END AS used_hours,
                      CASE WHEN k.state = 'breached' THEN k.late_hours
                      END AS late_hours
                 FROM care_complaint_clock k
                 JOIN care_complaint c ON c.id = k.complaint_id
                WHERE k.state <> 'cancelled'"""
        )
