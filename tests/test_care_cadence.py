from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.fields import Date
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

    def test_a_substitute_takes_over_during_leave(self):
        self.cadence(ideal=14, longest=16)
        deputy = self.user(name="Deputy")
        customer = self.known()
        member = {"partner_id": customer.id, "user_id": deputy.id, "role": "backup"}
        self.env["care.team.member"].create(member)
        resource = self.env["resource.resource"].create(
            {"name": "Owner", "user_id": self.owner.id, "company_id": self.company.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": "2026-05-31 00:00:00",
                "date_to": "2026-06-12 23:59:59",
            }
        )
        self.touch(customer, "2026-05-19 10:00:00")
        self.plan()
        self.assertEqual(self.revisits(customer).activity_id.user_id, deputy)

    def test_a_rise_never_puts_off(self):
        self.cadence("Key", 14, 30)
        self.cadence("General", 60, 90)
        customer = self.known("General")
        self.touch(customer, "2026-05-01 10:00:00")
        self.plan()
        [revisit] = self.revisits(customer)
        self.assertEqual(str(revisit.due_date), "2026-06-30")
        self.profile(customer).tier_id = self.tier("Key")
        self.plan()
        self.assertEqual(self.revisits(customer), revisit)
        self.assertEqual(self.dates(customer)[0], "2026-06-01")

    def test_a_fall_puts_off_but_what_is_overdue_stays_so(self):
        self.cadence("Key", 14, 30)
        self.cadence("General", 60, 90)
        late, early = self.known(), self.known()
        self.touch(late, "2026-05-10 10:00:00")
        self.touch(early, "2026-05-25 10:00:00")
        self.plan()
        for customer in (late, early):
            self.profile(customer).tier_id = self.tier("General")
        self.plan()
        self.assertEqual(self.dates(late)[0], "2026-05-24")
        self.assertEqual(self.dates(early)[0], "2026-07-24")

    def test_the_activity_follows_the_owner(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        [revisit] = self.revisits(customer)
        other = self.user(name="Other")
        self.profile(customer).user_id = other
        self.plan()
        self.assertEqual(self.revisits(customer), revisit)
        self.assertEqual(revisit.activity_id.user_id, other)

    def test_archived_and_deceased_customers_are_left_in_peace(self):
        self.cadence()
        archived, deceased = self.known(), self.known(is_company=False)
        for customer in (archived, deceased):
            self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        activities = self.revisits().activity_id
        archived.active = False
        deceased.care_deceased = True
        self.plan()
        self.assertFalse(self.revisits())
        self.assertFalse(activities.exists())
        reasons = self.revisits(state="cancelled").sorted("id").mapped("reason")
        self.assertEqual(
            reasons, ["The customer is archived.", "The customer has died."]
        )

    def test_an_activity_deleted_by_hand_comes_back_at_the_next_date_only(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-10 10:00:00")
        self.plan()
        self.revisits(customer).activity_id.with_user(self.owner).unlink()
        self.assertEqual(
            self.revisits(customer, "skipped").reason, "The activity was deleted."
        )
        self.plan("2026-06-02")
        self.assertEqual(self.dates(customer)[0], str(self.after(Date.today(), 14)))
        self.assertFalse(self.revisits(customer).activity_id)

    def test_a_done_activity_is_a_contact(self):
        self.cadence(ideal=14, channels="visit")
        customer = self.known()
        self.touch(customer, "2026-05-10 10:00:00", "visit")
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.activity_id.with_user(self.owner).action_feedback(feedback="All well")
        self.assertEqual(revisit.state, "done")
        self.assertEqual(revisit.touch_id.channel_id, self.channel("visit"))
        self.assertEqual(revisit.touch_id.user_id, self.owner)
        self.assertEqual(self.dates(customer)[0], "2026-06-15")

    def test_roles_name_their_people(self):
        leader, head, sponsor = (self.user(name=name) for name in "LHS")
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.owner.id}
        )
        self.policy.key_account_head_id = head
        customer = self.known()
        member = {"partner_id": customer.id, "user_id": sponsor.id, "role": "sponsor"}
        self.env["care.team.member"].create({**member, "date_from": "2026-05-01"})
        for role in ("account_manager", "supervisor", "key_account_head", "sponsor"):
            self.cadence(role=role)
        self.plan()
        users = {one.role: one.user_id for one in self.revisits(customer)}
        self.assertEqual(
            users,
            {
                "account_manager": self.owner,
                "supervisor": leader,
                "key_account_head": head,
                "sponsor": sponsor,
            },
        )

    def test_another_role_has_to_be_in_contact_itself(self):
        head = self.user(name="Head")
        self.policy.key_account_head_id = head
        self.cadence(role="key_account_head", ideal=14)
        customer = self.known(day="2026-05-28")
        self.plan()
        self.touch(customer, "2026-05-30 10:00:00", user_id=self.owner.id)
        self.assertEqual(self.dates(customer)[0], "2026-06-11")
        self.touch(customer, "2026-05-31 10:00:00", user_id=head.id)
        self.assertEqual(self.dates(customer)[0], "2026-06-14")

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

    def test_a_merged_customer_keeps_one_plan(self):
        self.cadence()
        kept, gone = self.known(), self.known()
        for customer in (kept, gone):
            self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept | gone).ids, kept)
        self.plan()
        self.assertEqual(len(self.revisits(kept)), 1)
        kind = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        activities = self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("res_id", "in", (kept | gone).ids)]
        )
        self.assertEqual(activities, self.revisits(kept).activity_id)

    def test_requirements_that_make_no_sense_are_refused(self):
        self.cadence()
        self.assertRefuses(
            ValidationError, "there is this requirement already", self.cadence
        )

    def test_switched_off_nothing_stays_planned(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.policy.cadence_active = False
        self.assertFalse(self.revisits(customer) | self.revisits())
        self.assertFalse(activity.exists())
        self.plan()
        self.assertFalse(self.revisits(customer))
