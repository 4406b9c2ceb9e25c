from datetime import timedelta

from odoo.fields import Datetime
from odoo.tests import HttpCase, tagged

from .cadence_common import CadenceCommon


@tagged("post_install", "-at_install")
class TestRevisitTours(CadenceCommon, HttpCase):
    def test_an_activity_asks_what_became_of_the_contact(self):
        self.cadence(ideal=14, longest=30)
        customer = self.known(name="Alder", care_service_hints="Likes tea")
        self.touch(customer, Datetime.now() - timedelta(days=60))
        revisit = self.revisits(customer)
        self.start_tour(
            f"/odoo/contacts/{customer.id}",
            "care_revisit_chatter",
            login=self.owner.login,
        )
        self.assertEqual((revisit.state, revisit.reason), ("done", False))
        self.assertEqual(revisit.touch_id.channel_id, self.channel("visit"))
        self.assertEqual(revisit.touch_id.summary, "Saw the new hall")
        self.assertEqual(revisit.touch_id.need_ids.name, "Second line")
