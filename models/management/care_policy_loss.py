from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Who is marked as lost is in that segment, and has no contacts planned."""

    _inherit = "care.policy"

    def _care_segment_signals(self, settings):
        signals = super()._care_segment_signals(settings)
        marked = SQL(
            """SELECT l.partner_id, 'lost' AS signal FROM care_loss l
                WHERE l.company_id = %(company)s AND l.state <> 'undone'
                  AND l.date <= %(as_of)s
                  AND (l.returned_date IS NULL OR l.returned_date > %(as_of)s)""",
            company=self.company_id.id,
            as_of=settings.as_of,
        )
        return {**signals, "losses": marked}

    def _care_recent_sources(self, since):
        recent = SQL(
            """SELECT l.partner_id FROM care_loss l
                WHERE l.company_id = %s AND l.write_date >= %s""",
            self.company_id.id,
            since,
        )
        return {**super()._care_recent_sources(since), "losses": recent}

    def _care_cadence_excluded(self):
        lost = SQL(
            """SELECT l.partner_id FROM care_loss l
                WHERE l.company_id = %s AND l.state = 'lost'""",
            self.company_id.id,
        )
        return {**super()._care_cadence_excluded(), "lost": lost}
