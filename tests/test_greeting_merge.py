from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingMerge(GreetingLedgerCommon):
    """Two contacts turn out to be one."""

    def setUp(self):
        super().setUp()
        self.kept = self.friend(name="Kept", email="kept@example.com")
        self.gone = self.friend(name="Gone", email="gone@example.com")

    def merge(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.kept | self.gone).ids, self.kept)
        self.env.invalidate_all()

    def test_of_two_plans_one_stays(self):
        self.mail_rule()
        self.greet()
        self.assertEqual(len(self.ledger()), 2)
        self.merge()
        self.assertEqual(self.ledger("state"), [("planned",)])
        self.greet("2026-06-20 09:10:00")
        self.assertEqual(self.ledger("state"), [("sent",)])
        self.assertEqual(self.ledger().partner_id, self.kept)

    def test_what_was_sent_stays_and_nothing_is_sent_again(self):
        self.mail_rule()
        self.greet()
        gone = self.ledger(person=self.gone)
        gone.action_send_now()
        self.merge()
        self.assertEqual(self.ledger(), gone)
        self.assertEqual((gone.partner_id, gone.state), (self.kept, "sent"))
        self.greet("2026-06-20 09:10:00")
        self.assertEqual(self.ledger(), gone)

    def test_what_does_not_collide_is_kept_of_both(self):
        self.mail_rule()
        self.greet()
        self.ledger(person=self.gone).action_skip("Seen")
        self.date("1981-06-22", self.kept, kind="wedding")
        kind = self.kind("wedding")
        wedding = self.occasion(kind="date_kind", date_kind_id=kind.id)
        self.rule(wedding, channel="gift")
        self.greet("2026-06-16 12:00:00")
        self.merge()
        self.assertEqual(
            sorted(self.ledger("channel", "state")),
            [("gift", "planned"), ("mail", "skipped")],
        )
        self.assertEqual(self.ledger().partner_id, self.kept)
