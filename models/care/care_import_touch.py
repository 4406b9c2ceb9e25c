import re
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta, timezone
from hashlib import sha256
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import html2plaintext, plaintext2html

NOON = time(12)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SUMMARY_MAX = 120


def _plain(text):
    """Text without a letter before it and without what only looks different."""
    return re.sub(r"\s+", " ", re.sub(r"^\s*\w\s*[::]\s*", "", text)).strip().lower()


class CareImportTouch(models.AbstractModel):
    """Contacts of a sheet: the same file again finds them all and changes nothing."""

    _inherit = "care.import.touch"

    @api.model
    def _care_import_touches(self, rows):
        today = self.env["care.policy"]._get()._get_today()
        for row in rows:
            if row["date"] > today:
                row["status"] = "rejected"
                row["message"] = self.env._("the day is still to come: plan it instead")
        rows = [row for row in rows if not row["status"]]
        days, facts = self._get_days(rows), {}
        seen, cells = Counter(), Counter()
        for row in rows:
            missing = row["times"] - self._take_known(row, days)
            row["sources"] = [self._name_fact(row, seen) for _ in range(row["times"])]
            for source in row["sources"][row["times"] - missing :]:
                facts[source] = self._prepare_fact(row, source)
                # letters of a cell stand in the order of time
                cell = (row["partner_id"], row["date"])
                facts[source]["date"] += cells[cell] * MINUTE
                cells[cell] += 1
        known = self._find_known(facts)
        self.env["care.touch"]._log(
            [fact for source, fact in facts.items() if source not in known]
        )
        new = facts.keys() - known
        for row in rows:
            row["status"] = "unchanged" if new.isdisjoint(row["sources"]) else "create"

    @api.model
    def _get_days(self, rows):
        """Texts and channels, as often as they are there, of the days in the log."""
        partners = self.env["res.partner"].browse({row["partner_id"] for row in rows})
        dates = [row["date"] for row in rows] or [fields.Date.today()]
        # sudo: what a colleague logged is known, too
        touches = self.env["care.touch"].sudo()
        touches = touches.search_fetch(
            [
                ("commercial_partner_id", "in", partners.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.id),
                ("date", ">=", min(dates) - DAY),
                ("date", "<=", max(dates) + 2 * DAY),
            ],
            ["commercial_partner_id", "date", "channel_id", "summary", "note"],
        )
        zone = ZoneInfo(self.env["care.policy"]._get()._get_zone())
        days = defaultdict(lambda: ("", Counter()))
        for touch in touches:
            moment = touch.date.replace(tzinfo=timezone.utc).astimezone(zone)
            key = (touch.commercial_partner_id.id, moment.date())
            text, channels = days[key]
            channels[touch.channel_id.id] += 1
            parts = (text, touch.summary or "", html2plaintext(touch.note or ""))
            days[key] = (" ".join(parts), channels)
        return {key: (_plain(text), count) for key, (text, count) in days.items()}

    @api.model
    def _take_known(self, row, days):
        """Number of contacts of a row that the log holds: same customer, day and
        channel, and nothing new in the note."""
        partner = self.env["res.partner"].browse(row["partner_id"])
        text, channels = days.get(
            (partner.commercial_partner_id.id, row["date"]), ("", Counter())
        )
        lines = [_plain(line) for line in row["note"].splitlines()]
        if not all(line in text for line in lines):
            return 0
        known = min(row["times"], channels[row["channel_id"]])
        channels[row["channel_id"]] -= known
        return known

    @api.model
    def _name_fact(self, row, seen):
        """Customer, day, letter, note, and which of these where they are the same."""
        key = (row["partner_id"], str(row["date"]), row["letter"], row["note"].strip())
        seen[key] += 1
        text = "|".join(map(str, (*key, self.env.company.id, seen[key])))
        return f"import:{sha256(text.encode()).hexdigest()[:32]}"

    @api.model
    def _prepare_fact(self, row, source):
        note = row["note"].strip()
        partner = self.env["res.partner"].browse(row["partner_id"])
        return {
            "source": source,
            "partner_id": partner.id,
            "channel_id": row["channel_id"],
            "date": self._get_noon(row["date"]),
            "user_id": (partner.user_id or self.env.user).id,
            "summary": note.split("\n")[0][:SUMMARY_MAX],
            "note": note and str(plaintext2html(note)),
        }

    @api.model
    def _get_noon(self, day):
        """UTC time of noon of a local day of the company, or now if that is sooner."""
        zone = ZoneInfo(self.env["care.policy"]._get()._get_zone())
        noon = datetime.combine(day, NOON, tzinfo=zone).astimezone(timezone.utc)
        return min(noon.replace(tzinfo=None), fields.Datetime.now())

    @api.model
    def _find_known(self, facts):
        """Sources of these that are in the log."""
        # sudo: a fact that a colleague imported is known, too
        touches = self.env["care.touch"].sudo()
        found = touches.search([("source", "in", list(facts))])
        return set(found.mapped("source"))
