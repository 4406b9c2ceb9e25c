from odoo import api, fields, models
from odoo.tools import SQL

from ..models.classification.care_strategy import QUADRANTS, SEGMENTS


class CareCustomerReport(models.AbstractModel):
    """An analysis whose rows belong to customers: who sees these sees them."""

    _name = "care.customer.report"
    _description = "Analysis of Customers"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(
        "res.currency",
        readonly=True,
        help="Empty where the contribution is a number of products.",
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    tier_id = fields.Many2one("care.tier", readonly=True)
    quadrant = fields.Selection(QUADRANTS, readonly=True)
    segment = fields.Selection(SEGMENTS, readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)

    @api.model
    def _customer_columns(self, currency=None):
        """SQL of the fields of this model, of the tables of `_customer_tables`."""
        return SQL(
            """f.partner_id, f.company_id, f.user_id, f.tier_id, f.quadrant,
               f.segment, p.country_id, p.industry_id, %(team)s AS team_id,
               %(currency)s AS currency_id""",
            team=self._team_of(SQL("f.user_id")),
            currency=currency or self._contribution_currency(),
        )

    @api.model
    def _contribution_currency(self):
        return SQL("CASE WHEN k.measure <> 'products' THEN c.currency_id END")

    @api.model
    def _customer_tables(self):
        """SQL of the profiles `f` of all active customers, with what tells of them.

        Joined so that the database leaves out what nobody asks for.
        """
        return SQL(
            """(SELECT * FROM care_profile WHERE active AND company_id = ANY(%s)) f
               LEFT JOIN res_partner p ON p.id = f.partner_id
               LEFT JOIN res_company c ON c.id = f.company_id
               LEFT JOIN care_policy k ON k.company_id = f.company_id""",
            self.env.companies.ids,
        )

    @api.model
    def _team_of(self, user):
        """SQL of the sales team of a user."""
        return SQL(
            """(SELECT m.crm_team_id FROM crm_team_member m
                 WHERE m.user_id = %s AND m.active ORDER BY m.id LIMIT 1)""",
            user,
        )

    @api.model
    def _money(self):
        """SQL of the contribution of a profile `f` as an amount: its revenue where the
        contribution is a number of products."""
        return SQL(
            """CASE WHEN k.measure = 'products' THEN f.order_count * f.average_order
                    ELSE f.contribution END"""
        )

    @api.model
    def _contribution_totals(self):
        """SQL of the sum of all positive contributions of each company."""
        return SQL(
            """SELECT o.company_id, sum(greatest(o.contribution, 0)) AS total
                 FROM care_profile o WHERE o.active GROUP BY o.company_id"""
        )

    @api.model
    def _windows(self):
        """SQL of a row per company: what `CarePolicy._get_analysis_window` says."""
        return self._of_policies(
            lambda policy: SQL(
                """SELECT %s::int AS company_id, %s::date AS after, %s::date AS until,
                          %s AS start, %s AS stop""",
                policy.company_id.id,
                *policy._get_analysis_window(),
                *(policy._end_of(day) for day in policy._get_analysis_window()),
            )
        )

    @api.model
    def _of_policies(self, build):
        """UNION of what a function makes of the policy of each chosen company."""
        policies = self.env["care.policy"]
        return SQL(" UNION ALL ").join(
            [
                SQL("(%s)", build(policies._get(company)))
                for company in self.env.companies
            ]
        )

    # what stands behind
    def _get_window(self):
        """The days after which and until which the company counts."""
        # sudo: the window of the policy is no secret
        return (
            self.env["care.policy"].sudo()._get(self.company_id)._get_analysis_window()
        )

    def _get_window_moments(self):
        """The UTC times of the first moment that counts, and of the first after."""
        # sudo: as above
        policy = self.env["care.policy"].sudo()._get(self.company_id)
        return policy._get_window_moments()

    def _get_touch_domain(self):
        start, stop = self._get_window_moments()
        return [
            ("commercial_partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("date", ">=", start),
            ("date", "<", stop),
        ]

    def action_open_customer(self):
        """Open the page of the customer."""
        self.ensure_one()
        return self._open("care.profile", [("id", "=", self._get_profile().id)])

    def _get_profile(self):
        return self.env["care.profile"].search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )

    @api.model
    def _open(self, model, domain, name=None, **context):
        """Action of the records behind a number; of one record its form."""
        records = self.env[model].search(domain, limit=2)
        is_one = len(records) == 1
        return {
            "type": "ir.actions.act_window",
            "name": name or self.env[model]._description,
            "res_model": model,
            "views": [(False, "form")]
            if is_one
            else [(False, "list"), (False, "form")],
            "res_id": records.id if is_one else False,
            "domain": domain,
            "context": {"create": False, **context},
        }
