"""Warnings under faults: each customer is warned of once, with one playbook."""

from datetime import timedelta

from odoo import fields

from faults import Faults

REASON = "gap_widening"
NUMBERS = """
    SELECT count(*), count(*) FILTER (WHERE c.raised = 1),
           count(*) FILTER (WHERE c.activities = %(steps)s AND c.linked = %(steps)s),
           count(*) FILTER (WHERE c.raised > 1 OR c.activities > %(steps)s)
      FROM (SELECT (SELECT count(*) FROM care_risk r
                     WHERE r.partner_id = f.partner_id) AS raised,
                   (SELECT count(*) FROM care_risk r
                      JOIN care_risk_mail_activity_rel l ON l.care_risk_id = r.id
                     WHERE r.partner_id = f.partner_id) AS linked,
                   (SELECT count(*) FROM mail_activity a
                     WHERE a.res_model = 'res.partner' AND a.res_id = f.partner_id)
                   AS activities
              FROM care_profile f) c"""


class RiskFaults(Faults):
    claims, acts = "care_risk", "mail_activity"

    def prepare(self, env):
        policy = env["care.policy"]._get()
        policy.risk_active = True
        for signal in policy.risk_signal_ids:
            signal.write({"active": signal.code == REASON, "only_key": False})
        today = policy._get_today()
        quiet = {"tracking_disable": True, "mail_create_nosubscribe": True}
        customers = (
            env["res.partner"]
            .with_context(**quiet)
            .create([{"name": f"Customer {number}"} for number in range(self.count)])
        )
        env["care.profile"].create(
            [
                {
                    "partner_id": customer.id,
                    "company_id": policy.company_id.id,
                    "user_id": env.ref("base.user_admin").id,
                    "first_purchase_date": today - timedelta(days=900),
                    "last_purchase_date": today - timedelta(days=100),
                    "mean_interval_days": 30,
                    "contribution": 1000,
                }
                for customer in customers
            ]
        )
        # as if it had been switched on before
        policy.risk_since = fields.Date.subtract(today, days=1)

    def job(self, env):
        env["care.risk"]._cron_raise()

    def numbers(self, env):
        signal = env["care.risk.signal"].search([("code", "=", REASON)], limit=1)
        self.steps = len(signal.plan_id.template_ids)
        env.cr.execute(NUMBERS, {"steps": self.steps})
        names = ("customers", "warned of", "with a playbook", "doubled")
        return dict(zip(names, env.cr.fetchone(), strict=True))

    def expected(self):
        names = ("customers", "warned of", "with a playbook")
        return {**dict.fromkeys(names, self.count), "doubled": 0}

    def clear(self, env):
        env.cr.execute("DELETE FROM care_risk")
        env.cr.execute("DELETE FROM mail_activity WHERE res_model = 'res.partner'")


if __name__ == "__main__":
    RiskFaults.main()
