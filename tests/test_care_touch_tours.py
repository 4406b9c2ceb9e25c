from odoo.tests import HttpCase, tagged

from .care_common import TouchCommon


@tagged("post_install", "-at_install")
class TestTouchTours(TouchCommon, HttpCase):
    def start(self, tour):
        user = self.user()
        customer = self.customer(name="Alder", user_id=user.id)
        self.start_tour(f"/odoo/contacts/{customer.id}", tour, login=user.login)
        return customer.care_touch_ids

    def test_three_clicks_log_a_visit_on_the_page_of_the_customer(self):
        touch = self.start("care_touch_partner")
        self.assertEqual(touch.channel_id, self.channel("visit"))
        self.assertEqual(touch.summary, "Visited the new hall")

    def test_three_clicks_log_a_call_from_the_top_of_the_page(self):
        touch = self.start("care_touch_systray")
        self.assertEqual(touch.channel_id, self.channel())
