from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL, format_amount, formatLang

from ..argument import read_day

MONTHS = 12


class CareProfile(models.Model):
    """The figures of the page of one customer, and what it bought month by month."""

    _inherit = "care.profile"

    def _get_one_to_one_figures(self):
        """Hook: return the figures of the page in order, each {`code`, `label`,
        `value`, `change`, `is_good`, `hint`, `action`}: what opens the records behind.
        """
        # an analysis knows the chosen companies alone
        costs = self.env["care.cost.report"].with_company(self.company_id)
        own = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        effort = self.env["care.service.report"].with_company(self.company_id)
        return [
            *self._get_value_figures(),
            *self._get_cost_figures(costs.search(own)),
            *self._get_effort_figures(effort.search(own)),
        ]

    def _figure(self, code, label, value, action, change=None, hint=None):
        return {
            "code": code,
            "label": label,
            "value": value,
            "change": self._percent(change) if abs(change or 0) >= 0.005 else "",
            "is_good": bool(change and change > 0),
            "hint": hint or "",
            "action": action,
        }

    @api.model
    def _percent(self, value, digits=0):
        return f"{formatLang(self.env, 100 * value, digits=digits)} %"

    def _money_of(self, amount):
        return format_amount(self.env, amount or 0, self.company_id.currency_id)

    def _get_contribution_figure(self, purchases):
        policy = self.env["care.policy"]._get(self.company_id)
        before = self._format_contribution(policy, self.previous_contribution or 0)
        return self._figure(
            "contribution",
            self.env._("Contribution"),
            self._format_contribution(policy, self.contribution or 0),
            purchases,
            change=self.trend if self.previous_contribution else None,
            hint=self.env._("The window before: %(amount)s", amount=before),
        )

    def _get_value_figures(self):
        if not self.first_purchase_date:
            return []
        snapshots = self._get_snapshots_action()
        purchases = {"method": "action_open_purchases"}
        average = self._money_of(self.average_order)
        return [
            self._get_contribution_figure(purchases),
            self._figure(
                "orders",
                self.env._("Orders"),
                str(self.order_count),
                purchases,
                hint=self.env._("%(amount)s on average", amount=average),
            ),
            self._figure(
                "stability",
                self.env._("Stability"),
                formatLang(self.env, self.stability, digits=2),
                snapshots,
                change=self._get_stability_change(),
            ),
            self._figure(
                "share",
                self.env._("Share of All"),
                self._percent(self.share, 1),
                snapshots,
                hint=self.env._("Rank %(rank)s", rank=self.rank),
            ),
        ]

    def _get_cost_figures(self, row):
        if not row:
            return []
        action = {"res_model": row._name, "res_id": row.id}
        bands = dict(row._fields["band"]._description_selection(self.env))
        return [
            self._figure(
                "cost", self.env._("Cost to Serve"), self._money_of(row.cost), action
            ),
            self._figure(
                "net_value",
                self.env._("Net Value"),
                self._money_of(row.net_value),
                action,
                hint=bands.get(row.band),
            ),
        ]

    def _get_effort_figures(self, row):
        if not row:
            return []
        touches = {"res_model": "care.touch", "domain": row._get_touch_domain()}
        return [
            self._figure(
                "touches",
                self.env._("Contacts"),
                str(row.touch_count),
                touches,
                hint=self.env._(
                    "%(hours)s hours", hours=formatLang(self.env, row.hours, digits=1)
                ),
            ),
            self._figure(
                "effort",
                self.env._("Share of Effort"),
                self._percent(row.effort_share / 100, 1),
                touches,
                hint=self.env._(
                    "Share of contribution: %(share)s",
                    share=self._percent(row.profit_share / 100, 1),
                ),
            ),
        ]

    def _get_snapshots(self):
        return self.env["care.profile.snapshot"].search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
            order="date desc",
            limit=MONTHS,
        )

    def _get_snapshots_action(self):
        snapshots = self._get_snapshots()
        return {"res_model": snapshots._name, "domain": [("id", "in", snapshots.ids)]}

    def _get_stability_change(self):
        """By how much the stability differs from that of the oldest month end of a
        year."""
        first = self._get_snapshots()[-1:]
        return first.stability and self.stability / first.stability - 1

    # purchases
    def _get_purchase_months(self, policy):
        """Return what was bought in each of the last months and a year before, oldest
        first: {`month`, `label`, `value`, `text`, `before`, `before_text`}, amounts in
        company currency."""
        last = (policy.as_of or policy._get_today()) + relativedelta(day=1)
        starts = [last - relativedelta(months=back) for back in range(MONTHS)][::-1]
        sums = self._sum_months(policy, starts[0] - relativedelta(years=1))
        months = []
        for start in starts:
            value = sums.get(start, 0)
            before = sums.get(start - relativedelta(years=1), 0)
            months.append(
                {
                    "month": start.isoformat(),
                    "label": f"{start:%m}",
                    "value": value,
                    "text": self._money_of(value),
                    "before": before,
                    "before_text": self._money_of(before),
                }
            )
        return months

    def _sum_months(self, policy, since):
        rows = [
            SQL("SELECT date, partner_id, amount FROM (%s) x", source)
            for source in policy._care_purchase_sources().values()
        ]
        query = SQL(
            """SELECT date_trunc('month', y.date)::date, sum(round(y.amount * %(unit)s))
                      / %(unit)s
                 FROM (%(rows)s) y
                WHERE y.partner_id = %(partner)s AND y.date >= %(since)s
                  AND y.date <= %(until)s AND y.amount IS NOT NULL
                GROUP BY 1""",
            unit=10.0**policy.currency_id.decimal_places,
            rows=SQL(" UNION ALL ").join(rows),
            partner=self.partner_id.id,
            since=since,
            until=policy.as_of or policy._get_today(),
        )
        self.env.flush_all()
        return dict(self.env.execute_query(query))

    def action_open_purchases(self, month=None):
        """Open what was bought in a month, by default in the window of the policy."""
        self.ensure_one()
        # sudo: the window of the policy is no secret
        policy = self.env["care.policy"].sudo()._get(self.company_id)
        after, until = policy._get_analysis_window()
        if month:
            start = read_day(self.env, month)
            after = start - relativedelta(days=1)
            until = min(until, start + relativedelta(day=31))
        models = policy._get_purchase_domains(self.partner_id, after, until)
        rows = self.env["care.customer.report"]
        found = [
            (model, domain)
            for model, domain in models
            if self.env[model].has_access("read")
            and self.env[model].search_count(domain)
        ]
        model, domain = (found or models)[0]
        return rows._open(model, domain)
