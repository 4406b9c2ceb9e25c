from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CareManagerReport(models.Model):
    """What each account manager has, and how well the customers are looked after."""

    _name = "care.manager.report"
    _description = "Account Managers"
    _auto = False
    _order = "contribution desc nulls last, id"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    customer_count = fields.Integer(string="Customers", readonly=True)
    key_count = fields.Integer(string="Key Customers", readonly=True)
    contribution = fields.Monetary(readonly=True)
    previous_contribution = fields.Monetary(readonly=True)
    growth = fields.Float(
        string="Growth (%)",
        readonly=True,
        aggregator="avg",
        help="Contribution against that of the window before.",
    )
    touch_count = fields.Integer(
        string="Contacts", readonly=True, help="By the salesperson, in the window."
    )
    hours = fields.Float(readonly=True)
    revisit_count = fields.Integer(
        string="Planned Contacts",
        readonly=True,
        help="Done in the window, or past their limit.",
    )
    on_time = fields.Float(
        string="On Time (%)",
        readonly=True,
        aggregator="avg",
        help="Planned contacts that were done within their limit.",
    )
    complaint_count = fields.Integer(
        string="Complaints", readonly=True, help="Of the customers, in the window."
    )
    retention = fields.Float(
        string="Retention (%)",
        readonly=True,
        aggregator="avg",
        help="Probability that the customers buy again, on average.",
    )
    lost_count = fields.Integer(string="Lost Customers", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT u.*, %(team)s AS team_id, %(currency)s AS currency_id,
                      CASE WHEN u.previous_contribution > 0 THEN
                           100 * (u.contribution / u.previous_contribution - 1)
                      END AS growth,
                      COALESCE(t.touches, 0)::int AS touch_count,
                      COALESCE(t.hours, 0) AS hours,
                      COALESCE(v.revisits, 0)::int AS revisit_count, v.on_time,
                      COALESCE(n.complaints, 0)::int AS complaint_count
                 FROM (%(customers)s) u
                 LEFT JOIN res_company c ON c.id = u.company_id
                 LEFT JOIN care_policy k ON k.company_id = u.company_id
                 LEFT JOIN (%(touches)s) t
                        ON t.user_id = u.user_id AND t.company_id = u.company_id
                 LEFT JOIN (%(revisits)s) v
                        ON v.user_id = u.user_id AND v.company_id = u.company_id
                 LEFT JOIN (%(complaints)s) n
                        ON n.user_id = u.user_id AND n.company_id = u.company_id""",
            team=self._rows()._team_of(SQL("u.user_id")),
            currency=self._rows()._contribution_currency(),
            customers=self._customers(),
            touches=self._touches(),
            revisits=self._revisits(),
            complaints=self._complaints(),
        )

    @api.model
    def _rows(self):
        return self.env["care.customer.report"]

    @api.model
    def _customers(self):
        return SQL(
            """SELECT min(f.id) AS id, f.user_id, f.company_id,
                      count(*)::int AS customer_count,
                      count(*) FILTER (WHERE g.is_key)::int AS key_count,
                      count(*) FILTER (WHERE f.segment = 'lost')::int AS lost_count,
                      100 * avg(f.retention) AS retention,
                      sum(f.contribution) AS contribution,
                      sum(f.previous_contribution) AS previous_contribution
                 FROM %s
                 LEFT JOIN care_tier g ON g.id = f.tier_id
                WHERE f.user_id IS NOT NULL
                GROUP BY f.user_id, f.company_id""",
            self._rows()._customer_tables(),
        )

    @api.model
    def _touches(self):
        return SQL(
            """SELECT t.user_id, t.company_id, count(*) AS touches,
                      sum(COALESCE(t.duration, 0)) AS hours
                 FROM care_touch t
                 JOIN (%s) w ON w.company_id = t.company_id
                      AND t.date >= w.start AND t.date < w.stop
                GROUP BY t.user_id, t.company_id""",
            self._rows()._windows(),
        )

    @api.model
    def _revisits(self):
        return SQL(
            """SELECT r.user_id, r.company_id, count(*) AS revisits,
                      100.0 * count(*) FILTER (WHERE r.state = 'done'
                                               AND r.done_date <= r.hard_date)
                          / count(*) AS on_time
                 FROM care_revisit r
                 JOIN (%s) w ON w.company_id = r.company_id
                WHERE r.state = 'done' AND r.done_date > w.after
                      AND r.done_date <= w.until
                   OR r.state = 'planned' AND r.hard_date < w.until
                GROUP BY r.user_id, r.company_id""",
            self._rows()._windows(),
        )

    @api.model
    def _complaints(self):
        return SQL(
            """SELECT f.user_id, f.company_id, count(*) AS complaints
                 FROM care_complaint o
                 JOIN (%s) w ON w.company_id = o.company_id
                      AND o.received_date >= w.start AND o.received_date < w.stop
                 JOIN care_profile f ON f.partner_id = o.commercial_partner_id
                      AND f.company_id = o.company_id AND f.active
                WHERE o.kind = 'complaint' AND o.state <> 'cancelled'
                GROUP BY f.user_id, f.company_id""",
            self._rows()._windows(),
        )

    # what stands behind
    def action_open_touches(self):
        """Open the contacts that were counted."""
        window = self._get_window_domain("date")
        return self._rows()._open("care.touch", window, self.user_id.name)

    def action_open_revisits(self):
        """Open the planned contacts that were counted."""
        self.ensure_one()
        policy = self._get_policy()
        after, until = policy._get_analysis_window()
        done = Domain("state", "=", "done")
        done &= Domain("done_date", ">", after) & Domain("done_date", "<=", until)
        late = Domain("state", "=", "planned") & Domain("hard_date", "<", until)
        own = Domain("user_id", "=", self.user_id.id)
        own &= Domain("company_id", "=", self.company_id.id)
        domain = list(own & (done | late))
        return self._rows()._open("care.revisit", domain, self.user_id.name)

    def action_open_complaints(self):
        """Open the complaints that were counted."""
        window = self._get_window_domain("received_date", "profile_id.user_id")
        domain = [
            *window,
            ("profile_id.active", "=", True),
            ("kind", "=", "complaint"),
            ("state", "!=", "cancelled"),
        ]
        return self._rows()._open("care.complaint", domain, self.user_id.name)

    def _get_policy(self):
        # sudo: the window of the policy is no secret
        return self.env["care.policy"].sudo()._get(self.company_id)

    def _get_window_domain(self, moment, user="user_id"):
        """Domain of what a salesperson has within the window."""
        self.ensure_one()
        start, stop = self._get_policy()._get_window_moments()
        return [
            (user, "=", self.user_id.id),
            ("company_id", "=", self.company_id.id),
            (moment, ">=", start),
            (moment, "<", stop),
        ]

    def action_open_customers(self):
        """Open the customers of the salesperson."""
        self.ensure_one()
        return self._rows()._open(
            "care.profile",
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
            ],
            self.user_id.name,
        )
