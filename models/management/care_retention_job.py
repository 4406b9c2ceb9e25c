from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from ...tools import retention, retention_span, retention_sql
from ..classification.care_profile_refresh import ACTIVE, FOR_ALL
from ..lost_race import try_again

SAME = (
    *("horizon_months", "measured_months", "customer_count", "bought_count"),
    *("shape", "scale", "left", "stays", "tested_from", "tested_months"),
    *("tested_measured_months", "tested_count", "auc", "frequent_count"),
    "auc_frequent",
)


class CareRetention(models.Model):
    _inherit = "care.retention"

    @api.model
    def _calibrate(self, companies=None, as_of=None):
        """Learn from the past of companies who buys again, and tell it of everybody.

        :param companies: res.company records; default all
        :param as_of: a day, whose month has to be over; default the last month end
        :return: care.retention, one per company; a second run writes nothing
        """
        # sudo: learning looks at all purchases, whoever starts it
        model = self.sudo().with_context(active_test=False)
        companies = companies or self.env["res.company"].sudo().search(ACTIVE)
        found = model.browse()
        for company in companies.sudo():
            policy = self.env["care.policy"]._get(company)
            day = fields.Date.to_date(as_of) or policy._get_calibration_day()
            end = retention_span.month_end(day)
            found |= model._calibrate_company(policy, end)
            model._score(company)
            model._keep_next_purchases(policy, end)
        return found

    def _calibrate_company(self, policy, as_of):
        histories = self._read_histories(policy, as_of)
        vals = self._learn(histories, as_of, policy.retention_horizon_months)
        owner = [("company_id", "=", policy.company_id.id)]
        found = self.search([*owner, ("as_of", "=", as_of)])
        if found and all(found[name] == vals.get(name, False) for name in SAME):
            return found
        found.unlink()
        found = self.create({"company_id": policy.company_id.id, "as_of": as_of} | vals)
        found._forget_earlier_customers()
        self._score_snapshots(policy, found)
        return found

    def _read_histories(self, policy, day):
        """{customer: sorted ordinals of the days that it bought on until a day}."""
        self.env.flush_all()
        sources = policy._care_purchase_sources().values()
        return dict(self.env.execute_query(retention_sql.histories(sources, day)))

    def _learn(self, histories, as_of, horizon_months):
        """Values of what is learnt as of a month end, and of its test."""
        vals = {"horizon_months": horizon_months}
        span = self._find_span(histories, as_of, horizon_months)
        models = {}
        measured = span and self._measure(histories, span, models)
        if not measured:
            return vals
        vals.update(
            measured.model._asdict(),
            measured_months=span.months,
            customer_count=len(measured.past),
            bought_count=sum(row[1] for row in measured.past),
            group_ids=self._prepare_groups(measured),
        )
        return vals | self._test(histories, as_of, span, models)

    def _find_span(self, histories, day, months):
        first = min((days[0] for days in histories.values()), default=None)
        return first and retention_span.span(date.fromordinal(first), day, months)

    def _measure(self, histories, span, models):
        past, day = span.past.toordinal(), span.day.toordinal()
        return retention.learn(histories, day, past, span.horizon, models)

    def _test(self, histories, as_of, span, models):
        """Values of the test: learnt as of the day before the months just measured,
        and compared with what happened in these."""
        before = self._find_span(histories, span.past, span.months)
        measured = before and self._measure(histories, before, models)
        if not measured:
            return {}
        rows = retention.test(
            measured, histories, span.past.toordinal(), as_of.toordinal()
        )
        often = [row for row in rows if row[4] >= retention.FREQUENT_DAYS]
        return {
            "tested_from": span.past,
            "tested_months": span.months,
            "tested_measured_months": before.months,
            "tested_count": len(rows),
            "auc": self._auc(rows),
            "frequent_count": len(often),
            "auc_frequent": self._auc(often),
            "decile_ids": self._prepare_deciles(rows),
        }

    def _auc(self, rows):
        return retention.auc((row[0], row[2]) for row in rows) or 0.0

    def _prepare_groups(self, measured):
        members = [[] for _group in measured.groups]
        for place, _bought, key in measured.past:
            members[retention.group_at(measured.groups, place)].append(key)
        return [
            Command.create(
                {
                    "number": number,
                    "customer_count": group.customers,
                    "bought_count": group.bought,
                    "bought_rate": group.bought / group.customers,
                    "chance": group.rate,
                    "place_start": group.start,
                    "place_end": group.end,
                    "spread": group.spread,
                    "customer_ids": sorted(keys),
                }
            )
            for number, (group, keys) in enumerate(
                zip(measured.groups, members, strict=True), 1
            )
        ]

    def _prepare_deciles(self, rows):
        return [
            Command.create(
                {
                    "number": number,
                    "customer_count": len(decile.keys),
                    "bought_count": decile.bought,
                    "bought_rate": decile.bought / len(decile.keys),
                    "lowest": decile.lowest,
                    "highest": decile.highest,
                    "predicted": decile.predicted,
                    "customer_ids": decile.keys,
                }
            )
            for number, decile in enumerate(
                retention.deciles(row[:4] for row in rows), 1
            )
        ]

    def _forget_earlier_customers(self):
        """Keep who was counted of the last month end only, it is a name per customer
        and month."""
        for name in ("care.retention.group", "care.retention.decile"):
            self.env[name].search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("retention_id", "!=", self.id),
                    ("customer_ids", "!=", False),
                ]
            ).customer_ids = False

    # telling
    @api.model
    def _score(self, company):
        """Write the retention of the profiles of a company that differs, as of the day
        of their last refresh; return how many."""
        policy = self.env["care.policy"]._get(company)
        found = self._get_latest(company)
        chances = None
        if found:
            chances = found._chances(policy, policy.as_of or policy._get_today())
        # sudo: learning looks at all purchases, whoever starts it
        profiles = self.env["care.profile"].sudo()
        profiles.env.flush_all()
        with profiles._planned(FOR_ALL):
            written = profiles._run(retention_sql.update_profiles(company.id, chances))
        profiles.invalidate_model(["retention"], flush=False)
        return written

    def _score_snapshots(self, policy, found):
        """Keep the retention of a month end with its snapshots."""
        if not found.group_ids:
            return
        self.env.flush_all()
        # sudo: learning looks at all purchases, whoever starts it
        profiles = self.env["care.profile"].sudo()
        chances = found._chances(policy, found.as_of)
        with profiles._planned(FOR_ALL):
            profiles._run(
                retention_sql.update_snapshots(
                    policy.company_id.id, found.as_of, chances
                )
            )
        self.env["care.profile.snapshot"].invalidate_model(["retention"], flush=False)

    def _keep_next_purchases(self, policy, day):
        """Note with month ends when their customers bought next, until a day."""
        self.env.flush_all()
        sources = policy._care_purchase_sources().values()
        # sudo: learning looks at all purchases, whoever starts it
        profiles = self.env["care.profile"].sudo()
        with profiles._planned(FOR_ALL):
            profiles._run(
                retention_sql.update_next_purchases(policy.company_id.id, sources, day)
            )
        self.env["care.profile.snapshot"].invalidate_model(
            ["next_purchase_date"], flush=False
        )
        if policy.retention_kept_until != day:
            policy.retention_kept_until = day

    def _chances(self, policy, day):
        sources = policy._care_purchase_sources().values()
        return retention_sql.chances(self._get_measured(), sources, day)

    @api.model
    def action_calibrate(self, _selected=None):
        """Learn anew now, e.g. after more history was imported."""
        if not self.env.user.has_group("crm_customer_care.group_manager"):
            raise AccessError(
                self.env._("Only managers of Customer Care start this. Ask one.")
            )
        self._calibrate(self.env.companies)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # job
    @api.model
    def _cron_calibrate(self):
        """Learn company by company, each in its own transaction; who learnt from the
        last month end with the present horizon is done."""
        policies = self.env["care.policy"]
        due = policies.concat(*map(policies._get, self._get_calibration_queue()))
        self.env["care.ledger"]._work_for_each(due, self._calibrate_by_job)

    def _get_calibration_queue(self):
        return (
            self.env["res.company"]
            .search(ACTIVE)
            .filtered(
                lambda company: (
                    self.env["care.policy"]._get(company)._is_calibration_due()
                )
            )
        )

    def _calibrate_by_job(self, policy, _remaining):
        try_again(self.env, self._calibrate, policy.company_id)
        return True
