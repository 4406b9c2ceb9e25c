from odoo import models
from odoo.tools import SQL

UNKNOWN_RATE = SQL("1")


class CarePolicy(models.Model):
    _inherit = "care.policy"

    def _care_purchase_sources(self):
        """Return the enabled sources of purchases as named SQL.

        Each statement gives, for the policy's company and all times, `date` (local
        date of the company), `partner_id` (commercial partner), `amount` (revenue in
        company currency, rounded, negative for refunds) and `reference`. Documents in
        a currency without a rate are left out: `_care_unconverted_sources` names
        them. Other addons extend the dictionary.
        """
        self.ensure_one()
        return {
            name: getattr(self, f"_source_{name}")()
            for name in self._get_source_names()
        }

    def _care_unconverted_sources(self):
        """Return, by source, SQL (reference, currency) of documents without a rate."""
        self.ensure_one()
        tables = {
            "orders": SQL(
                "SELECT o.name, o.currency_id FROM sale_order o WHERE %s",
                self._where_orders(),
            ),
            "invoices": SQL(
                "SELECT m.name, m.currency_id FROM account_move m WHERE %s",
                self._where_invoices(),
            ),
            "deals": SQL(
                "SELECT d.reference, d.currency_id FROM care_deal d WHERE %s",
                self._where_deals(),
            ),
        }
        return {
            name: SQL(
                """SELECT t.name AS reference, c.name AS currency
                     FROM (%s) AS t(name, currency_id)
                     JOIN res_currency c ON c.id = t.currency_id
                    WHERE NOT t.currency_id = ANY(%s)""",
                tables[name],
                self._get_convertible_currency_ids(),
            )
            for name in self._get_source_names()
            if name in tables
        }

    def _get_source_names(self):
        names = ("orders", "invoices", "opportunities", "deals")
        return [name for name in names if self[f"use_{name}"]]

    # sources
    def _source_orders(self):
        return SQL(
            """SELECT %(date)s AS date,
                      COALESCE(p.commercial_partner_id, p.id) AS partner_id,
                      %(amount)s AS amount, o.name AS reference
                 FROM sale_order o
                 JOIN res_partner p ON p.id = o.partner_id
                WHERE %(where)s AND %(convertible)s""",
            date=self._local_date(SQL("o.date_order")),
            amount=self._rounded(self._order_amount(SQL("o.amount_untaxed"))),
            where=self._where_orders(),
            convertible=self._convertible(SQL("o.currency_id")),
        )

    def _source_invoices(self):
        return SQL(
            """SELECT %(date)s AS date,
                      COALESCE(p.commercial_partner_id, p.id) AS partner_id,
                      %(amount)s AS amount, m.name AS reference
                 FROM account_move m
                 JOIN res_partner p ON p.id = m.partner_id
                WHERE %(where)s AND %(convertible)s
                  AND (m.move_type <> 'out_refund' OR m.amount_untaxed_signed <> 0)""",
            date=SQL("COALESCE(m.invoice_date, m.date)"),
            amount=self._rounded(self._invoice_amount()),
            where=self._where_invoices(),
            convertible=self._convertible(SQL("m.currency_id")),
        )

    def _source_opportunities(self):
        return SQL(
            """SELECT %(date)s AS date,
                      COALESCE(p.commercial_partner_id, p.id) AS partner_id,
                      %(amount)s AS amount, l.name AS reference
                 FROM crm_lead l
                 JOIN res_partner p ON p.id = l.partner_id
                WHERE l.type = 'opportunity' AND l.won_status = 'won'
                  AND %(company)s = %(company_id)s
                  AND NOT EXISTS (SELECT FROM sale_order o
                                   WHERE o.opportunity_id = l.id
                                     AND o.state = 'sale')""",
            date=self._local_date(SQL("COALESCE(l.date_closed, l.create_date)")),
            amount=self._rounded(SQL("COALESCE(l.expected_revenue, 0)::float8")),
            company=self._lead_company(),
            company_id=self.company_id.id,
        )

    def _source_deals(self):
        return SQL(
            """SELECT d.date, d.commercial_partner_id AS partner_id,
                      %(amount)s AS amount, d.reference
                 FROM care_deal d
                WHERE %(where)s AND %(convertible)s""",
            amount=self._rounded(self._deal_amount(SQL("d.amount"))),
            where=self._where_deals(),
            convertible=self._convertible(SQL("d.currency_id")),
        )

    # conditions
    def _where_orders(self):
        return SQL("o.state = 'sale' AND o.company_id = %s", self.company_id.id)

    def _where_invoices(self):
        return SQL(
            """m.state = 'posted' AND m.company_id = %s
               AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')""",
            self.company_id.id,
        )

    def _where_deals(self):
        return SQL("d.active AND d.company_id = %s", self.company_id.id)

    def _lead_company(self):
        """SQL of the company of opportunity `l`; those without one are not lost."""
        return SQL(
            """COALESCE(l.company_id,
                        (SELECT t.company_id FROM crm_team t WHERE t.id = l.team_id),
                        (SELECT u.company_id FROM res_users u WHERE u.id = l.user_id),
                        (SELECT min(c.id) FROM res_company c WHERE c.active))"""
        )

    # amounts
    def _order_amount(self, amount):
        rate = self._rate(
            SQL("o.currency_id"), SQL("o.date_order::date"), SQL("o.currency_rate")
        )
        return SQL("%s::float8 / %s", amount, rate)

    def _invoice_amount(self):
        rate = self._rate(
            SQL("m.currency_id"),
            SQL("COALESCE(m.invoice_date, m.date)"),
            SQL("m.invoice_currency_rate"),
        )
        return SQL(
            """CASE WHEN m.currency_id <> %s AND m.invoice_currency_rate = 1
                    THEN m.amount_untaxed::float8 / %s
                         * CASE WHEN m.move_type = 'out_refund' THEN -1 ELSE 1 END
                    ELSE m.amount_untaxed_signed::float8 END""",
            self.currency_id.id,
            rate,
        )

    def _deal_amount(self, amount):
        return SQL(
            "%s::float8 / %s", amount, self._rate(SQL("d.currency_id"), SQL("d.date"))
        )

    def _local_date(self, column):
        zone = self._get_zone()
        if zone == "UTC":
            return SQL("%s::date", column)
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, zone)

    def _rounded(self, amount):
        unit = 10.0**self.currency_id.decimal_places
        return SQL("round((%s) * %s) / %s", amount, unit, unit)

    def _get_zone(self):
        """Time zone of the company's working calendar: its dates are local there."""
        return self.company_id.resource_calendar_id.tz or "UTC"

    # currencies
    def _get_convertible_currency_ids(self):
        """Ids of the company's own currency and of those that have any rate for it."""
        rates = self.env["res.currency.rate"]._read_group(
            [("company_id", "in", (False, self.company_id.root_id.id))],
            ["currency_id"],
        )
        return [self.currency_id.id, *[currency.id for [currency] in rates]]

    def _convertible(self, currency):
        return SQL("%s = ANY(%s)", currency, self._get_convertible_currency_ids())

    def _rate(self, currency, date, stored=UNKNOWN_RATE):
        """SQL of the rate of a document: units of its currency per company unit.

        `stored` is the rate that the document keeps. A 1 in a foreign currency was
        stored when no rate existed yet, so it is looked up instead.
        """
        return SQL(
            """CASE WHEN %(currency)s = %(base)s THEN 1.0
                    WHEN %(stored)s <> 1 THEN %(stored)s::float8
                    ELSE %(rate)s / COALESCE(%(base_rate)s, 1.0) END""",
            currency=currency,
            base=self.currency_id.id,
            stored=stored,
            rate=self._rate_on(currency, date),
            base_rate=self._rate_on(SQL("%s", self.currency_id.id), date),
        )

    def _rate_on(self, currency, date):
        """SQL of the last rate of a currency until `date`, else its first one."""
        return SQL(
            """(SELECT r.rate::float8 FROM res_currency_rate r
                 WHERE r.currency_id = %(currency)s
                   AND (r.company_id IS NULL OR r.company_id = %(root)s)
                 ORDER BY r.name > %(date)s, r.company_id,
                          CASE WHEN r.name > %(date)s THEN r.name - DATE '1900-01-01'
                               ELSE DATE '1900-01-01' - r.name END
                 LIMIT 1)""",
            currency=currency,
            root=self.company_id.root_id.id,
            date=date,
        )
