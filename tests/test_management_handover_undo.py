from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestManagementHandoverUndo(HandoverCommon):
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

    def make_customers(self):
        """500 customers of the leaver with a person and a deal each."""
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
        return customers

    def make_open_work(self, customers):
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

    def test_five_hundred_customers_lose_nothing(self):
        self.make_open_work(self.make_customers())
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
