from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestRefreshJob(CareCommon, CronMixinCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("crm_customer_care.ir_cron_refresh")
        cls.buyer = cls.customer()
        cls.deal(cls.buyer, "2026-06-15")
        # the job looks at all companies: the others have had their refresh today
        cls.env["care.policy"].search([]).as_of = date(2026, 6, 30)
        cls.policy.as_of = False

    @contextmanager
    def failing(self, failures, error=SerializationFailure):
        """Refreshes of which the first ones fail; gives the companies of all tries."""
        profiles = self.registry["care.profile"]
        refresh, tries = profiles._refresh, []

        def try_refresh(self, companies=None, as_of=None):
            tries.append(companies.ids)
            if len(tries) <= failures:
                raise error("could not serialize access")
            return refresh(self, companies, as_of)

        with patch.object(profiles, "_refresh", try_refresh):
            yield tries

    def run_job(self):
        self.env.flush_all()
        with freeze_time("2026-06-30 12:00:00"), self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_job_refreshes_what_is_due(self):
        self.run_job()
        self.assertEqual(self.policy.as_of, date(2026, 6, 30))
        self.assertEqual(self.buyer.care_tier_id, self.tier("Key"))

    def test_the_job_leaves_what_was_refreshed_today(self):
        with self.failing(0) as tries:
            self.run_job()
            self.run_job()
        self.assertEqual(tries, [self.company.ids])

    def test_the_job_refreshes_again_what_was_asked_for(self):
        self.run_job()
        self.deal(self.buyer, "2026-06-16", 50)
        self.policy.refresh_requested = True
        self.run_job()
        self.assertEqual(self.profile(self.buyer).contribution, 150)
        self.assertFalse(self.policy.refresh_requested)

    def test_a_lost_race_is_tried_again(self):
        with self.failing(2) as tries:
            self.run_job()
        self.assertEqual(tries, [self.company.ids] * 3)
        self.assertEqual(self.profile(self.buyer).contribution, 100)

    def test_a_race_that_is_lost_for_ever_is_given_up(self):
        with self.failing(99) as tries, self.assertRaises(SerializationFailure):
            with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
                profiles = self.env["care.profile"].with_env(self.env(cr=cursor))
                profiles._refresh_retrying(self.company.with_env(profiles.env))
        self.assertEqual(len(tries), 10)

    def test_another_error_is_not_tried_again(self):
        with self.failing(1, ValueError) as tries, self.assertRaises(ValueError):
            self.env["care.profile"]._refresh_retrying(self.company)
        self.assertEqual(len(tries), 1)

    def test_managers_start_the_job_and_see_how_far_it_is(self):
        profiles = self.env["care.profile"].with_user(self.user("manager"))
        self.run_job()
        with self.capture_triggers("crm_customer_care.ir_cron_refresh") as triggers:
            action = profiles.action_refresh()
        self.assertEqual(action["tag"], "crm_customer_care.refresh")
        self.assertEqual(len(triggers.records), 1)
        self.assertEqual(profiles.get_refresh_state(), {"done": 0, "total": 1})
        self.run_job()
        self.assertEqual(profiles.get_refresh_state(), {"done": 1, "total": 1})

    def test_a_manager_asks_for_the_companies_in_front_only(self):
        other = self.env["res.company"].create({"name": "Other"})
        policy = self.env["care.policy"]._get(other)
        self.policy.with_user(self.user("manager")).action_refresh()
        self.assertTrue(self.policy.refresh_requested)
        self.assertFalse(policy.refresh_requested)

    def test_a_job_that_is_switched_off_is_told(self):
        self.cron.active = False
        profiles = self.env["care.profile"].with_user(self.user("manager"))
        with self.assertRaisesRegex(UserError, "is switched off"):
            profiles.action_refresh()
        self.assertFalse(self.policy.refresh_requested)

    def test_only_managers_start_the_job(self):
        for role in ("salesperson", "all_documents", "auditor"):
            user = self.user(role)
            with (
                self.subTest(role),
                self.assertRaisesRegex(AccessError, "Only managers"),
            ):
                self.env["care.profile"].with_user(user).action_refresh()
        self.assertFalse(self.policy.refresh_requested)

    def test_who_reads_profiles_sees_how_far_the_job_is(self):
        salesperson = self.env["care.profile"].with_user(self.user())
        self.assertEqual(salesperson.get_refresh_state()["total"], 1)
        with self.assertRaises(AccessError):
            salesperson.with_user(self.user("employee")).get_refresh_state()
