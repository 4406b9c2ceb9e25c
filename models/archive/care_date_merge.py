from odoo import models
from odoo.tools import SQL


class CareDate(models.Model):
    """Dates of merged contacts: of two that are the same the one that stays learns."""

    _inherit = "care.date"

    def _merge_partners(self, sources, target):
        """Let rows that will stay know what colliding ones of the sources know."""
        dates = self.search([("partner_id", "in", (sources | target).ids)], order="id")
        kept = {}
        # the target's own dates stay, then the older ones
        for date in dates.sorted(lambda date: date.partner_id != target):
            key = (date.relation_id, *date._get_day_key())
            first = kept.setdefault(key, date)
            if first != date:
                first._learn(date)

    def _get_day_key(self):
        day = (self.calendar, self.month, self.day, self.leap_month)
        return (self.kind_id, self.name, *day)

    def _learn(self, other):
        """Take over what another row of the same day knows better."""
        if not self.year and other.year:
            self.year = other.year
        notes = dict.fromkeys(filter(None, [self.note, other.note]))
        if other.note and len(notes) > 1:
            self.note = "; ".join(notes)

    def _set_relation(self, relation):
        """Move dates to another relation, or to the contact itself; by SQL since the
        contacts of both are being merged."""
        for date in self:
            twin = self.search(
                [
                    ("partner_id", "=", date.partner_id.id),
                    ("relation_id", "=", relation.id),
                ]
            ).filtered(lambda row, date=date: row._get_day_key() == date._get_day_key())
            if twin:
                twin._learn(date)
                date.unlink()
            else:
                self.env.cr.execute(
                    SQL(
                        "UPDATE care_date SET relation_id = %s WHERE id = %s",
                        relation.id or None,
                        date.id,
                    )
                )
        self.invalidate_model(["relation_id"])


class CareRelation(models.Model):
    _inherit = "care.relation"

    def _hand_over(self, heir):
        dates = self.env["care.date"].search([("relation_id", "in", self.ids)])
        dates._set_relation(heir)
        return super()._hand_over(heir)
