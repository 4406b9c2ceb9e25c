from odoo import models
from odoo.tools import SQL

from ...tools.zone import fixed_offset


class CarePolicy(models.Model):
    _inherit = "care.policy"

    def _care_purchase_sources(self):
        """Return the enabled sources of purchases as named SQL.

        Each statement gives, for the policy's company and all times, `date` (local
        date of the company), `partner_id` (commercial partner), `amount` (revenue in
        company currency, negative for refunds; the refresh rounds it) and
        `reference`. Documents in a currency without a rate are left out or have no
        amount: `_care_unconverted_sources` names them. Orders also give `latest`, see
        `_latest`. Other addons extend the dictionary.
        """
        self.ensure_one()
        return {
            name: getattr(self, f"_source_{name}")()
            for name in self._get_source_names()
        }

    def _care_unconverted_sources(self):
        """Return, by source, SQL (reference, currency) of documents without a rate."""
        self.ensure_one()
        documents = {
            "orders": SQL("SELECT o.name, o.currency_id FROM sale_order o"),
            "invoices": SQL("SELECT m.name, m.currency_id FROM account_move m"),
            # most deals have no reference
            "deals": SQL(
                """SELECT COALESCE(NULLIF(trim(d.reference), ''), (
                              SELECT concat_ws(', ', p.complete_name, d.date)
                                FROM res_partner p WHERE p.id = d.partner_id)),
                          d.currency_id
                     FROM care_deal d"""
            ),
        }
        return {
            name: SQL(
                """SELECT t.name AS reference, c.name AS currency
                     FROM (%s WHERE %s) AS t(name, currency_id)
                     JOIN res_currency c ON c.id = t.currency_id
                    WHERE NOT %s""",
                documents[name],
                getattr(self, f"_where_{name}")(),
                self._convertible(SQL("t.currency_id")),
            )
            for name in self._get_source_names()
            if name in documents
        }

    def _get_source_names(self):
        names = ("orders", "invoices", "opportunities", "deals")
        return [name for name in names if self[f"use_{name}"]]

    # sources
    def _source_orders(self):
        return SQL(
            """SELECT %(date)s AS date, p.commercial_partner_id AS partner_id,
                      CASE WHEN %(convertible)s THEN %(amount)s END AS amount,
                      o.name AS reference, %(latest)s AS latest
                 FROM sale_order o
                 JOIN %(contacts)s p ON p.id = o.partner_id
                 %(rates)s
                WHERE %(where)s""",
            date=self._local_date(SQL("o.date_order")),
            amount=self._order_amount(SQL("o.amount_untaxed")),
            rates=self._join_rates(SQL("o.currency_id")),
            contacts=self._get_contacts(),
            where=self._where_orders(),
            convertible=self._convertible(SQL("o.currency_id")),
            latest=self._latest(SQL("o.date_order"), SQL("o.user_id")),
        )

    def _source_invoices(self):
        return SQL(
            """SELECT COALESCE(m.invoice_date, m.date) AS date,
                      p.commercial_partner_id AS partner_id,
                      %(amount)s AS amount, m.name AS reference
                 FROM account_move m
                 JOIN %(contacts)s p ON p.id = m.partner_id
                 %(rates)s
                WHERE %(where)s AND %(convertible)s
                  AND (m.move_type <> 'out_refund' OR m.amount_untaxed_signed <> 0)""",
            amount=self._invoice_amount(),
            rates=self._join_rates(SQL("m.currency_id")),
            contacts=self._get_contacts(),
            where=self._where_invoices(),
            convertible=self._convertible(SQL("m.currency_id")),
        )

    def _source_opportunities(self):
        return SQL(
            """SELECT %(date)s AS date, p.commercial_partner_id AS partner_id,
                      COALESCE(l.expected_revenue, 0)::float8 AS amount,
                      l.name AS reference
                 FROM %(leads)s
                 JOIN %(contacts)s p ON p.id = l.partner_id
                WHERE l.type = 'opportunity' AND l.won_status = 'won' AND %(where)s
                  AND NOT EXISTS (SELECT FROM sale_order o
                                   WHERE o.opportunity_id = l.id
                                     AND o.state = 'sale')""",
            date=self._local_date(SQL("COALESCE(l.date_closed, l.create_date)")),
            leads=self._from_leads(),
            contacts=self._get_contacts(),
            where=self._where_leads(),
        )

    def _source_deals(self):
        return SQL(
            """SELECT d.date, d.commercial_partner_id AS partner_id,
                      %(amount)s AS amount, d.reference
                 FROM care_deal d
                 %(rates)s
                WHERE %(where)s AND %(convertible)s""",
            amount=self._deal_amount(SQL("d.amount")),
            rates=self._join_rates(SQL("d.currency_id")),
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
        return SQL(
            "d.active AND d.company_id = %s %s",
            self.company_id.id,
            self._among(SQL("d.partner_id")),
        )

    def _from_leads(self):
        """SQL tables of opportunities `l` with what tells their company."""
        return SQL(
            """crm_lead l
               LEFT JOIN crm_team t ON t.id = l.team_id
               LEFT JOIN res_users u ON u.id = l.user_id"""
        )

    def _where_leads(self):
        """SQL condition: opportunities of no company count once, in one company."""
        main = self.env["res.company"].search([], order="id", limit=1)
        return SQL(
            """(l.company_id = %(own)s OR l.company_id IS NULL
                AND COALESCE(t.company_id, u.company_id, %(main)s) = %(own)s)""",
            own=self.company_id.id,
            main=main.id,
        )

    # amounts
    def _order_amount(self, amount):
        return self._converted(
            amount,
            SQL("o.currency_id"),
            SQL("o.date_order::date"),
            stored=SQL("o.currency_rate"),
        )

    def _invoice_amount(self):
        """SQL of the untaxed amount as booked; at a looked up rate where the books
        took 1 for want of one."""
        return SQL(
            """CASE WHEN m.currency_id = %(own)s OR m.invoice_currency_rate <> 1
                    THEN m.amount_untaxed_signed::float8
                    ELSE CASE m.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                         * %(converted)s END""",
            own=self.currency_id.id,
            converted=self._converted(
                SQL("m.amount_untaxed"),
                SQL("m.currency_id"),
                SQL("COALESCE(m.invoice_date, m.date)"),
            ),
        )

    def _deal_amount(self, amount):
        return self._converted(amount, SQL("d.currency_id"), SQL("d.date"))

    # dates
    def _local_date(self, column):
        zone = self._get_zone()
        offset = fixed_offset(zone)
        if offset is not None:  # five times as fast as a look-up of the zone
            if not offset:
                return SQL("%s::date", column)
            return SQL("(%s + %s)::date", column, offset)
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, zone)

    def _get_zone(self):
        """Time zone of the company's working calendar: its dates are local there."""
        return self.company_id.resource_calendar_id.tz or "UTC"
