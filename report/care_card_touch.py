from odoo import api, models
from odoo.fields import Datetime, Domain
from odoo.tools import format_date


class ReportCareCard(models.AbstractModel):
    """The latest contacts with the customer and its people."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        domain = Domain("commercial_partner_id", "in", customers.ids)
        touches = self._get_latest("care.touch", domain, "date")
        for touch in touches.sorted("date", reverse=True):
            card = cards[touch.commercial_partner_id.id]
            card["contacts"].append(self._get_contact_line(touch))
        return cards

    def _get_contact_line(self, touch):
        day = Datetime.context_timestamp(touch, touch.date)
        return (
            format_date(self.env, day.date()),
            touch.channel_id.name,
            # sudo: a link shows its name, here as in every form
            touch.partner_id.sudo().name,
            touch.user_id.sudo().name or "",
            touch.summary or "",
        )
