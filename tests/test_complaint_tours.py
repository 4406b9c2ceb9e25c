from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .complaint_common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestComplaintTours(ComplaintCommon, HttpCase):
    @mute_logger("odoo.http")
    def test_a_salesperson_handles_a_complaint(self):
        seller = self.user()
        customer = self.customer(name="Tour Customer", user_id=seller.id)
        self.start_tour("/odoo/complaints", "care_complaint_tour", login=seller.login)
        complaint = self.env["care.complaint"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual((complaint.state, complaint.user_id), ("closed", seller))
        self.assertEqual(self.clock(complaint).state, "met")
