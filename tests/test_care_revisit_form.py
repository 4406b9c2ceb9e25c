from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestRevisitForm(CadenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.touch_active = True
        cls.buyer = cls.known(name="Alder")

    def planned(self, day="2026-05-15", **vals):
        self.cadence(**{"ideal": 14, "longest": 30, **vals})
        self.touch(self.buyer, f"{day} 10:00:00", vals.get("channels") or "phone")
        self.plan()
        return self.revisits(self.buyer).with_user(self.owner)

    def complete(self, revisits, **vals):
        form = self.env["care.revisit.form"].with_user(revisits.env.user)
        form = form.create({"revisit_ids": revisits.ids, **vals})
        return form.action_log()

    def logged(self):
        return self.env["care.touch"].search(
            [("partner_id", "child_of", self.buyer.id), ("date", ">=", "2026-06-01")]
        )

    def test_the_result_goes_into_the_log_once(self):
        revisit = self.planned()
        activity = revisit.activity_id
        self.complete(
            revisit,
            summary="All well",
            product_usage="Two lines",
            satisfaction="5",
            introduction="received",
            introduced_name="Bea Birch",
        )
        touch = self.logged()
        self.assertEqual(len(touch), 1)
        values = (touch.summary, touch.product_usage, touch.satisfaction)
        self.assertEqual(values, ("All well", "Two lines", "5"))
        self.assertEqual(touch.introduced_name, "Bea Birch")
        self.assertEqual((touch.user_id, touch.effective), (self.owner, True))
        self.assertEqual((revisit.state, revisit.touch_id), ("done", touch))
        self.assertFalse(activity.active)
        self.assertEqual(self.dates(self.buyer)[0], "2026-06-15")

    def test_the_chatter_tells_that_it_is_done_and_no_more(self):
        revisit = self.planned()
        before = self.buyer.message_ids
        self.complete(revisit, summary="Her husband left")
        message = self.buyer.message_ids - before
        self.assertEqual(message.author_id, self.owner.partner_id)
        self.assertIn("Stay in touch", message.body)
        self.assertNotIn("husband", message.body)

    def test_needs_are_kept_and_become_opportunities(self):
        revisit = self.planned()
        self.complete(
            revisit,
            need_ids=[
                Command.create({"name": "Second line", "has_lead": True}),
                Command.create({"name": "Fewer suppliers", "kind": "hidden"}),
            ],
        )
        stated, hidden = revisit.touch_id.need_ids.sorted("id")
        self.assertEqual((stated.kind, hidden.kind), ("stated", "hidden"))
        self.assertEqual(stated.lead_id.partner_id, self.buyer)
        self.assertFalse(hidden.lead_id)

    def test_the_next_day_that_was_agreed_is_planned(self):
        revisit = self.planned()
        self.complete(revisit, next_date="2026-07-20")
        self.assertEqual(self.dates(self.buyer)[:2], ("2026-07-20", "2026-07-20"))
        self.plan("2026-06-02")
        self.assertEqual(self.dates(self.buyer)[0], "2026-07-20")

    def test_not_reached_it_stays_planned_for_another_day(self):
        revisit = self.planned()
        self.complete(revisit, effective=False, next_date="2026-06-03")
        self.assertEqual(revisit.state, "planned")
        self.assertEqual(self.dates(self.buyer)[::2], ("2026-06-03", "2026-06-03"))
        self.assertEqual(revisit.reason, "Not reached.")
        self.complete(revisit)
        self.assertEqual(revisit.state, "done")
        self.assertEqual(self.logged().mapped("effective"), [True, False])

    def test_another_channel_is_logged_but_completes_nothing(self):
        revisit = self.planned(channels="visit")
        self.complete(revisit, channel_id=self.channel("phone").id)
        self.assertEqual((revisit.state, len(self.logged())), ("planned", 1))
        self.assertTrue(revisit.activity_id.active)

    def test_the_form_says_what_counts(self):
        revisit = self.planned(channels="visit")
        dialogs = self.env["care.revisit.form"].with_user(self.owner)
        form = Form(dialogs.with_context(default_revisit_ids=revisit.ids))
        self.assertEqual(form.channel_id, self.channel("visit"))
        self.assertEqual((form.partner_id, form.remark), (self.buyer, False))
        form.channel_id = self.channel("phone")
        self.assertIn("what is planned is: Visit", form.remark)
        form.effective = False
        self.assertIn("say when you try again", form.remark)

    def test_a_day_that_is_over_is_refused(self):
        revisit = self.planned()
        with self.assertRaisesRegex(UserError, "a day after today"):
            self.complete(revisit, next_date="2026-06-01")

    def test_twice_is_refused(self):
        revisit = self.planned()
        self.complete(revisit)
        with self.assertRaisesRegex(UserError, "not planned again"):
            self.complete(revisit)

    def test_without_an_activity_it_is_done_too(self):
        revisit = self.planned("2026-05-29")
        self.assertFalse(revisit.activity_id)
        self.complete(revisit)
        self.assertEqual((revisit.state, revisit.touch_id), ("done", self.logged()))

    def test_another_role_may_be_completed_by_whoever_looks_after_it(self):
        head = self.user(name="Head")
        self.policy.key_account_head_id = head
        revisit = self.planned(role="key_account_head")
        self.complete(revisit)
        self.assertEqual(revisit.state, "done")
        self.assertEqual(self.dates(self.buyer)[0], "2026-06-15")

    def test_many_are_done_at_once(self):
        self.planned()
        other = self.known(name="Birch")
        self.touch(other, "2026-05-15 10:00:00")
        self.plan()
        revisits = self.revisits().with_user(self.owner)
        self.complete(revisits, summary="Met at the fair")
        self.assertEqual(set(revisits.mapped("state")), {"done"})
        self.assertEqual(revisits.touch_id.partner_id, self.buyer | other)

    def test_one_contact_completes_all_that_it_meets(self):
        revisit = self.planned()
        self.cadence(ideal=60, longest=90, channels="visit")
        self.plan()
        self.complete(revisit, channel_id=self.channel("visit").id)
        self.assertEqual(len(self.logged()), 1)
        bases = {str(one.base_date) for one in self.revisits(self.buyer)}
        self.assertEqual(bases, {"2026-06-01"})

    def test_foreign_salespeople_and_auditors_complete_nothing(self):
        revisit = self.planned()
        for role in ("salesperson", "auditor"):
            with self.assertRaises(AccessError):
                self.complete(revisit.with_user(self.user(role)))
        self.complete(revisit.with_user(self.user("manager")))
        self.assertEqual(revisit.state, "done")
