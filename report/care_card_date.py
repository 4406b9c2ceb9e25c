from odoo import api, models
from odoo.tools import format_date

DATE_LIMIT = 6


class ReportCareCard(models.AbstractModel):
    """The days of the customer and of its people that come round next."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        for card in cards.values():
            card["dates"] = []
        if not self.env["care.date"].has_access("read"):
            return cards
        dates = self.env["care.date"].search(
            [
                ("commercial_partner_id", "in", customers.ids),
                ("next_date", "!=", False),
            ],
            order="next_date, id",
        )
        for date in dates:
            card = cards[date.commercial_partner_id.id]
            if len(card["dates"]) < DATE_LIMIT:
                card["dates"].append(self._get_date(date))
                # a date of a relative tells of the relation
                card["is_confidential"] |= bool(date.relation_id)
        return cards

    def _get_date(self, date):
        what = [date.name or date.kind_id.name]
        if date.relation_id:
            what.append(date.relation_id.display_name)
        if date.next_age:
            what.append(self.env._("turns %(age)s", age=date.next_age))
        if date.calendar == "lunar":
            what.append(date.display_date)
        day = format_date(self.env, date.next_date)
        return (day, date.partner_id.name, ", ".join(what))
