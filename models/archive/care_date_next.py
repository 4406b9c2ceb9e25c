from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools import lunar, occurrence
from ..classification.care_profile_refresh import ACTIVE
from ..lost_race import try_again
from .care_date import PARTS

BATCH = 5000


class CareDate(models.Model):
    """When a date comes round: kept on change, and by a job when a day is over."""

    _inherit = "care.date"

    next_date = fields.Date(
        compute="_compute_next_date",
        store=True,
        precompute=True,
        help="When it comes round next, today included.",
    )
    next_key = fields.Integer(
        string="Year of the Next",
        compute="_compute_next_date",
        store=True,
        precompute=True,
        aggregator=False,
        help="Year of the calendar used: lunar dates of January belong to the year "
        "before.",
    )
    age = fields.Integer(
        compute="_compute_age", help="Full years today, where the year is known."
    )
    next_age = fields.Integer(
        string="Turns",
        compute="_compute_age",
        help="Full years on the next date, where the year is known.",
    )

    @api.depends(*PARTS, "kind_id.is_yearly", "partner_id.company_id")
    def _compute_next_date(self):
        settings = self._get_settings()
        for date in self:
            today, rules = settings[date.partner_id.company_id.id]
            date.next_date, date.next_key = self._find_next(
                date._get_checked_partial(), date.kind_id.is_yearly, today, rules
            )

    @api.depends(*PARTS, "next_key", "partner_id.company_id")
    def _compute_age(self):
        settings = self._get_settings()
        for date in self:
            today, rules = settings[date.partner_id.company_id.id]
            partial = date._get_checked_partial()
            try:
                age = partial and occurrence.age(partial, today, rules)
            except lunar.LunarError:
                age = 0
            date.age = age or 0
            known = date.year and date.next_key
            date.next_age = date.next_key - date.year if known else 0

    def _next_occurrence(self, after):
        """Return (day, key) of the first occurrence on or after a day, (None, 0) if
        there is none; the key is the year of the calendar used."""
        self.ensure_one()
        company = self.partner_id.company_id or self.env.company
        rules = self.env["care.policy"]._get(company)._get_date_rules()
        partial = self._get_partial()
        if not self.kind_id.is_yearly:
            return occurrence.single_occurrence(partial, after)
        try:
            return occurrence.next_occurrence(partial, after, rules)
        except lunar.LunarError as error:
            raise UserError(
                self.env._(
                    "Lunar dates are known from 1901 to 2099 only: there is no "
                    "%(date)s after %(after)s.",
                    date=self.display_date,
                    after=after,
                )
            ) from error

    @api.model
    def _find_next(self, partial, is_yearly, today, rules):
        """Like `_next_occurrence`, but without a day where none is known."""
        if not partial:
            return occurrence.NO_OCCURRENCE
        if not is_yearly:
            return occurrence.single_occurrence(partial, today)
        try:
            return occurrence.next_occurrence(partial, today, rules)
        except lunar.LunarError:
            return occurrence.NO_OCCURRENCE

    @api.model
    def _get_settings(self):
        """Return {company id: (local date, rules)}; False, and archived companies:
        contacts of all companies, whose day is over when it is over everywhere."""
        # sudo: the date of a company is no secret
        companies = self.env["res.company"].sudo().search(ACTIVE)
        policies = [self.env["care.policy"]._get(company) for company in companies]
        settings = {
            policy.company_id.id: (policy._get_today(), policy._get_date_rules())
            for policy in policies
        }
        rules = settings[companies[0].id][1]
        shared = (min(today for today, _rules in settings.values()), rules)
        return defaultdict(lambda: shared, {**settings, False: shared})

    def _get_todays(self):
        """Return {date: local date of its company}."""
        settings = self._get_settings() if self else {}
        return {date: settings[date.partner_id.company_id.id][0] for date in self}

    @api.model
    def _cron_next_dates(self):
        """Move dates on that are over; a run cut short is taken up where it ended."""
        cron = self.env["ir.cron"]
        over = self._get_over_condition()
        [[total]] = self.env.execute_query(
            SQL("SELECT count(*) FROM %s WHERE %s", self._dates_with_company(), over)
        )
        cron._commit_progress(remaining=total)
        last_id = 0
        while last_id is not None:
            count, last_id = try_again(self.env, self._move_on, over, last_id)
            if not cron._commit_progress(count):
                break

    @api.model
    def _refresh_next_dates(self, condition):
        """Recompute the next dates of all rows of an SQL condition on `d`, the dates,
        `k`, their kinds, and `p`, their contacts."""
        self.env.flush_all()
        last_id = 0
        while last_id is not None:
            _count, last_id = self._move_on(condition, last_id)

    def _move_on(self, condition, last_id):
        """Recompute a batch after an id; return (how many, the last id or None)."""
        settings = self._get_settings()
        rows = self.env.execute_query(
            SQL(
                """SELECT d.id, d.calendar, d.month, d.day, d.year, d.leap_month,
                          k.is_yearly, p.company_id, d.next_date
                     FROM %s WHERE %s AND d.id > %s ORDER BY d.id LIMIT %s
                      FOR NO KEY UPDATE OF d SKIP LOCKED""",
                self._dates_with_company(),
                condition,
                last_id,
                BATCH,
            )
        )
        changed = []
        for row_id, *parts, is_yearly, company_id, old in rows:
            partial = occurrence.PartialDate(*parts)
            today, rules = settings[company_id or False]
            day, key = self._find_next(partial, is_yearly, today, rules)
            if day != old:
                changed.append((row_id, day, key))
        self._write_next_dates(changed)
        return len(rows), rows[-1][0] if len(rows) == BATCH else None

    def _write_next_dates(self, changed):
        if not changed:
            return
        row_ids, days, keys = map(list, zip(*changed, strict=True))
        self.env.cr.execute(
            SQL(
                """UPDATE care_date d SET next_date = v.day, next_key = v.key
                     FROM unnest(%s::int[], %s::date[], %s::int[]) v(id, day, key)
                    WHERE d.id = v.id""",
                row_ids,
                days,
                keys,
            )
        )
        self.invalidate_model(["next_date", "next_key"], flush=False)

    def _dates_with_company(self):
        return SQL(
            """care_date d
               JOIN care_date_kind k ON k.id = d.kind_id
               JOIN res_partner p ON p.id = d.partner_id"""
        )

    def _get_over_condition(self):
        """SQL condition on `d`, `k` and `p`: over in its company, or without a day."""
        settings = self._get_settings()
        shared = settings.pop(False)[0]
        latest = max([shared, *(today for today, _rules in settings.values())])
        days = SQL(", ").join(
            SQL("(%s, %s::date)", company_id, today)
            for company_id, (today, _rules) in settings.items()
        )
        return SQL(
            """(d.next_date < %s OR d.next_date IS NULL)
               AND (d.next_date IS NOT NULL OR k.is_yearly)
               AND (d.next_date IS NULL OR d.next_date < COALESCE(
                    (SELECT t.today FROM (VALUES %s) t(company_id, today)
                      WHERE t.company_id = p.company_id), %s))""",
            latest,
            days,
            shared,
        )
