from odoo.tests import HttpCase, freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon

EVE = "2026-02-16 12:00:00"


@tagged("post_install", "-at_install")
class TestGreetingTour(GreetingLedgerCommon, HttpCase):
    def test_the_spring_festival_is_chosen_looked_at_approved_and_sent(self):
        manager = self.user("sales_manager")
        contact = self.friend(False, name="Ann Alder")
        with freeze_time(EVE):
            self.start_tour(
                "/odoo/greeting-rules", "care_greeting_choose", login=manager.login
            )
            self.env.ref("crm_customer_care.ir_cron_greet").method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(self.ledger("state"), [("to_approve",)])
            self.start_tour(
                "/odoo/greetings", "care_greeting_send", login=manager.login
            )
        greeting = self.assert_state("sent")
        self.assertEqual(str(greeting.occasion_date), "2026-02-17")
        self.assertEqual(greeting.mail_id.recipient_ids, contact)
