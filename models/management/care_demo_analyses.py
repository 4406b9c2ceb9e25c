from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Command

# what a contact and an hour of it cost, by channel
COSTS = {
    "phone": (4, 35),
    "mail": (3, 0),
    "meeting": (40, 55),
    "visit": (120, 55),
    "chat": (2, 35),
    "dinner": (180, 0),
}
SOURCES = {
    "fair": "Trade Fair",
    "recommendation": "Recommendation",
    "newsletter": "Newsletter",
    "search": "Search engine",
    "agent": "Agent",
}
# percent off the list, of orders of the last months
DISCOUNTS = {"brandt": 20, "pereira": 36, "delacroix": 20, "castillo": 36, "novak": 20}
LET_GO = (
    "balkan",
    "Buys once in two years, and asks for a visit each time.",
)


class CareDemo(models.AbstractModel):
    """Where customers came from, what they cost, and one who is let go."""

    _inherit = "care.demo"

    def _create_past(self, story):
        result = super()._create_past(story)
        self._set_origins(story)
        self._set_discounts(story)
        return result

    def _create_sequel(self, story):
        result = super()._create_sequel(story)
        for name, (cost, hour_cost) in COSTS.items():
            channel = self.env.ref(f"crm_customer_care.channel_{name}")
            channel = channel.with_company(story.company)
            channel.write({"cost": cost, "hour_cost": hour_cost})
        self.env["care.let.go"].create(
            {
                "partner_id": story.customers[LET_GO[0]].id,
                "company_id": story.company.id,
                "user_id": story.users["mei"].id,
                "reason": LET_GO[1],
            }
        )
        return result

    # origins
    def _set_origins(self, story):
        """Industry and tags of each customer, and where its first order came from."""
        rows = self._read_rows("care_demo_origin")
        names = {tag for row in rows for tag in row["tags"].split("; ") if tag}
        tags = {name: self._get_named("res.partner.category", name) for name in names}
        sources = {
            key: self._get_named("utm.source", name) for key, name in SOURCES.items()
        }
        for row in rows:
            customer = story.customers[row["customer"]]
            industry = self.env.ref(f"base.res_partner_industry_{row['industry']}")
            own = [tags[name].id for name in row["tags"].split("; ") if name]
            customer.write(
                {"industry_id": industry.id, "category_id": [Command.set(own)]}
            )
            medium = self.env.ref(f"utm.utm_medium_{row['medium']}")
            order = self._get_orders(story, customer).sorted("date_order")[:1]
            order.write(
                {"source_id": sources[row["source"]].id, "medium_id": medium.id}
            )

    def _get_named(self, model, name):
        """The record of that name, made where there is none."""
        records = self.env[model]
        return records.search([("name", "=", name)], limit=1) or records.create(
            {"name": name}
        )

    def _get_orders(self, story, customer):
        return self.env["sale.order"].search(
            [
                ("partner_id", "child_of", customer.id),
                ("company_id", "=", story.company.id),
            ]
        )

    # costs
    def _set_discounts(self, story):
        """Raise list prices and take the raise off again: who pays what stays."""
        since = story.today - relativedelta(months=11)
        for key, discount in DISCOUNTS.items():
            orders = self._get_orders(story, story.customers[key])
            recent = orders.filtered(lambda order: order.date_order.date() > since)
            for line in recent.order_line.filtered(lambda one: one.price_unit > 0):
                price = line.price_unit * 100 / (100 - discount)
                line.write({"price_unit": price, "discount": discount})
