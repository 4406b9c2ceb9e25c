from odoo import api, models
from odoo.tools import SQL

from .care_kpi import KpiMeasure


class CareKpi(models.Model):
    """Items that count facts with a date."""

    _inherit = "care.kpi"

    @api.model
    def _get_measures(self):
        return {
            **super()._get_measures(),
            "visits_on_time": KpiMeasure(
                self.env._("Planned Contacts in Time"),
                "care.revisit",
                self._rows_visits,
            ),
            "greetings_done": KpiMeasure(
                self.env._("Greetings Done"), "care.greeting", self._rows_greetings
            ),
            "audit": KpiMeasure(
                self.env._("Audited Facts Correct"), "care.audit", self._rows_audits
            ),
            "win_rate": KpiMeasure(
                self.env._("Opportunities Won"), "crm.lead", self._rows_opportunities
            ),
            **self._get_complaint_measures(),
            **self._get_contact_measures(),
        }

    def _get_complaint_measures(self):
        clock = "care.complaint.clock"
        return {
            "first_response": KpiMeasure(
                self.env._("First Response in Time"), clock, self._rows_first_response
            ),
            "complaints_solved": KpiMeasure(
                self.env._("Complaints Solved in Time"), clock, self._rows_solved
            ),
            "complaint_days": KpiMeasure(
                self.env._("Days to Close a Complaint"),
                "care.complaint",
                self._rows_complaint_days,
                unit="days",
                direction="down",
            ),
        }

    def _get_contact_measures(self):
        return {
            "touches": KpiMeasure(
                self.env._("Contacts"),
                "care.touch",
                self._rows_touches,
                unit="number",
                formula="sum",
            ),
            "satisfaction": KpiMeasure(
                self.env._("Satisfaction"),
                "care.touch",
                self._rows_satisfaction,
                unit="number",
            ),
            "needs_found": KpiMeasure(
                self.env._("Needs Found"),
                "care.need",
                self._rows_needs,
                unit="number",
                formula="sum",
            ),
        }

    def _rows_visits(self, policy, period):
        """A planned contact counts once: when it was made or left out, or when its
        longest interval ran out."""
        return SQL(
            """SELECT r.user_id, r.id AS res_id,
                      (r.state = 'done' AND r.done_date <= r.hard_date)::int
                          AS numerator, 1 AS denominator
                 FROM care_revisit r,
                      LATERAL (SELECT LEAST(r.done_date, r.hard_date) AS day) d
                WHERE r.company_id = %(company)s AND r.state <> 'cancelled'
                  AND d.day BETWEEN %(first)s AND %(end)s
                  AND (d.day < %(as_of)s OR r.state <> 'planned')""",
            company=policy.company_id.id,
            first=period.first,
            end=period.end,
            as_of=period.as_of,
        )

    def _rows_greetings(self, policy, period):
        return SQL(
            """SELECT g.user_id, g.id AS res_id,
                      (g.state IN ('sent', 'done'))::int AS numerator,
                      1 AS denominator
                 FROM care_greeting g
                WHERE g.company_id = %(company)s
                  AND g.state NOT IN ('skipped', 'suppressed')
                  AND g.occasion_date BETWEEN %(first)s AND %(end)s
                  AND (g.occasion_date < %(as_of)s
                       OR g.state NOT IN ('planned', 'to_approve', 'approved'))""",
            company=policy.company_id.id,
            first=period.first,
            end=period.end,
            as_of=period.as_of,
        )

    def _rows_first_response(self, policy, period):
        return self._clock_rows(policy, period, "first_response")

    def _rows_solved(self, policy, period):
        return self._clock_rows(policy, period, "resolve")

    def _clock_rows(self, policy, period, milestone):
        """A clock counts when its milestone is reached or its deadline passes."""
        return SQL(
            """SELECT c.user_id, k.id AS res_id,
                      (k.state = 'met')::int AS numerator, 1 AS denominator
                 FROM care_complaint_clock k
                 JOIN care_complaint c ON c.id = k.complaint_id
                WHERE k.company_id = %s AND k.milestone = %s
                  AND k.state IN ('met', 'breached')
                  AND LEAST(k.met_at, k.deadline) >= %s
                  AND LEAST(k.met_at, k.deadline) < %s""",
            policy.company_id.id,
            milestone,
            period.start,
            period.stop,
        )

    def _rows_complaint_days(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.id AS res_id,
                      EXTRACT(EPOCH FROM c.closed_date - c.received_date) / 86400
                          AS numerator, 1 AS denominator
                 FROM care_complaint c
                WHERE c.company_id = %s AND c.kind = 'complaint'
                  AND c.state = 'closed'
                  AND c.closed_date >= %s AND c.closed_date < %s""",
            policy.company_id.id,
            period.start,
            period.stop,
        )

    def _rows_audits(self, policy, period):
        return SQL(
            """SELECT a.user_id, a.id AS res_id, a.correct_rate AS numerator,
                      1 AS denominator
                 FROM care_audit a
                WHERE a.company_id = %s AND a.state = 'done' AND a.result IS NOT NULL
                  AND a.done_on BETWEEN %s AND %s""",
            policy.company_id.id,
            period.first,
            period.end,
        )

    def _rows_opportunities(self, policy, period):
        return SQL(
            """SELECT l.user_id, l.id AS res_id,
                      (l.won_status = 'won')::int AS numerator, 1 AS denominator
                 FROM %s
                WHERE l.type = 'opportunity' AND l.won_status IN ('won', 'lost')
                  AND l.date_closed >= %s AND l.date_closed < %s AND %s""",
            policy._from_leads(),
            period.start,
            period.stop,
            policy._where_leads(),
        )

    # contacts
    def _rows_touches(self, policy, period):
        return SQL(
            """SELECT t.user_id, t.id AS res_id, 1 AS numerator, 0 AS denominator
                 FROM care_touch t WHERE t.effective AND %s""",
            self._touched(policy, period),
        )

    def _rows_satisfaction(self, policy, period):
        return SQL(
            """SELECT t.user_id, t.id AS res_id, t.satisfaction::int AS numerator,
                      1 AS denominator
                 FROM care_touch t WHERE t.satisfaction IS NOT NULL AND %s""",
            self._touched(policy, period),
        )

    def _touched(self, policy, period):
        """SQL condition of the contacts `t` of a month."""
        return SQL(
            "t.company_id = %s AND t.date >= %s AND t.date < %s",
            policy.company_id.id,
            period.start,
            period.stop,
        )

    def _rows_needs(self, policy, period):
        return SQL(
            """SELECT n.user_id, n.id AS res_id, 1 AS numerator, 0 AS denominator
                 FROM care_need n
                WHERE n.company_id = %s
                  AND n.create_date >= %s AND n.create_date < %s""",
            policy.company_id.id,
            period.start,
            period.stop,
        )
