from functools import partial

from odoo import api, models
from odoo.tools import SQL, split_every

from ...tools import risk_fact_sql, risk_signal_sql, risk_sql
from ..classification.care_profile_refresh import ACTIVE
from ..complaint.care_complaint import OPEN_STATES

CHUNK = 500


class CareRisk(models.Model):
    """The ledger follows the signals every night."""

    _inherit = "care.risk"

    @api.model
    def _cron_raise(self):
        """Raise, follow and close the warnings of all companies, signal by signal, each
        in one transaction; start playbooks where that is switched on. Run again, or
        twice at once, it changes nothing."""
        self._work_for_each(self._get_risk_policies(), self._raise_company)

    @api.model
    def _get_risk_policies(self):
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        policies = self.env["care.policy"].sudo()
        return policies.search([("company_id", "in", companies.ids)])

    def _raise_company(self, policy, remaining):
        """Work for one company; return whether all of it is done."""
        model = self.sudo().with_company(policy.company_id)  # sudo: as above
        self._try_again(model._prepare_run, policy)
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        signals = policy.with_context(active_test=False).risk_signal_ids
        follow = partial(model._follow_signals, policy)
        for signal in signals:
            # all of them at once: the next run would begin with the first
            self._work_off([[signal.id]], follow, remaining)
        batches = split_every(CHUNK, model._get_unstarted(policy), list)
        return self._work_off(batches, model._start_by_job, remaining)[1]

    def _prepare_run(self, policy):
        policy._add_missing_signals()
        if policy.risk_as_of != policy._get_today():
            policy.risk_as_of = policy._get_today()

    def _follow_signals(self, policy, signal_ids):
        """Bring the warnings of some signals up to date; return the rows written."""
        written = 0
        for signal in self.env["care.risk.signal"].browse(signal_ids):
            written += self._follow_signal(policy, signal)
        return written

    def _follow_signal(self, policy, signal):
        self.env.flush_all()
        query = self._get_signals(policy, signal.code).get(signal.code)
        query = query if signal.active and query else risk_signal_sql.nothing()
        profiles = self.env["care.profile"]
        profiles._create_temporary("care_risk_seen", risk_sql.seen(query))
        gone = policy._care_cadence_excluded().values()
        profiles._create_temporary("care_risk_excluded", risk_sql.excluded(gone))
        profiles._run(SQL("ANALYZE care_risk_seen, care_risk_excluded"))
        settings = self._get_risk_settings(policy, signal)
        followed = profiles._run(risk_sql.follow(settings))
        claimed = profiles._run(risk_sql.claim(settings))
        if followed or claimed:
            self.invalidate_model()
        return followed + claimed

    def _get_risk_settings(self, policy, signal):
        head = policy.key_account_head_id
        return {
            "company": policy.company_id.id,
            "today": policy._get_today(),
            "kind": signal.kind,
            "reason": signal.code,
            "off": not signal.active,
            "plan": signal.plan_id.id or None,
            "head": head.id if head.active else None,
            "calm_days": policy.risk_calm_days,
            "uid": self.env.uid,
            "now": self.env.cr.now(),
        }

    @api.model
    def _get_signals(self, policy, *codes):
        """Hook: return {reason: SELECT (partner_id, level '1' to '3', facts jsonb)} of
        the signals of a policy, by default of all. Who adds a reason adds it to the
        selections of `care.risk` and `care.risk.signal`, too."""
        signals = policy.with_context(active_test=False).risk_signal_ids
        return {
            signal.code: getattr(self, f"_signal_{signal.code}")(
                policy, signal._get_threshold()
            )
            for signal in signals
            if (not codes or signal.code in codes)
            and hasattr(self, f"_signal_{signal.code}")
        }

    # signals
    def _signal_retention_fallen(self, _policy, threshold):
        return risk_signal_sql.retention_fallen(threshold)

    def _signal_orders_falling(self, policy, threshold):
        purchases = policy._care_purchase_sources().values()
        return risk_signal_sql.orders_falling(threshold, purchases)

    def _signal_gap_widening(self, _policy, threshold):
        return risk_signal_sql.gap_widening(threshold)

    def _signal_silence(self, _policy, threshold):
        return risk_fact_sql.silence(threshold)

    def _signal_complaint_open(self, _policy, threshold):
        return risk_fact_sql.complaint_open(threshold, OPEN_STATES)

    def _signal_complaint_repeated(self, policy, threshold):
        day = policy._local_date(SQL("c.received_date"))
        return risk_fact_sql.complaint_repeated(threshold, day)

    def _signal_low_rating(self, policy, threshold):
        rated = policy._local_date(SQL("COALESCE(r.rated_on, r.write_date)"))
        touched = policy._local_date(SQL("t.date"))
        return risk_fact_sql.low_rating(threshold, rated, touched)

    def _signal_competitor(self, _policy, threshold):
        return risk_fact_sql.competitor(threshold)

    def _signal_sponsor_gone(self, _policy, threshold):
        return risk_fact_sql.sponsor_gone(threshold)

    def _signal_invoice_overdue(self, _policy, threshold):
        return risk_fact_sql.invoice_overdue(threshold)

    def _signal_tier_fallen(self, _policy, threshold):
        return risk_signal_sql.tier_fallen(threshold)

    def _signal_quadrant_fallen(self, _policy, threshold):
        return risk_signal_sql.quadrant_fallen(threshold)

    def _signal_rising_star(self, _policy, threshold):
        return risk_signal_sql.rising_star(threshold)

    # playbooks
    def _get_unstarted(self, policy):
        rows = self.env.execute_query(risk_sql.unstarted(policy.company_id.id))
        return [number for [number] in rows]

    def _start_by_job(self, numbers):
        return len(self.browse(numbers)._start_playbook())
