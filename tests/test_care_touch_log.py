from odoo.tests import freeze_time, tagged

from .care_automatic_common import AutomaticCommon


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestLog(AutomaticCommon):
    def log(self, **vals):
        vals = {"partner_id": self.buyer.id, "source": "import:1", **vals}
        vals.setdefault("channel_id", self.channel().id)
        return self.env["care.touch"]._log([vals])

    def test_a_fact_is_logged_once(self):
        self.assertEqual(len(self.log()), 1)
        self.assertFalse(self.log(summary="Again"))
        self.assertEqual(self.letters(), "T")

    def test_a_logged_fact_moves_the_last_contact(self):
        self.deal(self.buyer)
        self.refresh()
        self.log(date="2026-06-20 08:00:00", user_id=self.seller.id)
        self.assertEqual(self.last(self.buyer), ("2026-06-20", "T"))
        self.assertEqual(self.touches().user_id, self.seller)

    def test_what_reaches_is_the_same_as_by_hand(self):
        self.log(channel_id=self.channel("gift").id)
        self.log(source="import:2", effective=False)
        self.log(source="import:3", channel_id=self.channel("mail").id)
        self.assertEqual(self.letters(), "gte")
