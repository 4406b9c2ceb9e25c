from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .complaint_common import ComplaintCommon, at


@freeze_time(at("2026-06-05 17:00"))
@tagged("post_install", "-at_install")
class TestFlow(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user()
        cls.buyer.user_id = cls.seller
        cls.case = cls.complaint(user_id=cls.seller.id).with_user(cls.seller)

    def take(self, *steps, case=None):
        for step in steps:
            getattr(case or self.case, f"action_{step}")()

    # steps
    def test_a_complaint_goes_from_the_word_to_the_answer(self):
        states = []
        self.case.apology_note = "We are sorry."
        self.case.proposal = "A new one."
        for step in (
            *("acknowledge", "assess", "investigate", "propose", "communicate"),
            *("refuse", "propose", "communicate", "accept"),
        ):
            self.take(step)
            states.append(self.case.state)
        self.assertEqual(
            states,
            [
                *("acknowledged", "assessed", "investigating", "proposed"),
                *("communicated", "options", "proposed", "communicated", "accepted"),
            ],
        )
        self.assertEqual(self.case.customer_answer, "accepted")

    def test_the_person_comes_before_the_matter(self):
        refuse = "Before the matter comes the person"
        self.assertRefuses(UserError, refuse, self.case.action_acknowledge)
        self.case.apology_note = "  "
        self.assertRefuses(UserError, refuse, self.case.action_acknowledge)
        self.assertRefuses(UserError, "is at the step", self.case.action_assess)

    def test_nothing_is_proposed_without_a_proposal(self):
        self.case.apology_note = "We are sorry."
        self.take("acknowledge", "assess")
        self.assertRefuses(UserError, "what we propose", self.case.action_propose)

    def test_closing_needs_cause_remedy_and_answer(self):
        self.case.write({"apology_note": "Sorry.", "proposal": "A new one."})
        self.take("acknowledge", "assess", "propose", "communicate", "refuse")
        self.case.customer_answer = False
        sentence = "cause.*remedy.*answer"
        self.assertRefuses(UserError, sentence, self.case.action_close)
        self.case.write(
            {
                "cause_id": self.cause().id,
                "remedy": "None: the machine was used against the manual.",
                "customer_answer": "refused",
                "outcome": "principle",
            }
        )
        self.take("close")
        self.assertEqual(self.case.state, "closed")
        self.assertTrue(self.case.closed_date)

    def test_what_has_ended_is_opened_again_first(self):
        self.finish(self.case)
        self.assertRefuses(UserError, "Open it again", self.case.action_acknowledge)
        self.assertRefuses(
            UserError, "nothing is left", self.case.action_pause, "customer"
        )
        self.take("reopen")
        self.assertRefuses(UserError, "still open", self.case.action_reopen)
        self.assertFalse(self.case.customer_answer)

    def test_praise_is_acknowledged_and_closed_without_more_ado(self):
        praise = self.complaint(kind="praise")
        self.take("acknowledge", "close", case=praise)
        self.assertEqual(praise.state, "closed")
        self.take("reopen", case=praise)
        self.assertEqual(praise.state, "acknowledged")

    def test_a_card_that_is_dragged_takes_the_step(self):
        refuse = "Before the matter comes the person"
        drag = self.case.write
        self.assertRefuses(UserError, refuse, drag, {"state": "acknowledged"})
        drag({"state": "acknowledged", "apology_note": "We are sorry."})
        self.assertEqual(self.case.state, "acknowledged")
        self.assertEqual(self.clock(self.case, "acknowledge").state, "met")
        self.assertRefuses(UserError, "is at the step", drag, {"state": "closed"})
        self.assertRefuses(UserError, "doesn't go back", drag, {"state": "received"})

    def test_a_forged_context_takes_no_step(self):
        case = self.case.with_context(care_complaint_step=True)
        self.assertRefuses(UserError, "is at the step", case.write, {"state": "closed"})
        case = self.case.with_context(care_complaint_step=1)
        self.assertRefuses(UserError, "is at the step", case.write, {"state": "closed"})

    def test_only_managers_enter_complaints_of_the_past(self):
        vals = {"subject": "Old", "partner_id": self.buyer.id, "state": "closed"}
        complaints = self.env["care.complaint"].with_user(self.seller)
        self.assertRefuses(AccessError, "is received first", complaints.create, vals)
        old = complaints.with_user(self.user("manager")).create(vals)
        self.assertEqual((old.state, old.clock_ids.ids), ("closed", []))

    def test_a_complaint_does_not_come_from_the_future(self):
        vals = {"received_date": "2999-01-01 00:00:00"}
        self.assertRefuses(ValidationError, "from the future", self.case.write, vals)

    # who
    def test_a_person_stands_for_its_customer(self):
        chief = self.person(self.buyer)
        case = self.complaint(partner_id=chief.id)
        self.assertEqual((case.partner_id, case.person_id), (self.buyer, chief))
        with Form(self.env["care.complaint"]) as form:
            form.subject = "Broken"
            form.partner_id = chief
            self.assertEqual(form.partner_id, self.buyer)
            self.assertEqual(form.person_id, chief)

    def test_whoever_enters_a_complaint_answers_for_it(self):
        complaints = self.env["care.complaint"]
        vals = {"subject": "Broken", "partner_id": self.buyer.id}
        handler = self.user("employee", "crm_customer_care.group_complaint_handler")
        self.assertEqual(complaints.with_user(handler).create(vals).user_id, handler)
        from_outside = complaints.sudo().create(vals)
        self.assertEqual(from_outside.user_id, self.seller)
        self.buyer.user_id = False
        self.cause("staff").owner_id = handler
        vals["cause_id"] = self.cause("staff_attitude").id
        self.assertEqual(complaints.sudo().create(vals).user_id, handler)

    def test_who_takes_a_complaint_keeps_it_until_handed_over(self):
        handlers = [
            self.user("employee", "crm_customer_care.group_complaint_handler")
            for _number in range(2)
        ]
        first, second = (self.case.with_user(handler) for handler in handlers)
        self.assertRefuses(AccessError, "answers for", first.action_take)
        vals = {"user_id": handlers[0].id}
        self.assertRefuses(AccessError, "until handing it over", first.write, vals)
        wizard = self.env["care.complaint.assign"].with_user(self.seller)
        wizard.create(
            {
                "complaint_ids": self.case.ids,
                "user_id": handlers[0].id,
                "reason": "On leave",
            }
        ).action_assign()
        self.assertEqual(self.case.user_id, handlers[0])
        self.assertRefuses(AccessError, "answers for", second.action_take)
        log = self.case.sudo().handover_ids[:1]
        self.assertEqual(
            (log.old_user_id, log.user_id, log.by_user_id, log.reason),
            (self.seller, handlers[0], self.seller, "On leave"),
        )

    def test_anybody_takes_what_nobody_answers_for(self):
        self.case.user_id = False
        handler = self.user("employee", "crm_customer_care.group_complaint_handler")
        self.case.with_user(handler).action_take()
        self.assertEqual(self.case.user_id, handler)

    # promises
    def promise(self, **vals):
        vals = {"name": "A new one", "limit": "One", **vals}
        vals.setdefault("promise_date", "2026-06-10")
        self.case.promise_ids = [Command.create(vals)]
        return self.case.promise_ids[-1:]

    def test_a_promise_is_kept_in_view_until_it_is_kept(self):
        second = self.promise(promise_date="2026-06-12")
        first = self.promise()
        self.assertEqual(str(self.case.promise_date), "2026-06-10")
        self.assertRefuses(UserError, "A new one.*kept", self.finish, self.case)
        with freeze_time(at("2026-06-11 10:00")):
            first.invalidate_recordset(["is_overdue"])
            self.assertTrue(first.is_overdue)
            first.action_keep()
        self.assertEqual(str(self.case.promise_date), "2026-06-12")
        second.action_break()
        self.assertFalse(self.case.promise_date)
        self.assertRefuses(UserError, "settled already", first.action_break)
        self.finish(self.case)
        self.assertEqual(self.case.state, "closed")

    # measures
    def test_a_measure_knows_its_complaint_and_is_checked_for_its_effect(self):
        owner = self.user("manager")
        self.cause("staff").owner_id = owner
        self.case.cause_id = self.cause("staff_attitude")
        action = self.env["care.complaint.action"].with_user(self.seller)
        action = action.create({"name": "Train", "complaint_id": self.case.id})
        self.assertEqual((action.user_id, action.partner_id), (owner, self.buyer))
        self.assertRefuses(UserError, "First the measure", action.action_effect_good)
        action.action_done()
        action.action_effect_none()
        self.assertEqual((action.effect_checked, action.effect), (True, "none"))


@tagged("post_install", "-at_install")
class TestCompensation(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.manager = cls.user(), cls.user("manager")
        cls.buyer.user_id = cls.seller
        cls.policy.compensation_limit = 100
        cls.case = cls.complaint(user_id=cls.seller.id).with_user(cls.seller)

    def give(self, amount, user=None, **vals):
        compensations = self.env["care.compensation"].with_user(user or self.seller)
        vals = {"complaint_id": self.case.id, "amount": amount, **vals}
        return compensations.create(vals)

    def test_within_the_limit_whoever_handles_it_decides(self):
        given = self.give(100)
        self.assertEqual((given.state, given.approver_id), ("approved", self.seller))
        given.action_give()
        self.assertEqual(given.state, "given")

    def test_above_the_limit_a_manager_decides(self):
        given = self.give(100.01)
        self.assertEqual(given.state, "waiting")
        self.assertRefuses(AccessError, "by a manager", given.action_approve)
        self.assertRefuses(UserError, "only what is approved", given.action_give)
        self.assertTrue(self.case.activity_ids.filtered(lambda a: a.summary))
        given.with_user(self.manager).action_approve()
        self.assertEqual((given.state, given.approver_id), ("approved", self.manager))
        self.assertFalse(self.case.activity_ids)
        again = given.with_user(self.manager).action_refuse
        self.assertRefuses(UserError, "decided already", again)

    def test_the_customer_hears_of_nothing_that_waits(self):
        self.case.write({"apology_note": "Sorry.", "proposal": "Money back."})
        self.case.action_acknowledge()
        self.case.action_assess()
        self.case.action_propose()
        given = self.give(500)
        sentence = "waits for a manager"
        self.assertRefuses(UserError, sentence, self.case.action_communicate)
        given.with_user(self.manager).action_refuse()
        self.case.action_communicate()

    def test_splitting_helps_nobody(self):
        self.assertEqual(self.give(60).state, "approved")
        self.assertEqual(self.give(60).state, "waiting")

    def test_a_user_may_have_an_own_limit(self):
        self.seller.sudo().care_compensation_limit = 1000
        self.assertEqual(self.give(1000).state, "approved")

    def test_a_manager_needs_no_approval(self):
        self.assertEqual(self.give(5000, self.manager).state, "approved")

    def test_more_than_was_approved_is_decided_anew(self):
        given = self.give(50)
        given.amount = 500
        self.assertEqual((given.state, given.approver_id.ids), ("waiting", []))
        given.amount = 40
        self.assertEqual(given.state, "approved")
        given.action_give()
        self.assertRefuses(UserError, "add another one", given.write, {"amount": 1})
        self.assertRefuses(UserError, "stays on record", given.unlink)

    def test_nobody_types_a_decision_in(self):
        given = self.give(500, state="approved", approver_id=self.manager.id)
        self.assertEqual((given.state, given.approver_id.ids), ("waiting", []))
        vals = {"state": "approved"}
        self.assertRefuses(AccessError, "by a manager", given.write, vals)
        forged = given.with_context(care_compensation_decision=True)
        self.assertRefuses(AccessError, "by a manager", forged.write, vals)

    def test_other_currencies_are_converted(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "rate": 0.5,
                "currency_id": euro.id,
                "company_id": self.company.id,
            }
        )
        self.assertEqual(self.give(50, currency_id=euro.id).state, "approved")
        self.assertEqual(self.give(1, currency_id=euro.id).state, "waiting")
