from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools.misc import get_lang

from ...tools.kpi_period import MONTH, first_day, month_name
from ..argument import read_day, read_ids

TREND_MONTHS = 6
READERS = ("crm_customer_care.group_manager", "crm_customer_care.group_auditor")
NUMBERS = ("value", "numerator", "denominator", "light")
NOTHING = dict.fromkeys(("target", *NUMBERS))


class CareKpiReport(models.AbstractModel):
    """Targets and what became of them: kept figures of months that are over, live ones
    of the running month. Targets are for all to see, figures for oneself, one's leader,
    managers and auditors."""

    _name = "care.kpi.report"
    _description = "Targets and Figures"

    @api.model
    @api.readonly
    def get_report(self, month=None):
        """Return the figures of the current company in a month (default: the running
        one), as the user may see them.

        Keys: `month` (ISO date of its first day), `label`, `previous` and `next` (ISO
        dates, False where there is nothing), `is_live`, `can_set`, `currency_id`;
        `kpis`; `people`, the user first; `cells`, see `_prepare_cells`; `praises`.
        """
        self.env["care.kpi.snapshot"].check_access("read")
        policy = self.env["care.policy"]._get()
        month = read_day(self.env, month)
        period = self.env["care.kpi"]._get_period(policy, month)
        figures, is_kept = self._get_all_figures(policy, period)
        kpis = self.env["care.kpi"].browse(figures).sorted()
        users = self._get_people(figures)
        visible = self._get_visible_ids(users)
        users = users.sorted(
            lambda user: (user.id != self.env.uid, user.id not in visible)
        )
        return {
            **self._get_month(period, is_kept),
            "can_set": self._leads(users),
            "currency_id": policy.currency_id.id,
            "kpis": [self._prepare_kpi(kpi) for kpi in kpis],
            "people": [
                self._prepare_person(user, kpis, figures, visible) for user in users
            ],
            "cells": self._prepare_cells(period, kpis, users, figures, visible),
            "praises": self._get_praises(period),
        }

    @api.model
    def open_figure(self, kpi_id, user_id, month):
        """Action that lists the records behind a figure."""
        kpi = self.env["care.kpi"].browse(read_ids(self.env, kpi_id))
        user = self.env["res.users"].browse(read_ids(self.env, user_id))
        month = read_day(self.env, month) or fields.Date.context_today(self)
        return self.env["care.kpi.line"]._open(kpi, user, month)

    # figures
    def _get_all_figures(self, policy, period):
        """Return {item id: {user id: figure}} and whether the figures were kept."""
        # sudo: everybody is measured alike; what is told is decided below
        kpis = self.env["care.kpi"].sudo()
        kept = self._get_kept(policy, period.first, period.first)
        found = defaultdict(dict)
        for (kpi_id, user_id, _month), figure in kept.items():
            found[kpi_id][user_id] = figure
        if not found:
            people = kpis._get_people_ids(policy)
            for kpi in kpis.search([("active", "=", True)]):
                found[kpi.id] = kpi._get_figures(policy, period, people)
                if not found[kpi.id]:
                    targets = kpi._get_targets(policy, period, people)
                    found[kpi.id] = {
                        user: {**NOTHING, "target": value}
                        for user, value in targets.items()
                    }
        return dict(found), bool(kept)

    def _get_kept(self, policy, first, last):
        """Return {(item id, user id, month): figure} of the figures kept."""
        # sudo: what is told to whom is decided below
        rows = self.env["care.kpi.snapshot"].sudo()
        rows = rows.search_fetch(
            [
                ("company_id", "=", policy.company_id.id),
                ("month", ">=", first),
                ("month", "<=", last),
            ],
            [
                "kpi_id",
                "user_id",
                "month",
                "is_measured",
                "has_target",
                "target",
                *NUMBERS,
            ],
        )
        return {
            (row.kpi_id.id, row.user_id.id, row.month): {
                **{name: row[name] for name in NUMBERS},
                "value": row.value if row.is_measured else None,
                "light": row.light or None,
                "target": row.target if row.has_target else None,
            }
            for row in rows
        }

    # who
    def _get_people(self, figures):
        """Those who have a figure or a target, by name."""
        ids = {user for people in figures.values() for user in people}
        # sudo: names of colleagues
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return users.browse(ids).sorted(
            lambda user: (not user.active, user.name or "", user.id)
        )

    def _get_visible_ids(self, users):
        """Ids of the users whose figures the reader may see."""
        if any(self.env.user.has_group(group) for group in READERS):
            return set(users.ids)
        return {self.env.uid, *self._get_led().ids}

    def _get_led(self):
        # sudo: whom one leads is no secret
        members = self.env["crm.team.member"].sudo()
        return members.search([("crm_team_id.user_id", "=", self.env.uid)]).user_id

    def _leads(self, users):
        manager = self.env.user.has_group("crm_customer_care.group_manager")
        return manager or bool(self._get_led() & users)

    # what the client shows
    def _get_month(self, period, is_kept):
        # sudo: that there are figures is no secret
        snapshots = self.env["care.kpi.snapshot"].sudo()
        mine = [("company_id", "=", self.env.company.id)]
        oldest = snapshots.search(mine, order="month", limit=1).month
        running = first_day(period.today)
        oldest = min(oldest or running, running - MONTH)
        previous, following = period.first - MONTH, period.first + MONTH
        return {
            "month": period.first.isoformat(),
            "label": month_name(period.first, get_lang(self.env).code),
            "previous": previous >= oldest and previous.isoformat(),
            "next": following <= running and following.isoformat(),
            "is_live": not is_kept,
            "today": period.today.isoformat(),
        }

    def _prepare_kpi(self, kpi):
        # sudo: an item may be archived, its figures are not
        kpi = kpi.sudo()
        measure = kpi._get_measure()
        names = ("id", "code", "name", "kind", "unit", "direction", "weight")
        return {
            **{name: kpi[name] for name in names},
            "formula": measure.formula if measure else "ratio",
            "description": kpi.description or "",
        }

    def _prepare_person(self, user, kpis, figures, visible):
        """How a person stands: items reached, and their part of all weights."""
        is_visible = user.id in visible
        lights = [(kpi, figures[kpi.id].get(user.id, NOTHING)["light"]) for kpi in kpis]
        rated = [(kpi.weight, light) for kpi, light in lights if light]
        total = sum(weight for weight, _light in rated)
        reached = [weight for weight, light in rated if light == "green"]
        return {
            "id": user.id,
            "name": user.name,
            "is_me": user.id == self.env.uid,
            "is_visible": is_visible,
            "rated": len(rated) if is_visible else 0,
            "reached": len(reached) if is_visible else 0,
            "score": round(100 * sum(reached) / total)
            if is_visible and total
            else None,
        }

    def _prepare_cells(self, period, kpis, users, figures, visible):
        """Return {"item-user": {`target`, `value`, `numerator`, `denominator`, `light`,
        `trend`, `has_note`, `is_open`}}; of people whose figures the reader may not see
        only `target`."""
        policy = self.env["care.policy"]._get()
        start = period.first - relativedelta(months=TREND_MONTHS)
        past = self._get_kept(policy, start, period.first - MONTH)
        months = [start + relativedelta(months=n) for n in range(TREND_MONTHS)]
        notes = self._get_noted(period)
        cells = {}
        for kpi in kpis:
            for user in users:
                key = (kpi.id, user.id)
                figure = figures[kpi.id].get(user.id, NOTHING)
                cell = {"target": figure["target"]}
                if user.id in visible:
                    trend = [past.get((*key, month), NOTHING) for month in months]
                    trend = [before["value"] for before in trend]
                    cell.update({name: figure[name] for name in NUMBERS})
                    cell.update(trend=trend, has_note=key in notes, is_open=True)
                cells["{}-{}".format(*key)] = cell
        return cells

    def _get_noted(self, period):
        notes = self.env["care.kpi.note"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("month", "=", period.first),
            ]
        )
        return {(note.kpi_id.id, note.user_id.id) for note in notes}

    def _get_praises(self, period):
        """Praise of the month, the latest first."""
        praises = self.env["care.praise"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("date", ">=", period.first),
                ("date", "<=", period.end),
            ],
            limit=10,
        )
        return [
            {
                "id": praise.id,
                # sudo: names of colleagues
                "to": praise.user_id.sudo().name,
                "author": praise.author_id.sudo().name,
                "date": praise.date.isoformat(),
                "reason": praise.reason,
            }
            for praise in praises
        ]
