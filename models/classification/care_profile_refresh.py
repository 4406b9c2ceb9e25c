import logging
from contextlib import contextmanager
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import measure_sql, profile_sql, score_sql

_logger = logging.getLogger(__name__)
ACTIVE = [("active", "=", True)]
# all customers at once: sort and hash in memory, let one worker of the database read
# what this one sums up, and look nobody up one by one (it takes sums for few rows)
FOR_ALL = {
    "work_mem": "256MB",
    "enable_nestloop": "off",
    "enable_mergejoin": "off",
    "max_parallel_workers_per_gather": "1",
    "parallel_setup_cost": "100",
    "parallel_tuple_cost": "0.001",
    "jit": "off",  # to compile these statements takes longer than to run them
}
# a few customers: look each up, the indexes are in memory
FOR_FEW = {"work_mem": "64MB", "random_page_cost": "1.1", "jit": "off"}
# their profiles: never read all to find them
BY_INDEX = {"work_mem": "64MB", "random_page_cost": "0.1", "jit": "off"}


class RefreshResult(NamedTuple):
    """Rows that a refresh wrote: profiles, change log lines, profiles removed."""

    written: int = 0
    logged: int = 0
    removed: int = 0

    def __add__(self, other):
        return RefreshResult(*(a + b for a, b in zip(self, other, strict=True)))


class CareProfile(models.Model):
    _inherit = "care.profile"

    @api.model
    def _refresh(self, companies=None, as_of=None):
        """Recompute value, tier, quadrant and segment of all customers.

        :param companies: res.company records; default all
        :param as_of: date, default today in each company's own zone; a day before the
            last refresh raises UserError
        :return: RefreshResult; a second run in a row writes and logs nothing

        Month ends that passed since the last refresh are counted first, each as of
        itself: there falls are decided and snapshots taken.
        """
        # sudo: classification looks at all documents, whoever starts it
        model = self.sudo().with_context(active_test=False)
        model.env.flush_all()
        model._complete_partners()
        companies = companies or self.env["res.company"].sudo().search(ACTIVE)
        result = RefreshResult()
        # sudo: the job serves every company
        for company in companies.sudo():
            result += model._refresh_company(company, as_of)
        self.env.invalidate_all()
        return result

    def _complete_partners(self):
        """Give contacts without a commercial entity theirs, as Odoo computes it."""
        partners = self.env["res.partner"]
        field = partners._fields["commercial_partner_id"]
        lone = partners.search([("commercial_partner_id", "=", False)])
        self.env.add_to_compute(field, lone)
        lone.flush_recordset([field.name])

    def _refresh_company(self, company, as_of=None):
        policy = self.env["care.policy"]._get(company)
        self._wait_for_turn(policy)
        today = policy._get_today()
        day = fields.Date.to_date(as_of) or today
        policy._check_as_of(day)
        result = RefreshResult()
        ends = policy._get_month_ends(day, today)
        for end in ends:
            result += self._refresh_as_of(policy, end, monthly=True)
        if day not in ends:
            result += self._refresh_as_of(policy, day)
        policy.env.flush_all()
        return result

    def _wait_for_turn(self, policy):
        """Let one refresh of a company end before the next one begins.

        Whoever waited gets a serialization failure and is tried again by its caller.
        """
        self._run(SQL("SELECT FROM care_policy WHERE id = %s FOR UPDATE", policy.id))

    def _refresh_as_of(self, policy, day, monthly=False):
        """Run the statements of one company and day."""
        settings = policy._prepare_refresh_settings(day, monthly)
        scores = score_sql.scores(settings, policy._care_segment_signals(settings))
        with self._planned(FOR_ALL):
            uncounted = self._gather_measures(policy, settings)
            changes = profile_sql.changes(settings, scores)
            changed = self._create_temporary("care_refresh_change", changes)
        result = self._write_changes(settings, changed)
        if monthly or result.removed:
            self._run(profile_sql.remove_stray_events())
        if monthly:
            self._run(profile_sql.take_snapshot(settings))
        policy._keep_refresh_facts(settings, uncounted)
        _logger.info(
            "Customers of company %s as of %s: %s", policy.company_id.id, day, result
        )
        return result

    @contextmanager
    def _planned(self, plans):
        """Let the database plan by other settings; a job keeps to its one processor."""
        if self.env.context.get("care_job"):
            plans = {name: plans[name] for name in plans if "parallel" not in name}
        names = [SQL.identifier(name) for name in plans]
        begin = [
            SQL("SET LOCAL %s = %s", *pair)
            for pair in zip(names, plans.values(), strict=True)
        ]
        end = [SQL("SET LOCAL %s TO DEFAULT", name) for name in names]
        # one message to the database each
        self._run(SQL("; ").join(begin))
        yield
        self._run(SQL("; ").join(end))

    def _write_changes(self, settings, changed):
        """Write the `changed` rows of `care_refresh_change`, and log them."""
        with self._filling(changed):
            logged = self._run(profile_sql.log_changes(settings))
            written = self._run(profile_sql.insert(settings))
        removed = 0
        if written < changed:
            written += self._run(profile_sql.update())
        if written < changed:
            removed = self._run(profile_sql.archive_strays())
            logged += self._run(profile_sql.log_gone(settings))
            removed += self._run(profile_sql.remove_strays())
        return RefreshResult(written, logged, removed)

    def _gather_measures(self, policy, settings):
        """Fill the temporary tables of measures and opportunities; return whether an
        order was not counted."""
        policy = policy._with_currencies()
        purchases = policy._care_measured_sources()
        contributions = list(policy._care_measure_sources().values())
        measures = measure_sql.measures(
            settings, purchases, contributions, policy._get_contacts()
        )
        self._create_temporary("care_refresh_measure", measures)
        self._create_temporary("care_refresh_lead", policy._care_prospects(settings))
        [[uncounted]] = self.env.execute_query(measure_sql.move_owners())
        return uncounted

    def _create_temporary(self, name, query):
        """Fill a temporary table, and return the number of its rows."""
        table = SQL.identifier(name)
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", table))
        return self._run(
            SQL("CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s", table, query)
        )

    def _run(self, query):
        self.env.cr.execute(query)
        return self.env.cr.rowcount
