"""Notices under faults: each contact is on the list once and gets one mail, and a local
mail server gets it once."""

from odoo.fields import Command

from greet_faults import GreetFaults

NUMBERS = """
    SELECT count(*), count(DISTINCT l.partner_id), count(DISTINCT l.mail_id),
           (SELECT count(*) FROM mail_mail), (SELECT count(*) FROM care_touch)
      FROM care_notice_line l WHERE l.state = 'sent'"""


class NoticeFaults(GreetFaults):
    claims, acts = "care_notice_line", "mail_mail"
    facts = NUMBERS

    def make_sender(self, env):
        self.country = env.ref("base.cn")
        env["res.partner"].search([("email", "like", "customer%")]).write(
            {"country_id": self.country.id}
        )
        self.notice = env["care.notice"].create(
            {
                "name": "New machine",
                "subject": "New machine",
                "body": "<p>It is here.</p>",
                "country_ids": [Command.set(self.country.ids)],
                "recipient": "customer",
                "company_id": env.company.id,
            }
        )
        self.send(env)

    def send(self, env):
        notice = env["care.notice"].browse(self.notice.ids)
        notice.write({"state": "sending", "list_user_id": env.uid})

    def job(self, env):
        env["care.notice"]._cron_notify()

    def clear(self, env):
        for table in ("care_notice_line", "mail_mail", "care_touch"):
            env.cr.execute(f"DELETE FROM {table}")
        self.send(env)


if __name__ == "__main__":
    NoticeFaults.main()
