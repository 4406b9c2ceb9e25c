"""Planned contacts under faults: each customer has one, with one activity."""

from odoo import fields
from odoo.tools import split_every

from faults import Faults

CHUNK = 1000
SELLERS = 5
NUMBERS = """
    SELECT count(*), count(*) FILTER (WHERE c.planned = 1),
           count(*) FILTER (WHERE c.linked = 1 AND c.activities = 1),
           count(*) FILTER (WHERE c.planned > 1 OR c.activities > 1)
      FROM (SELECT (SELECT count(*) FROM care_revisit r
                     WHERE r.partner_id = f.partner_id AND r.state = 'planned')
                   AS planned,
                   (SELECT count(*) FROM care_revisit r
                      JOIN mail_activity a ON a.id = r.activity_id
                           AND a.res_id = r.partner_id AND a.active
                     WHERE r.partner_id = f.partner_id AND r.state = 'planned')
                   AS linked,
                   (SELECT count(*) FROM mail_activity a
                     WHERE a.res_model = 'res.partner' AND a.res_id = f.partner_id)
                   AS activities
              FROM care_profile f) c"""


class PlanFaults(Faults):
    claims, acts = "care_revisit", "mail_activity"

    def prepare(self, env):
        policy = env["care.policy"]._get()
        policy.cadence_ids.unlink()
        tier = policy.tier_ids[0]
        line = {"tier_id": tier.id, "ideal_days": 14, "max_days": 30}
        env["care.cadence"].create({"policy_id": policy.id, **line})
        sellers = self.make_sellers(env)
        for numbers in split_every(CHUNK, range(self.count), list):
            self.make_customers(env, numbers, sellers, tier)
        # so that everybody gets an activity at once
        policy.write({"cadence_cap": 10**6, "cadence_lead_days": 60})
        policy.cadence_active = True

    def make_customers(self, env, numbers, sellers, tier):
        context = {"tracking_disable": True, "mail_create_nosubscribe": True}
        customers = (
            env["res.partner"]
            .with_context(**context)
            .create(
                [
                    {
                        "name": f"Customer {number}",
                        "is_company": True,
                        "user_id": sellers[number % SELLERS].id,
                    }
                    for number in numbers
                ]
            )
        )
        values = {"company_id": env.company.id, "tier_id": tier.id}
        env["care.profile"].create(
            [
                {"partner_id": one.id, "user_id": one.user_id.id, **values}
                for one in customers
            ]
        )

    def make_sellers(self, env):
        group = env.ref("sales_team.group_sale_salesman")
        return (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {
                        "name": f"Seller {number}",
                        "login": f"faults{number}",
                        "group_ids": [fields.Command.link(group.id)],
                    }
                    for number in range(SELLERS)
                ]
            )
        )

    def job(self, env):
        env["care.revisit"]._cron_plan()

    def numbers(self, env):
        env.cr.execute(NUMBERS)
        names = ("customers", "planned", "with an activity", "doubled")
        return dict(zip(names, env.cr.fetchone(), strict=True))

    def expected(self):
        all_of_them = dict.fromkeys(
            ("customers", "planned", "with an activity"), self.count
        )
        return {**all_of_them, "doubled": 0}

    def clear(self, env):
        env.cr.execute("DELETE FROM care_revisit")
        env.cr.execute("DELETE FROM mail_activity WHERE res_model = 'res.partner'")


if __name__ == "__main__":
    PlanFaults.main()
