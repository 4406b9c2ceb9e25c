from odoo import api, models
from odoo.tools import SQL

from ...tools import kpi_sql
from ...tools.kpi_period import KpiPeriod, first_day


class CareKpi(models.Model):
    """The figures of all people, by one statement per item."""

    _inherit = "care.kpi"

    @api.model
    def _measure(self, code, users=None, month=None, company=None):
        """Return {user id: {value, numerator, denominator, target, light}} of an item.

        :param users: res.users who have a figure in any case; default all salespeople
        :param month: any day of the month; default the running one
        """
        # sudo: everybody is measured alike, whoever asks
        model = self.sudo()
        policy = model.env["care.policy"]._get(company)
        period = model._get_period(policy, month)
        kpi = model.with_context(active_test=False).search([("code", "=", code)])
        users = users.ids if users is not None else model._get_people_ids(policy)
        return kpi._get_figures(policy, period, users)

    @api.model
    def _get_period(self, policy, month=None):
        """The month of a day (default: today) as `KpiPeriod` of a company."""
        today = policy._get_today()
        first = first_day(month or today)
        return KpiPeriod(first, today, *policy._get_month_bounds(first))

    def _get_figures(self, policy, period, user_ids):
        """Figures of one item by user, see `_measure`; none where the month cannot be
        told any more."""
        if not self._is_known(policy, period):
            return {}
        self.env.flush_all()
        targets = self._get_targets(policy, period, user_ids)
        query = self._figures_query(policy, period, targets)
        rows = self.env.execute_query_dict(query)
        return {row.pop("user_id"): row for row in rows}

    def _get_measure(self):
        """The `KpiMeasure` of one item; None where its addon is gone."""
        return self._get_measures().get(self.code)

    def _is_part(self):
        """Whether the item tells a part of a whole, which is never above 100 %."""
        measure = self._get_measure()
        return bool(measure) and (measure.unit, measure.formula) == ("percent", "ratio")

    def _get_targets(self, policy, period, user_ids):
        """Return {user id: target or None}."""
        found = self.env["care.kpi.target"]._resolve(policy, period.first, user_ids)
        return {number: found.get((self.id, number)) for number in user_ids}

    def _figures_query(self, policy, period, targets, keep=False):
        measure = self._get_measure()
        factor = 100.0 if measure.unit == "percent" else 1.0
        # a sum grows with the month, a rate does not
        pace = period.pace if measure.formula == "sum" and not keep else 1.0
        terms = (measure.formula, factor, measure.direction, pace)
        return kpi_sql.figures(measure.rows(policy, period), terms, targets, keep)

    def _is_known(self, policy, period):
        """Whether the month can still be told, or be told already."""
        measure = self._get_measure()
        if not measure or period.first > period.today:
            return False
        if measure.basis == "present":
            return not period.is_over or period.is_last
        return (
            measure.basis != "customers"
            or not period.is_over
            or self._has_customers(policy, period.end)
        )

    def _is_kept(self, company, month):
        """Whether the figures of the item were kept in a month."""
        # sudo: that there are figures is no secret
        kept = self.env["care.kpi.snapshot"].sudo()
        return bool(
            kept.search_count(
                [
                    ("company_id", "=", company.id),
                    ("month", "=", month),
                    ("kpi_id", "=", self.id),
                ],
                limit=1,
            )
        )

    @api.model
    def _has_customers(self, policy, end):
        """Whether there is a picture of the customers at a month end."""
        # sudo: that there are pictures is no secret
        pictures = self.env["care.profile.snapshot"].sudo()
        mine = [("company_id", "=", policy.company_id.id), ("date", "=", end)]
        return bool(pictures.search_count(mine, limit=1))

    @api.model
    def _get_people_ids(self, policy):
        """Ids of the salespeople of a company, whether they ever log in or not: in a
        sales team, with customers, or with a target of their own."""
        self.env.flush_all()
        query = SQL(
            """SELECT u.id FROM res_users u
                WHERE u.active AND NOT u.share
                  AND EXISTS (SELECT FROM res_company_users_rel r
                               WHERE r.user_id = u.id AND r.cid = %(company)s)
                  AND (EXISTS (SELECT FROM crm_team_member m
                                 JOIN crm_team t ON t.id = m.crm_team_id
                                WHERE m.user_id = u.id AND m.active AND t.active
                                  AND (t.company_id IS NULL
                                       OR t.company_id = %(company)s))
                       OR EXISTS (SELECT FROM care_profile p
                                   WHERE p.user_id = u.id AND p.active
                                     AND p.company_id = %(company)s)
                       OR EXISTS (SELECT FROM care_kpi_target t
                                   WHERE t.user_id = u.id
                                     AND t.company_id = %(company)s))
                ORDER BY u.id""",
            company=policy.company_id.id,
        )
        return [number for [number] in self.env.execute_query(query)]
