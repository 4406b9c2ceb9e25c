from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .complaint_common import ComplaintCommon, at, local


@tagged("post_install", "-at_install")
class TestClocks(ComplaintCommon):
    def pause(self, complaint, start, stop, reason="customer"):
        with freeze_time(at(start)):
            complaint.action_pause(reason)
        if stop:
            with freeze_time(at(stop)):
                complaint.action_resume()

    def opened(self, moment, **vals):
        return self.due(self.complaint(moment, **vals))

    # vectors
    def test_a_day_from_friday_afternoon_ends_on_monday(self):
        self.assertEqual(self.opened("2026-06-05 16:00"), "06-08 16:00")

    def test_a_pause_moves_the_deadline(self):
        complaint = self.complaint()
        self.pause(complaint, "2026-06-08 10:00", "2026-06-09 10:00")
        self.assertEqual(self.due(complaint), "06-09 16:00")
        self.assertEqual(self.clock(complaint).consumed_hours, 3)

    def test_a_second_pause_counts_too(self):
        complaint = self.complaint()
        self.pause(complaint, "2026-06-08 10:00", "2026-06-09 10:00")
        self.pause(complaint, "2026-06-09 11:00", "2026-06-09 14:00", "third_party")
        self.assertEqual(self.due(complaint), "06-09 18:00")
        self.assertEqual(len(complaint.pause_ids), 2)

    def test_an_hour_from_the_night_of_saturday_ends_on_monday(self):
        self.budgets(resolve=1)
        self.assertEqual(self.opened("2026-06-06 03:00"), "06-08 10:00")

    def test_lunch_does_not_count(self):
        self.budgets(resolve=1)
        self.assertEqual(self.opened("2026-06-05 12:30"), "06-05 14:00")

    def test_a_public_holiday_does_not_count(self):
        self.holiday("2026-06-08")
        self.assertEqual(self.opened("2026-06-05 16:00"), "06-09 16:00")

    def test_a_holiday_of_another_company_moves_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.holiday("2026-06-08", other, calendar_id=False)
        self.assertEqual(self.opened("2026-06-05 16:00"), "06-08 16:00")

    def test_a_holiday_of_another_calendar_moves_nothing(self):
        self.holiday("2026-06-08", calendar_id=self.calendar().id)
        self.assertEqual(self.opened("2026-06-05 16:00"), "06-08 16:00")

    # beyond the calendar
    def test_an_empty_calendar_counts_elapsed_hours_and_says_so(self):
        self.sla.calendar_id = self.calendar(hours=())
        complaint = self.complaint()
        self.assertEqual(self.due(complaint), "06-06 00:00")
        self.assertTrue(self.clock(complaint).on_elapsed)
        self.pause(complaint, "2026-06-05 20:00", "2026-06-05 23:00")
        self.assertEqual(self.due(complaint), "06-06 03:00")

    def test_without_a_calendar_elapsed_hours_count(self):
        self.sla.calendar_id = False
        self.assertEqual(self.opened("2026-06-05 16:00"), "06-06 00:00")

    def test_a_deadline_beyond_the_horizon_counts_elapsed_hours(self):
        # an hour a week: 201 hours take more than 1400 days
        self.sla.calendar_id = self.calendar(hours=((9, 10),), days=[0])
        self.budgets(resolve=201, acknowledge=199)
        complaint = self.complaint()
        self.assertTrue(self.clock(complaint).on_elapsed)
        self.assertEqual(self.due(complaint), "06-14 01:00")
        self.assertFalse(self.clock(complaint, "acknowledge").on_elapsed)

    # pauses
    def test_acknowledgement_cannot_be_paused(self):
        complaint = self.complaint()
        self.pause(complaint, "2026-06-08 10:00", None)
        states = {clock.milestone: clock.state for clock in complaint.clock_ids}
        self.assertEqual(
            states,
            {"acknowledge": "running", "first_response": "paused", "resolve": "paused"},
        )
        self.assertEqual(complaint.waiting_for, "customer")

    def test_no_paused_clock_fires(self):
        complaint = self.complaint()
        self.pause(complaint, "2026-06-08 10:00", None)
        self.run_clocks("2026-07-08 10:00")
        self.assertEqual(self.clock(complaint).state, "paused")
        self.assertEqual(self.clock(complaint, "acknowledge").state, "breached")

    def test_a_pause_after_the_deadline_is_too_late(self):
        complaint = self.complaint()
        self.pause(complaint, "2026-06-08 17:00", None)
        clock = self.clock(complaint)
        self.assertEqual((clock.state, clock.late_hours), ("breached", 1))

    def test_nobody_pauses_twice_or_resumes_what_runs(self):
        complaint = self.complaint()
        self.assertRefuses(UserError, "is not waiting", complaint.action_resume)
        complaint.action_pause("customer")
        self.assertRefuses(
            UserError, "waiting already", complaint.action_pause, "customer"
        )
        self.assertRefuses(UserError, "Choose for whom", complaint.action_pause, "me")

    # breach
    def test_a_breach_is_sticky_and_keeps_how_late(self):
        complaint = self.complaint(apology_note="We are sorry.")
        self.run_clocks("2026-06-08 16:05")
        clock = self.clock(complaint, "acknowledge")
        self.assertEqual(clock.state, "breached")
        with freeze_time(at("2026-06-09 10:00")):
            complaint.action_acknowledge()
        self.assertEqual((clock.state, clock.late_hours), ("breached", 3))
        self.assertEqual(local(clock.met_at), "06-09 10:00")

    def test_who_is_late_before_the_job_looked_is_late(self):
        complaint = self.complaint(apology_note="We are sorry.")
        with freeze_time(at("2026-06-08 16:30")):
            complaint.action_acknowledge()
        clock = self.clock(complaint, "acknowledge")
        self.assertEqual((clock.state, clock.late_hours), ("breached", 0.5))

    def test_who_is_on_the_dot_is_in_time(self):
        complaint = self.complaint(apology_note="We are sorry.")
        with freeze_time(at("2026-06-08 16:00")):
            complaint.action_acknowledge()
        self.assertEqual(self.clock(complaint, "acknowledge").state, "met")

    def test_where_nothing_is_due_nothing_is_written(self):
        complaint = self.complaint()
        self.env.flush_all()
        stamps = complaint.clock_ids.mapped("write_date")
        with freeze_time(at("2026-06-08 15:00")):
            with self.assertQueryCount(1):
                self.assertEqual(self.env["care.complaint"]._mark_due_clocks(), 0)
        self.assertEqual(complaint.clock_ids.mapped("write_date"), stamps)

    def test_a_broken_complaint_does_not_stop_the_others(self):
        broken, sound = self.complaint(), self.complaint()
        broken.user_id = False
        broken.sudo().sla_id = False
        self.run_clocks("2026-06-08 16:05")
        states = (broken | sound).clock_ids.mapped("state")
        self.assertEqual(set(states), {"breached"})

    @mute_logger("odoo.addons.crm_customer_care.models.complaint.care_complaint_clock")
    def test_a_clock_that_cannot_be_measured_spoils_no_other(self):
        broken, sound = self.complaint(), self.complaint()
        clocks = type(self.env["care.complaint.clock"])
        measure = clocks._measure

        def fail(clocks, stop):
            if broken in clocks.complaint_id:
                raise ZeroDivisionError
            return measure(clocks, stop)

        self.patch(clocks, "_measure", fail)
        self.run_clocks("2026-06-08 18:00")
        late = {c: set(c.clock_ids.mapped("late_hours")) for c in broken | sound}
        self.assertEqual(late, {broken: {0.0}, sound: {2.0}})
        states = (broken | sound).clock_ids.mapped("state")
        self.assertEqual(set(states), {"breached"})

    # what is most urgent
    def test_the_complaint_shows_its_nearest_deadline(self):
        self.budgets(acknowledge=1, first_response=4, resolve=8)
        complaint = self.complaint(apology_note="We are sorry.")
        self.assertEqual(complaint.next_clock_id.milestone, "acknowledge")
        with freeze_time(at("2026-06-05 16:30")):
            complaint.action_acknowledge()
        self.assertEqual(complaint.next_clock_id.milestone, "first_response")
        self.assertEqual(local(complaint.deadline), "06-08 11:00")

    def test_suggestions_and_praise_have_no_clocks(self):
        self.assertFalse(self.complaint(kind="suggestion").clock_ids)
        complaint = self.complaint()
        with freeze_time(at("2026-06-05 17:00")):
            complaint.kind = "praise"
        self.assertEqual(set(complaint.clock_ids.mapped("state")), {"cancelled"})
        self.assertFalse(complaint.deadline)
