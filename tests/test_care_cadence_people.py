from freezegun import freeze_time

from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCadencePeople(CadenceCommon):
    def leave(self, first, last):
        resource = self.env["resource.resource"].create(
            {"name": "Owner", "user_id": self.owner.id, "company_id": self.company.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": f"{first} 00:00:00",
                "date_to": f"{last} 23:59:59",
            }
        )

    def deputy(self, customer, role="backup"):
        deputy = self.user(name="Deputy")
        self.env["care.team.member"].create(
            {
                "partner_id": customer.id,
                "user_id": deputy.id,
                "role": role,
                "date_from": "2026-05-01",
            }
        )
        return deputy

    def leader(self):
        leader = self.user(name="Leader")
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.owner.id}
        )
        return leader

    def overdue(self, **vals):
        customer = self.known(**vals)
        self.touch(customer, "2026-05-15 10:00:00")
        return customer

    def test_a_substitute_takes_over_during_leave(self):
        self.cadence(ideal=14, longest=16)
        customer = self.known()
        deputy = self.deputy(customer)
        self.leave("2026-05-31", "2026-06-12")
        self.touch(customer, "2026-05-19 10:00:00")
        self.plan()
        self.assertEqual(self.revisits(customer).activity_id.user_id, deputy)

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

    def test_roles_name_their_people(self):
        leader, head = self.leader(), self.user(name="Head")
        self.policy.key_account_head_id = head
        customer = self.known()
        sponsor = self.deputy(customer, "sponsor")
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

    def test_a_substitute_takes_over_though_the_owner_works_before_the_ideal_day(self):
        self.cadence(ideal=14, longest=16)
        customer = self.known()
        deputy = self.deputy(customer)
        # ideal on 2026-06-04, hard limit on 2026-06-06
        self.touch(customer, "2026-05-21 10:00:00")
        self.leave("2026-06-03", "2026-06-30")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.assertEqual(
            (activity.user_id, str(activity.date_deadline)), (deputy, "2026-06-04")
        )

    def test_leave_that_ends_before_the_hard_limit_waits_for_the_owner(self):
        self.cadence(ideal=14, longest=30)
        customer = self.overdue()
        self.deputy(customer)
        self.leave("2026-05-31", "2026-06-02")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.assertEqual(
            (activity.user_id, str(activity.date_deadline)), (self.owner, "2026-06-03")
        )

    def test_without_anybody_else_the_owner_goes_before_the_leave(self):
        self.cadence(ideal=14, longest=16)
        customer = self.known()
        self.touch(customer, "2026-05-21 10:00:00")
        self.leave("2026-06-03", "2026-06-30")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.assertEqual(
            (activity.user_id, str(activity.date_deadline)), (self.owner, "2026-06-02")
        )

    def test_the_contact_of_a_substitute_counts_for_the_one_in_charge(self):
        head = self.user(name="Head")
        self.policy.key_account_head_id = head
        self.cadence(role="key_account_head", ideal=14)
        customer = self.known(day="2026-05-10")
        deputy = self.deputy(customer)
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.activity_id.user_id = deputy
        revisit.activity_id.with_user(deputy).action_feedback()
        self.assertEqual(revisit.state, "done")
        self.assertEqual(self.dates(customer)[0], "2026-06-15")

    def test_who_leaves_is_stood_in_for(self):
        self.cadence()
        known, alone = self.overdue(), self.overdue()
        deputy, leader = self.deputy(known), self.leader()
        self.plan()
        revisits = self.revisits()
        self.owner.action_archive()
        self.assertEqual(self.revisits(), revisits)
        self.plan()
        self.assertEqual(self.revisits(), revisits)
        users = {one.partner_id: one.activity_id.user_id for one in revisits}
        self.assertEqual(users, {known: deputy, alone: leader})

    def test_nobody_in_charge_cancels_with_a_reason(self):
        self.cadence()
        customer = self.overdue()
        self.plan()
        self.owner.action_archive()
        self.plan()
        self.assertFalse(self.revisits(customer))
        reason = self.revisits(customer, "cancelled").reason
        self.assertEqual(reason, "Nobody is in charge of the customer.")
