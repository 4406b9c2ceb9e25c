from odoo import api, fields, models
from odoo.tools import SQL


class CareChannelReport(models.Model):
    """By which way each customer came to us, and what it has brought since."""

    _name = "care.channel.report"
    _description = "Contribution by Channel"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "contribution desc nulls last, partner_id"

    source_id = fields.Many2one(
        "utm.source",
        readonly=True,
        help="Of the first opportunity or order that names one.",
    )
    medium_id = fields.Many2one("utm.medium", string="Marketing Medium", readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True)
    referrer_id = fields.Many2one(
        "res.partner",
        readonly=True,
        help="The customer who brought this one.",
    )
    first_product_id = fields.Many2one(
        "product.product",
        readonly=True,
        help="The dearest line of the first order.",
    )
    first_purchase_date = fields.Date(readonly=True)
    is_top = fields.Boolean(
        string="Top 20 %", readonly=True, help="By contribution, in its company."
    )
    contribution = fields.Monetary(readonly=True)
    expected_contribution = fields.Monetary(readonly=True)
    order_count = fields.Integer(string="Orders", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT f.id, %(columns)s, u.source_id, u.medium_id, u.campaign_id,
                      e.commercial_partner_id AS referrer_id,
                      h.product_id AS first_product_id, f.first_purchase_date,
                      f.contribution, f.expected_contribution, f.order_count,
                      r.is_top
                 FROM %(tables)s
                 LEFT JOIN (%(sources)s) u ON u.partner_id = f.partner_id
                 LEFT JOIN care_referral e
                        ON e.referred_customer_id = f.partner_id
                       AND e.company_id = f.company_id AND e.state <> 'lost'
                 LEFT JOIN (%(products)s) h
                        ON h.partner_id = f.partner_id AND h.company_id = f.company_id
                 LEFT JOIN (%(tops)s) r ON r.id = f.id""",
            columns=self._customer_columns(),
            tables=self._customer_tables(),
            sources=self._first_sources(),
            products=self._first_products(),
            tops=self._tops(),
        )

    @api.model
    def _first_sources(self):
        """SQL of the source, medium and campaign of the first document with one."""
        return SQL(
            """SELECT DISTINCT ON (p.commercial_partner_id)
                      p.commercial_partner_id AS partner_id, d.source_id, d.medium_id,
                      d.campaign_id
                 FROM (SELECT l.partner_id, l.create_date AS date, l.source_id,
                              l.medium_id, l.campaign_id
                         FROM crm_lead l
                       UNION ALL
                       SELECT o.partner_id, o.date_order, o.source_id, o.medium_id,
                              o.campaign_id
                         FROM sale_order o WHERE o.state = 'sale') d
                 JOIN res_partner p ON p.id = d.partner_id
                WHERE COALESCE(d.source_id, d.medium_id, d.campaign_id) IS NOT NULL
                ORDER BY p.commercial_partner_id, d.date"""
        )

    @api.model
    def _first_products(self):
        """SQL of the dearest product of the first order of each customer: the seconds
        and the id of an order in one number, so that one min() finds it."""
        parts = [
            SQL(
                """SELECT DISTINCT ON (f.partner_id) f.partner_id,
                          %(company)s::int AS company_id,
                          (SELECT l.product_id FROM sale_order_line l
                            WHERE l.order_id = (f.first & 2147483647)::int
                              AND l.product_id IS NOT NULL
                            ORDER BY l.price_subtotal DESC, l.id LIMIT 1)
                              AS product_id
                     FROM (SELECT p.commercial_partner_id AS partner_id,
                                  min(date_part('epoch', o.date_order)::bigint
                                      * 2147483648 + o.id) AS first
                             FROM sale_order o
                             JOIN res_partner p ON p.id = o.partner_id
                            WHERE o.state = 'sale' AND o.company_id = %(company)s
                            GROUP BY p.commercial_partner_id) f""",
                company=company.id,
            )
            for company in self.env.companies
        ]
        return SQL(" UNION ALL ").join([SQL("(%s)", part) for part in parts])

    @api.model
    def _tops(self):
        """SQL of all customers that have bought, and whether they are among the best
        fifth: as `percentile` of the profile above 80."""
        return SQL(
            """SELECT o.id, o.partner_id, o.company_id,
                      100 * (rank() OVER (PARTITION BY o.company_id
                                          ORDER BY o.contribution DESC) - 1)
                          < 20 * count(*) OVER (PARTITION BY o.company_id) AS is_top
                 FROM care_profile o
                WHERE o.active AND o.contribution IS NOT NULL
                  AND o.company_id = ANY(%s)""",
            self.env.companies.ids,
        )
