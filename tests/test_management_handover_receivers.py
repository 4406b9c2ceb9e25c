from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestManagementHandoverReceivers(HandoverCommon):
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
