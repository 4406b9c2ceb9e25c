from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .profile_label import cached, fill


class CareProfile(models.Model):
    """What changes for everybody when one customer buys: computed on read."""

    _inherit = "care.profile"

    rank = fields.Integer(
        compute="_compute_rank", aggregator=False, help="1 is the best customer."
    )
    share = fields.Float(
        compute="_compute_rank", aggregator=False, help="Share of all contribution."
    )
    cumulative_share = fields.Float(
        compute="_compute_rank",
        aggregator=False,
        help="Share of all contribution that this and all better customers bring.",
    )
    percentile = fields.Integer(
        compute="_compute_rank",
        search="_search_percentile",
        aggregator=False,
        help="Above 80: among the top 20 %.",
    )
    recency_days = fields.Integer(
        string="Days since Purchase",
        compute="_compute_recency_days",
        search="_search_recency_days",
        aggregator=False,
    )

    @api.depends("contribution", "company_id", "active")
    def _compute_rank(self):
        # sudo: a rank is a place among all customers, not among the visible ones
        self.sudo().flush_model(["contribution", "company_id", "active", "partner_id"])
        ranks = self._get_ranks()
        for profile in self:
            row = ranks.get(profile._origin.id, {})
            profile.rank = row.get("rank", 0)
            profile.share = row.get("share", 0.0)
            profile.cumulative_share = row.get("cumulative_share", 0.0)
            profile.percentile = row.get("percentile", 0)

    def _get_ranks(self):
        """Return, by id, rank, group_rank, share, cumulative_share, percentile and
        customers."""
        rows = self.env.execute_query_dict(self._rank_query())
        return {row["id"]: row for row in rows}

    def _rank_query(self):
        return SQL(
            """SELECT * FROM (
               SELECT o.id, row_number() OVER company AS rank,
                      greatest(o.contribution, 0) / NULLIF(t.total, 0) AS share,
                      sum(greatest(round(o.contribution * 100), 0)) OVER company
                          / NULLIF(t.total * 100, 0) AS cumulative_share,
                      100 - (100 * (rank() OVER (PARTITION BY o.company_id
                                                 ORDER BY o.contribution DESC) - 1)
                             / t.customers)::int AS percentile,
                      rank() OVER (PARTITION BY o.company_id
                                   ORDER BY o.contribution DESC) AS group_rank,
                      t.customers
                 FROM care_profile o
                 JOIN (SELECT company_id, count(*) AS customers,
                              round(sum(greatest(contribution, 0)) * 100) / 100 AS total
                         FROM care_profile
                        WHERE active AND contribution IS NOT NULL
                        GROUP BY company_id) t USING (company_id)
                WHERE o.active AND o.contribution IS NOT NULL
                  AND o.company_id IN %(companies)s
               WINDOW company AS (PARTITION BY o.company_id
                                  ORDER BY o.contribution DESC, o.partner_id
                                  ROWS UNBOUNDED PRECEDING)) r
               WHERE r.id IN %(ids)s""",
            companies=tuple(self.company_id.ids) or (0,),
            ids=tuple(self._origin.ids) or (0,),
        )

    def _search_percentile(self, operator, value):
        if operator == "in":
            return Domain.OR(
                self._search_percentile(">=", int(place))
                & self._search_percentile("<", int(place) + 1)
                for place in value
            )
        if operator not in (">", ">=", "<", "<="):
            return NotImplemented
        above = Domain.OR(
            Domain("company_id", "=", company.id) & Domain("contribution", ">=", cut)
            # sudo: a percentile is found in every company, rules choose among them
            for company in self.env["res.company"].sudo().search([])
            if (cut := self._get_percentile_cut(company, operator, value)) is not None
        )
        # who is archived has no place
        ranked = Domain("first_purchase_date", "!=", False) & Domain(
            "active", "=", True
        )
        return ranked & (above if operator in (">", ">=") else ~above)

    def _get_percentile_cut(self, company, operator, value):
        """Lowest contribution of a percentile above `value`, None if nobody has one."""
        best = 100 - (int(value) if operator in (">", "<=") else int(value) - 1)
        # sudo: a percentile is a place among all customers, not the visible ones
        profiles = self.env["care.profile"].sudo().with_context(active_test=True)
        ranked = [("company_id", "=", company.id), ("first_purchase_date", "!=", False)]
        count = profiles.search_count(ranked) * min(best, 100)
        last = profiles.search_fetch(
            ranked,
            ["contribution"],
            offset=max(-(-count // 100) - 1, 0),
            limit=1 if best > 0 else 0,
            order="contribution desc",
        )
        return last.contribution if best > 0 and last else None

    def _get_as_of(self, company):
        """Day of the last refresh of a company, today before the first one."""
        as_of = self.env["care.policy"]._get(company).as_of
        return as_of or fields.Date.context_today(self)

    @api.depends("last_purchase_date", "company_id")
    def _compute_recency_days(self):
        days = {company.id: self._get_as_of(company) for company in self.company_id}
        lasts, companies = cached(self, "last_purchase_date", "company_id")
        fill(
            self._fields["recency_days"],
            self,
            [
                (days[company] - last).days if last else 0
                for last, company in zip(lasts, companies, strict=True)
            ],
        )

    def _search_recency_days(self, operator, value):
        if operator == "in":
            return Domain.OR(self._search_recency_days("=", days) for days in value)
        opposite = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}.get(operator)
        if not opposite:
            return NotImplemented
        return Domain.OR(
            Domain("company_id", "=", policy.company_id.id)
            & Domain(
                "last_purchase_date",
                opposite,
                fields.Date.subtract(
                    policy.as_of or fields.Date.context_today(self), days=int(value)
                ),
            )
            # sudo: the day of the last refresh is no secret
            for policy in self.env["care.policy"].sudo().search([])
        )
