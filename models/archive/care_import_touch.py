from odoo import api, models

from ...tools.sheet_columns import TOUCHES
from ...tools.touch_note import spread_notes
from .care_import_partner import CUSTOMER
from .care_import_sheet import alive

KEYS = {**CUSTOMER, "id": "id"}
# of one kind on one day: more is a slip of the key
MOST_TIMES = 99


class CareImportTouch(models.AbstractModel):
    """The contact calendar: customers by day, letters of channels, notes."""

    _name = "care.import.touch"
    _description = "Import of the Contact Calendar"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = TOUCHES

    @api.model
    def _import_lines(self, lines, run):
        for line in lines:
            for key, problem in line.problems:
                line.reject(self.env._(problem), key)
        self._check_required(alive(lines))
        found = self._find(alive(lines), KEYS)
        channels = self._get_channels()
        rows = []
        for line in alive(lines):
            rows += self._get_rows(line, found[line].id, channels)
        lines = alive(lines)
        refused = {row["line"] for row in rows if row["line"].is_rejected}
        rows = [row for row in rows if row["line"] not in refused]
        self._care_import_touches(rows)
        for line in lines:
            self._sum_up(line, [row for row in rows if row["line"] is line])

    @api.model
    def _get_channels(self):
        # archived ones too: the sheet may tell of what was
        channels = self.env["care.channel"].with_context(active_test=False)
        return {channel.letter: channel.id for channel in channels.search([])}

    @api.model
    def _get_rows(self, line, partner_id, channels):
        """The contacts of a line, those alike as one row."""
        rows = []
        for day, (letters, comment) in line.days.items():
            if self._check_letters(line, day, letters, channels):
                for letter, times, note, is_shared in spread_notes(letters, comment):
                    rows.append(
                        {
                            "line": line,
                            "cell": line.cells[day],
                            "partner_id": partner_id,
                            "date": day,
                            "channel_id": channels[letter],
                            "letter": letter,
                            "times": times,
                            "note": note,
                            "is_shared": is_shared,
                            "status": None,
                            "message": "",
                        }
                    )
        return rows

    @api.model
    def _check_letters(self, line, day, letters, channels):
        """Whether the letters of a cell are those of channels; say so if not."""
        if not letters:
            line.reject(
                self.env._("a comment without a letter: say how the contact was"), day
            )
        for letter, times in letters:
            if letter not in channels:
                lookup = self.env["care.import.lookup"]
                lookup._refuse(line, day, letter, (), list(channels))
            elif times > MOST_TIMES:
                line.reject(
                    self.env._(
                        "%(times)s contacts on one day: correct the number", times=times
                    ),
                    day,
                )
        return not line.is_rejected

    @api.model
    def _care_import_touches(self, rows):
        """Hook: log the contacts of these rows, each a dict of cell, partner_id, date,
        channel_id, letter, times, note, is_shared (the note is of the whole cell); set
        status and message of each, the status to create, update, unchanged or rejected.
        """
        for row in rows:
            row["status"] = "rejected"
            row["message"] = self.env._(
                "contacts can't be kept yet: there is no contact log"
            )

    @api.model
    def _sum_up(self, line, rows):
        """One status for all contacts of a line."""
        if line.is_rejected:
            return
        refused = [row for row in rows if row["status"] == "rejected"]
        for row in refused:
            line.reject(f"{row['cell']}: {row['message']}")
        if not refused:
            found = {row["status"] for row in rows}
            ranks = ("create", "update", "unchanged")
            line.status = next((rank for rank in ranks if rank in found), "unchanged")
