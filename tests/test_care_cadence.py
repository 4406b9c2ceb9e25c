from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCadence(CadenceCommon):
    def test_a_contact_is_due_after_the_last_one(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known()
        self.touch(customer, "2026-05-25 10:00:00")
        self.plan()
        # 2026-06-08 is a Monday, more than three days ahead
        self.assertEqual(self.dates(customer), ("2026-06-08", "2026-06-24", False))
        self.plan("2026-06-05")
        self.assertEqual(self.dates(customer)[2], "2026-06-08")

    def test_without_a_contact_it_is_counted_from_the_assignment(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known(day="2026-05-28")
        self.plan()
        self.assertEqual(self.dates(customer)[:2], ("2026-06-11", "2026-06-27"))

    def test_planned_again_nothing_changes(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-20 10:00:00")
        self.plan()
        before = self.revisits(customer).read()
        self.plan()
        self.assertEqual(self.revisits(customer).read(), before)

    def test_a_call_moves_the_next_contact(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known()
        self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        first = self.revisits(customer)
        self.assertEqual(str(first.activity_date), "2026-06-01")
        touch = self.touch(customer, "2026-06-01 10:00:00")
        self.assertEqual((first.state, first.touch_id), ("done", touch))
        self.assertFalse(first.activity_id.active)
        self.assertEqual(self.dates(customer)[:2], ("2026-06-15", "2026-07-01"))

    def test_a_call_before_there_is_an_activity_only_moves_the_date(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known()
        self.touch(customer, "2026-05-28 10:00:00")
        self.plan()
        revisit = self.revisits(customer)
        self.touch(customer, "2026-06-01 10:00:00")
        self.assertEqual(self.revisits(customer), revisit)
        self.assertEqual(self.dates(customer)[0], "2026-06-15")

    def test_a_back_dated_contact_moves_nothing(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-25 10:00:00")
        self.plan()
        before = self.dates(customer)
        self.touch(customer, "2026-05-10 10:00:00")
        self.assertEqual(self.dates(customer), before)

    def test_edited_and_deleted_contacts_are_recomputed(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-20 10:00:00")
        touch = self.touch(customer, "2026-05-28 10:00:00")
        self.plan()
        touch.date = "2026-05-26 10:00:00"
        self.assertEqual(self.dates(customer)[0], "2026-06-09")
        touch.effective = False
        self.assertEqual(self.dates(customer)[0], "2026-06-03")
        touch.effective = True
        touch.unlink()
        self.assertEqual(self.dates(customer)[0], "2026-06-03")

    def test_only_the_channels_of_a_requirement_count(self):
        self.cadence(ideal=60, longest=90, channels="visit")
        customer = self.known(day="2026-05-25")
        self.touch(customer, "2026-05-30 10:00:00", "phone")
        self.plan()
        self.assertEqual(self.dates(customer)[0], "2026-07-24")
        self.touch(customer, "2026-05-31 10:00:00", "visit")
        self.assertEqual(self.dates(customer)[0], "2026-07-30")

    def test_any_person_of_the_customer_counts(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.plan()
        for day, name in (("2026-05-29", "Ann"), ("2026-05-31", "Bob")):
            person = self.person(customer, name=name)
            self.touch(person, f"{day} 10:00:00")
        self.assertEqual(self.dates(customer)[0], "2026-06-14")

    def test_there_is_one_activity_on_the_customer_itself(self):
        self.cadence()
        customer = self.known()
        self.touch(self.person(customer), "2026-05-10 10:00:00")
        for day in ("2026-06-01", "2026-06-02", "2026-06-20"):
            self.plan(day)
        activity = self.revisits(customer).activity_id
        kind = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        people = customer | customer.child_ids
        of_customer = [("res_model", "=", "res.partner"), ("res_id", "in", people.ids)]
        found = self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), *of_customer]
        )
        self.assertEqual((found, activity.res_id), (activity, customer.id))

    def test_the_interval_that_a_customer_asked_for_goes_first(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known(care_frequency_days=7)
        self.touch(customer, "2026-05-28 10:00:00")
        self.plan()
        self.assertEqual(self.dates(customer)[:2], ("2026-06-04", "2026-06-20"))

    def test_weekends_and_holidays_move_it_to_the_next_working_day(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known()
        # due on Saturday, 2026-06-06; Monday is a holiday
        self.touch(customer, "2026-05-23 10:00:00")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "company_id": self.company.id,
                "calendar_id": False,
                "date_from": "2026-06-08 00:00:00",
                "date_to": "2026-06-08 23:59:59",
            }
        )
        self.plan("2026-06-06")
        self.assertEqual(self.dates(customer)[2], "2026-06-09")

    def test_prospects_are_planned_by_quadrant(self):
        self.cadence(quadrant="p1", ideal=14, longest=30)
        customer = self.known(tier=False, day="2026-05-28")
        self.profile(customer).quadrant = "p1"
        self.plan()
        self.assertEqual(self.dates(customer)[0], "2026-06-11")

    def test_the_next_contact_stands_on_the_profile(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-25 10:00:00")
        self.plan()
        self.assertEqual(str(self.profile(customer).next_touch_date), "2026-06-08")

    def test_requirements_that_make_no_sense_are_refused(self):
        self.cadence()
        self.assertRefuses(
            ValidationError, "there is this requirement already", self.cadence
        )

    def test_the_hard_limit_falls_on_the_working_day_before(self):
        self.cadence(ideal=15, longest=16)
        customer = self.known()
        # ideal on Saturday, hard limit on Sunday
        self.touch(customer, "2026-05-22 10:00:00")
        self.plan("2026-06-03")
        self.assertEqual(self.dates(customer)[2], "2026-06-05")

    def test_calls_fall_on_the_days_that_the_customer_wants(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known(care_call_days="3")
        self.touch(customer, "2026-05-18 10:00:00")
        self.plan()
        self.assertEqual(self.dates(customer)[2], "2026-06-03")

    def test_a_first_contact_on_the_day_of_the_assignment_counts(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known(day="2026-06-01")
        self.policy.cadence_since = "2026-06-01"
        self.plan()
        self.assertLess(self.dates(customer)[0], "2026-06-16")
        self.touch(customer, "2026-06-01 10:00:00")
        self.assertEqual(self.dates(customer)[:2], ("2026-06-15", "2026-07-01"))

    def test_the_requirements_that_come_with_the_app(self):
        values = self.env["care.cadence"]._prepare_default_values(self.policy)
        lines = self.env["care.cadence"].create(values)
        self.assertEqual(
            lines.mapped(
                lambda one: (
                    one.tier_id.name or one.quadrant,
                    *(one.role, one.ideal_days, one.max_days),
                )
            ),
            [
                ("Key", "account_manager", 14, 30),
                ("Key", "account_manager", 60, 90),
                ("Key", "sponsor", 180, 365),
                ("Important", "account_manager", 30, 60),
                ("General", "account_manager", 60, 90),
                ("p1", "account_manager", 14, 30),
                ("p2", "account_manager", 14, 30),
            ],
        )

    def test_some_requirements_that_come_with_the_app_ask_for_a_visit(self):
        values = self.env["care.cadence"]._prepare_default_values(self.policy)
        lines = self.env["care.cadence"].create(values)
        visit, others = self.channel("visit"), self.channel("meeting")
        others |= visit | self.channel("dinner")
        self.assertEqual((lines[1].channel_ids, lines[2].channel_ids), (visit, others))
        self.assertFalse((lines - lines[1:3]).channel_ids)

    def test_an_activity_tells_nothing_confidential(self):
        self.cadence(channels="visit")
        customer = self.known(is_company=False, care_taboos="No lilies")
        self.touch(customer, "2026-05-10 10:00:00", "visit", summary="Met her lover")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.assertEqual(activity.summary, "Stay in touch: Visit")
        self.assertFalse(activity.note)
