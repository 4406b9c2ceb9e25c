from odoo.tests import HttpCase, tagged

from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestManagementHandoverTour(HandoverCommon, HttpCase):
    def test_who_archives_a_salesperson_hands_the_customers_over(self):
        self.leaver.name = "Tour Leaver"
        self.anna.name = "Tour Taker"
        customer = self.owned(name="Tour Customer")
        self.deal(customer)
        self.refresh()
        task = self.task(customer)
        chief = self.user("manager", groups="base.group_erp_manager")
        self.start_tour(
            f"/odoo/action-base.action_res_users/{self.leaver.id}",
            "care_handover_tour",
            login=chief.login,
        )

        self.assertEqual(customer.user_id, self.anna)
        self.assertEqual(task.user_id, self.anna)
        self.assertFalse(self.leaver.active)
        handover = self.env["care.handover"].search(
            [("old_user_id", "=", self.leaver.id)]
        )
        self.assertEqual(handover.state, "done")
        handover.with_user(chief).action_undo()
        self.assertEqual(task.user_id, self.leaver)
        self.assertTrue(self.leaver.active)
