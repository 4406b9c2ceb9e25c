from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import DiskFull, SerializationFailure, UniqueViolation

from odoo.fields import Date, Datetime
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@tagged("post_install", "-at_install")
class TestLedger(CadenceCommon):
    """`care.revisit` stands for all that claims before it acts."""

    def values(self, *customers):
        cadence = self.env["care.cadence"].search(
            [("policy_id", "=", self.policy.id)], limit=1
        )
        cadence = cadence or self.cadence()
        return [
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "cadence_id": cadence.id,
                "requirement": cadence.requirement,
                "role": cadence.role,
                "user_id": self.owner.id,
                "base_date": Date.to_date("2026-05-01"),
                "ideal_days": 14,
                "max_days": 30,
                "due_date": Date.to_date("2026-05-15"),
                "hard_date": Date.to_date("2026-05-31"),
            }
            for customer in customers
        ]

    @contextmanager
    def job(self):
        """A ledger whose transactions may end."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            yield self.env["care.revisit"].with_env(self.env(cr=cr))
        self.env.invalidate_all()

    def failing(self, error, times):
        """A job on numbers that fails some times, and what it was called with."""
        calls = []

        def work(part):
            calls.append(part)
            if len(calls) <= times:
                raise error

        return work, calls

    def test_a_key_is_claimed_once(self):
        one, other = self.customer(), self.customer()
        ledger = self.env["care.revisit"]
        first = ledger._claim(self.values(one))
        both = ledger._claim(self.values(one, other))
        self.assertEqual((first | both).partner_id, one | other)
        self.assertEqual(both.partner_id, other)
        self.assertFalse(ledger._claim(self.values(one, other)))
        self.assertEqual(first.state, "planned")
        self.assertEqual(first.create_uid, self.env.user)

    def test_who_claims_acts_once(self):
        customers = [self.customer() for _number in range(5)]
        acted = []
        with self.job() as ledger:
            for _run in range(2):
                values = self.values(*customers)
                batches = [values[:3], values[3:]]
                done = ledger._claim_and_act(
                    batches, lambda rows: acted.extend(rows.partner_id.ids)
                )
        self.assertEqual(done, 0)
        self.assertEqual(acted, [customer.id for customer in customers])

    def test_a_lost_race_is_run_again_from_the_start(self):
        for race in (SerializationFailure, UniqueViolation):
            work, calls = self.failing(race, 2)
            with self.job() as ledger, self.assertNoLogs("odoo", "ERROR"):
                found = ledger._work_off([[1, 2], [3]], work)
            self.assertEqual(calls, [[1, 2], [1, 2], [1, 2], [3]])
            self.assertEqual(found, ([None, None], True))

    def test_a_race_is_lost_ten_times_at_most(self):
        work, calls = self.failing(SerializationFailure, 99)
        with self.job() as ledger, self.assertRaises(SerializationFailure):
            ledger._try_again(work, [1])
        self.assertEqual(calls, [[1]] * 10)

    def test_a_bad_record_blocks_nobody(self):
        done = []

        def work(part):
            if 5 in part:
                raise ValueError("bad")
            done.extend(part)
            return len(part)

        with self.job() as ledger, self.assertLogs("odoo", "ERROR") as log:
            counts, in_time = ledger._work_off([[1, 2, 3, 4], [5, 6, 7, 8], [9]], work)
        self.assertEqual(done, [1, 2, 3, 4, 6, 7, 8, 9])
        self.assertEqual((sum(counts), in_time), (8, True))
        self.assertEqual(len(log.records), 1)
        self.assertIn("left out 5", log.output[0])

    def work_without_time(self, *numbers):
        """What is done of batches of one number, below zero a bad one, and what was
        tried, where the time of the job is over."""
        tried = []

        def work(part):
            tried.extend(part)
            if part[0] < 0:
                raise ValueError("bad")
            return part[0]

        plan = self.env.ref("crm_customer_care.ir_cron_plan")
        with self.job() as ledger, self.assertLogs("odoo", "ERROR"):
            context = {"cron_id": plan.id, "cron_end_time": 0}
            cron, _progress = plan.with_env(ledger.env(context=context))._add_progress()
            cron.env.cr.commit()
            done, in_time = ledger.with_env(cron.env)._work_off(
                [[number] for number in numbers], work
            )
        self.assertFalse(in_time)
        return done, tried

    def test_who_is_to_blame_ends_no_run(self):
        self.assertEqual(self.work_without_time(-1, -2, 3, 4), ([3], [-1, -2, 3]))

    def test_many_who_are_to_blame_end_a_run(self):
        many = "odoo.addons.crm_customer_care.models.care_ledger.MANY"
        with patch(many, 2):
            done, tried = self.work_without_time(-1, -2, -3, 4)
        self.assertEqual((done, tried), ([], [-1, -2, -3]))

    def test_a_full_disk_is_no_fault_of_a_record(self):
        work, calls = self.failing(DiskFull("No space left on device"), 1)
        with self.job() as ledger, self.assertRaises(DiskFull):
            ledger._work_off([[1, 2], [3]], work)
        self.assertEqual(calls, [[1, 2]])

    def test_a_job_that_failed_runs_again_in_an_hour(self):
        self.policy.cadence_active = True
        plan = self.env.ref("crm_customer_care.ir_cron_plan")
        work, _calls = self.failing(DiskFull("No space left on device"), 1)
        ledger = type(self.env["care.revisit"])
        self.patch(ledger, "_plan_company", lambda _self, *args: work(args))
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.assertLogs("odoo", "ERROR"):
            plan.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(plan.failure_count, 1)
        # the clock of the test has whole seconds
        delay = triggers.search([]).call_at - Datetime.now()
        self.assertTrue(timedelta(minutes=55) < delay < timedelta(hours=1, seconds=2))

    def test_what_a_bad_record_did_is_undone_and_the_rest_is_kept(self):
        good, bad = self.customer(name="Good"), self.customer(name="Bad")

        def act(rows):
            rows.write({"reason": "acted"})
            if bad in rows.partner_id.with_env(self.env):
                raise ValueError("bad")

        with self.job() as ledger, self.assertLogs("odoo", "ERROR"):
            ledger._claim_and_act([self.values(bad, good)], act)
        self.assertEqual(self.revisits().partner_id, good)
        self.assertEqual(self.revisits().reason, "acted")

    def test_one_customer_that_cannot_be_planned_blocks_no_other(self):
        self.cadence()
        self.policy.cadence_active = False
        customers = [self.known() for _number in range(3)]
        for customer in customers:
            self.touch(customer, "2026-05-10 10:00:00")
        bad = customers[1]
        plans = type(self.env["care.revisit"])
        prepare = plans._prepare_activity_values

        def refuse(revisits, revisit, user, day):
            if revisit.partner_id.id == bad.id:
                raise ValueError("bad")
            return prepare(revisits, revisit, user, day)

        self.policy.cadence_active = True
        self.patch(plans, "_prepare_activity_values", refuse)
        with self.assertLogs("odoo", "ERROR"):
            self.plan()
        self.assertEqual(len(self.revisits()), 3)
        planned = self.revisits().filtered("activity_id").partner_id
        self.assertEqual(planned, customers[0] | customers[2])
