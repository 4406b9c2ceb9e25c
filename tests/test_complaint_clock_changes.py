from freezegun import freeze_time

from odoo.tests import tagged

from .complaint_common import ComplaintCommon, at


@tagged("post_install", "-at_install")
class TestClockChanges(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fast = cls.env["care.sla"].search([("tier_ids", "=", cls.tier("Key").id)])
        cls.fast.calendar_id = cls.sla.calendar_id
        cls.budgets(cls.fast, resolve=4)

    @classmethod
    def rank(cls, name, customer=None):
        customer = customer or cls.buyer
        profile = cls.profile(customer) or cls.env["care.profile"].sudo().create(
            {"partner_id": customer.id, "company_id": cls.company.id}
        )
        profile.sudo().tier_id = cls.tier(name) if name else False
        cls.env["care.complaint"]._follow_tiers()

    # policies
    def test_tier_and_cause_come_before_tier_before_cause_before_all(self):
        tier, cause = self.tier("Key"), self.cause("product_quality")
        policies = self.env["care.sla"]
        policies.search([("company_id", "=", self.company.id)]).active = False
        for tiers, causes in (
            (tier, policies.cause_ids),
            (tier, cause),
            (policies.tier_ids, policies.cause_ids),
            (policies.tier_ids, cause.parent_id),
        ):
            vals = {"tier_ids": tiers.ids, "cause_ids": causes.ids}
            policies |= policies.create({"name": "Policy", **vals})
        by_tier, by_both, default, by_cause = policies

        def match(tier, cause):
            return policies._match(self.company, tier, cause)

        other = self.tier("Important")
        self.assertEqual(match(tier, cause), by_both)
        self.assertEqual(match(tier, cause.parent_id), by_tier)
        self.assertEqual(match(other, cause), by_cause)
        self.assertEqual(match(other, self.cause("staff")), default)
        self.assertEqual(match(other.browse(), cause.browse()), default)

    def test_a_policy_is_valid_with_name_and_calendar_alone(self):
        calendar = self.calendar()
        sla = self.env["care.sla"].create({"name": "New", "calendar_id": calendar.id})
        self.assertEqual(sla.company_id, self.company)
        self.assertEqual(sla._get_budget("acknowledge", "3"), 2)
        self.assertEqual(sla._get_budget("resolve", "0"), 80)

    def test_every_company_has_policies_for_key_important_and_others(self):
        company = self.env["res.company"].create({"name": "New"})
        policy = self.env["care.policy"]._get(company)
        slas = self.env["care.sla"].search([("company_id", "=", company.id)])
        self.assertEqual(
            [sla.tier_ids for sla in slas],
            [policy.tier_ids[0], policy.tier_ids[1], policy.tier_ids.browse()],
        )
        budgets = [sla._get_budget("resolve", "1") for sla in slas]
        self.assertEqual(budgets, [24, 40, 64])

    def test_a_milestone_without_budget_has_no_clock(self):
        self.budgets(resolve=8)
        complaint = self.complaint()
        self.assertEqual(complaint.clock_ids.mapped("milestone"), ["resolve"])

    def test_the_budget_of_the_severity_comes_before_the_one_for_all(self):
        self.budgets(severity="3", resolve=2)
        self.assertEqual(self.due(self.complaint(severity="3")), "06-05 18:00")
        self.assertEqual(self.due(self.complaint(severity="2")), "06-08 16:00")

    # changes
    def test_a_change_of_severity_keeps_what_is_used_and_paused(self):
        self.budgets(severity="3", resolve=6)
        complaint = self.complaint()
        with freeze_time(at("2026-06-08 10:00")):
            complaint.action_pause("customer")
        with freeze_time(at("2026-06-09 10:00")):
            complaint.action_resume()
        with freeze_time(at("2026-06-09 11:00")):
            complaint.severity = "3"
        self.assertEqual(self.due(complaint), "06-09 14:00")
        self.assertEqual(self.clock(complaint).consumed_hours, 4)
        with freeze_time(at("2026-06-09 12:00")):
            complaint.severity = "1"
        self.assertEqual(self.due(complaint), "06-09 16:00")

    def test_a_change_while_waiting_counts_from_the_end_of_the_pause(self):
        self.budgets(severity="3", resolve=6)
        complaint = self.complaint()
        with freeze_time(at("2026-06-08 10:00")):
            complaint.action_pause("customer")
        with freeze_time(at("2026-06-08 15:00")):
            complaint.severity = "3"
        self.assertEqual(self.clock(complaint).state, "paused")
        with freeze_time(at("2026-06-09 10:00")):
            complaint.action_resume()
        self.assertEqual(self.due(complaint), "06-09 14:00")

    def test_a_rise_of_the_customer_shortens_and_a_fall_worsens_nothing(self):
        complaint = self.complaint()
        self.assertEqual(complaint.priority, "0")
        with freeze_time(at("2026-06-08 10:00")):
            self.rank("Key")
        self.assertEqual((complaint.sla_id, complaint.is_green), (self.fast, True))
        self.assertEqual(self.due(complaint), "06-08 11:00")
        self.assertEqual(complaint.priority, "1")
        self.rank("General")
        self.assertEqual((complaint.sla_id, complaint.is_green), (self.fast, True))
        self.assertEqual(self.due(complaint), "06-08 11:00")

    def test_the_refresh_of_tiers_moves_open_complaints_only(self):
        opened, closed = self.complaint(), self.complaint()
        closed.action_cancel()
        self.deal(self.buyer)
        self.refresh()
        self.assertEqual(opened.tier_id, self.tier("Key"))
        self.assertFalse(closed.tier_id)

    def test_a_complaint_of_a_key_customer_starts_in_the_green_channel(self):
        self.rank("Key")
        complaint = self.complaint()
        self.assertEqual((complaint.sla_id, complaint.priority), (self.fast, "1"))
        self.assertEqual(self.due(complaint), "06-08 11:00")

    def test_another_calendar_keeps_what_was_used_under_the_old_one(self):
        slow = self.sla.copy({"name": "By cause"})
        slow.calendar_id = self.calendar(hours=((9, 12),))
        slow.cause_ids = self.cause("staff")
        complaint = self.complaint()
        with freeze_time(at("2026-06-08 10:00")):
            complaint.cause_id = self.cause("staff_attitude")
        self.assertEqual(complaint.sla_id, slow)
        # 5 hours left: 2 on Monday, 3 on Tuesday
        self.assertEqual(self.due(complaint), "06-09 12:00")

    def test_new_budgets_are_applied_to_open_complaints_on_demand(self):
        complaint = self.complaint()
        self.budgets(resolve=5)
        self.assertEqual(self.due(complaint), "06-08 16:00")
        with freeze_time(at("2026-06-08 10:00")):
            self.sla.action_apply()
        self.assertEqual(self.due(complaint), "06-08 12:00")

    def test_what_is_breached_stays_so_whatever_changes(self):
        complaint = self.complaint()
        self.run_clocks("2026-06-08 17:00")
        self.budgets(severity="0", resolve=80)
        complaint.severity = "0"
        self.assertEqual(self.clock(complaint).state, "breached")

    def test_a_budget_that_is_used_up_already_is_due_at_once(self):
        self.budgets(severity="3", resolve=1)
        complaint = self.complaint()
        with freeze_time(at("2026-06-08 10:00")):
            complaint.severity = "3"
        self.run_clocks("2026-06-08 10:05")
        self.assertEqual(self.clock(complaint).state, "breached")

    # reopening
    def reopened(self, closed, again, **vals):
        complaint = self.complaint(**vals)
        with freeze_time(at(closed)):
            self.finish(complaint)
        with freeze_time(at(again)):
            complaint.action_reopen()
        return complaint

    def test_reopening_goes_on_with_what_is_left(self):
        complaint = self.reopened("2026-06-08 10:00", "2026-06-10 09:00")
        self.assertEqual((complaint.cycle, complaint.state), (2, "investigating"))
        clock = self.clock(complaint)
        self.assertEqual((clock.cycle, clock.consumed_hours), (2, 3))
        self.assertEqual(self.due(complaint), "06-10 15:00")
        resolves = complaint.clock_ids.filtered(lambda c: c.milestone == "resolve")
        self.assertEqual(resolves.sorted("cycle").mapped("state"), ["met", "running"])

    def test_reopening_leaves_at_least_some_hours(self):
        complaint = self.reopened("2026-06-08 15:30", "2026-06-10 09:00")
        self.assertEqual(self.due(complaint), "06-10 14:00")
        late = self.reopened("2026-06-08 17:30", "2026-06-10 09:00")
        self.assertEqual(self.due(late), "06-10 14:00")

    def test_pauses_before_a_reopening_stay_counted(self):
        complaint = self.complaint()
        with freeze_time(at("2026-06-08 10:00")):
            complaint.action_pause("customer")
        with freeze_time(at("2026-06-09 10:00")):
            complaint.action_cancel()
        self.assertFalse(complaint.waiting_for)
        with freeze_time(at("2026-06-10 09:00")):
            complaint.action_reopen()
        self.assertEqual(self.due(complaint), "06-10 15:00")
