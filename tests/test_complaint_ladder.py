from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .ladder_common import LadderCommon


@tagged("post_install", "-at_install")
class TestComplaintLadder(LadderCommon):
    def test_nothing_is_escalated_until_it_is_switched_on(self):
        self.policy.escalation_active = False
        case = self.case()
        self.run_clocks("2026-06-30 10:00")
        self.assertEqual(self.clock(case).state, "breached")
        self.assertFalse(case.escalation_ids)
        self.assertFalse(self.clock(case).ladder_planned)

    def test_each_level_acts_at_its_moment_and_once(self):
        case = self.case()
        moments = [
            ("2026-06-08 13:59", []),
            ("2026-06-08 14:00", ["Responsible"]),
            ("2026-06-08 14:05", ["Responsible"]),
            ("2026-06-08 16:00", ["Responsible", "Leader"]),
            ("2026-06-09 15:59", ["Responsible", "Leader"]),
            ("2026-06-09 16:00", ["Responsible", "Leader", "Head"]),
            ("2026-06-11 16:00", ["Responsible", "Leader", "Head", "Sponsor"]),
            ("2026-06-30 16:00", ["Responsible", "Leader", "Head", "Sponsor"]),
        ]
        for moment, names in moments:
            self.run_clocks(moment)
            self.assertEqual(self.told(case), names, moment)
        self.assertEqual(case.priority, "2")
        self.assertIn(self.sponsor.partner_id, case.message_partner_ids)
        self.assertEqual(len(case.activity_ids), 4)

    def test_after_an_outage_only_the_highest_level_acts(self):
        cases = [self.case() for _number in range(20)]
        self.run_clocks("2026-06-10 10:00")
        for case in cases:
            self.assertEqual(self.told(case), ["Head"])
            states = {1: "superseded", 2: "superseded", 3: "sent"}
            self.assertEqual(self.acted(case), states)
            self.assertEqual(len(case.activity_ids), 1)
        self.run_clocks("2026-06-10 10:05")
        self.assertEqual(len(cases[0].escalation_ids), 3)

    def test_a_deadline_moved_later_does_not_fire_again(self):
        case = self.case()
        self.run_clocks("2026-06-08 14:00")
        self.budgets(resolve=16)
        with self.at("2026-06-08 15:00"):
            case._restart_clocks()
        self.assertEqual(self.due(case), "06-09 16:00")
        self.run_clocks("2026-06-09 14:30")
        self.assertEqual(self.told(case), ["Responsible"])
        self.run_clocks("2026-06-09 16:00")
        self.assertEqual(self.told(case), ["Responsible", "Leader"])

    def test_acknowledging_stops_the_ladder_of_that_clock_only(self):
        self.budgets(resolve=8, first_response=8)
        case = self.case()
        self.run_clocks("2026-06-08 16:00")
        row = case.escalation_ids.filtered(
            lambda row: row.clock_id == self.clock(case) and row.state == "sent"
        )
        row.with_user(self.leader).action_acknowledge()
        self.assertEqual(row.acknowledged_by_id, self.leader)
        self.run_clocks("2026-06-09 16:00")
        rows = case.escalation_ids.filtered(lambda row: row.level_id.name[0] == "3")
        self.assertEqual(rows.clock_id.milestone, "first_response")

    def test_doing_the_activity_acknowledges(self):
        case = self.case()
        self.run_clocks("2026-06-08 14:00")
        case.activity_ids.with_user(self.responsible).action_feedback()
        self.assertEqual(case.escalation_ids.acknowledged_by_id, self.responsible)
        self.run_clocks("2026-06-30 16:00")
        self.assertEqual(self.told(case), ["Responsible"])

    def test_nobody_else_acknowledges(self):
        case = self.case()
        self.run_clocks("2026-06-08 14:00")
        stranger = self.user("auditor")
        row = case.escalation_ids.with_user(stranger)
        self.assertRefuses(AccessError, "Who was told", row.action_acknowledge)
        writer = case.escalation_ids.with_user(self.leader)
        self.assertRefuses(AccessError, "", writer.write, {"state": "cancelled"})

    def test_where_nobody_can_be_told_the_next_one_up_is(self):
        self.leader.active = False
        case = self.case(user_id=False)
        self.run_clocks("2026-06-08 14:00")
        self.assertEqual(self.told(case), ["Head"])
        reason = case.escalation_ids.reason
        self.assertIn("Responsible: none set", reason)
        self.assertIn("does not work here any more", reason)

    def test_at_the_top_one_below_is_told_rather_than_nobody(self):
        self.buyer.care_team_ids.unlink()
        self.policy.key_account_head_id = False
        case = self.case()
        self.run_clocks("2026-06-12 10:00")
        self.assertEqual(self.told(case), ["Leader"])
        late = self.case()
        for moment in ("06-08 14:00", "06-08 16:00", "06-09 16:00", "06-11 16:00"):
            self.run_clocks(f"2026-{moment}")
        self.assertEqual(self.told(late), ["Responsible", "Leader"])
        self.assertEqual(self.acted(late)[4], "nobody")

    def test_messages_are_queued_and_answer_no_customer(self):
        self.leader.email = "leader@example.com"
        case = self.case()
        self.run_clocks("2026-06-08 16:00")
        messages = case.message_ids | self.env["mail.message"].search(
            [("model", "=", case._name), ("res_id", "=", case.id)]
        )
        mails = self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])
        self.assertTrue(mails)
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        self.assertEqual(mails.recipient_ids, self.leader.partner_id)

    def test_who_knows_already_is_not_told_twice(self):
        self.team.user_id = self.responsible
        case = self.case()
        self.run_clocks("2026-06-08 14:00")
        self.run_clocks("2026-06-08 16:00")
        self.assertEqual(self.told(case), ["Responsible", "Head"])
        self.assertIn("knows already", case.escalation_ids[0].reason)

    def test_who_may_not_see_a_complaint_is_not_told(self):
        self.policy.key_account_head_id = self.user("employee", name="Other")
        case = self.case()
        self.run_clocks("2026-06-09 16:00")
        self.assertEqual(self.told(case), ["Sponsor"])

    def test_nobody_at_all_is_logged(self):
        self.policy.key_account_head_id = False
        self.buyer.care_team_ids.unlink()
        case = self.case(user_id=False, team_id=False)
        self.run_clocks("2026-06-08 14:00")
        self.assertEqual(self.acted(case), {1: "nobody"})
        self.assertTrue(case.escalation_ids.reason)

    def test_a_waiting_complaint_is_not_escalated(self):
        case = self.case()
        with self.at("2026-06-08 10:00"):
            case.action_pause("customer")
        self.run_clocks("2026-06-20 10:00")
        self.assertFalse(case.escalation_ids)
        # 3 hours of 8 are used
        with self.at("2026-06-22 10:00"):
            case.action_resume()
        self.run_clocks("2026-06-22 13:59")
        self.assertFalse(case.escalation_ids)
        self.run_clocks("2026-06-22 14:00")
        self.assertEqual(self.told(case), ["Responsible"])

    def test_a_late_complaint_that_waits_is_left_alone(self):
        case = self.case()
        self.run_clocks("2026-06-08 16:00")
        with self.at("2026-06-08 17:00"):
            case.action_pause("third_party")
        self.run_clocks("2026-06-18 10:00")
        self.assertEqual(self.told(case), ["Leader"])
        with self.at("2026-06-18 10:00"):
            case.action_resume()
        # one hour was late before, seven come now
        self.run_clocks("2026-06-18 17:59")
        self.assertEqual(self.told(case), ["Leader"])
        self.run_clocks("2026-06-18 18:00")
        self.assertEqual(self.told(case), ["Leader", "Head"])

    def test_what_is_done_in_time_is_not_escalated(self):
        case = self.case()
        with self.at("2026-06-08 11:00"):
            self.finish(case)
        self.run_clocks("2026-06-30 10:00")
        self.assertFalse(case.escalation_ids)

    def test_a_level_waits_for_the_working_hours_of_who_is_told(self):
        self.sla.calendar_id = self.calendar(((0, 24),), range(7))
        case = self.case("2026-06-05 16:00")
        self.run_clocks("2026-06-06 00:00")
        self.assertEqual(self.told(case, "waiting"), ["Leader"])
        self.assertFalse(case.activity_ids)
        self.assertEqual(self.told(case), [])
        self.run_clocks("2026-06-06 08:00")
        self.assertEqual(self.told(case), ["Head"])
        self.run_clocks("2026-06-08 09:00")
        self.assertEqual(self.told(case), ["Leader", "Head", "Sponsor"])

    def test_what_waited_is_dropped_where_it_is_not_needed_any_more(self):
        self.sla.calendar_id = self.calendar(((0, 24),), range(7))
        case = self.case("2026-06-05 16:00")
        self.run_clocks("2026-06-06 00:00")
        with self.at("2026-06-06 01:00"):
            self.finish(case)
        self.run_clocks("2026-06-08 09:00")
        self.assertEqual(self.told(case, "cancelled"), ["Leader"])
        self.assertFalse(case.activity_ids)

    @mute_logger(
        "odoo.addons.crm_customer_care.models.care_ledger",
        "odoo.addons.crm_customer_care.models.complaint.care_complaint_clock",
    )
    def test_a_broken_complaint_does_not_stop_the_others(self):
        cases = [self.case() for _number in range(3)]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE care_complaint SET sla_id = NULL, user_id = NULL WHERE id = %s",
            [cases[0].id],
        )
        # nobody can count with such a start
        self.env.cr.execute(
            """UPDATE care_complaint_clock SET counted_from = NULL
                WHERE complaint_id = %s""",
            [cases[1].id],
        )
        self.env.invalidate_all()
        self.run_clocks("2026-06-08 16:00")
        self.assertEqual(self.told(cases[2]), ["Leader"])
        self.assertTrue(cases[0].escalation_ids)
        self.assertFalse(cases[1].escalation_ids)

    def test_a_level_of_one_clock_leaves_the_others_alone(self):
        self.budgets(resolve=8, acknowledge=8)
        self.level("supervisor").milestone = "acknowledge"
        case = self.case()
        self.run_clocks("2026-06-08 16:00")
        rows = case.escalation_ids.filtered(lambda row: row.level_id.name[0] == "2")
        self.assertEqual(rows.clock_id.milestone, "acknowledge")

    def test_a_new_round_has_a_ladder_of_its_own(self):
        case = self.case()
        self.run_clocks("2026-06-08 16:00")
        with self.at("2026-06-08 17:00"):
            self.finish(case)
            case.action_reopen()
        self.run_clocks("2026-06-12 18:00")
        self.assertEqual(set(case.escalation_ids.mapped("cycle")), {1, 2})
