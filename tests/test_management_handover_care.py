from odoo.tests import tagged

from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
class TestManagementHandoverCare(HandoverCommon):
    """What the leaver has not done yet is done by whoever takes over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.held = {"user_id": cls.leaver.id, "company_id": cls.company.id}
        cls.shop = cls.owned()

    def greeting(self, year, state):
        occasions = self.env["care.occasion"].with_context(active_test=False)
        occasion = occasions.search([], limit=1)
        return self.env["care.greeting"].create(
            {
                **self.held,
                "partner_id": self.shop.id,
                "occasion_id": occasion.id,
                "channel": "mail",
                "occasion_key": year,
                "occasion_date": f"{year}-06-30",
                "state": state,
            }
        )

    def gift(self, state):
        vals = {"partner_id": self.shop.id, "date": "2026-06-30", "state": state}
        return self.env["care.gift"].create({**self.held, "name": "Tea", **vals})

    def measure(self, state):
        vals = {"partner_id": self.shop.id, "name": "Train", "state": state}
        return self.env["care.complaint.action"].create({**self.held, **vals})

    def test_greetings_gifts_and_measures_go_along_until_they_are_done(self):
        waiting = self.greeting("2026", "to_approve")
        sent = self.greeting("2025", "sent")
        gift, declined = self.gift("planned"), self.gift("declined")
        measure, done = self.measure("open"), self.measure("done")
        before = self.dump()
        handover = self.handover()
        handover.action_preview()
        self.assertEqual(self.dump(), before)
        handover.action_hand_over()

        for record in (waiting, gift, measure):
            self.assertEqual(record.user_id, self.anna, record)
        for record in (sent, declined, done):
            self.assertEqual(record.user_id, self.leaver, record)
        handover.action_undo()
        self.assertEqual(self.dump(), before)
        self.assertFalse(handover.undo_note)
