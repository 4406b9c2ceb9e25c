from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CareBenefitGrant(models.Model):
    """What a benefit came to so far, and what is left of it."""

    _inherit = "care.benefit.grant"

    rebate_amount = fields.Monetary(
        string="Rebate so far",
        compute="_compute_rebate_amount",
        help="The percentage of what the customer bought while it had the rebate.",
    )
    remaining = fields.Float(
        string="Left in the Period",
        compute="_compute_remaining",
        help="Of the quota of the service, in times or hours.",
    )
    remaining_text = fields.Char(string="Left in Words", compute="_compute_remaining")

    @api.depends("kind", "value", "date_from", "date_end", "date_until", "state")
    def _compute_rebate_amount(self):
        self.rebate_amount = 0.0
        rebates = self.filtered(lambda g: g.kind == "rebate" and g.state != "kept")
        for company, own in rebates.grouped("company_id").items():
            bought = own._get_purchases(company)
            for grant in own:
                amount = bought.get(grant.id, 0.0) * (grant.value or 0.0) / 100
                grant.rebate_amount = company.currency_id.round(amount)

    def _get_purchases(self, company):
        """Return {id: revenue} of the days in which these benefits held."""
        # sudo: purchases of customers whose benefits the reader may see
        policy = self.env["care.policy"].sudo()._get(company)
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT g.id, sum(d.amount)
                     FROM care_benefit_grant g
                     JOIN (%s) d ON d.partner_id = g.partner_id
                          AND d.date >= g.date_from
                          AND d.date <= COALESCE(g.date_until, d.date)
                          AND (g.date_end IS NULL OR d.date < g.date_end)
                    WHERE g.id = ANY(%s) GROUP BY 1""",
                SQL(" UNION ALL ").join(
                    SQL(
                        """SELECT s.partner_id, s.date, s.amount FROM (%s) s
                            WHERE s.partner_id = ANY(%s)""",
                        source,
                        self.partner_id.ids,
                    )
                    for source in policy._care_purchase_sources().values()
                ),
                self.ids,
            )
        )
        return dict(rows)

    @api.depends("benefit_id", "state", "partner_id")
    @api.depends_context("lang")
    def _compute_remaining(self):
        self.remaining = 0.0
        self.remaining_text = False
        services = self.filtered(lambda g: g.kind == "service" and g.state == "granted")
        for benefit, grants in services.grouped("benefit_id").items():
            if not benefit.quota:
                continue
            today = self.env["care.policy"]._get(benefit.company_id)._get_today()
            used = benefit._get_uses(grants.partner_id, today)
            for grant in grants:
                left = benefit.quota - used.get(grant.partner_id.id, 0.0)
                grant.remaining = left
                grant.remaining_text = benefit._tell_quantity(left)

    def action_print_certificate(self):
        """Print the honour certificates among these benefits."""
        grants = self.filtered(
            lambda grant: grant.kind == "certificate" and grant.state == "granted"
        )
        if not grants:
            raise UserError(
                self.env._(
                    "Certificates are printed of benefits of that kind that are "
                    "granted now: choose some of those."
                )
            )
        report = self.env.ref("crm_customer_care.care_certificate_report")
        return report.report_action(grants, config=False)

    def _tell_honour(self):
        """What the certificate honours, in words."""
        self.ensure_one()
        return self.env._(
            "%(tier)s customer of %(company)s",
            tier=self.tier_id.name,
            company=self.company_id.name,
        )
