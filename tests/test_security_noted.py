from odoo.exceptions import AccessError
from odoo.fields import Command

from .care_common import TouchCommon


class TestSecurityNoted(TouchCommon):
    """What a salesperson names in a record of his own stays out of his reach."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.stranger = cls.user(name="Sally"), cls.user(name="Steve")
        cls.own = cls.customer(name="Own", user_id=cls.seller.id)
        cls.foreign = cls.customer(name="Foreign", user_id=cls.stranger.id)
        cls.deal(cls.own)
        cls.deal(cls.foreign, amount=777)
        cls.refresh()

    def mine(self, model):
        return self.env[model].with_user(self.seller)

    def foreign_task(self):
        return self.foreign.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.stranger.id
        )

    def plan(self, customer, **vals):
        days = {"date_from": "2026-01-01", "date_to": "2026-12-31"}
        vals = {"name": "Grow", "partner_id": customer.id, **days, **vals}
        return self.env["care.plan"].create(vals)

    def step(self, plan, **vals):
        vals = {"name": "Call", "date_deadline": "2026-07-01", **vals}
        return {"plan_id": plan.id, **vals}

    def test_a_gift_takes_no_contact_of_others_out_of_the_log(self):
        touch = self.touch(self.foreign, summary="Kept", user_id=self.stranger.id)
        values = {"name": "Tea", "partner_id": self.own.id, "touch_id": touch.id}
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.mine("care.gift").create(values)
        del values["touch_id"]
        gift = self.mine("care.gift").create(values)
        with self.assertRaises(AccessError), self.cr.savepoint():
            gift.touch_id = touch
        self.assertEqual(touch.exists().summary, "Kept")

    def test_a_default_names_no_contact_either(self):
        touch = self.touch(self.foreign, user_id=self.stranger.id)
        gifts = self.mine("care.gift").with_context(default_touch_id=touch.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            gifts.create({"name": "Tea", "partner_id": self.own.id})
        self.assertTrue(touch.exists())

    def test_a_step_takes_no_task_of_others(self):
        task, plan = self.foreign_task(), self.plan(self.own)
        steps = self.mine("care.plan.step")
        with self.assertRaises(AccessError), self.cr.savepoint():
            steps.create(self.step(plan, activity_id=task.id))
        self.assertEqual(task.exists().user_id, self.stranger)

    def test_a_loss_takes_no_task_of_others(self):
        task = self.foreign_task()
        values = {"partner_id": self.own.id, "step_ids": [Command.link(task.id)]}
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.mine("care.loss").create(values)
        self.assertTrue(task.exists())

    def test_a_contact_goes_to_no_customer_of_others(self):
        touch = self.touch(self.own, user_id=self.seller.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            touch.with_user(self.seller).commercial_partner_id = self.foreign
        self.assertEqual(touch.commercial_partner_id, self.own)

    def test_who_is_in_charge_of_a_plan_plans_for_own_customers(self):
        sentence = "Others look after Foreign: ask Steve, or a manager"
        values = {"partner_id": self.foreign.id, "user_id": self.seller.id}
        values.update(name="Spy", date_from="2026-01-01", date_to="2026-12-31")
        plans = self.mine("care.plan")
        self.assertRefuses(AccessError, sentence, plans.create, values)
        plan = self.plan(self.own).with_user(self.seller)
        moved = {"partner_id": self.foreign.id}
        self.assertRefuses(AccessError, sentence, plan.write, moved)

    def test_a_step_opens_no_plan_of_others(self):
        plan, steps = self.plan(self.foreign), self.mine("care.plan.step")
        plan.user_id = self.stranger
        values = self.step(plan, user_id=self.seller.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            steps.create(values)
        own = steps.create(self.step(self.plan(self.own), user_id=self.seller.id))
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.plan_id = plan
        self.assertFalse(plan.with_user(self.seller).has_access("read"))

    def test_who_is_asked_to_take_a_step_still_does(self):
        plan = self.plan(self.foreign, user_id=self.stranger.id)
        values = self.step(plan, user_id=self.seller.id)
        step = self.env["care.plan.step"].create(values).with_user(self.seller)
        step.write({"result": "Called"})
        self.assertEqual(step.plan_id.name, "Grow")

    def test_a_recommendation_tells_no_purchases_of_others(self):
        values = {"partner_id": self.own.id, "referred_id": self.foreign.id}
        values["date"] = "2000-01-01"
        sentence = "Others look after Foreign"
        referrals = self.mine("care.referral")
        self.assertRefuses(AccessError, sentence, referrals.create, values)
        known = self.env["care.referral"].create(values).with_user(self.seller)
        self.assertEqual(known.value, 777)

    def test_a_measure_tells_nothing_of_complaints_of_others(self):
        complaint = self.env["care.complaint"].create(
            {
                "subject": "Broken",
                "partner_id": self.foreign.id,
                "user_id": self.stranger.id,
            }
        )
        values = {"name": "Spy", "user_id": self.seller.id}
        actions = self.mine("care.complaint.action")
        values["complaint_id"] = complaint.id
        with self.assertRaises(AccessError), self.cr.savepoint():
            actions.create(values)
        measure = self.env["care.complaint.action"].create(values)
        measure.with_user(self.seller).action_done()
        self.assertEqual(measure.state, "done")

    def test_a_need_or_a_complaint_names_no_contact_of_others(self):
        touch = self.touch(self.foreign, summary="Secret", user_id=self.stranger.id)
        need = {"name": "Spy", "touch_id": touch.id, "user_id": self.seller.id}
        complaint = {"subject": "Spy", "partner_id": self.own.id, "touch_id": touch.id}
        for model, values in (("care.need", need), ("care.complaint", complaint)):
            records = self.mine(model)
            with self.assertRaises(AccessError), self.cr.savepoint():
                records.create(values)
        own = self.mine("care.complaint").create({**complaint, "touch_id": False})
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.touch_id = touch

    def test_a_dialog_is_read_by_who_opened_it(self):
        typed = self.mine("care.touch.log").create(
            {"partner_id": self.own.id, "summary": "Private"}
        )
        colleague = typed.with_user(self.stranger)
        self.assertFalse(colleague.has_access("read"))
        self.assertFalse(colleague.search([("id", "=", typed.id)]))
