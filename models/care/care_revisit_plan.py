from collections import namedtuple
from datetime import timedelta
from functools import partial

from odoo import api, models
from odoo.tools import SQL, split_every

from ...tools import cadence, revisit_sql
from ..classification.care_profile_refresh import ACTIVE

CHUNK = 1000
Row = namedtuple("Row", revisit_sql.ROW)


class CareRevisit(models.Model):
    """What is planned follows contacts, tiers, owners and the policy."""

    _inherit = "care.revisit"

    @api.model
    def _cron_plan(self):
        """Plan the contacts of all companies that switched it on, a thousand customers
        in one transaction. Run again, or twice at once, it changes nothing."""
        self._work_for_each(self._get_cadence_policies(), self._plan_company)

    @api.model
    def _get_cadence_policies(self):
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        return (
            self.env["care.policy"]
            .sudo()
            .search(
                [("company_id", "in", companies.ids), ("cadence_active", "=", True)]
            )
        )

    def _plan_company(self, policy, remaining):
        """Plan for one company; return whether all of it is done."""
        self._look_at_tables()
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        rows = self._get_to_do(policy)
        ended = self.env.execute_query(
            revisit_sql.obsolete(policy._get_cadence_settings())
        )
        partners = {row.partner_id for row in rows}
        partners.update(self.browse([number for number, _ in ended]).partner_id.ids)
        spread = {(row.partner_id, row.requirement): row for row in rows}
        chunks = split_every(CHUNK, sorted(partners), list)
        plan = partial(self._plan_partners, policy, spread=spread)
        if not self._work_off(chunks, plan, remaining)[1]:
            return False
        self._look_at_tables()
        chunks = split_every(CHUNK, self._get_places(policy), list)
        if not self._work_off(chunks, self._create_activities, remaining)[1]:
            return False
        chunks = split_every(CHUNK, self._get_on_leave(policy).ids, list)
        # who finds no other day is found again: this is not left to the next run
        self._work_off(chunks, partial(self._move_on, policy), remaining)
        self._try_again(self._plan_next_dates, policy)
        return True

    def _look_at_tables(self):
        """Tell PostgreSQL what has come since it last looked: what is fast for a few
        customers takes hours for thousands of new ones."""
        self.env.flush_all()
        self.env.cr.execute(SQL("ANALYZE care_profile, care_revisit, care_touch"))

    def _move_on(self, policy, numbers):
        self.browse(numbers)._move_activity(policy)

    def _get_to_do(self, policy, partner_ids=None):
        settings = policy._get_cadence_settings()
        rows = self.env.execute_query(revisit_sql.to_do(settings, partner_ids))
        return [Row(*row) for row in rows]

    def _plan_next_dates(self, policy, partner_ids=None):
        self.env.flush_all()
        query = revisit_sql.next_dates(policy.company_id.id, partner_ids)
        self.env.cr.execute(query)
        self.env["care.profile"].invalidate_model(["next_touch_date"], flush=False)

    @api.model
    def _replan(self, partners):
        """Let what is planned for some customers follow what has just changed."""
        if not partners or not self.env["care.policy"]._get_cadence_company_ids():
            return
        customers = partners.commercial_partner_id
        # sudo: plans follow the facts, whoever changes those
        for policy in self.sudo()._get_cadence_policies():
            plan = self.sudo().with_company(policy.company_id)
            plan._plan_partners(policy, customers.ids)
            plan._create_activities(plan._get_places(policy, customers.ids))
            plan._plan_next_dates(policy, customers.ids)

    def _plan_partners(self, policy, partner_ids, spread=None):
        """Bring the plans of some customers of one company up to date."""
        self.env.flush_all()
        settings = policy._get_cadence_settings()
        reasons = self._get_reasons()
        ended = self.env.execute_query(revisit_sql.obsolete(settings, partner_ids))
        for code, reason in reasons.items():
            numbers = [number for number, why in ended if why == code]
            self.browse(numbers)._end("cancelled", reason)
        rows = self._get_to_do(policy, partner_ids)
        planned = self.browse([row.open_id for row in rows if row.open_id])
        by_id = {revisit.id: revisit for revisit in planned}
        new = []
        for row in rows:
            if spread is None:
                # of one alone the number says nothing: scatter by what never changes
                row = row._replace(number=row.partner_id % row.ideal_days)
                row = row._replace(count=row.ideal_days)
            elif place := spread.get((row.partner_id, row.requirement)):
                row = row._replace(number=place.number, count=place.count)
            revisit = by_id.get(row.open_id)
            if not revisit or not revisit._follow(row, policy):
                new.append(self._prepare_revisit_values(row, policy))
        planned._move_activity(policy)
        self.env.flush_all()
        self._claim(new)

    def _get_reasons(self):
        """Hook: return what is told of cancelled contacts, by code."""
        return {
            "archived": self.env._("The customer is archived."),
            "deceased": self.env._("The customer has died."),
            "nobody": self.env._("Nobody is in charge of the customer."),
            "ended": self.env._("Nothing requires it any more."),
        }

    def _follow(self, row, policy):
        """Let the planned contact of a row follow; return whether it still is one."""
        is_later = row.touch_day and (row.touch_day > row.old_base or row.was_new)
        if is_later and self.activity_id:
            self._end("done", touch=self.env["care.touch"].browse(row.touch_id))
            return False
        due, hard = self._get_moved_dates(row, policy)
        vals = self._prepare_requirement_values(row)
        until = self.snooze_until
        if until and until <= policy._get_today() and row.base != row.old_base:
            vals.update(snooze_until=False, reason=False)
        self.write({**vals, "due_date": due, "hard_date": hard})
        return True

    def _get_moved_dates(self, row, policy):
        """Due date and hard limit of a planned contact after something changed."""
        today = policy._get_today()
        due, hard = self._get_first_dates(row, policy)
        if (row.base, row.is_new) == (row.old_base, bool(row.was_new)):
            if row.cadence_id != row.old_cadence_id:
                rose = (row.sequence or 0) < (row.old_sequence or 0)
                due = cadence.moved_date(row.old_due, due, rose, today)
            elif row.user_id != row.old_user_id:
                due = row.old_due
            hard = due + timedelta(days=row.max_days - row.ideal_days)
        until = self.snooze_until
        if until and until > today:
            # the day that was agreed holds, whatever happens before
            due, hard = max(due, until), max(hard, until)
        return due, hard

    def _get_first_dates(self, row, policy):
        """Due date and hard limit counted from the last contact; customers never
        contacted come one after another."""
        due, hard = cadence.due_dates(row.base, row.ideal_days, row.max_days)
        if not row.is_new:
            return due, hard
        today = policy._get_today()
        if row.base <= policy.cadence_since or due < today:
            days = cadence.spread(row.number, row.count, row.ideal_days)
            due = today + timedelta(days=days)
        return due, due + timedelta(days=row.max_days - row.ideal_days)

    def _prepare_requirement_values(self, row):
        return {
            "cadence_id": row.cadence_id,
            "base_date": row.base,
            "is_first": row.is_new,
            "ideal_days": row.ideal_days,
            "max_days": row.max_days,
            "user_id": row.user_id,
        }

    def _prepare_revisit_values(self, row, policy):
        """Values of the planned contact of a row of `Row`."""
        due, hard = self._get_first_dates(row, policy)
        return {
            **self._prepare_requirement_values(row),
            "partner_id": row.partner_id,
            "company_id": policy.company_id.id,
            "requirement": row.requirement,
            "role": row.role,
            "due_date": due,
            "hard_date": hard,
        }
