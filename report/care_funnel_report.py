from odoo import fields, models
from odoo.tools import SQL

from ..tools import funnel_sql

MOVES = [("won", "Won"), ("lost", "Lost"), ("returned", "Returned")]


class CareFunnelReport(models.Model):
    """What runs into the funnel, and what leaks out of it: customers and revenue."""

    _name = "care.funnel.report"
    _description = "Leaky Funnel"
    _inherit = ["care.profile.link"]
    _auto = False
    _order = "date desc, revenue desc, id"
    _rec_name = "partner_id"
    _depends = {
        "care.profile": ["partner_id", "company_id", "first_purchase_date"],
        "care.profile.event": ["partner_id", "company_id", "date", "segment"],
        "care.loss": ["partner_id", "company_id", "date", "state", "contribution"],
        "care.deal": ["partner_id", "date", "amount"],
        "sale.order": ["partner_id", "date_order", "amount_untaxed", "state"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    tier_id = fields.Many2one("care.tier", readonly=True)
    date = fields.Date(readonly=True)
    move = fields.Selection(MOVES, string="What Happened", readonly=True)
    way = fields.Selection(
        [("marked", "Marked by hand"), ("rules", "By the rules of the policy")],
        string="Known by",
        readonly=True,
    )
    loss_id = fields.Many2one("care.loss", readonly=True)
    reason_id = fields.Many2one("care.complaint.cause", readonly=True)
    # measures
    net = fields.Integer(
        string="Customers", readonly=True, help="Won and returned less lost ones."
    )
    revenue = fields.Float(
        readonly=True,
        help="Won and returned: what was bought in the window of the policy from that "
        "day on. Lost: what was bought in the last such window before.",
    )
    net_revenue = fields.Float(
        readonly=True, help="Revenue won and returned less revenue lost."
    )

    @property
    def _table_query(self):
        parts = [self._get_company_query(company) for company in self.env.companies]
        return SQL(
            """SELECT m.id, m.company_id, m.partner_id, f.user_id,
                      COALESCE(l.tier_id, f.tier_id) AS tier_id, m.date, m.move, m.way,
                      m.loss_id, l.reason_id, m.revenue,
                      CASE WHEN m.move = 'lost' THEN -1 ELSE 1 END AS net,
                      CASE WHEN m.move = 'lost' THEN -m.revenue ELSE m.revenue END
                          AS net_revenue
                 FROM (%s) m
                 LEFT JOIN care_loss l ON l.id = m.loss_id
                 LEFT JOIN care_profile f
                      ON f.partner_id = m.partner_id AND f.company_id = m.company_id""",
            SQL(" UNION ALL ").join(parts),
        )

    def _get_company_query(self, company):
        policy = self.env["care.policy"]._get(company)
        unit = 10**company.currency_id.decimal_places
        purchases = list(policy._care_purchase_sources().values())
        return funnel_sql.funnel(company.id, policy.window_months, unit, purchases)

    def action_open_form(self):
        """Open the loss, else the profile of the customer."""
        self.ensure_one()
        if self.loss_id:
            return self.loss_id.action_open_form()
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.profile",
            "res_id": self.profile_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
