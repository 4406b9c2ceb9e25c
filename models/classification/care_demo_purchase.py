from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Command

from ...tools.demo_purchases import basket, purchases

PRODUCTS = [
    ("Sealing Set", 18, "consu"),
    ("Filter Cartridge", 45, "consu"),
    ("Drive Belt", 32, "consu"),
    ("Lubricant, 20 l", 96, "consu"),
    ("Sensor Kit", 240, "consu"),
    ("Maintenance Visit", 690, "service"),
    ("Hydraulic Pump", 1180, "consu"),
    ("Control Unit", 2650, "consu"),
]
# where a currency without rate is found, first the likely one
RATELESS = ("CNH", "CLF", "COU")
RATELESS_CUSTOMER = "hengtong"


class CareDemo(models.AbstractModel):
    """Products and what was bought of them."""

    _inherit = "care.demo"

    def _create_products(self, story):
        story.products = self.env["product.product"].create(
            [
                {
                    "name": name,
                    "list_price": price,
                    "type": kind,
                    # nothing waits to be invoiced: the story ends with the order
                    "invoice_policy": "delivery",
                    "taxes_id": False,
                }
                for name, price, kind in PRODUCTS
            ]
        )

    def _create_purchases(self, story):
        """Orders of two years, and deals of the time before Odoo."""
        start = story.today - relativedelta(months=24, day=1)
        orders, deals = [], []
        for row in story.rows:
            amount = int(row["amount"] or 0)
            found = purchases(row["pattern"], amount, story.today, story.random)
            for number, (day, value) in enumerate(found):
                if day < start:
                    deals.append(self._prepare_deal_values(story, row, day, value))
                else:
                    orders.append(
                        self._prepare_order_values(story, row, day, value, number)
                    )
        orders.sort(key=lambda vals: vals["date_order"])
        self._create_orders(orders)
        self.env["care.deal"].create(deals)
        self._create_rateless_order(story)

    def _create_orders(self, vals_list):
        """Orders as confirmed then: no mails, no deliveries of two years ago."""
        orders = self.env["sale.order"].create(vals_list)
        orders.write({"state": "sale"})
        return orders

    def _prepare_order_values(self, story, row, day, amount, number):
        """Values of an order; every third one comes from a person of the customer."""
        customer = story.customers[row["key"]]
        people = customer.child_ids
        buyer = people[number % len(people)] if people and number % 3 == 2 else customer
        lines = basket(amount, story.products.mapped("list_price"), story.random)
        return {
            "partner_id": buyer.id,
            "user_id": story.users[row["user"]].id,
            "company_id": story.company.id,
            "date_order": f"{day} 09:00:00",
            "order_line": [
                Command.create(
                    {
                        "product_id": story.products[product].id,
                        "name": story.products[product].name,
                        "product_uom_qty": quantity,
                        "price_unit": price,
                        "tax_ids": False,
                        "analytic_distribution": False,
                    }
                )
                for product, quantity, price in lines
            ],
        }

    def _create_rateless_order(self, story):
        """An order without value in the company's currency: it is listed instead."""
        currencies = self.env["res.currency"].with_context(active_test=False)
        found = currencies.search([("name", "in", RATELESS), ("rate_ids", "=", False)])
        currency = found.sorted(lambda c: RATELESS.index(c.name))[:1]
        if not currency:
            return
        currency.active = True
        [row] = [row for row in story.rows if row["key"] == RATELESS_CUSTOMER]
        day = story.today - relativedelta(days=40)
        vals = self._prepare_order_values(story, row, day, 9000, 0)
        self._create_orders([vals]).currency_id = currency

    def _prepare_deal_values(self, story, row, day, amount):
        return {
            "partner_id": story.customers[row["key"]].id,
            "company_id": story.company.id,
            "date": day,
            "amount": amount,
            "product_name": "Machine parts",
            "reference": f"OLD-{row['key'][:4].upper()}-{day:%y%m%d}",
        }
