from datetime import timedelta, timezone

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, split_every

from ...tools.sheet_columns import TOUCHES, position_of
from ...tools.sheet_write import WorkbookWriter
from ...tools.touch_letters import letters_text
from ...tools.touch_note import join_notes, note_text
from .care_touch_calendar import ORDER

CHUNK = 500
FIELDS = ["commercial_partner_id", "date", "channel_id", "summary", "note"]


def _tell(contacts):
    return letters_text("".join(letter for letter, _text in contacts))


class CareTouch(models.Model):
    """The contact calendar as the workbook that `care.import` reads: in again, nothing
    changes. All is read with the rights of the user."""

    _inherit = "care.touch"

    @api.model
    def export_calendar(self, domain, start, stop):
        """Return the action that downloads the calendar of all customers found, page
        after page; the arguments are those of `get_calendar`."""
        export = self.env["care.export"]
        export._check_right()
        start, stop = self._check_calendar_days(start, stop)
        partners = self.env["res.partner"]
        customers = partners.search(self._get_calendar_domain(domain), order=ORDER)
        if not customers:
            raise UserError(
                self.env._("No customer is shown: remove a filter, then export.")
            )
        content = self._write_calendar(customers, start, stop)
        self.env["care.export.log"]._log_export(
            "excel", "res.partner", customers, TOUCHES.names[:1], f"{start} – {stop}"
        )
        return export._offer(
            content, self.env._("contacts %(start)s – %(stop)s", start=start, stop=stop)
        )

    @api.model
    def _write_calendar(self, customers, start, stop):
        """Return the bytes of a workbook of the contacts with customers."""
        writer = WorkbookWriter()
        days = [start + timedelta(n) for n in range((stop - start).days + 1)]
        self._add_calendar_sheet(writer, customers, days)
        return writer.close()

    @api.model
    def _add_calendar_sheet(self, writer, customers, days):
        """Add the contacts with customers on these days, the first one first."""
        position = position_of(self.env.lang)
        heads = [column.names[position] for column in TOUCHES.columns]
        sheet = writer.add_sheet(TOUCHES.names[position], heads + days, frozen=1)
        for chunk in split_every(CHUNK, customers.ids, customers.browse):
            found = self._get_calendar_contacts(chunk, days[0], days[-1])
            for customer in chunk:
                cells = [found.get((customer.id, day), ()) for day in days]
                sheet.write_row(
                    self._get_calendar_heads(customer) + list(map(_tell, cells)),
                    {
                        len(heads) + at: comment
                        for at, cell in enumerate(cells)
                        if (comment := join_notes(cell))
                    },
                )
            self.env.invalidate_all()

    @api.model
    def _get_calendar_heads(self, customer):
        """What names a customer, in the order of the columns."""
        identity = self.env["care.export.book"]._get_identity(customer)
        return [customer.name or customer.display_name, customer.ref, identity["id"]]

    @api.model
    def _get_calendar_contacts(self, customers, start, stop):
        """{(customer, day): [(letter, text)] in order of time}."""
        zone = self._get_calendar_zone()
        span = self._get_calendar_span(start, stop, zone)
        touches = self.search_fetch(
            self._get_touch_domain(customers.ids, *span), FIELDS, order="date, id"
        )
        cells = {}
        for touch in touches:
            day = touch.date.replace(tzinfo=timezone.utc).astimezone(zone).date()
            note = touch.note and html2plaintext(touch.note)
            cells.setdefault((touch.commercial_partner_id.id, day), []).append(
                (touch.channel_id.letter, note_text(touch.summary, note))
            )
        return cells
