from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CareGift(models.Model):
    """What the tier of the customer grants for gifts in a year, and what is left."""

    _inherit = "care.gift"

    budget = fields.Monetary(
        string="Budget of the Year",
        compute="_compute_budget",
        help="What the tier grants for gifts to one customer in a calendar year.",
    )
    year_cost = fields.Monetary(
        string="Gifts of the Year",
        compute="_compute_budget",
        help="All gifts to the customer of that year, given or planned, this one too.",
    )
    is_over_budget = fields.Boolean(
        string="Over Budget",
        compute="_compute_budget",
        search="_search_is_over_budget",
    )
    # what to know before choosing
    preferences = fields.Text(
        related="partner_id.care_gift_preferences", string="Gift Preferences"
    )
    hints = fields.Text(
        related="partner_id.care_service_hints", string="Hints for Service"
    )
    taboos = fields.Text(
        string="What to Avoid", compute="_compute_taboos", compute_sudo=False
    )
    last_gifts = fields.Text(
        string="Gifts before", compute="_compute_last_gifts", compute_sudo=False
    )
    warning = fields.Char(compute="_compute_warning")

    @api.depends("commercial_partner_id", "company_id", "date", "cost", "state")
    def _compute_budget(self):
        budgets, costs = self._get_budgets(), self._get_year_costs()
        for gift in self:
            customer = gift.commercial_partner_id._origin
            key = (customer.id, gift.company_id.id)
            year = gift.date and gift.date.year
            others = [
                cost
                for number, cost in costs[(*key, year)]
                if number != gift._origin.id
            ]
            own = gift.cost if gift.state != "declined" else 0
            gift.budget = budgets.get(key, 0)
            gift.year_cost = sum(others) + own
            over = gift.currency_id.compare_amounts(gift.year_cost, gift.budget) > 0
            gift.is_over_budget = bool(gift.budget and own and over)

    def _get_budgets(self):
        """Return {(customer, company): budget} of these customers."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT b.partner_id, b.company_id, b.amount FROM (%s) b
                    WHERE b.partner_id = ANY(%s) AND b.company_id = ANY(%s)""",
                self._budgets_query(),
                self.commercial_partner_id._origin.ids,
                self.company_id.ids,
            )
        )
        return {(customer, company): float(total) for customer, company, total in rows}

    def _budgets_query(self):
        """SQL (partner_id, company_id, amount) of what may be given in a year."""
        return SQL(
            """SELECT s.partner_id, s.company_id, sum(s.amount) AS amount
                 FROM (%s) s GROUP BY 1, 2""",
            SQL(" UNION ALL ").join(self._get_budget_sources().values()),
        )

    def _get_budget_sources(self):
        """Hook: return named SQL (partner_id, company_id, amount) of what raises the
        budget of a customer. Areas that grant more extend it."""
        tiers = SQL(
            """SELECT k.partner_id, k.company_id, t.gift_budget AS amount
                 FROM care_profile k JOIN care_tier t ON t.id = k.tier_id
                WHERE t.gift_budget > 0"""
        )
        return {"tiers": tiers}

    def _get_year_costs(self):
        """Return {(customer, company, year): [(gift, cost)]} of these customers."""
        # sudo: the budget is one for all who give
        gifts = self.sudo().search_fetch(
            [
                ("commercial_partner_id", "in", self.commercial_partner_id._origin.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "!=", "declined"),
                ("cost", ">", 0),
            ],
            ["commercial_partner_id", "company_id", "date", "cost"],
        )
        costs = defaultdict(list)
        for gift in gifts:
            key = (gift.commercial_partner_id.id, gift.company_id.id, gift.date.year)
            costs[key].append((gift.id, gift.cost))
        return costs

    def _search_is_over_budget(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        over = SQL(
            """(SELECT g.id FROM care_gift g
                  JOIN (SELECT commercial_partner_id, company_id, sum(cost) AS total,
                               date_part('year', date) AS year
                          FROM care_gift WHERE state <> 'declined'
                         GROUP BY 1, 2, 4) y
                       ON y.commercial_partner_id = g.commercial_partner_id
                      AND y.company_id = g.company_id
                      AND y.year = date_part('year', g.date)
                  JOIN (%s) b ON b.partner_id = g.commercial_partner_id
                       AND b.company_id = g.company_id
                 WHERE g.state <> 'declined' AND g.cost > 0 AND y.total > b.amount)""",
            self._budgets_query(),
        )
        return Domain("id", "in", over)

    @api.depends("partner_id")
    @api.depends_context("uid")
    def _compute_taboos(self):
        for gift in self:
            gift.taboos = gift.partner_id._origin.care_taboos

    @api.depends("commercial_partner_id", "date")
    @api.depends_context("uid", "lang")
    def _compute_last_gifts(self):
        customers = self.commercial_partner_id._origin
        given = self.search(
            [("commercial_partner_id", "in", customers.ids), ("state", "=", "given")]
        ).grouped("commercial_partner_id")
        for gift in self:
            others = given.get(gift.commercial_partner_id._origin, self.browse())
            others = (others - gift._origin)[:5]
            gift.last_gifts = "\n".join(
                f"{other.date.year}: {other.name}" for other in others
            )

    @api.depends("is_over_budget", "state", "is_talked", "is_needed")
    @api.depends_context("lang")
    def _compute_warning(self):
        for gift in self:
            texts = []
            if gift.is_over_budget:
                texts.append(
                    self.env._(
                        "Over budget: with this one %(cost)s of %(budget)s this year.",
                        cost=gift.currency_id.format(gift.year_cost),
                        budget=gift.currency_id.format(gift.budget),
                    )
                )
            if gift.state == "given" and not (gift.is_talked and gift.is_needed):
                texts.append(
                    self.env._("Talk first: a gift does not answer an open question.")
                )
            gift.warning = " ".join(texts)
