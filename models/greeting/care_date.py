from odoo import models
from odoo.tools import SQL


class CareDate(models.Model):
    """Greetings know a date by its id: the one that stays keeps what was greeted."""

    _inherit = "care.date"

    def _learn(self, other):
        result = super()._learn(other)
        mine, theirs = (date._get_greeting_subject() for date in (self, other))
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE care_greeting g SET subject = %(mine)s
                    WHERE g.subject = %(theirs)s AND NOT EXISTS (
                          SELECT FROM care_greeting k
                           WHERE k.partner_id = g.partner_id AND k.subject = %(mine)s
                             AND k.occasion_id = g.occasion_id
                             AND k.channel = g.channel
                             AND k.occasion_key = g.occasion_key)""",
                mine=mine,
                theirs=theirs,
            )
        )
        self.env["care.greeting"].invalidate_model(["subject"], flush=False)
        return result

    def _get_greeting_subject(self):
        """By what the greetings of a date know it."""
        self.ensure_one()
        return f"date:{self.id}"
