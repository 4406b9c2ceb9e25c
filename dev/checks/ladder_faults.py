"""The ladder of complaints under faults: each clock is told of once, to one person."""

from datetime import timedelta

from odoo import fields

from faults import Faults

AGE = timedelta(days=30)
NUMBERS = """
    SELECT count(*), count(*) FILTER (WHERE c.told = 1),
           count(*) FILTER (WHERE c.linked = 1),
           (SELECT count(*) FROM mail_activity WHERE res_model = 'care.complaint'),
           count(*) FILTER (WHERE c.told > 1)
      FROM (SELECT (SELECT count(*) FROM care_escalation e
                     WHERE e.clock_id = k.id AND e.state = 'sent') AS told,
                   (SELECT count(*) FROM care_escalation e
                      JOIN mail_activity a ON a.id = e.activity_id
                     WHERE e.clock_id = k.id AND e.state = 'sent') AS linked
              FROM care_complaint_clock k) c"""
CLOCKS = 3


class LadderFaults(Faults):
    claims, acts = "care_escalation", "mail_activity"

    def prepare(self, env):
        policy = env["care.policy"]._get()
        policy.write(
            {"escalation_active": True, "key_account_head_id": self.make_head(env).id}
        )
        # so that the level of the head is the highest
        env.ref("crm_customer_care.care_escalation_level_sponsor").active = False
        self.make_complaints(env)

    def make_complaints(self, env):
        received = fields.Datetime.now() - AGE
        buyer = env["res.partner"].create({"name": "Buyer", "is_company": True})
        complaints = env["care.complaint"].with_context(tracking_disable=True)
        complaints.create(
            [
                {
                    "subject": f"Complaint {number}",
                    "partner_id": buyer.id,
                    "received_date": received,
                }
                for number in range(self.count)
            ]
        )

    def make_head(self, env):
        group = env.ref("crm_customer_care.group_complaint_handler")
        users = env["res.users"].with_context(no_reset_password=True)
        return users.create(
            {
                "name": "Head",
                "login": "faults",
                "group_ids": [fields.Command.link(group.id)],
            }
        )

    def job(self, env):
        env["care.complaint"]._cron_clocks()

    def numbers(self, env):
        env.cr.execute(NUMBERS)
        names = ("clocks", "told", "with an activity", "activities", "doubled")
        return dict(zip(names, env.cr.fetchone(), strict=True))

    def expected(self):
        names = ("clocks", "told", "with an activity", "activities")
        return {**dict.fromkeys(names, CLOCKS * self.count), "doubled": 0}

    def clear(self, env):
        env.cr.execute("DELETE FROM care_escalation")
        env.cr.execute("DELETE FROM mail_activity WHERE res_model = 'care.complaint'")
        env.cr.execute(
            "UPDATE care_complaint_clock SET ladder_planned = false, escalate_at = NULL"
        )


if __name__ == "__main__":
    LadderFaults.main()
