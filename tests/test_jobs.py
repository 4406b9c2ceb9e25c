import select
from contextlib import closing
from unittest.mock import patch

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from odoo.addons.base.tests.test_ir_cron import CronMixinCase

SHOW = "SHOW max_parallel_workers_per_gather"
SEEN = "care.test.workers"
CODE = f"""
def tell():
    env.cr.execute("{SHOW}")
    [workers] = env.cr.fetchone()
    values = env["ir.config_parameter"].get_param("{SEEN}") or ""
    env["ir.config_parameter"].set_param("{SEEN}", values + workers)

tell()
model._refresh()
tell()
env.cr.execute("SET LOCAL max_parallel_workers_per_gather TO DEFAULT")
env["ir.cron"]._commit_progress(1, remaining=0)
tell()
"""


PART = 'env["ir.cron"]._commit_progress(%s, remaining=%s)'
RUN = f"""
values = env["ir.config_parameter"].get_param("{SEEN}") or ""
env["ir.config_parameter"].set_param("{SEEN}", values + ".")
{PART % (1, 1)}
"""
LAST = "the end"
NO_TIME = "odoo.addons.base.models.ir_cron.MIN_TIME_PER_JOB", 0


@tagged("post_install", "-at_install")
class TestJobs(TransactionCase, CronMixinCase):
    def job(self, module, code):
        """A job of a module."""
        cron = self.env["ir.cron"].create(
            {
                "name": "Look",
                "model_id": self.env["ir.model"]._get_id("care.profile"),
                "state": "code",
                "code": code,
            }
        )
        self.env["ir.model.data"].create(
            {"module": module, "name": "look", "model": "ir.cron", "res_id": cron.id}
        )
        return cron

    def run_job(self, module, code=CODE):
        """What a job of a module has noted, by default what three looks at the workers
        of the database say."""
        cron = self.job(module, code)
        self.env["ir.config_parameter"].set_param(SEEN, "")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.env["ir.config_parameter"].get_param(SEEN)

    def test_a_job_leaves_the_other_processors_to_people(self):
        self.assertEqual(self.run_job("crm_customer_care"), "000")

    def test_jobs_of_others_are_left_alone(self):
        self.env.cr.execute(SHOW)
        [usual] = self.env.cr.fetchone()
        self.assertNotEqual(usual, "0", "The database has no workers to spare.")
        self.assertEqual(self.run_job("crm"), usual * 3)

    def told(self, done, remaining, module="crm_customer_care"):
        """How often the workers are told of a job that did and left so many."""
        cron = self.job(module, PART % (done, remaining))
        self.env.flush_all()
        with closing(db_connect("postgres").cursor()) as worker:
            worker.execute("LISTEN cron_trigger")
            worker.commit()
            with self.enter_registry_test_mode(), self.registry.cursor() as cr:
                env = self.env(cr=cr, context={"cron_id": cron.id})
                cron, _progress = cron.with_env(env)._add_progress()
                cron._callback(cron.cron_name, cron.ir_actions_server_id.id)
                # what a commit does in a job, and not in a test
                cr.postcommit.run()
            told = self.heard(worker._cnx)
        return told.count(self.env.cr.dbname)

    def heard(self, connection):
        """What was told up to now: the database keeps the order, so that nothing is on
        its way any more when the last word is there."""
        with db_connect("postgres").cursor() as cr:
            cr.execute("SELECT pg_notify('cron_trigger', %s)", [LAST])
        told = []
        while LAST not in told:
            arrived, _write, _error = select.select([connection], [], [], 60)
            self.assertTrue(arrived, "The database tells nothing.")
            connection.poll()
            told = [one.payload for one in connection.notifies]
        return told

    def test_what_is_left_of_a_job_does_not_wait_for_a_minute(self):
        self.assertEqual(self.told(done=1, remaining=2), 1)

    def test_a_job_that_is_done_wakes_nobody(self):
        self.assertEqual(self.told(done=3, remaining=0), 0)

    def test_a_job_that_is_stuck_wakes_nobody(self):
        self.assertEqual(self.told(done=0, remaining=3), 0)

    def test_jobs_of_others_wait_as_odoo_has_it(self):
        self.assertEqual(self.told(done=1, remaining=2, module="crm"), 0)

    def test_a_job_whose_time_is_over_does_not_begin_again(self):
        with patch(*NO_TIME):
            self.assertEqual(self.run_job("crm_customer_care", RUN), ".")

    def test_jobs_of_others_begin_again_as_odoo_has_it(self):
        with patch(*NO_TIME):
            self.assertEqual(self.run_job("crm", RUN), "." * 10)

    def test_every_job_ends_though_its_time_is_over(self):
        """Whoever stops where nothing was done comes no further the next time."""
        for company in self.env.company, self.env["res.company"].create({"name": "2"}):
            policy = self.env["care.policy"]._get(company)
            for name in policy._fields:
                if name.endswith("_active"):
                    policy[name] = True
        data = [("module", "=", "crm_customer_care"), ("model", "=", "ir.cron")]
        numbers = self.env["ir.model.data"].search(data).mapped("res_id")
        for cron in self.env["ir.cron"].browse(numbers):
            with self.subTest(cron.cron_name):
                self.run_twice(cron)
                progress = self.env["ir.cron.progress"].search(
                    [("cron_id", "=", cron.id)], order="id desc", limit=1
                )
                self.assertEqual(progress.remaining, 0)

    def run_twice(self, cron):
        """Once with time enough for everything, then without any."""
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            with patch(*NO_TIME):
                cron.method_direct_trigger()
