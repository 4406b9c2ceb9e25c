from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .risk_common import RiskCommon

LATE = {"mean_interval_days": 30, "last_purchase_date": "2026-05-01"}
REASON = "gap_widening"
NAME = "Paula Privat"


@tagged("post_install", "-at_install")
class TestPlaybook(RiskCommon):
    """A warning is answered by a plan of activities, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for signal in cls.policy.risk_signal_ids:
            signal.active = signal.code == REASON
        cls.steps = cls.signal(REASON).plan_id.template_ids

    def activities(self, customer):
        return self.env["mail.activity"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", customer.id)]
        )

    def start(self, day="2026-06-30"):
        with freeze_time(f"{day} 12:00:00"):
            self.policy.risk_active = True

    def test_nothing_is_planned_until_it_is_switched_on(self):
        customer = self.known(**LATE)
        self.look()
        self.assertFalse(self.activities(customer))
        self.assertFalse(self.risks(customer).plan_date)

    def test_switched_on_new_warnings_start_their_plan_once(self):
        self.start()
        customer = self.known(**LATE)
        self.look()
        activities = self.activities(customer)
        self.assertEqual(activities.user_id, self.owner)
        self.assertEqual(set(activities.mapped("summary")), set(self.summaries()))
        risk = self.risks(customer)
        self.assertEqual(risk.step_ids, activities)
        self.assertEqual(str(risk.next_step_date), "2026-06-30")
        self.assertEqual(risk.next_step, self.steps[0].summary)
        self.look("2026-07-01")
        self.assertEqual(self.activities(customer), activities)

    def test_steps_speak_the_language_of_who_is_in_charge(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        addon = self.env.ref("base.module_crm_customer_care")
        addon._update_translations(["zh_CN"])
        self.owner.lang = "zh_CN"
        self.start()
        customer = self.known(**LATE)
        self.look()
        activities = self.activities(customer)
        steps = self.steps.with_context(lang="zh_CN")
        for name in ("summary", "note"):
            self.assertCountEqual(activities.mapped(name), steps.mapped(name))
            for text in activities.mapped(name):
                self.assertRegex(text, "[\u4e00-\u9fff]")

    def summaries(self):
        return self.steps.mapped("summary")

    def test_older_warnings_and_small_customers_wait_for_a_hand(self):
        older = self.known(**LATE)
        self.look("2026-06-28")
        self.start()
        small = self.known(tier="General", **LATE)
        self.look()
        self.assertFalse(self.activities(older) | self.activities(small))
        risk = self.risks(older).with_user(self.owner)
        risk.action_start_playbook()
        self.assertEqual(len(self.activities(older)), len(self.steps))
        self.assertRefuses(UserError, "running already", risk.action_start_playbook)
        self.signal(REASON, only_key=False)
        self.look()
        self.assertEqual(len(self.activities(small)), len(self.steps))

    def test_a_warning_without_a_plan_asks_for_one(self):
        self.signal(REASON, plan_id=False)
        customer = self.known(**LATE)
        self.look()
        risk = self.risks(customer).with_user(self.owner)
        self.assertRefuses(UserError, "choose a playbook", risk.action_start_playbook)

    def test_only_who_looks_after_the_customer_starts_it(self):
        self.known(**LATE)
        self.look()
        for role in ("salesperson", "auditor"):
            risk = self.risks().with_user(self.user(role))
            self.assertRefuses(AccessError, "", risk.action_start_playbook)

    def test_next_step_is_the_first_that_is_open(self):
        customer = self.known(**LATE)
        self.look()
        risk = self.risks(customer)
        risk.action_start_playbook()
        risk.next_activity_id.action_done()
        self.assertEqual(risk.next_step, self.steps[1].summary)

    def test_put_off_it_does_not_start(self):
        customer = self.known(**LATE)
        self.look()
        with freeze_time("2026-06-30 12:00:00"):
            self.risks(customer).action_snooze("2026-07-10", "On holiday")
        self.start()
        self.look("2026-07-01")
        self.assertFalse(self.activities(customer))

    # customers
    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def test_merged_customers_keep_one_warning_that_knows_both(self):
        target, source = self.known(**LATE), self.known(**LATE)
        self.look()
        other = self.risks(source)
        other.write({"note": "Call them"})
        other.action_start_playbook()
        steps = other.step_ids
        self.merge(target, source)
        [live] = self.risks(target).filtered("is_live")
        self.assertEqual((live.note, live.step_ids), ("Call them", steps))
        self.assertTrue(live.plan_date)
        self.assertEqual(other.close_reason, "merged")
        self.assertEqual(set(self.risks(target).mapped("is_live")), {True, False})

    def test_a_merged_customer_brings_its_warning_along(self):
        target, source = self.known(), self.known(**LATE)
        self.look()
        risk = self.risks(source)
        self.merge(target, source)
        self.assertEqual((risk.partner_id, risk.state), (target, "open"))

    def test_a_person_is_found_and_erased(self):
        paula = self.known(name=NAME, email="paula@example.com", **LATE)
        other = self.known(**LATE)
        self.look()
        own, named = self.risks(paula), self.risks(other)
        named.write({"note": f"Ask {NAME}"})
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": NAME, "email": "paula@example.com"}
        )
        wizard.action_lookup()
        found = {(row.res_model, row.res_id): row for row in wizard.line_ids}
        for risk in (own, named):
            found[risk._name, risk.id].action_unlink()
        self.assertFalse(own.exists())
        self.assertEqual(named.note, "Ask …")

    # where they are seen
    def test_my_care_day_shows_my_warnings_and_the_team_s(self):
        self.known(name="Own", **LATE)
        colleague = self.user()
        self.known(name="Other", user_id=colleague.id, **LATE)
        self.look()
        mine = self.section(self.owner)
        self.assertEqual([item["title"] for item in mine["items"]], ["Own"])
        team = self.section(self.user("manager"), team=True)
        names = {item["title"] for item in team["items"]}
        self.assertEqual((team["count"], names), (2, {"Own", "Other"}))

    def test_a_warning_in_the_hands_of_another_is_in_both_days(self):
        customer = self.known(**LATE)
        colleague = self.user()
        self.look()
        self.risks(customer).user_id = colleague
        for user in (self.owner, colleague):
            self.assertEqual(self.section(user)["count"], 1, user.name)

    def section(self, user, team=False):
        day = self.env["care.day"].with_user(user).get_day(team)
        return {row["code"]: row for row in day["sections"]}["risks"]

    def test_the_profile_counts_open_warnings(self):
        customer = self.known(**LATE)
        self.look()
        profile = self.profile(customer).with_user(self.owner)
        self.assertEqual(profile.risk_count, 1)
        action = profile.action_open_risks()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.risks(customer))
        self.assertEqual(customer.with_user(self.owner).care_risk_ids, found)
