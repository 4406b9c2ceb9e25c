from datetime import datetime, time, timedelta, timezone
from html import unescape
from zoneinfo import ZoneInfo

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, plaintext2html

from ...tools import calendar_sql
from ...tools.touch_letters import letters_text
from ...tools.touch_note import short_text
from ..argument import read_count, read_day, read_domain, read_ids, read_text

CALENDAR_DAYS = 100
CALENDAR_ROWS = 500
MOST_ROWS = 10**8
TEXT_LENGTH = 300
NOTE_LENGTH = 4000  # with its tags
# customers are looked at again and again: their pages lie in memory
CACHED = {"random_page_cost": "1.1"}
ORDER = "care_contribution desc, id"


def get_moment(day, zone, hour=0):
    """The moment in UTC at which clocks of a zone show an hour on a day."""
    local = datetime.combine(day, time(hour), zone)
    return local.astimezone(timezone.utc).replace(tzinfo=None)


class CareTouch(models.Model):
    """The contact calendar: customers down, local days across, letters in the cells."""

    _inherit = "care.touch"

    @api.model
    @api.readonly
    def get_calendar(self, domain, start, stop, limit=80, offset=0):
        """Return what the contact calendar shows, by the rights of the user.

        `domain` is over `res.partner`; a row is a customer that it finds, or one of
        whose people it finds. `start` and `stop` are the first and the last day, ISO
        dates on the clock of the company, at most 100 days; `limit` is at most 500.

        Keys: `total`, the number of customers; `rows`, a page of them, those of most
        contribution first: {`id`, `name`, `tier` and `owner` [id, name] or False,
        `tier_color`, `last` and `next` ISO dates or False, `overdue_days`, `cells`}.
        Cells are {ISO date: {`letters`, e.g. "T×3 M" in order of time, `touches`: a
        list of [id, letter, effective, text]}} of the days with contacts. `totals`,
        {ISO date: number of contacts} of all customers found, not only of the page;
        `days`, {ISO date: name of the holiday or ""} of the days on which the company
        does not work; `today`, the ISO date there.
        """
        start, stop = self._check_calendar_days(start, stop)
        limit = read_count(limit, CALENDAR_ROWS)
        offset = read_count(offset, MOST_ROWS) if offset else 0
        with self.env["care.profile"]._planned(CACHED):
            return self._read_calendar(domain, start, stop, limit, offset)

    @api.model
    def _read_calendar(self, domain, start, stop, limit, offset):
        customers = self._get_calendar_domain(domain)
        page, total = self._get_calendar_page(customers, limit, offset)
        if total == len(page):
            found = [number for number, *_ in page]
        else:
            found = self.env["res.partner"]._search(customers).subselect()
        days = self._get_calendar_days(found, start, stop)
        zone = ZoneInfo(days[0][0])
        today = datetime.now(zone).date()
        rows = [self._prepare_calendar_row(row, today) for row in page]
        self._fill_calendar_cells(rows, start, stop, zone)
        return {
            "rows": rows,
            "total": total,
            "totals": {str(day): count for _, day, count, *_ in days if count},
            "days": {
                str(day): name or "" for _zone, day, _count, off, name in days if off
            },
            "today": str(today),
        }

    @api.model
    def log_letter(self, partner_id, day, letter):
        """Log a contact on a local day of the company (ISO date) by the letter of its
        channel: now if that is today, else at noon. Return the id of the touch."""
        channels = self.env["care.channel"].search_fetch([], ["letter", "name"])
        wanted = read_text(self.env, letter).upper()
        channel = channels.filtered(lambda channel: channel.letter == wanted)
        if not channel:
            raise UserError(
                self.env._(
                    "No channel has the letter %(letter)s. There are: %(known)s.",
                    letter=wanted,
                    known=", ".join(f"{c.letter} {c.name}" for c in channels),
                )
            )
        # sudo: the clock of the company is no secret
        policy = self.env["care.policy"].sudo()._get()
        moment = fields.Datetime.now()
        today = policy._get_today()
        day = read_day(self.env, day) or today
        if day != today:
            moment = get_moment(day, self._get_calendar_zone(), 12)
        values = {"partner_id": partner_id, "channel_id": channel.id, "date": moment}
        return self.create(values).id

    @api.model
    def _get_calendar_zone(self):
        # sudo: the clock of the company is no secret
        return ZoneInfo(self.env["care.policy"].sudo()._get()._get_zone())

    def add_note(self, text):
        """Add to what is noted of a contact: its summary, if there is none yet."""
        self.ensure_one()
        text = read_text(self.env, text)
        if self.summary:
            self.note = (self.note or Markup()) + plaintext2html(text)
        else:
            self.summary = text
        return True

    @api.model
    @api.readonly
    def get_day(self, partner_id, touch_ids):
        """Return what to know before a cell of the calendar is edited.

        Keys: `warnings`, dicts of level and text; `editable`, those of the touches that
        the user may change; `can_add`, whether he may log contacts at all.
        """
        partner = self.env["res.partner"].browse(read_ids(self.env, partner_id))
        partner.check_access("read")
        touches = self.browse(read_ids(self.env, touch_ids)).exists()
        return {
            "warnings": partner._care_contact_warnings(),
            "editable": touches._filtered_access("write").ids,
            "can_add": self.has_access("create"),
        }

    def _check_calendar_days(self, start, stop):
        start, stop = read_day(self.env, start), read_day(self.env, stop)
        if not start or not stop or not 0 <= (stop - start).days < CALENDAR_DAYS:
            raise UserError(
                self.env._(
                    "The contact calendar shows up to %(days)s days, the first one "
                    "before the last one.",
                    days=CALENDAR_DAYS,
                )
            )
        return start, stop

    def _get_calendar_domain(self, domain):
        """Domain of the customers found, or whose people are found."""
        partners = self.env["res.partner"]
        query = partners._search(read_domain(self.env, domain))
        # distinct: how many there are is estimated by what is found
        customer = SQL.identifier(query.table, "commercial_partner_id")
        found = Domain(
            "id", "in", SQL("(%s)", query.select(SQL("DISTINCT %s", customer)))
        )
        # whose profile is hidden is somebody else's customer
        visible = self.env["ir.rule"]._compute_domain("care.profile")
        if self.env.su or visible.is_true():
            return found
        # sudo: these are the rules themselves
        profiles = self.env["care.profile"].sudo()
        visible = visible.optimize_full(profiles)

        def to_sql(_partners, alias, query):
            profile = calendar_sql.join_profile(query, alias, self.env.company.id)
            return SQL(
                "(%s IS NULL OR %s)",
                SQL.identifier(profile, "id"),
                visible._to_sql(profiles, profile, query),
            )

        return found & Domain.custom(to_sql=to_sql)

    def _get_calendar_page(self, customers, limit, offset):
        partners = self.env["res.partner"]
        for model in (partners, self.env["care.profile"]):
            model.flush_model()
        query = partners._search(customers)
        columns = calendar_sql.add_customer_columns(
            query, self.env.company.id, self.env.lang or "en_US"
        )
        query.limit, query.offset = limit, offset
        found = self.env.execute_query(query.select(*columns))
        if not found:
            return [], partners.search_count(customers) if offset else 0
        return found, found[0][-1]

    def _prepare_calendar_row(self, row, today):
        number, name, tier, tier_name, color, owner, owner_name, last, due, _all = row
        return {
            "id": number,
            "name": name,
            "tier": tier and [tier, tier_name],
            "tier_color": color or 0,
            "owner": owner and [owner, owner_name],
            "last": last and last.isoformat(),
            "next": due and due.isoformat(),
            "overdue_days": max((today - due).days, 0) if due else 0,
            "cells": {},
        }

    def _get_calendar_days(self, found, start, stop):
        # whatever the zone: the days themselves are told apart in SQL
        margin = timedelta(days=1)
        span = [datetime.combine(start, time.min) - margin]
        span += [datetime.combine(stop, time.max) + margin]
        touches = self._search(self._get_touch_domain(found, *span))
        company = self.env.company.id
        return self.env.execute_query(calendar_sql.days(company, start, stop, touches))

    def _get_calendar_span(self, start, stop, zone):
        """The first moment of a day, and the first one after another day."""
        after = stop + timedelta(days=1)
        return [get_moment(day, zone) for day in (start, after)]

    def _fill_calendar_cells(self, rows, start, stop, zone):
        by_customer = {row["id"]: row["cells"] for row in rows}
        span = self._get_calendar_span(start, stop, zone)
        touches = self._search(self._get_touch_domain(list(by_customer), *span))
        day = calendar_sql.local_day(touches.table, zone.key)
        found = calendar_sql.contacts(touches, day, NOTE_LENGTH)
        for customer, day, *touch, summary, note in self.env.execute_query(found):
            cell = by_customer[customer].setdefault(day.isoformat(), {"touches": []})
            text = short_text(summary or "", unescape(note or ""), TEXT_LENGTH)
            cell["touches"].append([*touch, text])
        for cells in by_customer.values():
            for cell in cells.values():
                letters = "".join(letter for _id, letter, *_ in cell["touches"])
                cell["letters"] = letters_text(letters)

    def _get_touch_domain(self, customers, start, before):
        """Domain of the touches of customers, a list of ids or SQL, between moments."""
        return (
            Domain("commercial_partner_id", "in", customers)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("date", ">=", start)
            & Domain("date", "<", before)
        )
