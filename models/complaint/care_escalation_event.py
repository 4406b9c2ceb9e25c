from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from .care_complaint import OPEN_STATES
from .care_escalation_level import EVENTS

# ratings of complaints that were closed before are past
RECENT = timedelta(days=30)
# what a complaint `c` under a policy `p` is brought before others for
SAME_CAUSE = SQL(
    """SELECT 1 FROM care_complaint o
        WHERE o.cause_id = c.cause_id AND o.company_id = c.company_id
          AND o.kind = 'complaint' AND o.state <> 'cancelled'
          AND (o.received_date, o.id) < (c.received_date, c.id)
          AND o.received_date > c.received_date
              - make_interval(days => p.repeat_cause_days)
          AND (o.commercial_partner_id = c.commercial_partner_id
               OR o.product_id = c.product_id)"""
)


class CareEscalation(models.Model):
    """What brings a complaint before others at once."""

    _inherit = "care.escalation"

    def _find_events(self, companies):
        """Return [(complaint, event, levels that have not acted, cycle)]."""
        self.env.flush_all()
        rows = []
        for code, _label in EVENTS:
            found = self.env.execute_query(self._get_event_sql(code, companies))
            rows += [(number, code, levels, cycle) for number, levels, cycle in found]
        return sorted(rows)

    def _get_event_sql(self, code, companies):
        return SQL(
            """SELECT c.id, array_agg(l.id), %(cycle)s
                 FROM care_complaint c
                 JOIN care_policy p ON p.company_id = c.company_id
                 JOIN care_escalation_level l
                      ON l.active AND %(flag)s
                      AND (l.company_id IS NULL OR l.company_id = c.company_id)
                WHERE c.company_id = ANY(%(companies)s) AND c.kind = 'complaint'
                  AND %(condition)s
                  AND NOT EXISTS (
                      SELECT 1 FROM care_escalation e
                       WHERE (e.complaint_id, e.trigger, e.level_id, e.cycle)
                             = (c.id, %(code)s, l.id, %(cycle)s))
                GROUP BY c.id""",
            flag=SQL.identifier("l", f"on_{code}"),
            companies=companies,
            condition=self._get_event_condition(code),
            code=code,
            # a bad rating belongs to the round that it was given for
            cycle=SQL("c.low_rating_cycle" if code == "low_rating" else "c.cycle"),
        )

    def _get_event_condition(self, code):
        opened = SQL("c.state = ANY(%s)", list(OPEN_STATES))
        if code == "reopened_twice":
            return SQL("%s AND c.cycle > 2", opened)
        if code == "key_customer":
            key = SQL("SELECT t.id FROM care_tier t WHERE t.is_key")
            return SQL("%s AND c.tier_id IN (%s)", opened, key)
        if code == "repeat_cause":
            return SQL("%s AND EXISTS (%s)", opened, SAME_CAUSE)
        return SQL(
            """c.low_rating_cycle > 0
               AND (c.closed_date IS NULL OR c.closed_date > %s)""",
            fields.Datetime.now() - RECENT,
        )
