from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from ...tools import kpi_sql
from ...tools.kpi_period import DAY, MONTH, first_day, months_between

# after these days a month is closed though nobody refreshed the customers
PATIENCE = timedelta(days=4)


class CareKpi(models.Model):
    """When a month is over its figures are kept, once and for good."""

    _inherit = "care.kpi"

    @api.model
    def _cron_snapshot(self):
        """Keep the figures of all months that are over, each month of a company in a
        transaction of its own; months that were missed are made up for."""
        # sudo: the job serves every company
        model = self.sudo()
        companies = model.env["res.company"].search([("active", "=", True)])
        months = [
            [(company.id, month)]
            for company in companies
            for month in model._get_missing_months(company)
        ]
        model.env["care.ledger"]._work_off(months, model._keep_month)

    @api.model
    def _get_missing_months(self, company):
        """First days of the months that are over and not kept yet, oldest first: since
        the first one kept, or the last one alone."""
        policy = self.env["care.policy"]._get(company)
        today = policy._get_today()
        last = first_day(today) - MONTH
        query = SQL(
            "SELECT DISTINCT month FROM care_kpi_snapshot WHERE company_id = %s",
            company.id,
        )
        kept = {month for [month] in self.env.execute_query(query)}
        months = months_between(min(kept, default=last), last)
        return [
            month
            for month in months
            if month not in kept
            and self._is_classified(policy, month + MONTH - DAY, today)
        ]

    @api.model
    def _is_classified(self, policy, end, today):
        """Whether the picture of the customers at a month end is there, or is not
        worth waiting for."""
        waits = policy.as_of and (not policy.month_end or policy.month_end < end)
        return not waits or today > end + PATIENCE

    @api.model
    def _keep_month(self, batch):
        """Keep the figures of one month of one company; return how many are new."""
        [(company_id, month)] = batch
        # sudo: see the job
        model = self.sudo()
        company = model.env["res.company"].browse(company_id)
        policy = model.env["care.policy"]._get(company)
        # beside a run by hand the second one waits, and then finds all of it there
        model.env.execute_query(
            SQL("SELECT 1 FROM care_policy WHERE id = %s FOR NO KEY UPDATE", policy.id)
        )
        period = model._get_period(policy, month)
        people = model._get_people_ids(policy)
        kpis = model.search([("active", "=", True)])
        return sum(kpi._keep_figures(policy, period, people) for kpi in kpis)

    def _keep_figures(self, policy, period, user_ids):
        if not self._is_known(policy, period):
            return 0
        self.env.flush_all()
        targets = self._get_targets(policy, period, user_ids)
        figures = self._figures_query(policy, period, targets, keep=True)
        model = self._get_measure().model
        self.env.cr.execute(
            kpi_sql.keep(figures, policy.company_id.id, self.id, period.first, model)
        )
        kept = self.env.cr.rowcount
        self.env["care.kpi.snapshot"].invalidate_model(flush=False)
        return kept
