from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    _inherit = "care.policy"

    def _care_measure_sources(self):
        """Return named SQL of what the contribution adds up; empty where it is revenue.

        Paid amount and margin give (date, partner_id, amount in company currency);
        distinct products give (date, partner_id, item: text that names a product).
        """
        self.ensure_one()
        names = {
            "paid": ("payments", "opportunities", "deals"),
            "margin": ("order_margins", "deal_margins"),
            "products": ("order_products", "invoice_products", "deal_products"),
        }.get(self.measure, ())
        enabled = self._get_source_names()
        value = SQL("item" if self.measure == "products" else "amount")
        # the sources of purchases have more columns
        return {
            name: SQL(
                "SELECT date, partner_id, %s FROM (%s) x",
                value,
                getattr(self, f"_source_{name}")(),
            )
            for name in names
            if self._measure_needs(name) in enabled
        }

    def _measure_needs(self, name):
        """Source of purchases without which a source of the measure has no sense."""
        return {
            "payments": "invoices",
            "order_margins": "orders",
            "order_products": "orders",
            "invoice_products": "invoices",
            "deal_margins": "deals",
            "deal_products": "deals",
        }.get(name, name)

    def _get_measure_problem(self):
        """Return why the measure doesn't fit the sources, False if it does."""
        self.ensure_one()
        if self.measure in ("invoiced", "paid") and (
            self.use_orders or not self.use_invoices
        ):
            return self.env._(
                "Invoiced revenue and paid amount are read from invoices: choose "
                "invoices instead of sales orders as a source."
            )
        if self.measure in ("ordered", "margin") and self.use_invoices:
            return self.env._(
                "Ordered revenue and margin are read from sales orders: choose orders "
                "instead of invoices as a source."
            )
        if self.measure == "margin" and "margin" not in self.env["sale.order"]._fields:
            return self.env._(
                "The margin of an order is known only with the app Margins in Sales "
                "Orders: install it, or choose another measure."
            )
        if self.measure == "margin" and not (self.use_orders or self.use_deals):
            return self.env._(
                "The margin is known of sales orders and deals only: choose one of "
                "these as a source, or another measure."
            )
        if self.measure == "products" and not (
            self.use_orders or self.use_invoices or self.use_deals
        ):
            return self.env._(
                "Products are known of sales orders, invoices and deals only: choose "
                "one of these as a source, or another measure."
            )
        return False

    # sources
    def _source_payments(self):
        """Paid part of invoices and credit notes, untaxed, on the day of payment."""
        return SQL(
            """SELECT r.max_date AS date,
                      p.commercial_partner_id AS partner_id,
                      %(amount)s AS amount
                 FROM account_partial_reconcile r
                CROSS JOIN LATERAL (VALUES (r.debit_move_id, r.debit_amount_currency),
                                           (r.credit_move_id, r.credit_amount_currency))
                        AS side(line_id, paid)
                 JOIN account_move_line l ON l.id = side.line_id
                 JOIN account_move m ON m.id = l.move_id
                 JOIN %(contacts)s p ON p.id = m.partner_id
                 %(rates)s
                WHERE %(where)s AND %(convertible)s
                  AND m.amount_total <> 0 AND side.paid <> 0""",
            amount=SQL(
                "side.paid::float8 / abs(m.amount_total::float8) * (%s)",
                self._invoice_amount(),
            ),
            rates=self._join_rates(SQL("m.currency_id")),
            contacts=self._get_contacts(),
            where=self._where_invoices(),
            convertible=self._convertible(SQL("m.currency_id")),
        )

    def _source_order_margins(self):
        return SQL(
            """SELECT %(date)s AS date,
                      p.commercial_partner_id AS partner_id,
                      %(amount)s AS amount
                 FROM sale_order o
                 JOIN %(contacts)s p ON p.id = o.partner_id
                 %(rates)s
                WHERE %(where)s AND %(convertible)s""",
            date=self._local_date(SQL("o.date_order")),
            amount=self._order_amount(
                SQL("COALESCE(%s, 0)", SQL.identifier("o", "margin"))
            ),
            rates=self._join_rates(SQL("o.currency_id")),
            contacts=self._get_contacts(),
            where=self._where_orders(),
            convertible=self._convertible(SQL("o.currency_id")),
        )

    def _source_deal_margins(self):
        return SQL(
            """SELECT d.date, d.commercial_partner_id AS partner_id,
                      %(amount)s AS amount
                 FROM care_deal d
                 %(rates)s
                WHERE %(where)s AND %(convertible)s""",
            amount=self._deal_amount(SQL("COALESCE(d.margin, 0)")),
            rates=self._join_rates(SQL("d.currency_id")),
            where=self._where_deals(),
            convertible=self._convertible(SQL("d.currency_id")),
        )

    def _source_order_products(self):
        return SQL(
            """SELECT %(date)s AS date,
                      p.commercial_partner_id AS partner_id,
                      'p' || l.product_id AS item
                 FROM sale_order o
                 JOIN sale_order_line l ON l.order_id = o.id
                 JOIN %(contacts)s p ON p.id = o.partner_id
                WHERE %(where)s AND l.product_id IS NOT NULL
                  AND l.product_uom_qty > 0
                  AND NOT COALESCE(l.is_downpayment, FALSE) AND %(convertible)s""",
            date=self._local_date(SQL("o.date_order")),
            contacts=self._get_contacts(),
            where=self._where_orders(),
            convertible=self._convertible(SQL("o.currency_id")),
        )

    def _source_invoice_products(self):
        return SQL(
            """SELECT COALESCE(m.invoice_date, m.date) AS date,
                      p.commercial_partner_id AS partner_id,
                      'p' || l.product_id AS item
                 FROM account_move m
                 JOIN account_move_line l ON l.move_id = m.id
                 JOIN %(contacts)s p ON p.id = m.partner_id
                WHERE %(where)s AND m.move_type <> 'out_refund'
                  AND l.display_type = 'product' AND l.product_id IS NOT NULL
                  AND %(convertible)s""",
            contacts=self._get_contacts(),
            where=self._where_invoices(),
            convertible=self._convertible(SQL("m.currency_id")),
        )

    def _source_deal_products(self):
        return SQL(
            """SELECT d.date, d.commercial_partner_id AS partner_id,
                      COALESCE('p' || d.product_id,
                               't' || lower(trim(d.product_name))) AS item
                 FROM care_deal d
                WHERE %(where)s AND d.amount >= 0
                  AND (d.product_id IS NOT NULL OR trim(d.product_name) <> '')
                  AND %(convertible)s""",
            where=self._where_deals(),
            convertible=self._convertible(SQL("d.currency_id")),
        )
