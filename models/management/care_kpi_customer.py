from odoo import api, models
from odoo.tools import SQL

from ...tools.kpi_period import DAY
from .care_kpi import KpiMeasure

LEFT = ("lost", "dormant")


class CareKpi(models.Model):
    """Items that count the customers whom somebody looks after."""

    _inherit = "care.kpi"

    @api.model
    def _get_measures(self):
        customers = {**self._get_standing_measures(), **self._get_trade_measures()}
        return {
            **super()._get_measures(),
            **{
                code: KpiMeasure(
                    label, "res.partner", rows, **{"basis": "customers", **options}
                )
                for code, (label, rows, options) in customers.items()
            },
        }

    def _get_standing_measures(self):
        kept, contacted = self._rows_kept, self._rows_contacted
        present = {"basis": "present"}
        return {
            "key_retention": (self.env._("Key Customers Kept"), kept, {}),
            "key_contacted": (self.env._("Key Customers Contacted"), contacted, {}),
            "active_rate": (self.env._("Active Customers"), self._rows_active, {}),
            "completeness": (
                self.env._("Archive Completeness"),
                self._rows_completeness,
                present,
            ),
        }

    def _get_trade_measures(self):
        number, growth = {"unit": "number"}, {"formula": "growth"}
        money = {"unit": "money", "formula": "sum"}
        counted = {**number, "formula": "sum"}
        return {
            "revenue": (self.env._("Revenue"), self._rows_revenue, money),
            "growth": (self.env._("Growth"), self._rows_growth, growth),
            "deals_per_touch": (
                self.env._("Deals per Contact"),
                self._rows_deals,
                number,
            ),
            "new_customers": (self.env._("New Customers"), self._rows_new, counted),
        }

    def _customers(self, policy, period):
        """SQL of the customers at the end of a month, or now: partner_id, user_id,
        tier_id, segment."""
        if period.is_over:
            return self._customers_at(policy, period.end)
        return SQL(
            """SELECT p.partner_id, p.user_id, p.tier_id, p.segment
                 FROM care_profile p WHERE p.company_id = %s AND p.active""",
            policy.company_id.id,
        )

    def _customers_at(self, policy, end):
        return SQL(
            """SELECT s.partner_id, s.user_id, s.tier_id, s.segment
                 FROM care_profile_snapshot s
                WHERE s.company_id = %s AND s.date = %s""",
            policy.company_id.id,
            end,
        )

    # what became of them
    def _rows_kept(self, policy, period):
        """Key customers of the last month end, of whoever had them then."""
        return SQL(
            """SELECT b.user_id, b.partner_id AS res_id,
                      COALESCE(n.is_key AND COALESCE(n.segment, '') <> ALL(%(left)s),
                               FALSE)::int AS numerator,
                      1 AS denominator
                 FROM (%(before)s) b
                 JOIN care_tier e ON e.id = b.tier_id AND e.is_key
                 LEFT JOIN (SELECT c.partner_id, c.segment, t.is_key
                              FROM (%(now)s) c JOIN care_tier t ON t.id = c.tier_id) n
                        ON n.partner_id = b.partner_id""",
            left=list(LEFT),
            before=self._customers_at(policy, period.first - DAY),
            now=self._customers(policy, period),
        )

    def _rows_active(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id,
                      (c.segment <> ALL(%s))::int AS numerator, 1 AS denominator
                 FROM (%s) c WHERE c.segment IS NOT NULL""",
            list(LEFT),
            self._customers(policy, period),
        )

    def _rows_completeness(self, policy, _period):
        return SQL(
            """SELECT p.user_id, p.partner_id AS res_id,
                      p.completeness / 100.0 AS numerator, 1 AS denominator
                 FROM care_profile p
                WHERE p.company_id = %s AND p.active AND p.completeness IS NOT NULL""",
            policy.company_id.id,
        )

    def _rows_contacted(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id,
                      (t.number IS NOT NULL)::int AS numerator, 1 AS denominator
                 FROM (%s) c
                 JOIN care_tier e ON e.id = c.tier_id AND e.is_key
                 LEFT JOIN (%s) t ON t.partner_id = c.partner_id""",
            self._customers(policy, period),
            self._reached(policy, period),
        )

    def _reached(self, policy, period):
        """SQL of how often each customer was reached in a month."""
        return SQL(
            """SELECT t.commercial_partner_id AS partner_id, count(*) AS number
                 FROM care_touch t WHERE t.effective AND %s GROUP BY 1""",
            self._touched(policy, period),
        )

    # what they bought
    def _purchases(self, policy, first, last):
        """SQL of what each customer bought in some days: amount and number, refunds
        subtracted from the amount alone."""
        unit = 10.0**policy.currency_id.decimal_places
        sources = policy._care_purchase_sources().values()
        return SQL(
            """SELECT u.partner_id, sum(round(u.amount * %(unit)s)) / %(unit)s
                          AS amount, count(*) FILTER (WHERE u.amount >= 0) AS number
                 FROM (%(sources)s) u
                WHERE u.date BETWEEN %(first)s AND %(last)s AND u.amount IS NOT NULL
                GROUP BY 1""",
            unit=unit,
            sources=SQL(" UNION ALL ").join(
                [
                    SQL("(SELECT s.date, s.partner_id, s.amount FROM (%s) s)", source)
                    for source in sources
                ]
            ),
            first=first,
            last=last,
        )

    def _bought(self, policy, period):
        return self._purchases(policy, period.first, period.until)

    def _rows_revenue(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id, b.amount AS numerator,
                      0 AS denominator
                 FROM (%s) c JOIN (%s) b ON b.partner_id = c.partner_id""",
            self._customers(policy, period),
            self._bought(policy, period),
        )

    def _rows_growth(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id,
                      COALESCE(b.amount, 0) AS numerator,
                      COALESCE(y.amount, 0) AS denominator
                 FROM (%s) c
                 LEFT JOIN (%s) b ON b.partner_id = c.partner_id
                 LEFT JOIN (%s) y ON y.partner_id = c.partner_id
                WHERE b.amount IS NOT NULL OR y.amount IS NOT NULL""",
            self._customers(policy, period),
            self._bought(policy, period),
            self._purchases(policy, *period.year_before),
        )

    def _rows_deals(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id,
                      COALESCE(b.number, 0) AS numerator,
                      COALESCE(t.number, 0) AS denominator
                 FROM (%s) c
                 LEFT JOIN (%s) b ON b.partner_id = c.partner_id
                 LEFT JOIN (%s) t ON t.partner_id = c.partner_id
                WHERE b.number > 0 OR t.number > 0""",
            self._customers(policy, period),
            self._bought(policy, period),
            self._reached(policy, period),
        )

    def _rows_new(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.partner_id AS res_id, 1 AS numerator,
                      0 AS denominator
                 FROM (%s) c
                 JOIN care_profile p ON p.partner_id = c.partner_id
                                    AND p.company_id = %s
                WHERE p.first_purchase_date BETWEEN %s AND %s""",
            self._customers(policy, period),
            policy.company_id.id,
            period.first,
            period.end,
        )
