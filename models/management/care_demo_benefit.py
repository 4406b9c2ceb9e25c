from datetime import timedelta

from odoo import api, models
from odoo.fields import Command


class CareDemo(models.AbstractModel):
    """The best customers have benefits; some have a plan, some brought others."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            # quiet, and with the rights of who tells the story
            demo = self.with_env(story.team.env)
            demo._create_benefits(story)
            demo._create_accounts(story)
            demo._create_plans(story)
            demo._create_referrals(story)
        return story

    def _create_benefits(self, story):
        """Benefits of two tiers, granted; one customer has its own payment term."""
        policy = self.env["care.policy"]._get(story.company)
        huaxin = story.customers["huaxin"].with_company(story.company)
        huaxin.property_payment_term_id = self._get_demo_term("15days")
        for number, row in enumerate(self._read_rows("care_demo_benefit")):
            vals = self._prepare_benefit_values(story, row, number)
            if row["kind"] == "payment_term":
                vals["payment_term_id"] = self._get_demo_term("30days").id
            benefit = self.env["care.benefit"].create(vals)
            self._create_deliveries(story, benefit, row["delivered"])
        policy.benefit_active = True
        grants = self.env["care.benefit.grant"]
        grants._follow(policy, grants._get_differing(policy))

    def _get_demo_term(self, name):
        terms = self.env["account.payment.term"]
        term = self.env.ref(f"account.account_payment_term_{name}", False)
        return term or terms.create({"name": name})

    def _prepare_benefit_values(self, story, row, number):
        tiers = self.env["care.policy"]._get(story.company).tier_ids
        chosen = [tiers[int(place)].id for place in row["tiers"].split()]
        pricelist = row["kind"] == "pricelist" and self.env["product.pricelist"].create(
            {
                "name": row["name"],
                "company_id": story.company.id,
                "currency_id": story.company.currency_id.id,
            }
        )
        return {
            "name": row["name"],
            "kind": row["kind"],
            "sequence": number,
            "company_id": story.company.id,
            "tier_ids": [Command.set(chosen)],
            "pricelist_id": pricelist and pricelist.id,
            "percent": float(row["percent"] or 0),
            "amount": float(row["amount"] or 0),
            "months": int(row["months"] or 0),
            "service_class": row["service"] or False,
            "quota": float(row["quota"] or 0),
            "period": row["period"] or "year",
        }

    def _create_deliveries(self, story, benefit, text):
        """Services that some customers got, days ago."""
        for part in text.split():
            key, _colon, days = part.partition(":")
            self.env["care.benefit.delivery"].create(
                {
                    "benefit_id": benefit.id,
                    "partner_id": story.customers[key].id,
                    "company_id": story.company.id,
                    "user_id": story.customers[key].user_id.id,
                    "date": story.today - timedelta(days=int(days)),
                    "hours": 3,
                    "cost": 120,
                }
            )

    def _create_accounts(self, story):
        modes = {"mingyuan": "team", "huaxin": "framework", "brandt": "direct"}
        modes |= {"tanaka": "distributor", "ferraro": "agent"}
        self.env["care.account"].create(
            [
                {
                    "partner_id": story.customers[key].id,
                    "company_id": story.company.id,
                    "sales_mode": mode,
                }
                for key, mode in modes.items()
            ]
        )

    def _create_plans(self, story):
        plans = {}
        for row in self._read_rows("care_demo_plan"):
            if row["name"]:
                vals = self._prepare_plan_values(story, row)
                plans[row["customer"]] = self.env["care.plan"].create(vals)
            step = self.env["care.plan.step"].create(
                {
                    "plan_id": plans[row["customer"]].id,
                    "phase": row["phase"],
                    "name": row["step"],
                    "user_id": story.users[row["user"]].id,
                    "date_deadline": story.today + timedelta(days=int(row["days"])),
                }
            )
            if row["result"]:
                step._finish(row["result"])
        for plan in plans.values():
            plan.action_start()

    def _prepare_plan_values(self, story, row):
        customer = story.customers[row["customer"]]
        return {
            "name": row["name"],
            "partner_id": customer.id,
            "company_id": story.company.id,
            "user_id": customer.user_id.id,
            "date_from": story.today - timedelta(days=120),
            "date_to": story.today + timedelta(days=60),
            "revenue_target": float(row["revenue"]),
            "share_target": float(row["share"]),
            "contact_target": int(row["contacts"]),
            "situation": row["situation"],
        }

    def _create_referrals(self, story):
        for row in self._read_rows("care_demo_referral"):
            customer, new = story.customers[row["referrer"]], row["referred"]
            self.env["care.referral"].create(
                {
                    "partner_id": (customer.child_ids[:1] or customer).id,
                    "company_id": story.company.id,
                    "user_id": customer.user_id.id,
                    "referred_id": new and story.customers[new].id,
                    "referred_name": row["name"],
                    "date": story.today - timedelta(days=int(row["days"])),
                    "note": row["note"],
                }
            )
