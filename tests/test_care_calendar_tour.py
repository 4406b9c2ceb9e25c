from odoo.tests import HttpCase, tagged

from .care_common import TouchCommon


@tagged("post_install", "-at_install")
class TestContactCalendarTour(TouchCommon, HttpCase):
    def test_letters_by_keyboard_go_to_excel_and_come_back(self):
        user = self.user("salesperson", "crm_customer_care.group_export")
        customer = self.customer(name="Alder", user_id=user.id)
        self.deal(customer)
        self.refresh()
        path = "/odoo/contact-calendar"
        self.start_tour(path, "care_contact_calendar", login=user.login)
        touches = customer.care_touch_ids.sorted("id")
        self.assertEqual(touches.channel_id.mapped("letter"), ["T", "E"])
        self.assertEqual(touches.mapped("summary"), [False, "Sent the price list"])
        self.assertEqual(touches.user_id, user)
