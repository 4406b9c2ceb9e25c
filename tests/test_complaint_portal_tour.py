from odoo.tests import tagged

from .complaint_portal_common import PortalCommon


@tagged("post_install", "-at_install")
class TestComplaintPortalTour(PortalCommon):
    def tour(self, name, path=None):
        path = path or self.case.access_url
        name = f"care_complaint_portal_{name}"
        self.start_tour(path, name, login=self.owner.login)

    def test_a_customer_complains_answers_rates_and_opens_again(self):
        self.tour("new", "/my")
        own = [("person_id", "=", self.owner.partner_id.id)]
        new = self.env["care.complaint"].search(own) - self.case
        self.assertEqual(new.subject, "Machine stands still")
        self.assertEqual(new.person_id, self.owner.partner_id)
        self.propose()
        self.case.action_communicate()
        self.tour("answer")
        self.assertEqual(self.case.answer_note, "Thank you")
        self.case.write({"remedy": "A new one.", "cause_id": self.cause().id})
        self.case.action_close()
        self.tour("after")
        self.assertEqual(self.case.cycle, 2)
        self.assertEqual(self.case.low_rating_cycle, 1)
