from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestRevisit(CadenceCommon):
    """Contacts put off, moved, left out, and activities that are deleted."""

    def planned(self, user=None, **vals):
        """A planned contact that has its activity, due on 2026-05-29."""
        self.cadence(ideal=14, longest=30) if not self.policy.cadence_ids else None
        customer = self.known(**vals)
        self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        return self.revisits(customer).with_user(user or self.owner)

    def wizard(self, revisits, user=None, **vals):
        wizard = self.env["care.revisit.snooze"].with_user(user or self.owner)
        wizard = wizard.create({"revisit_ids": revisits.ids, **vals})
        wizard.action_apply()
        return wizard

    def test_put_off_it_waits_with_its_activity(self):
        revisit = self.planned()
        self.wizard(revisit, delay="7", reason="On holiday")
        self.assertEqual(revisit.reason, "On holiday")
        days = (revisit.due_date, revisit.hard_date, revisit.snooze_until)
        expected = ["2026-06-08", "2026-06-14", "2026-06-08"]
        self.assertEqual([str(day) for day in days], expected)
        self.assertFalse(revisit.activity_id)
        self.plan("2026-06-05")
        self.assertEqual(str(revisit.activity_date), "2026-06-08")

    def test_put_off_for_some_days_the_activity_moves(self):
        revisit = self.planned()
        activity = revisit.activity_id
        self.wizard(revisit, delay="1", reason="Ill")
        self.assertEqual(revisit.activity_id, activity)
        self.assertEqual(str(activity.date_deadline), "2026-06-02")

    def test_without_a_reason_or_a_later_day_nothing_is_put_off(self):
        revisit = self.planned()
        for until, reason, sentence in (
            ("2026-06-08", " ", "Say why the contact is put off"),
            ("2026-06-01", "Ill", "Put it off to a day after today"),
            (False, "Ill", "Put it off to a day after today"),
        ):
            self.assertRefuses(
                UserError, sentence, revisit.action_snooze, until, reason
            )
        self.assertRefuses(UserError, "left out", revisit.action_skip, "")

    def test_left_out_the_next_one_counts_from_today(self):
        revisit = self.planned()
        customer = revisit.partner_id
        self.wizard(revisit, what="skip", reason="Met at the fair")
        self.assertEqual(
            (revisit.state, revisit.reason), ("skipped", "Met at the fair")
        )
        self.assertFalse(revisit.activity_id.exists())
        self.assertEqual(self.dates(customer)[0], "2026-06-15")

    def test_many_move_to_a_day_within_their_limits(self):
        revisits = self.planned() | self.planned() | self.planned()
        self.policy.cadence_cap = 2
        self.wizard(revisits, what="redate", until="2026-06-03")
        self.assertEqual(
            {str(day) for day in revisits.mapped("due_date")}, {"2026-06-03"}
        )
        days = [str(one.activity_date) for one in revisits]
        self.assertEqual(sorted(days), ["2026-06-03", "2026-06-03", "2026-06-04"])

    def test_beyond_the_limit_a_reason_is_asked_for(self):
        revisit = self.planned(name="Alder")
        sentence = "Alder: that is later than the longest interval"
        self.assertRefuses(UserError, sentence, revisit.action_redate, "2026-06-30")
        self.assertRefuses(
            UserError, "Choose today", revisit.action_redate, "2026-05-30"
        )

    def test_what_has_ended_is_not_planned_again(self):
        revisit = self.planned()
        revisit.action_skip("Met")
        for function, *args in (
            (revisit.action_snooze, "2026-06-08", "Ill"),
            (revisit.action_skip, "Met"),
            (revisit.action_open_done,),
        ):
            self.assertRefuses(UserError, "not planned again", function, *args)

    def test_cancelling_an_activity_asks_first(self):
        revisit = self.planned()
        activity = revisit.activity_id
        other = activity.copy({"automated": False})
        action = (activity | other).action_cancel()
        self.assertEqual(action["res_model"], "care.revisit.snooze")
        self.assertEqual(action["context"]["default_revisit_ids"], revisit.ids)
        self.assertTrue(activity.exists())
        self.assertFalse(other.exists())

    def test_marking_an_activity_as_done_asks_first(self):
        revisit = self.planned()
        other = revisit.activity_id.copy({"automated": False})
        action = (revisit.activity_id | other).action_done()
        self.assertEqual(action["res_model"], "care.revisit.form")
        self.assertEqual((revisit.state, other.active), ("planned", False))

    def test_who_logs_no_contacts_is_not_asked(self):
        revisit = self.planned()
        activity = revisit.activity_id
        clerk = self.user("employee")
        activity.user_id = clerk
        activity.with_user(clerk).action_done()
        self.assertEqual((revisit.state, revisit.touch_id.user_id), ("done", clerk))

    def test_deleted_by_a_program_it_is_left_out(self):
        revisit = self.planned()
        revisit.activity_id.unlink()
        self.assertEqual(
            (revisit.state, revisit.reason), ("skipped", "The activity was deleted.")
        )
        for night in ("2026-06-02", "2026-06-11"):
            self.plan(night)
            self.assertFalse(self.revisits(revisit.partner_id).activity_id)
        self.plan("2026-06-12")
        self.assertTrue(self.revisits(revisit.partner_id).activity_id)

    def test_done_by_a_program_on_the_day_of_the_last_contact_it_ends(self):
        self.cadence(ideal=2, longest=3, channels="mail")
        customer = self.known()
        self.touch(customer, "2026-06-01 08:00:00", "mail", effective=True)
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.activity_id.action_feedback(feedback="Answered")
        self.assertEqual((revisit.state, revisit.touch_id.effective), ("done", True))
        self.assertEqual(len(self.revisits(customer)), 1)

    def test_the_client_knows_which_activities_are_planned_contacts(self):
        revisit = self.planned()
        activity = revisit.activity_id
        other = activity.copy({"automated": False})
        rows = (activity | other).activity_format()["mail.activity"]
        found = {row["id"]: row["care_revisit_id"] for row in rows}
        self.assertEqual(found, {activity.id: revisit.id, other.id: False})

    def test_the_dialog_counts_the_days(self):
        revisit = self.planned()
        dialogs = self.env["care.revisit.snooze"].with_user(self.owner)
        with Form(dialogs.with_context(default_revisit_ids=revisit.ids)) as form:
            self.assertEqual(str(form.until), "2026-06-08")
            form.delay = "14"
            self.assertEqual(str(form.until), "2026-06-15")
            form.reason = "On holiday"

    def test_foreign_salespeople_and_auditors_touch_nothing(self):
        revisit = self.planned()
        for role in ("salesperson", "auditor"):
            other = revisit.with_user(self.user(role))
            for function, *args in (
                (other.action_snooze, "2026-06-08", "Ill"),
                (other.action_skip, "Met"),
                (other.action_redate, "2026-06-02"),
                (other.action_open_done,),
            ):
                with self.assertRaises(AccessError):
                    function(*args)
