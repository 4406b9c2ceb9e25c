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


@tagged("post_install", "-at_install")
class TestJobs(TransactionCase, CronMixinCase):
    def run_job(self, module):
        """What three looks at the workers of the database say in a job of a module."""
        cron = self.env["ir.cron"].create(
            {
                "name": "Look",
                "model_id": self.env["ir.model"]._get_id("care.profile"),
                "state": "code",
                "code": CODE,
            }
        )
        self.env["ir.model.data"].create(
            {"module": module, "name": "look", "model": "ir.cron", "res_id": cron.id}
        )
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
