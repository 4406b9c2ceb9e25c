from odoo import api, fields, models
from odoo.tools import SQL


class CareMonthReport(models.AbstractModel):
    """A customer at a month end, beside how it stood at the one before."""

    _name = "care.month.report"
    _description = "Analysis of Customers by Month"
    _inherit = ["care.customer.report"]

    date = fields.Date(string="Month End", readonly=True)
    contribution = fields.Monetary(
        readonly=True, help="Of the window that ended with the month."
    )
    previous_contribution = fields.Monetary(
        string="A Month Before", readonly=True, help="As of the month end before."
    )

    @api.model
    def _month_columns(self):
        """SQL of the fields of this model, of the tables of `_month_tables`; the class
        is that of the month, the salesperson who may see it is that of today."""
        return SQL(
            """s.id, s.partner_id, s.company_id, s.date, s.tier_id, s.quadrant,
               s.segment, s.contribution, o.contribution AS previous_contribution,
               p.country_id, p.industry_id, %(user)s AS user_id, %(team)s AS team_id,
               %(currency)s AS currency_id""",
            user=self._month_user(),
            team=self._team_of(self._month_user()),
            currency=self._contribution_currency(),
        )

    @api.model
    def _month_user(self):
        return SQL("CASE WHEN f.id IS NULL THEN p.user_id ELSE f.user_id END")

    @api.model
    def _month_tables(self):
        """SQL of the snapshots `s` and of those `o` of the month end before."""
        return SQL(
            """(SELECT * FROM care_profile_snapshot WHERE company_id = ANY(%s)) s
               LEFT JOIN care_profile_snapshot o
                      ON o.company_id = s.company_id AND o.partner_id = s.partner_id
                     AND o.date = date_trunc('month', s.date)::date - 1
               LEFT JOIN care_profile f
                      ON f.company_id = s.company_id AND f.partner_id = s.partner_id
               LEFT JOIN res_partner p ON p.id = s.partner_id
               LEFT JOIN res_company c ON c.id = s.company_id
               LEFT JOIN care_policy k ON k.company_id = s.company_id""",
            self.env.companies.ids,
        )

    def action_open_snapshots(self):
        """Open the month ends of the customer."""
        self.ensure_one()
        return self._open(
            "care.profile.snapshot",
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        )
