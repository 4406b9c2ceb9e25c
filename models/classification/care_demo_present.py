from dateutil.relativedelta import relativedelta

from odoo import models

FEEDBACK = {
    5: "Delivered a day early, and somebody called to ask how it runs.",
    4: "Good parts, good advice. The invoice took a while.",
    3: "All right.",
    2: "Waited two weeks for an answer.",
}
TIER_LOCK = ("papadakis", "Supplies the new opera house: our reference in Greece.")
QUADRANT_LOCK = ("sanxia", "Their plant is rebuilt next spring; the group decides.")


class CareDemo(models.AbstractModel):
    """Opportunities, ratings, and what the management decided by hand."""

    _inherit = "care.demo"

    def _create_opportunities(self, story):
        stages = self.env["crm.stage"].search(
            [("is_won", "=", False), ("team_ids", "=", False)]
        )
        self.env["crm.lead"].create(
            [
                {
                    **self._prepare_opportunity_values(story, row),
                    # the surer, the further
                    "stage_id": stages[int(row["probability"]) * len(stages) // 100].id,
                }
                for row in self._read_rows("care_demo_opportunity")
            ]
        )

    def _prepare_opportunity_values(self, story, row):
        contact, _comma, company = row["contact"].partition(", ")
        vals = {"contact_name": contact, "partner_name": company}
        if row["customer"]:
            vals = {"partner_id": story.customers[row["customer"]].id}
        user = story.users[row["user"]]
        days = story.random.randint(20, 120)
        return {
            **vals,
            "name": row["name"],
            "type": "opportunity",
            "user_id": user.id,
            "company_id": story.company.id,
            "expected_revenue": float(row["expected"]),
            "probability": float(row["probability"]),
            "date_deadline": story.today + relativedelta(days=days),
        }

    def _create_ratings(self, story):
        """Ratings of the latest orders, as the customer's link would have made them."""
        model = self.env["ir.model"]._get("sale.order")
        vals_list = []
        for row in story.rows:
            stars = [int(star) for star in row["stars"].split()]
            customer = story.customers[row["key"]]
            orders = self.env["sale.order"].search(
                [
                    ("partner_id", "child_of", customer.id),
                    ("company_id", "=", story.company.id),
                ],
                order="date_order desc",
                limit=len(stars) or 1,
            )
            vals_list += [
                {
                    "res_model_id": model.id,
                    "res_id": order.id,
                    "partner_id": order.partner_id.id,
                    "rated_partner_id": story.users[row["user"]].partner_id.id,
                    "rating": star,
                    "feedback": FEEDBACK[star],
                    "consumed": True,
                }
                for star, order in zip(stars, orders, strict=False)
            ]
        self.env["rating.rating"].create(vals_list)

    def _create_locks(self, story):
        policy = self.env["care.policy"]._get(story.company)
        until = story.today + relativedelta(months=5)
        self._get_profile(story, TIER_LOCK[0]).write(
            {
                "tier_lock_id": policy.tier_ids[0].id,
                "tier_lock_reason": TIER_LOCK[1],
                "tier_lock_until": until,
            }
        )
        self._get_profile(story, QUADRANT_LOCK[0]).write(
            {
                "quadrant_lock": "p1",
                "quadrant_lock_reason": QUADRANT_LOCK[1],
                "quadrant_lock_until": until,
            }
        )

    def _get_profile(self, story, key):
        """The profile of the customer of that key."""
        return self.env["care.profile"].search(
            [
                ("partner_id", "=", story.customers[key].id),
                ("company_id", "=", story.company.id),
            ]
        )
