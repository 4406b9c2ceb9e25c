import re
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta, timezone
from hashlib import sha256
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import html2plaintext, plaintext2html

from ...tools.touch_note import FORBIDDEN, split_text

NOON = time(12)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SUMMARY_MAX = 120


def _plain(text):
    """Text without a letter before it and without what only looks different."""
    text = re.sub(r"^\s*\w\s*[:：]\s*", "", FORBIDDEN.sub("", text))
    return re.sub(r"\s+", " ", text).strip().lower()


class CareImportTouch(models.AbstractModel):
    """Contacts of a sheet: the same file again finds them all and changes nothing."""

    _inherit = "care.import.touch"

    @api.model
    def _care_import_touches(self, rows):
        today = self.env["care.policy"]._get()._get_today()
        self._count_known(rows)
        for row in rows:
            if row["known"] < row["times"] and row["date"] > today:
                row["status"] = "rejected"
                row["message"] = self.env._("the day is still to come: plan it instead")
        rows = [row for row in rows if not row["status"]]
        facts = self._get_facts(rows)
        known = self._find_known(facts)
        self.env["care.touch"]._log(
            [fact for source, fact in facts.items() if source not in known]
        )
        new = facts.keys() - known
        for row in rows:
            row["status"] = "unchanged" if new.isdisjoint(row["sources"]) else "create"

    @api.model
    def _get_facts(self, rows):
        """Values by source of the contacts that are missing; the rows get `sources`."""
        facts, seen, cells = {}, Counter(), Counter()
        for row in rows:
            row["sources"] = [self._name_fact(row, seen) for _ in range(row["times"])]
            for source in row["sources"][row["known"] :]:
                facts[source] = self._prepare_fact(row, source)
                # letters of a cell stand in the order of time
                cell = (row["partner_id"], row["date"])
                facts[source]["date"] += cells[cell] * MINUTE
                cells[cell] += 1
        return facts

    @api.model
    def _count_known(self, rows):
        """Say in `known` how many contacts of each row the log holds."""
        days = self._get_days(rows)
        # what has a note is told apart first
        for row in sorted(rows, key=lambda row: not row["note"]):
            partner = self.env["res.partner"].browse(row["partner_id"])
            key = (partner.commercial_partner_id.id, row["date"])
            row["known"] = self._take_known(row, days[key])

    @api.model
    def _get_days(self, rows):
        """[channel, text] of every contact of the days of rows, by customer and day."""
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
            order="date, id",
        )
        zone = ZoneInfo(self.env["care.policy"]._get()._get_zone())
        days = defaultdict(list)
        for touch in touches:
            moment = touch.date.replace(tzinfo=timezone.utc).astimezone(zone)
            text = f"{touch.summary or ''} {html2plaintext(touch.note or '')}"
            contact = [touch.channel_id.id, _plain(text)]
            days[touch.commercial_partner_id.id, moment.date()].append(contact)
        return days

    @api.model
    def _take_known(self, row, contacts):
        """Take those of a day that a row tells of, and return how many: same channel,
        and nothing new in the note."""
        lines = [line for line in map(_plain, row["note"].splitlines()) if line]
        whole = " ".join(text for _channel, text in contacts)
        found = [
            contact
            for contact in contacts
            if contact[0] == row["channel_id"]
            and all(
                line in (whole if row["is_shared"] else contact[1]) for line in lines
            )
        ]
        if not lines:
            # who says nothing means least of all what has a note
            found.sort(key=lambda contact: bool(contact[1]))
        for contact in found[: row["times"]]:
            contact[0] = None
        return len(found[: row["times"]])

    @api.model
    def _name_fact(self, row, seen):
        """Customer, day, letter, note, and which of these where they are the same."""
        key = (row["partner_id"], str(row["date"]), row["letter"], row["note"].strip())
        seen[key] += 1
        text = "|".join(map(str, (*key, self.env.company.id, seen[key])))
        return f"import:{sha256(text.encode()).hexdigest()[:32]}"

    @api.model
    def _prepare_fact(self, row, source):
        summary, note = split_text(row["note"], SUMMARY_MAX)
        partner = self.env["res.partner"].browse(row["partner_id"])
        return {
            "source": source,
            "partner_id": partner.id,
            "channel_id": row["channel_id"],
            "date": self._get_noon(row["date"]),
            "user_id": (partner.user_id or self.env.user).id,
            "summary": summary,
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
