from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .greeting_common import GreetingCommon

STEPS = (
    "action_open_care_policy",
    "action_start_care_refresh",
    "action_open_care_contacts",
    "action_open_care_greetings",
)


@tagged("post_install", "-at_install")
class TestOnboarding(GreetingCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.user("manager")

    def panel(self, user=None, company=None):
        self.env.invalidate_all()
        onboardings = self.env["onboarding.onboarding"].with_user(user or self.manager)
        return onboardings.with_company(company or self.company).get_care_panel()

    def done(self, **options):
        steps = self.panel(**options)["steps"]
        self.assertEqual(tuple(step["action"] for step in steps), STEPS)
        return [step["is_done"] for step in steps]

    def open(self, name):
        steps = self.env["onboarding.onboarding.step"].with_user(self.manager)
        return getattr(steps.with_company(self.company), name)()

    def decide(self):
        action = self.open("action_open_care_policy")
        policy = self.env["care.policy"].with_user(self.manager)
        policy.browse(action["res_id"]).action_decide()

    def set_up(self):
        self.decide()
        self.env["care.profile"]._refresh(self.company)
        self.policy.with_user(self.manager).action_start_contacts()
        self.policy.with_user(self.manager).action_start_greetings()
        self.rule()

    def test_a_new_company_has_four_steps_before_it(self):
        self.assertEqual(self.done(), [False] * 4)

    def test_rules_are_decided_by_keeping_them(self):
        self.decide()
        self.assertEqual(self.done(), [True, False, False, False])

    def test_rules_are_decided_by_changing_them(self):
        self.policy.write({"window_months": 24})
        self.policy.with_user(self.manager).write({"greeting_ahead_days": 30})
        self.assertFalse(self.policy.decided_at)
        self.policy.with_user(self.manager).write({"window_months": 12})
        self.assertEqual(self.done(), [True, False, False, False])

    def test_customers_are_classified_by_the_rules_decided_on(self):
        with freeze_time("2026-06-14 12:00:00"):
            self.env["care.profile"]._refresh(self.company)
        self.assertEqual(self.done(), [False] * 4)
        self.decide()
        self.assertEqual(self.done(), [True, False, False, False])
        with freeze_time("2026-06-15 13:00:00"):
            self.env["care.profile"]._refresh(self.company)
        self.assertEqual(self.done(), [True, True, False, False])

    def test_contacts_are_planned_from_the_dialog(self):
        action = self.open("action_open_care_contacts")
        self.assertEqual((action["res_id"], action["target"]), (self.policy.id, "new"))
        self.policy.with_user(self.manager).action_start_contacts()
        self.assertTrue(self.policy.cadence_active)
        self.assertEqual(self.done(), [False, False, True, False])

    def test_greetings_need_the_switch_and_a_rule_of_the_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.rule(company_id=other.id)
        action = self.policy.with_user(self.manager).action_start_greetings()
        self.assertEqual(action["res_model"], "care.greeting.rule")
        self.assertEqual(self.done(), [False] * 4)
        rule = self.rule(active=False)
        self.assertEqual(self.done(), [False] * 4)
        rule.with_user(self.manager).action_switch_on()
        self.assertEqual(self.done(), [False, False, False, True])

    def test_when_all_is_done_it_is_said_until_somebody_closes_it(self):
        self.set_up()
        self.assertTrue(self.panel()["is_done"])
        onboardings = self.env["onboarding.onboarding"].with_user(self.manager)
        for _twice in range(2):
            onboardings.action_close_care_panel()
            self.policy.write({"cadence_active": False, "greeting_active": False})
            self.assertFalse(self.panel())

    def test_looking_at_the_steps_writes_nothing(self):
        self.set_up()
        progress = self.env["onboarding.progress"]
        before = progress.search_count([])
        self.panel()
        self.assertEqual(progress.search_count([]), before)

    def test_a_step_that_somebody_else_skips_at_the_same_moment_is_skipped(self):
        onboardings = self.env["onboarding.onboarding"].with_user(self.manager)
        onboardings.action_skip_care_step(STEPS[0])
        steps = self.env.ref("crm_customer_care.onboarding_step_policy").sudo()
        with mute_logger("odoo.sql_db"):
            onboardings._note(steps._create_progress_steps)
        self.assertEqual(self.done(), [True, False, False, False])

    def test_a_step_is_left_out(self):
        onboardings = self.env["onboarding.onboarding"].with_user(self.manager)
        for name in STEPS[2:]:
            onboardings.action_skip_care_step(name)
        onboardings.action_skip_care_step("unlink")
        self.assertEqual(self.done(), [False, False, True, True])
        self.assertFalse(self.policy.cadence_active)

    def test_the_steps_of_one_company_are_not_those_of_another(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids |= other
        onboardings = self.env["onboarding.onboarding"].with_user(self.manager)
        self.decide()
        onboardings.with_company(self.company).action_close_care_panel()
        self.assertFalse(self.panel())
        self.assertEqual(self.done(company=other), [False] * 4)
        self.assertFalse(self.panel(self.user("manager")))

    def test_others_than_managers_see_and_change_no_steps(self):
        for role in ("employee", "salesperson", "all_documents", "auditor"):
            user = self.user(role)
            onboardings = self.env["onboarding.onboarding"].with_user(user)
            policy = self.policy.with_user(user)
            with self.subTest(role):
                self.assertIs(self.panel(user), False)
                for function in (
                    onboardings.action_close_care_panel,
                    lambda own=onboardings: own.action_skip_care_step(STEPS[0]),
                    policy.action_decide,
                    policy.action_start_contacts,
                    policy.action_start_greetings,
                ):
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        function()

    def test_a_manager_is_led_from_the_customers(self):
        def run_now(cron, at=None):
            cron.env["care.profile"]._refresh(self.company)

        # the scheduler doesn't run during tests
        with patch.object(self.registry["ir.cron"], "_trigger", run_now):
            self.start_tour("/odoo", "care_onboarding", login=self.manager.login)
        self.env.invalidate_all()
        self.assertTrue(self.policy.decided_at)
        self.assertTrue(self.policy.refreshed_at)
        self.assertTrue(self.policy.cadence_active)
        self.assertFalse(self.panel())
