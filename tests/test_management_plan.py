from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import SQL

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestPlan(BenefitCommon):
    @classmethod
    def plan(cls, customer=None, user=None, steps=("Ask",), **vals):
        plans = cls.env["care.plan"].with_user(user or cls.seller)
        days = {"date_from": "2026-06-01", "date_to": "2026-08-31"}
        vals = {"name": "Second line", "company_id": cls.company.id, **days, **vals}
        vals["partner_id"] = (customer or cls.known()).id
        vals["step_ids"] = [
            (0, 0, {"name": name, "date_deadline": "2026-06-20"}) for name in steps
        ]
        return plans.create(vals)

    def activities(self, plan):
        return plan.sudo().activity_ids

    def test_a_plan_that_starts_makes_an_activity_of_each_step_once(self):
        plan = self.plan(steps=("Ask", "Offer"))
        self.assertFalse(self.activities(plan))
        plan.action_start()
        plan.step_ids._plan_activities()
        summaries = sorted(self.activities(plan).mapped("summary"))
        self.assertEqual(summaries, ["Ask", "Offer"])
        self.assertEqual(self.activities(plan).user_id, self.seller)

    def test_a_step_added_later_gets_its_activity(self):
        plan = self.plan()
        plan.action_start()
        with Form(plan) as form:
            with form.step_ids.new() as step:
                step.name = "Sign"
                step.date_deadline = "2026-07-01"
        self.assertEqual(len(self.activities(plan)), 2)

    def test_who_does_the_activity_does_the_step(self):
        plan = self.plan()
        plan.action_start()
        self.activities(plan).with_user(self.seller).action_feedback("They want two")
        step = plan.step_ids
        self.assertEqual((step.state, step.result), ("done", "They want two"))
        self.assertEqual(str(step.done_date), "2026-06-15")
        self.assertEqual(plan.progress, 100)

    def test_who_does_the_step_does_the_activity(self):
        plan = self.plan()
        plan.action_start()
        plan.step_ids.action_done()
        self.assertEqual(plan.step_ids.state, "done")
        self.assertFalse(self.activities(plan))

    def test_activity_and_step_move_together(self):
        plan = self.plan()
        plan.action_start()
        step, activity = plan.step_ids, self.activities(plan)
        step.write({"date_deadline": "2026-07-05", "user_id": self.manager.id})
        self.assertEqual(str(activity.date_deadline), "2026-07-05")
        self.assertEqual(activity.user_id, self.manager)
        activity.write({"date_deadline": "2026-07-10", "user_id": self.seller.id})
        self.assertEqual(str(step.date_deadline), "2026-07-10")
        self.assertEqual(step.user_id, self.seller)

    def test_an_activity_deleted_by_hand_does_not_come_back(self):
        plan = self.plan()
        plan.action_start()
        self.activities(plan).unlink()
        plan.step_ids._plan_activities()
        self.assertFalse(self.activities(plan))
        self.assertEqual(plan.step_ids.state, "todo")

    def test_a_plan_given_up_takes_its_activities_along(self):
        plan = self.plan()
        plan.action_start()
        plan.action_cancel()
        self.assertFalse(self.activities(plan))
        self.assertEqual((plan.state, plan.step_ids.state), ("cancelled", "cancelled"))

    def test_a_plan_ends_with_what_was_learnt(self):
        plan = self.plan()
        self.assertRefuses(UserError, "Start the plan first", plan.step_ids.action_done)
        plan.action_start()
        self.assertRefuses(UserError, "open steps", plan.action_done)
        plan.step_ids.action_done()
        self.assertRefuses(UserError, "what was learnt", plan.action_done)
        plan.lesson = "Ask earlier"
        plan.action_done()
        self.assertEqual(plan.state, "done")

    def test_a_plan_without_steps_does_not_start(self):
        plan = self.plan(steps=())
        self.assertRefuses(UserError, "no steps", plan.action_start)

    def test_a_plan_is_made_for_a_whole_customer(self):
        person = self.person(self.known())
        self.assertRefuses(ValidationError, "whole customer", self.plan, person)

    def reached(self, customer):
        """Revenue of the plan, that of a year, and contacts, as the documents say."""
        self.env.flush_all()
        [found] = self.env.execute_query(
            SQL(
                """SELECT (SELECT sum(amount) FROM care_deal WHERE partner_id = %(id)s
                              AND date BETWEEN '2026-06-01' AND '2026-08-31'),
                          (SELECT sum(amount) FROM care_deal WHERE partner_id = %(id)s
                              AND date > '2025-06-15' AND date <= '2026-06-15'),
                          (SELECT count(*) FROM care_touch
                            WHERE commercial_partner_id = %(id)s AND effective
                              AND date >= '2026-06-01' AND date < '2026-09-01')""",
                id=customer.id,
            )
        )
        return found

    def test_what_was_reached_is_what_the_documents_say(self):
        customer = self.known(care_yearly_spend=4000)
        for day, amount in (
            ("2025-06-14", 1000),
            ("2026-05-31", 400),
            ("2026-06-01", 300),
            ("2026-06-14", 500),
        ):
            self.deal(customer, day, amount)
        self.deal(self.known(), "2026-06-10", 9999)
        self.touch(customer, "2026-06-02 10:00:00")
        self.touch(customer, "2026-06-03 10:00:00", effective=False)
        self.touch(customer, "2026-05-20 10:00:00")
        plan = self.plan(customer)
        revenue, year, contacts = self.reached(customer)
        self.assertEqual((revenue, year, contacts), (800, 1200, 1))
        self.assertEqual(plan.revenue_actual, revenue)
        self.assertEqual(plan.share_actual, year / 4000)
        self.assertEqual(plan.contact_actual, contacts)

    def test_due_steps_are_in_the_day_of_who_does_them(self):
        plan = self.plan()
        day = self.env["care.day"].with_user(self.seller)
        day = day.with_context(allowed_company_ids=self.company.ids)

        def found():
            sections = {row["code"]: row for row in day.get_day()["sections"]}
            return [row["title"] for row in sections.get("plan_steps", {})["items"]]

        with self.assertRaises(KeyError):
            found()
        plan.action_start()
        self.assertEqual(found(), [plan.partner_id.display_name])
