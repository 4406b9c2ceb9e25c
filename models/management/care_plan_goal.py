from odoo import api, fields, models
from odoo.tools import SQL


class CarePlan(models.Model):
    """Goals of a plan and what was reached of them, counted from the documents."""

    _inherit = "care.plan"

    revenue_target = fields.Monetary(string="Revenue: Goal")
    revenue_actual = fields.Monetary(
        string="Revenue",
        compute="_compute_actuals",
        help="Purchases of the customer in the days of the plan.",
    )
    share_target = fields.Float(
        string="Our Share: Goal", help="Of the yearly spend of the customer."
    )
    share_actual = fields.Float(
        string="Our Share",
        compute="_compute_actuals",
        help="Purchases of the last year up to the end of the plan, in the yearly "
        "spend that is noted on the customer.",
    )
    contact_target = fields.Integer(string="Contacts: Goal")
    contact_actual = fields.Integer(
        string="Contacts",
        compute="_compute_actuals",
        help="Contacts in the days of the plan in which the customer was reached.",
    )

    _check_goals = models.Constraint(
        "CHECK(revenue_target >= 0 AND contact_target >= 0 "
        "AND share_target >= 0 AND share_target <= 1)",
        "Goals can't be negative, and our share is at most 100 percent.",
    )

    @api.depends("partner_id", "company_id", "date_from", "date_to")
    def _compute_actuals(self):
        self.revenue_actual = self.share_actual = self.contact_actual = 0
        plans = self.filtered(lambda plan: plan.date_from and plan.date_to)
        for company, own in plans.grouped("company_id").items():
            rows = own._count_actuals(company)
            spends = own.partner_id._origin.with_company(company)
            # sudo: the share is shown to who may see the plan
            spend = {one.id: one.care_yearly_spend for one in spends.sudo()}
            for number, plan in enumerate(own):
                revenue, year, contacts = rows[number]
                yearly = spend.get(plan.partner_id._origin.id)
                plan.revenue_actual = revenue
                plan.share_actual = year / yearly if yearly else 0.0
                plan.contact_actual = contacts

    def _count_actuals(self, company):
        """Return (revenue, revenue of a year, contacts) of these plans, in order."""
        # sudo: purchases of customers whose plan the reader may see
        policy = self.env["care.policy"].sudo()._get(company)
        self.env.flush_all()
        customers = self.partner_id._origin.ids
        sources = SQL(" UNION ALL ").join(
            SQL("SELECT date, partner_id, amount FROM (%s) s", source)
            for source in policy._care_purchase_sources().values()
        )
        return self.env.execute_query(
            SQL(
                """WITH deal AS MATERIALIZED (
                        SELECT * FROM (%(sources)s) d WHERE partner_id = ANY(%(all)s))
                   SELECT COALESCE((SELECT sum(d.amount) FROM deal d
                                     WHERE d.partner_id = p.customer
                                       AND d.date BETWEEN p.first AND p.last), 0),
                          COALESCE((SELECT sum(d.amount) FROM deal d
                                     WHERE d.partner_id = p.customer
                                       AND d.date <= LEAST(p.last, %(today)s)
                                       AND d.date > LEAST(p.last, %(today)s)
                                                    - interval '1 year'), 0),
                          (SELECT count(*) FROM care_touch t
                            WHERE t.commercial_partner_id = p.customer
                              AND t.company_id = %(company)s AND t.effective
                              AND %(day)s BETWEEN p.first AND p.last)
                     FROM unnest(%(customers)s::int[], %(firsts)s::date[],
                                 %(lasts)s::date[])
                          WITH ORDINALITY p(customer, first, last, number)
                    ORDER BY p.number""",
                sources=sources,
                all=customers,
                today=policy._get_today(),
                company=company.id,
                day=policy._local_date(SQL("t.date")),
                customers=[plan.partner_id._origin.id or 0 for plan in self],
                firsts=self.mapped("date_from"),
                lasts=self.mapped("date_to"),
            )
        )
