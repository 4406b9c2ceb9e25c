from odoo import api, fields, models
from odoo.tools import SQL

BANDS = [("a", "Best 20 %"), ("b", "Middle 60 %"), ("c", "Last 20 %")]
COSTS = ("gifts", "compensations", "discounts", "services", "touches")


class CareCostReport(models.Model):
    """What each customer brings and costs: contribution before discounts, less these
    and all that it took to serve the customer within the window."""

    _name = "care.cost.report"
    _description = "Cost to Serve and Net Value"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "net_value desc, partner_id"

    contribution = fields.Monetary(
        readonly=True, help="Net of discounts, as in the classification."
    )
    gross_value = fields.Monetary(string="Contribution before Discounts", readonly=True)
    gift_cost = fields.Monetary(string="Gifts", readonly=True)
    compensation_cost = fields.Monetary(
        string="Compensations", readonly=True, help="Approved or given."
    )
    discount_cost = fields.Monetary(string="Discounts", readonly=True)
    service_cost = fields.Monetary(
        string="Services", readonly=True, help="Delivered as benefits of the tier."
    )
    touch_cost = fields.Monetary(
        string="Contacts",
        readonly=True,
        help="What each contact costs on its channel, and each hour of it.",
    )
    other_cost = fields.Monetary(string="Other Costs", readonly=True)
    cost = fields.Monetary(string="Cost to Serve", readonly=True)
    net_value = fields.Monetary(
        readonly=True, help="Contribution before discounts less the cost to serve."
    )
    band = fields.Selection(
        BANDS,
        readonly=True,
        help="By net value, among all customers of the company.",
    )
    let_go_id = fields.Many2one("care.let.go", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT v.*,
                      CASE WHEN v.is_customer THEN
                           (ARRAY['a', 'b', 'b', 'b', 'c'])[
                            ntile(5) OVER (PARTITION BY v.company_id, v.is_customer
                                           ORDER BY v.net_value DESC, v.partner_id)]
                      END AS band
                 FROM (SELECT u.*, u.gross_value - u.cost AS net_value
                         FROM (%s) u) v""",
            self._costs(),
        )

    @api.model
    def _costs(self):
        """SQL of a row per customer with all that it costs."""
        return SQL(
            """SELECT f.id, %(columns)s, %(money)s AS contribution,
                      COALESCE(%(money)s, 0) + COALESCE(x.discounts, 0) AS gross_value,
                      COALESCE(x.gifts, 0) AS gift_cost,
                      COALESCE(x.compensations, 0) AS compensation_cost,
                      COALESCE(x.discounts, 0) AS discount_cost,
                      COALESCE(x.services, 0) AS service_cost,
                      COALESCE(x.touches, 0) AS touch_cost,
                      COALESCE(x.others, 0) AS other_cost,
                      COALESCE(x.total, 0) AS cost, g.id AS let_go_id,
                      f.first_purchase_date IS NOT NULL AS is_customer
                 FROM %(tables)s
                 LEFT JOIN care_let_go g
                        ON g.partner_id = f.partner_id AND g.company_id = f.company_id
                       AND g.state = 'active'
                       AND (g.until IS NULL OR g.until >= %(today)s)
                 LEFT JOIN (%(sums)s) x
                        ON x.partner_id = f.partner_id AND x.company_id = f.company_id
                 """,
            columns=self._customer_columns(SQL("c.currency_id")),
            money=self._money(),
            tables=self._customer_tables(),
            today=fields.Date.context_today(self),
            sums=self._cost_sums(),
        )

    @api.model
    def _cost_sums(self):
        """SQL (partner_id, company_id, a sum per kind of cost, others, total)."""
        sums = [
            SQL(
                "sum(amount) FILTER (WHERE kind = %s) AS %s", kind, SQL.identifier(kind)
            )
            for kind in COSTS
        ]
        return SQL(
            """SELECT y.partner_id, y.company_id, %(sums)s,
                      sum(amount) FILTER (WHERE kind <> ALL(%(kinds)s)) AS others,
                      sum(amount) AS total
                 FROM (%(rows)s) y
                GROUP BY y.partner_id, y.company_id""",
            sums=SQL(", ").join(sums),
            kinds=list(COSTS),
            rows=self._of_policies(self._cost_rows),
        )

    @api.model
    def _cost_rows(self, policy):
        return SQL(" UNION ALL ").join(
            [
                SQL(
                    """SELECT s.partner_id, %(company)s::int AS company_id,
                              %(kind)s AS kind,
                              sum(round(s.amount * %(unit)s)) / %(unit)s AS amount
                         FROM (%(source)s) s
                        GROUP BY s.partner_id""",
                    company=policy.company_id.id,
                    kind=kind,
                    unit=10.0**policy.currency_id.decimal_places,
                    source=source,
                )
                for kind, source in policy._care_cost_sources().items()
            ]
        )

    # what stands behind
    def action_open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_open_gifts(self):
        """Open the gifts that were counted."""
        after, until = self._get_window()
        return self._open(
            "care.gift",
            [
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "given"),
                ("date", ">", after),
                ("date", "<=", until),
            ],
        )

    def action_open_compensations(self):
        """Open the compensations that were counted."""
        start, stop = self._get_window_moments()
        return self._open(
            "care.compensation",
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("approved", "given")),
                ("decision_date", ">=", start),
                ("decision_date", "<", stop),
            ],
        )

    def action_open_discounts(self):
        """Open the order lines whose discounts were counted."""
        start, stop = self._get_window_moments()
        return self._open(
            "sale.order.line",
            [
                ("order_id.partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("discount", ">", 0),
                ("order_id.date_order", ">=", start),
                ("order_id.date_order", "<", stop),
            ],
        )

    def action_open_services(self):
        """Open the delivered services that were counted."""
        after, until = self._get_window()
        return self._open(
            "care.benefit.delivery",
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("cost", ">", 0),
                ("date", ">", after),
                ("date", "<=", until),
            ],
        )

    def action_open_touches(self):
        """Open the contacts that were counted."""
        return self._open("care.touch", self._get_touch_domain())

    def action_let_go(self):
        """Decide that the customer is looked after no longer."""
        return self._get_profile().action_let_go()
