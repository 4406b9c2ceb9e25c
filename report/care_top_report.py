from odoo import api, fields, models
from odoo.tools import SQL

TRAITS = [
    ("industry", "Industry"),
    ("country", "Country"),
    ("size", "People We Know"),
    ("tag", "Tag"),
    ("interest", "Interest"),
    ("source", "Source"),
    ("product", "First Product"),
]
# where customers with a trait are found: (model, path)
PLACES = {
    "industry": ("care.profile", "partner_id.industry_id"),
    "country": ("care.profile", "partner_id.country_id"),
    "tag": ("care.profile", "partner_id.category_id"),
    "source": ("care.channel.report", "source_id"),
    "product": ("care.channel.report", "first_product_id"),
}


class CareTopReport(models.Model):
    """What the best fifth of customers have in common, against all customers."""

    _name = "care.top.report"
    _description = "What the Top Customers Have in Common"
    _auto = False
    _order = "lift desc, id"
    _rec_name = "trait"

    company_id = fields.Many2one("res.company", readonly=True)
    trait = fields.Selection(TRAITS, readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    size = fields.Selection(
        [("0", "Nobody"), ("1", "1 Person"), ("2", "2 or 3"), ("4", "4 and More")],
        string="People We Know",
        readonly=True,
    )
    category_id = fields.Many2one("res.partner.category", string="Tag", readonly=True)
    interest_id = fields.Many2one("care.interest", readonly=True)
    source_id = fields.Many2one("utm.source", readonly=True)
    product_id = fields.Many2one(
        "product.product", string="First Product", readonly=True
    )
    value = fields.Char(string="Which One", compute="_compute_value")
    top_count = fields.Integer(string="Top", readonly=True)
    customer_count = fields.Integer(string="All", readonly=True)
    top_share = fields.Float(string="Top (%)", readonly=True, aggregator="max")
    customer_share = fields.Float(string="All (%)", readonly=True, aggregator="max")
    lift = fields.Float(
        readonly=True,
        aggregator="max",
        help="How many times as frequent it is among the top customers as among all.",
    )

    @api.depends("trait")
    @api.depends_context("lang")
    def _compute_value(self):
        sizes = dict(self._fields["size"]._description_selection(self.env))
        for row in self:
            names = {
                "industry": row.industry_id.display_name,
                "country": row.country_id.display_name,
                "size": sizes.get(row.size),
                "tag": row.category_id.display_name,
                "interest": row.interest_id.display_name,
                "source": row.source_id.display_name,
                "product": row.product_id.display_name,
            }
            row.value = names.get(row.trait)

    @property
    def _table_query(self):
        channel = self.env["care.channel.report"]
        return SQL(
            """WITH customer AS MATERIALIZED (%(tops)s), trait AS (%(traits)s)
               SELECT row_number() OVER (ORDER BY c.company_id, c.trait, c.number)
                          AS id,
                      c.company_id, c.trait, %(values)s,
                      c.tops::int AS top_count, c.customers::int AS customer_count,
                      100.0 * c.tops / t.tops AS top_share,
                      100.0 * c.customers / t.customers AS customer_share,
                      (c.tops * t.customers)::float8 / (c.customers * t.tops) AS lift
                 FROM (SELECT a.company_id, b.trait, b.number,
                              count(*) AS customers,
                              count(*) FILTER (WHERE a.is_top) AS tops
                         FROM customer a
                         JOIN trait b ON b.id = a.id
                        GROUP BY a.company_id, b.trait, b.number) c
                 JOIN (SELECT a.company_id, count(*) AS customers,
                              count(*) FILTER (WHERE a.is_top) AS tops
                         FROM customer a GROUP BY a.company_id) t
                   ON t.company_id = c.company_id
                WHERE c.tops > 0""",
            tops=channel._tops(),
            traits=self._traits(),
            values=self._values(),
        )

    @api.model
    def _values(self):
        return SQL(
            """CASE c.trait WHEN 'industry' THEN c.number END AS industry_id,
               CASE c.trait WHEN 'country' THEN c.number END AS country_id,
               CASE c.trait WHEN 'size' THEN c.number::text END AS size,
               CASE c.trait WHEN 'tag' THEN c.number END AS category_id,
               CASE c.trait WHEN 'interest' THEN c.number END AS interest_id,
               CASE c.trait WHEN 'source' THEN c.number END AS source_id,
               CASE c.trait WHEN 'product' THEN c.number END AS product_id"""
        )

    @api.model
    def _traits(self):
        """SQL (id of the profile, trait, number: what it is), each once."""
        channel = self.env["care.channel.report"]
        return SQL(
            """SELECT a.id, v.trait, v.number
                 FROM customer a
                 JOIN res_partner p ON p.id = a.partner_id
                 LEFT JOIN (SELECT q.parent_id, count(*) AS people
                              FROM res_partner q
                             WHERE q.active AND NOT q.is_company
                             GROUP BY q.parent_id) n ON n.parent_id = p.id
                CROSS JOIN LATERAL (VALUES ('industry', p.industry_id),
                      ('country', p.country_id),
                      ('size', CASE WHEN n.people >= 4 THEN 4 WHEN n.people >= 2 THEN 2
                                    ELSE COALESCE(n.people, 0)::int END))
                        AS v(trait, number)
                WHERE v.number IS NOT NULL
               UNION ALL
               SELECT a.id, 'tag', e.category_id
                 FROM customer a
                 JOIN res_partner_res_partner_category_rel e
                   ON e.partner_id = a.partner_id
               UNION ALL
               SELECT DISTINCT a.id, 'interest', i.interest_id
                 FROM customer a
                 JOIN res_partner p ON p.commercial_partner_id = a.partner_id
                 JOIN care_partner_interest_rel i ON i.partner_id = p.id
               UNION ALL
               SELECT a.id, 'source', u.source_id
                 FROM customer a
                 JOIN (%(sources)s) u ON u.partner_id = a.partner_id
                WHERE u.source_id IS NOT NULL
               UNION ALL
               SELECT a.id, 'product', h.product_id
                 FROM customer a
                 JOIN (%(products)s) h ON h.partner_id = a.partner_id
                      AND h.company_id = a.company_id
                WHERE h.product_id IS NOT NULL""",
            sources=channel._first_sources(),
            products=channel._first_products(),
        )

    def action_open_top(self):
        """Open the top customers that have it."""
        return self._open_customers(True)

    def action_open_all(self):
        """Open all customers that have it."""
        return self._open_customers(False)

    def _open_customers(self, top):
        self.ensure_one()
        model, path = PLACES.get(self.trait, ("care.profile", None))
        domain = [("company_id", "=", self.company_id.id)]
        if path:
            name = {"tag": "category_id"}.get(self.trait, f"{self.trait}_id")
            domain.append((path, "=", self[name].id))
        else:
            domain.append(("partner_id", "in", self._get_customers().ids))
        if model == "care.profile":
            domain.append(("first_purchase_date", "!=", False))
            domain += [("percentile", ">", 80)] if top else []
        else:
            bought = ("first_purchase_date", "!=", False)
            domain.append(("is_top", "=", True) if top else bought)
        return self.env["care.customer.report"]._open(model, domain, self.value)

    def _get_customers(self):
        """Customers of this size, or with a person of this interest."""
        if not self.trait:
            return self.env["res.partner"]  # a row that is there no more
        number = int(self.size) if self.trait == "size" else self.interest_id.id
        query = SQL(
            """WITH customer AS (%s)
               SELECT a.partner_id FROM (%s) b JOIN customer a ON a.id = b.id
                WHERE b.trait = %s AND b.number = %s""",
            self.env["care.channel.report"]._tops(),
            self._traits(),
            self.trait,
            number,
        )
        rows = self.env.execute_query(query)
        return self.env["res.partner"].browse([number for [number] in rows])
