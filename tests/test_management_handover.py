from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
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
        step = self.env["care.plan.step"].create(
            {
                "plan_id": self.plan(customer).id,
                "name": "Visit",
                "date_deadline": "2026-07-15",
            }
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

    def test_undo_gives_everything_back(self):
        customer = self.owned()
        self.deal(customer)
        self.refresh()
        self.task(customer)
        self.opportunity(customer, user_id=self.leaver.id)
        before = self.dump()
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()
        self.assertNotEqual(self.dump(), before)
        handover.action_undo()

        self.assertEqual(self.dump(), before)
        self.assertFalse(handover.undo_note)
        self.assertEqual(handover.state, "undone")

    def test_undo_leaves_what_was_changed_since(self):
        customer = self.owned(name="Changed")
        task = self.task(customer)
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()
        customer.user_id = self.ben
        handover.action_undo()

        self.assertEqual(customer.user_id, self.ben)
        self.assertEqual(task.user_id, self.leaver)
        self.assertIn("Changed", handover.undo_note)

    def test_after_a_day_nothing_is_undone(self):
        self.owned()
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()
        handover.done_date -= timedelta(hours=25)

        self.assertRefuses(UserError, "within a day", handover.action_undo)

    def test_a_handover_happens_once(self):
        self.owned()
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()

        self.assertRefuses(UserError, "done already", handover.action_hand_over)
        self.assertRefuses(UserError, "done already", handover.action_preview)
        self.assertRefuses(UserError, "stays in the log", handover.unlink)

    def test_a_customer_of_the_latest_order_gets_a_salesperson(self):
        customer = self.customer()
        self.order(customer, user_id=self.leaver.id)
        self.refresh()
        self.assertEqual(self.profile(customer).user_id, self.leaver)
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()
        self.refresh("2026-07-01")

        self.assertEqual(customer.user_id, self.anna)
        self.assertEqual(self.profile(customer).user_id, self.anna)

    def test_what_is_open_for_the_customer_of_another_goes_to_that_one(self):
        customer = self.customer(user_id=self.ben.id)
        complaint = self.complaint(partner_id=customer.id, user_id=self.leaver.id)
        handover = self.handover()
        handover.action_preview()
        self.assertFalse(handover.line_ids.is_owner)
        handover.action_hand_over()

        self.assertEqual(complaint.user_id, self.ben)
        self.assertEqual(customer.user_id, self.ben)

    def test_an_opportunity_without_customer_goes_to_the_first(self):
        lead = self.opportunity(user_id=self.leaver.id)
        handover = self.handover(self.ben, self.anna)
        handover.action_preview()
        handover.action_hand_over()

        self.assertEqual(lead.user_id, self.ben)

    def test_customers_follow_tier_tag_and_area(self):
        germany = self.env.ref("base.de")
        tag = self.env["res.partner.category"].create({"name": "Dealer"})
        german = self.owned(country_id=germany.id)
        dealer = self.owned(category_id=[(4, tag.id)])
        other = self.owned()
        handover = self.handover(
            {"user_id": self.anna.id, "country_ids": [(4, germany.id)]},
            {"user_id": self.ben.id, "category_ids": [(4, tag.id)]},
            self.boss,
        )
        handover.action_preview()
        found = {line.partner_id: line.new_user_id for line in handover.line_ids}

        self.assertEqual(found, {german: self.anna, dealer: self.ben, other: self.boss})

    def test_the_load_is_evened_out(self):
        for number in range(3):
            customer = self.customer(user_id=self.anna.id)
            self.deal(customer, amount=100 + number)
        customers = [self.owned() for _number in range(5)]
        self.refresh()
        handover = self.handover(self.anna, self.ben)
        handover.action_preview()

        shares = handover.line_ids.grouped("new_user_id")
        self.assertEqual(len(handover.line_ids), len(customers))
        self.assertEqual(len(shares[self.anna]), 1)
        self.assertEqual(len(shares[self.ben]), 4)

    def test_whom_nobody_takes_is_named(self):
        self.owned(name="Nowhere")
        germany = self.env.ref("base.de")
        handover = self.handover(
            {"user_id": self.anna.id, "country_ids": [(4, germany.id)]}
        )
        handover.action_preview()

        self.assertRefuses(UserError, "Nobody takes Nowhere", handover.action_hand_over)

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

    def test_nobody_hands_over_to_himself(self):
        with self.assertRaises(ValidationError):
            self.handover(self.leaver)

    def test_only_managers_hand_over(self):
        self.owned()
        handover = self.handover()
        handover.action_preview()
        leader = handover.with_user(self.anna)

        with self.assertRaises(AccessError):
            leader.action_hand_over()
        with self.assertRaises(AccessError):
            self.env["care.handover"].with_user(self.anna).create({})

    def test_whom_it_concerns_reads_the_log(self):
        customer = self.owned()
        handover = self.handover()
        handover.action_preview()
        model = self.env["care.handover"]
        self.assertFalse(model.with_user(self.anna).search([]))
        handover.action_hand_over()

        self.assertEqual(model.with_user(self.anna).search([]), handover)
        self.assertFalse(model.with_user(self.ben).search([]))
        self.assertTrue(model.with_user(self.user("auditor")).search([]))
        line = handover.with_user(self.anna).line_ids
        self.assertEqual(line.partner_id, customer)

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

    def test_receivers_are_told(self):
        self.owned()
        handover = self.handover()
        handover.action_preview()
        handover.action_hand_over()
        told = self.env["mail.message"].search(
            [("model", "=", "care.handover"), ("res_id", "=", handover.id)]
        )

        self.assertIn(self.anna.partner_id, told.partner_ids)
        self.assertTrue(any("1 customers are yours now" in one.body for one in told))

    def test_jobs_archive_a_user_at_once(self):
        customer = self.owned()
        self.deal(customer)
        self.refresh()
        self.leaver.action_archive()

        self.assertFalse(self.leaver.active)

    def test_five_hundred_customers_lose_nothing(self):
        customers = self.env["res.partner"].create(
            [
                {"name": f"C{n}", "is_company": True, "user_id": self.leaver.id}
                for n in range(500)
            ]
        )
        self.env["res.partner"].create(
            [
                {"name": f"P{one.id}", "parent_id": one.id, "user_id": self.leaver.id}
                for one in customers
            ]
        )
        self.env["care.deal"].create(
            [
                {"partner_id": one.id, "amount": 100 + n, "date": "2026-06-15"}
                for n, one in enumerate(customers)
            ]
        )
        self.env["crm.lead"].create(
            [
                {
                    "name": "Lead",
                    "type": "opportunity",
                    "partner_id": one.id,
                    "user_id": self.leaver.id,
                    "company_id": self.company.id,
                }
                for one in customers[:200]
            ]
        )
        for one in customers[:50]:
            self.task(one)
            self.plan(one)
            self.complaint(partner_id=one.id, user_id=self.leaver.id)
        self.refresh()
        before = self.dump()
        handover = self.handover(self.anna, self.ben)
        handover.action_preview()
        handover.action_hand_over()
        after = self.dump()

        self.assertFalse(
            self.env["res.partner"].search([("user_id", "=", self.leaver.id)])
        )
        self.assertEqual(len(handover.move_ids), self.differences(before, after))
        self.assertGreaterEqual(len(handover.move_ids), 1000 + 500 + 200 + 150)
        handover.action_undo()
        self.assertEqual(self.dump(), before)

    def differences(self, before, after):
        return sum(
            old != new
            for table, rows in before.items()
            for old, new in zip(rows, after[table], strict=True)
        )
