from odoo import api, models
from odoo.fields import Domain

from ...tools.sheet_columns import TOUCHES

# a sheet of Excel has no more columns than these and those that name customers
MAX_DAYS = 16_000


class CareExportBook(models.AbstractModel):
    """The workbook of customers holds the contact calendar too."""

    _inherit = "care.export.book"

    @api.model
    def _get_sheet_names(self):
        return [*super()._get_sheet_names(), TOUCHES.names[0]]

    @api.model
    def _add_sheets(self, writer, partners):
        result = super()._add_sheets(writer, partners)
        touches = self.env["care.touch"]
        zone = touches._get_calendar_zone().key
        found = touches.with_context(tz=zone)._read_group(
            Domain("commercial_partner_id", "in", partners.ids)
            & Domain("company_id", "=", self.env.company.id),
            ["date:day"],
            ["commercial_partner_id:array_agg"],
        )
        days = [moment.date() for moment, _customers in found][-MAX_DAYS:]
        if days:
            numbers = {number for _moment, customers in found for number in customers}
            customers = partners.filtered(lambda customer: customer.id in numbers)
            touches._add_calendar_sheet(writer, customers, days)
        return result
