from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """What the analyses need to know of a company, and what its customers cost."""

    _inherit = "care.policy"

    def _get_analysis_window(self):
        """Return the days after which and until which contributions, contacts and costs
        are counted: the window of the last refresh."""
        self.ensure_one()
        until = self.as_of or self._get_today()
        return self._prepare_refresh_settings(until).window_start, until

    def _get_window_moments(self):
        """Return the UTC times of the first moment that counts, and of the first
        after."""
        return self._get_moments(*self._get_analysis_window())

    def _get_moments(self, after, until):
        query = SQL("SELECT %s, %s", self._end_of(after), self._end_of(until))
        [moments] = self.env.execute_query(query)
        return moments

    def _care_cost_sources(self):
        """Hook: return named SQL (partner_id: commercial partner, amount in company
        currency) of what it cost to serve customers within the window.

        Those named here have columns of their own in the analysis; what other names
        give is added up as other costs.
        """
        self.ensure_one()
        return {
            "gifts": self._cost_gifts(),
            "compensations": self._cost_compensations(),
            "discounts": self._cost_discounts(),
            "services": self._cost_services(),
            "touches": self._cost_touches(),
        }

    def _within_window(self, day):
        after, until = self._get_analysis_window()
        return SQL("%s > %s AND %s <= %s", day, after, day, until)

    def _within_moments(self, moment):
        """SQL of whether a UTC time lies in the window."""
        start, stop = self._get_window_moments()
        return SQL("%s >= %s AND %s < %s", moment, start, moment, stop)

    def _cost_gifts(self):
        return SQL(
            """SELECT p.commercial_partner_id AS partner_id, g.cost::float8 AS amount
                 FROM care_gift g
                 JOIN res_partner p ON p.id = g.partner_id
                WHERE g.company_id = %s AND g.state = 'given' AND %s""",
            self.company_id.id,
            self._within_window(SQL("g.date")),
        )

    def _cost_compensations(self):
        """What was approved counts, for it is promised."""
        day = self._local_date(SQL("COALESCE(n.decision_date, n.create_date)"))
        return SQL(
            """SELECT n.partner_id, %(amount)s AS amount
                 FROM care_compensation n
                 %(rates)s
                WHERE n.company_id = %(company)s AND n.state IN ('approved', 'given')
                  AND %(within)s AND %(convertible)s""",
            amount=self._converted(SQL("n.amount"), SQL("n.currency_id"), day),
            rates=self._join_rates(SQL("n.currency_id")),
            company=self.company_id.id,
            within=self._within_window(day),
            convertible=self._convertible(SQL("n.currency_id")),
        )

    def _cost_discounts(self):
        """Discounts on lines of confirmed orders, untaxed."""
        return SQL(
            """SELECT p.commercial_partner_id AS partner_id, %(amount)s AS amount
                 FROM sale_order o
                 JOIN sale_order_line l ON l.order_id = o.id AND l.discount > 0
                 JOIN res_partner p ON p.id = o.partner_id
                 %(rates)s
                WHERE %(where)s AND %(within)s AND %(convertible)s""",
            amount=self._order_amount(
                SQL(
                    """CASE WHEN l.discount < 100
                            THEN l.price_subtotal::float8 * l.discount::float8
                                 / (100 - l.discount::float8)
                            ELSE l.price_unit::float8 * l.product_uom_qty END"""
                )
            ),
            rates=self._join_rates(SQL("o.currency_id")),
            where=self._where_orders(),
            within=self._within_moments(SQL("o.date_order")),
            convertible=self._convertible(SQL("o.currency_id")),
        )

    def _cost_services(self):
        """What was delivered of the benefits of a tier."""
        return SQL(
            """SELECT d.partner_id, d.cost::float8 AS amount
                 FROM care_benefit_delivery d
                WHERE d.company_id = %s AND d.cost > 0 AND %s""",
            self.company_id.id,
            self._within_window(SQL("d.date")),
        )

    def _cost_touches(self):
        """What a contact costs on its channel, and what each hour of it does."""
        channels = self.env["care.channel"].with_company(self.company_id)
        costs = channels.with_context(active_test=False).search_fetch(
            [], ["cost", "hour_cost"]
        )
        return SQL(
            """SELECT t.commercial_partner_id AS partner_id,
                      g.cost + g.hour_cost * COALESCE(t.duration, 0) AS amount
                 FROM care_touch t
                 JOIN unnest(%(ids)s::int[], %(costs)s::float8[], %(hours)s::float8[])
                   AS g(id, cost, hour_cost) ON g.id = t.channel_id
                WHERE t.company_id = %(company)s AND %(within)s""",
            ids=costs.ids,
            costs=costs.mapped("cost"),
            hours=costs.mapped("hour_cost"),
            company=self.company_id.id,
            within=self._within_moments(SQL("t.date")),
        )

    def _care_basket_items(self):
        """SQL (partner_id, document, item: numbers that tell documents and products
        apart) of the products of each purchase within the window."""
        sources = {
            name: query
            for name, query in {
                "orders": self._basket_orders,
                "invoices": self._basket_invoices,
                "deals": self._basket_deals,
            }.items()
            if name in self._get_source_names()
        }
        if not sources:
            return SQL(
                """SELECT NULL::int AS partner_id, NULL::bigint AS document,
                          NULL::bigint AS item WHERE FALSE"""
            )
        return SQL(" UNION ALL ").join([query() for query in sources.values()])

    def _basket_orders(self):
        return SQL(
            """SELECT p.commercial_partner_id AS partner_id,
                      o.id::bigint * 4 AS document, l.product_id::bigint AS item
                 FROM sale_order o
                 JOIN sale_order_line l ON l.order_id = o.id
                 JOIN res_partner p ON p.id = o.partner_id
                WHERE %s AND %s AND l.product_id IS NOT NULL
                  AND l.product_uom_qty > 0 AND NOT COALESCE(l.is_downpayment, FALSE)
                  """,
            self._where_orders(),
            self._within_moments(SQL("o.date_order")),
        )

    def _basket_invoices(self):
        return SQL(
            """SELECT p.commercial_partner_id AS partner_id,
                      m.id::bigint * 4 + 1 AS document, l.product_id::bigint AS item
                 FROM account_move m
                 JOIN account_move_line l ON l.move_id = m.id
                 JOIN res_partner p ON p.id = m.partner_id
                WHERE %s AND %s AND m.move_type <> 'out_refund'
                  AND l.display_type = 'product' AND l.product_id IS NOT NULL""",
            self._where_invoices(),
            self._within_window(SQL("COALESCE(m.invoice_date, m.date)")),
        )

    def _basket_deals(self):
        return SQL(
            """SELECT d.commercial_partner_id AS partner_id,
                      d.id::bigint * 4 + 2 AS document,
                      COALESCE(d.product_id, -abs(hashtextextended(
                          lower(trim(d.product_name)), 0))) AS item
                 FROM care_deal d
                WHERE %s AND %s AND d.amount >= 0
                  AND (d.product_id IS NOT NULL OR trim(d.product_name) <> '')""",
            self._where_deals(),
            self._within_window(SQL("d.date")),
        )

    def _get_purchase_domains(self, partner, after, until):
        """Return (model, domain) of the documents of a customer that count as its
        purchases, bought after a day and until one."""
        start, stop = self._get_moments(after, until)
        own = [
            ("partner_id.commercial_partner_id", "=", partner.id),
            ("company_id", "=", self.company_id.id),
        ]
        days = [("date", ">", after), ("date", "<=", until)]
        invoiced = [("invoice_date", ">", after), ("invoice_date", "<=", until)]
        posted = [
            ("state", "=", "posted"),
            ("move_type", "in", ("out_invoice", "out_refund", "out_receipt")),
        ]
        moments = [("date_order", ">=", start), ("date_order", "<", stop)]
        closed = [("date_closed", ">=", start), ("date_closed", "<", stop)]
        models = {
            "orders": ("sale.order", [*own, ("state", "=", "sale"), *moments]),
            "invoices": ("account.move", [*own, *posted, *invoiced]),
            "opportunities": (
                "crm.lead",
                [*own[:1], ("won_status", "=", "won"), *closed],
            ),
            "deals": ("care.deal", [*own, *days]),
        }
        return [models[name] for name in self._get_source_names()]
