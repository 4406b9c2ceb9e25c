from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from odoo import api, models

from ...tools import profile_sql, recent_sql, score_sql
from .care_profile_refresh import ACTIVE, BY_INDEX, FOR_FEW, RefreshResult

# documents that were being written while the last refresh ran
OVERLAP = timedelta(hours=1)
NEVER = datetime.min


class CareProfile(models.Model):
    _inherit = "care.profile"

    @api.model
    def _refresh_recent(self, companies=None):
        """Refresh the customers to whom something happened since the last refresh.

        Those whose tier or quadrant moves because the others did follow. Lines that
        are medians stay where the last full refresh drew them. A company not yet
        refreshed today is refreshed whole.

        :param companies: res.company records; default all
        :return: RefreshResult
        """
        # sudo: classification looks at all documents, whoever starts it
        model = self.sudo().with_context(active_test=False)
        model.env.flush_all()
        companies = companies or self.env["res.company"].sudo().search(ACTIVE)
        result = RefreshResult()
        # sudo: the job serves every company
        for company in companies.sudo():
            policy = self.env["care.policy"]._get(company)
            if policy._is_refresh_due():
                result += model._refresh(company)
            else:
                result += model._refresh_recent_company(policy)
        self.env.invalidate_all()
        return result

    def _refresh_recent_company(self, policy):
        self._wait_for_turn(policy)
        settings = self._keep_lines(policy)
        started = self.env.cr.now()
        sources = policy._care_recent_sources(policy.refreshed_at - OVERLAP)
        self._create_temporary("care_refresh_contact", recent_sql.contacts(sources))
        with self._planned(FOR_FEW):
            self._gather_recent(policy, settings)
        with self._planned(BY_INDEX):
            changed = self._gather_changes(policy, settings)
            result = self._write_changes(settings, changed)
        policy.refreshed_at = started
        policy.env.flush_all()
        return result

    def _gather_recent(self, policy, settings):
        """Fill the temporary tables of those whom something happened to, and of those
        whom it moves."""
        recent = policy.with_context(care_recent=True)
        self._gather_measures(recent, settings)
        self._create_temporary("care_refresh_rank", recent_sql.places(settings))
        purchases = {}
        if settings.measure == "products":  # else the profile keeps the revenue
            purchases = policy._with_currencies()._care_purchase_sources()
        self._run(recent_sql.moved(settings, purchases.values()))
        self._run(recent_sql.kept_leads(settings))

    def _gather_changes(self, policy, settings):
        """Fill the temporary table of the profiles that change; return their number."""
        scores = score_sql.scores(
            settings,
            policy._care_segment_signals(settings),
            among=recent_sql.looked_at(),
        )
        changes = profile_sql.changes(settings, scores)
        return self._create_temporary("care_refresh_change", changes)

    def _keep_lines(self, policy):
        """Settings with the lines between high and low of the last full refresh."""
        settings = policy._prepare_refresh_settings(policy.as_of)
        lines = {
            "stability_cut_method": "value",
            "stability_cut": policy.stability_line,
            "expected_cut_method": "amount",
            "expected_cut": policy.expected_line,
        }
        if settings.contribution_cut_method == "median":
            lines.update(
                contribution_cut_method="amount",
                contribution_cut=policy.contribution_line,
            )
        return replace(settings, **lines)

    @api.model
    def _cron_refresh_recent(self):
        """Refresh what changed since the last refresh, company by company; first those
        that have waited longest."""
        policies = self._get_refresh_policies().sorted(
            lambda policy: (policy.refreshed_at or NEVER, policy.id)
        )
        refresh = partial(self._refresh_by_job, recent=True)
        self.env["care.ledger"]._work_for_each(policies, refresh)
