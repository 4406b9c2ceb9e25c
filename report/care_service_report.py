from odoo import fields, models
from odoo.tools import SQL


class CareServiceReport(models.Model):
    """How much of our effort each customer takes, beside what it brings."""

    _name = "care.service.report"
    _description = "Service and Effort"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "touch_count desc, partner_id"

    touch_count = fields.Integer(string="Contacts", readonly=True)
    effective_count = fields.Integer(
        string="Reached", readonly=True, help="Contacts that reached the customer."
    )
    visit_count = fields.Integer(string="Meetings and Visits", readonly=True)
    hours = fields.Float(readonly=True)
    complaint_count = fields.Integer(string="Complaints", readonly=True)
    contribution = fields.Monetary(readonly=True)
    touch_share = fields.Float(
        string="Share of Contacts (%)", readonly=True, help="Of all of the company."
    )
    effort_share = fields.Float(
        string="Share of Effort (%)", readonly=True, help="Of all hours of contact."
    )
    profit_share = fields.Float(
        string="Share of Contribution (%)", readonly=True, help="Of all customers'."
    )
    excess = fields.Float(
        string="Effort above Value (%)",
        readonly=True,
        help="Share of effort less share of contribution: above 0 they take more than "
        "they bring.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT u.*, u.effort_share - u.profit_share AS excess
                 FROM (SELECT f.id, %(columns)s, f.contribution,
                              COALESCE(t.touches, 0)::int AS touch_count,
                              COALESCE(t.effective, 0)::int AS effective_count,
                              COALESCE(t.visits, 0)::int AS visit_count,
                              COALESCE(t.hours, 0) AS hours,
                              COALESCE(n.complaints, 0)::int AS complaint_count,
                              100 * COALESCE(t.touches / t.all_touches, 0)
                                  AS touch_share,
                              100 * COALESCE(t.hours / NULLIF(t.all_hours, 0), 0)
                                  AS effort_share,
                              100 * COALESCE(greatest(f.contribution, 0)
                                             / NULLIF(s.total, 0), 0) AS profit_share
                         FROM %(tables)s
                         LEFT JOIN (%(totals)s) s ON s.company_id = f.company_id
                         LEFT JOIN (%(touches)s) t ON t.partner_id = f.partner_id
                               AND t.company_id = f.company_id
                         LEFT JOIN (%(complaints)s) n ON n.partner_id = f.partner_id
                               AND n.company_id = f.company_id) u""",
            columns=self._customer_columns(),
            tables=self._customer_tables(),
            totals=self._contribution_totals(),
            touches=self._touches(),
            complaints=self._complaints(),
        )

    def _touches(self):
        visits = [
            self.env.ref(f"crm_customer_care.channel_{name}", False)
            for name in ("meeting", "visit", "dinner")
        ]
        return SQL(
            """SELECT t.commercial_partner_id AS partner_id, t.company_id,
                      count(*) AS touches,
                      count(*) FILTER (WHERE t.effective) AS effective,
                      count(*) FILTER (WHERE t.channel_id = ANY(%(visits)s)) AS visits,
                      sum(COALESCE(t.duration, 0)) AS hours,
                      sum(count(*)) OVER company AS all_touches,
                      sum(sum(COALESCE(t.duration, 0))) OVER company AS all_hours
                 FROM care_touch t
                 JOIN (%(windows)s) w ON w.company_id = t.company_id
                      AND t.date >= w.start AND t.date < w.stop
                GROUP BY t.commercial_partner_id, t.company_id
               WINDOW company AS (PARTITION BY t.company_id)""",
            visits=[channel.id for channel in visits if channel],
            windows=self._windows(),
        )

    def _complaints(self):
        return SQL(
            """SELECT o.commercial_partner_id AS partner_id, o.company_id,
                      count(*) AS complaints
                 FROM care_complaint o
                 JOIN (%s) w ON w.company_id = o.company_id
                      AND o.received_date >= w.start AND o.received_date < w.stop
                WHERE o.kind = 'complaint' AND o.state <> 'cancelled'
                GROUP BY o.commercial_partner_id, o.company_id""",
            self._windows(),
        )

    def action_open_complaints(self):
        """Open the complaints that were counted."""
        self.ensure_one()
        start, stop = self._get_window_moments()
        return self._open(
            "care.complaint",
            [
                ("commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "complaint"),
                ("state", "!=", "cancelled"),
                ("received_date", ">=", start),
                ("received_date", "<", stop),
            ],
        )

    def action_open_touches(self):
        """Open the contacts that were counted."""
        self.ensure_one()
        return self._open("care.touch", self._get_touch_domain())
