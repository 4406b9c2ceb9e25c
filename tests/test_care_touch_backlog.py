from odoo.tests import freeze_time, tagged

from .care_automatic_common import AutomaticCommon


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestBacklog(AutomaticCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.touch_active = False

    def live(self):
        """What happens while nobody keeps a log."""
        with freeze_time("2026-03-01 10:00:00"):
            self.activity(summary="Past call").action_feedback()
            self.env.flush_all()
            self.meeting(self.buyer, start="2026-03-02 08:00:00")
        with freeze_time("2026-03-03 10:00:00"):
            self.post()
        with freeze_time("2026-03-04 10:00:00"):
            self.receive()
        with freeze_time("2026-03-05 10:00:00"):
            self.post()
            self.post(subtype_xmlid="mail.mt_note")

    def read_past(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_customer_care.ir_cron_touch_backlog"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_the_past_is_read_once(self):
        self.live()
        self.assertFalse(self.touches())
        self.policy.touch_active = True
        self.assertFalse(self.touches())
        self.read_past()
        self.assertEqual(self.letters(), "TMEEe")
        first = self.touches()[0]
        self.assertEqual((first.summary, first.user_id), ("Past call", self.seller))
        self.assertEqual(str(first.date)[:10], "2026-03-01")
        self.assertFalse(self.env["care.touch.backlog"].search([]))
        self.read_past()
        self.assertEqual(self.letters(), "TMEEe")

    def test_switching_off_and_on_again_adds_only_what_is_missing(self):
        self.live()
        self.policy.touch_active = True
        self.read_past()
        self.policy.touch_active = False
        self.activity().action_feedback()
        self.policy.touch_active = True
        self.read_past()
        self.assertEqual(self.letters(), "TMEEeT")

    def test_the_past_of_a_customer_gives_it_a_profile(self):
        self.live()
        self.policy.touch_active = True
        self.read_past()
        self.assertTrue(self.policy.refresh_requested)
        self.env["care.profile"]._refresh(self.company)
        self.assertEqual(self.last(self.buyer), ("2026-03-04", "E"))

    def test_what_a_lost_race_left_out_is_read_later(self):
        self.policy.touch_active = True
        self.env["care.touch.backlog"].search([]).unlink()
        message = self.post()
        touch = self.touches()
        self.env.cr.execute("DELETE FROM care_touch WHERE id = %s", [touch.id])
        message.notification_ids.sudo()._log_later()
        self.read_past()
        self.assertEqual(self.letters(), "e")
