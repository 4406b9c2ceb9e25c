from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Company currency of documents, by SQL that many workers may run at once."""

    _inherit = "care.policy"

    def _get_convertible_currency_ids(self):
        """Ids of the company's own currency and of those that have any rate for it."""
        known = self.env.context.get("care_convertible")
        if known:
            return list(known)
        rates = self.env["res.currency.rate"]._read_group(
            [("company_id", "in", (False, self.company_id.root_id.id))],
            ["currency_id"],
        )
        own = self.currency_id
        return [own.id, *[currency.id for [currency] in rates if currency != own]]

    def _with_currencies(self):
        """The policy for one run, whose statements ask for convertible currencies over
        and over."""
        found = tuple(self._get_convertible_currency_ids())
        return self.with_context(care_convertible=found)

    def _convertible(self, currency):
        return SQL("%s = ANY(%s)", currency, self._get_convertible_currency_ids())

    def _join_rates(self, currency):
        """SQL joins of the rates of a document's and the company's currency."""
        if len(self._get_convertible_currency_ids()) == 1:
            return SQL("")
        return SQL(
            "LEFT JOIN (%s) foreign_rate ON foreign_rate.currency_id = %s",
            self._rate_arrays(),
            currency,
        )

    def _rate_arrays(self):
        """SQL of one row per currency: days on which a rate begins, and the rates.

        Rates of the company hold from its first one on, those of all before.
        """
        return SQL(
            """SELECT r.currency_id, array_agg(r.name ORDER BY r.name) AS days,
                      array_agg(r.rate::float8 ORDER BY r.name) AS rates
                 FROM res_currency_rate r
                 LEFT JOIN (SELECT currency_id, min(name) AS name
                              FROM res_currency_rate WHERE company_id = %(root)s
                             GROUP BY 1) o USING (currency_id)
                WHERE r.company_id = %(root)s
                   OR r.company_id IS NULL AND (o.name IS NULL OR r.name < o.name)
                GROUP BY 1""",
            root=self.company_id.root_id.id,
        )

    def _converted(self, amount, currency, date, stored=None):
        """SQL of an amount of a document in company currency, not yet rounded.

        `stored` is the rate that the document keeps. A 1 in a foreign currency was
        stored when no rate existed yet, so it is looked up instead, as for documents
        that keep none.
        """
        if len(self._get_convertible_currency_ids()) == 1:
            return SQL("%s::float8", amount)
        kept = SQL("WHEN %s <> 1 THEN %s::float8", stored, stored) if stored else SQL()
        return SQL(
            """%(amount)s::float8 / CASE WHEN %(currency)s = %(own)s THEN 1.0 %(kept)s
                    ELSE %(foreign)s / %(base)s END""",
            amount=amount,
            currency=currency,
            own=self.currency_id.id,
            kept=kept,
            foreign=self._rate_on(
                SQL("foreign_rate.days"), SQL("foreign_rate.rates"), date
            ),
            base=self._own_rate_on(date),
        )

    def _own_rate_on(self, date):
        """SQL of the rate of the company's own currency, 1 where it has none."""
        rows = self.env.execute_query(
            SQL(
                "SELECT days, rates FROM (%s) r WHERE currency_id = %s",
                self._rate_arrays(),
                self.currency_id.id,
            )
        )
        if not rows:
            return SQL("1.0")
        [(days, rates)] = rows
        return self._rate_on(
            SQL("%s::date[]", days), SQL("(%s::float8[])", rates), date
        )

    def _rate_on(self, days, rates, date):
        """SQL of the last of `rates` that begins until `date`, else the first one."""
        return SQL("%s[greatest(width_bucket(%s, %s), 1)]", rates, date, days)
