from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingDay(GreetingLedgerCommon):
    def sections(self, user=None):
        day = self.env["care.day"].with_user(user or self.owner).get_day()
        return {one["code"]: one for one in day["sections"]}

    def test_the_day_shows_what_to_approve_and_what_to_do_by_hand(self):
        self.friend()
        self.mail_rule(needs_approval=True)
        self.rule(self.occasion("birthday"), channel="card")
        self.greet()
        sections = self.sections()
        for code in ("greetings_to_approve", "greetings_by_hand"):
            section = sections[code]
            found = self.env[section["model"]].with_user(self.owner)
            found = found.search(section["list"]["domain"])
            self.assertEqual((len(found), section["count"]), (1, 1), code)
            self.assertEqual(section["items"][0]["title"], "Friend")

    def test_nobody_sees_the_greetings_of_others(self):
        self.friend()
        self.mail_rule(needs_approval=True)
        self.greet()
        self.assertNotIn("greetings_to_approve", self.sections(self.user()))

    def test_what_is_done_leaves_the_day(self):
        self.friend()
        self.mail_rule(needs_approval=True)
        self.rule(self.occasion("birthday"), channel="card")
        self.greet()
        mail, card = self.ledger().sorted("channel", reverse=True)
        mail.with_user(self.owner).action_approve()
        card.with_user(self.owner).action_done()
        self.assertEqual((mail.state, card.state), ("approved", "done"))
        self.assertFalse(
            {"greetings_to_approve", "greetings_by_hand"} & set(self.sections())
        )

    def test_the_day_shows_whom_to_call_about_a_notice(self):
        tag = self.env["res.partner.category"].create({"name": "Coffee"})
        self.friend(False, category_id=[Command.set(tag.ids)])
        vals = {"name": "Machine", "channel": "call", "text": "Come and see"}
        vals |= {"tag_ids": [Command.set(tag.ids)], "company_id": self.company.id}
        notice = self.env["care.notice"].create(vals)
        notice.action_preview()
        self.assertNotIn("notices_to_call", self.sections(), "it is not sent yet")
        notice.action_send()
        [item] = self.sections()["notices_to_call"]["items"]
        self.assertEqual((item["title"], item["subtitle"]), ("Friend", "Machine"))
        self.assertNotIn("notices_to_call", self.sections(self.user()))
        notice.line_ids.with_user(self.owner).action_done()
        self.assertNotIn("notices_to_call", self.sections())
