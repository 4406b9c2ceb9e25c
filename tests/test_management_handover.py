from odoo.exceptions import UserError
from odoo.tests import tagged

from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestManagementHandover(HandoverCommon):
    def test_what_is_open_goes_along(self):
        customer = self.owned()
        person = self.customer(name="Person", is_company=False, parent_id=customer.id)
        person.user_id = self.leaver
        lead = self.opportunity(customer, user_id=self.leaver.id)
        plan = self.plan(customer)
        task, own = self.task(customer), self.task(customer, self.ben)
        call = self.task(lead)
        complaint = self.complaint(partner_id=customer.id, user_id=self.leaver.id)
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        moved = (customer, person, lead, plan, task, call, complaint)
        for record in moved:
            self.assertEqual(record.user_id, self.anna, record)
        self.assertEqual(own.user_id, self.ben)
        self.assertEqual(handover.state, "done")
        self.assertEqual(complaint.handover_ids[0].reason, "Moves abroad")
        self.assertIn("Moves abroad", customer.message_ids[0].body)

    def test_plans_quotations_and_warnings_go_along(self):
        customer = self.owned()
        plan = self.plan(customer)
        step = self.env["care.plan.step"].create(
            {"plan_id": plan.id, "name": "Visit", "date_deadline": "2026-07-15"}
        )
        quotation = self.env["sale.order"].create(
            {"partner_id": customer.id, "user_id": self.leaver.id}
        )
        warning = self.env["care.risk"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "reason": "silence",
                "first_seen": "2026-06-30",
                "user_id": self.leaver.id,
            }
        )
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        for record in (step, quotation, warning):
            self.assertEqual(record.user_id, self.anna, record)

    def test_the_cards_of_all_customers_are_printed(self):
        customer = self.owned()
        handover = self.handover()
        handover.action_preview()
        action = handover.action_print_dossiers()

        self.assertEqual(action["report_name"], "crm_customer_care.care_card")
        self.assertEqual(action["context"]["active_ids"], customer.ids)

    def test_what_is_over_stays(self):
        customer = self.owned()
        won = self.opportunity(customer, user_id=self.leaver.id)
        won.action_set_won()
        plan = self.plan(customer, state="done")
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        self.assertEqual(won.user_id, self.leaver)
        self.assertEqual(plan.user_id, self.leaver)

    def test_the_preview_moves_nothing(self):
        customer = self.owned()
        self.task(customer)
        before = self.dump()
        handover = self.handover()
        handover.action_preview()

        self.assertEqual(self.dump(), before)
        self.assertEqual(handover.line_ids.new_user_id, self.anna)
        self.assertIn("Contact: 1", handover.summary)

    def test_a_handover_happens_once(self):
        self.owned()
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        self.assertRefuses(UserError, "done already", handover.action_hand_over)
        self.assertRefuses(UserError, "done already", handover.action_preview)
        self.assertRefuses(UserError, "stays in the log", handover.unlink)

    def test_a_customer_may_ask_for_somebody_else(self):
        customer, other = self.owned(), self.owned()
        handover = self.handover(
            kind="customer", old_user_id=False, partner_ids=[(4, customer.id)]
        )
        handover.action_preview()
        handover.action_hand_over()

        self.assertEqual(customer.user_id, self.anna)
        self.assertEqual(other.user_id, self.leaver)

    def test_a_handover_needs_a_reason(self):
        self.owned()
        handover = self.handover(reason=" ")
        handover.action_preview()

        self.assertRefuses(UserError, "Enter the reason", handover.action_hand_over)

    def test_another_company_keeps_its_opportunities(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.leaver.company_ids |= other
        customer = self.owned()
        lead = self.opportunity(customer, user_id=self.leaver.id)
        lead.sudo().company_id = other
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        self.assertEqual(lead.sudo().user_id, self.leaver)
        self.assertEqual(customer.user_id, self.anna)

    def test_jobs_archive_a_user_at_once(self):
        customer = self.owned()
        self.deal(customer)
        self.refresh()
        self.leaver.action_archive()

        self.assertFalse(self.leaver.active)
