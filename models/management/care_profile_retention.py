from odoo import api, fields, models


class CareProfile(models.Model):
    """How likely the customer buys again; set-based SQL writes it."""

    _inherit = "care.profile"

    retention = fields.Float(
        readonly=True,
        digits=False,
        aggregator="avg",
        help="Chance that the customer buys again within the months of the policy.",
    )
    retention_explanation = fields.Char(
        string="Why This Retention", compute="_compute_retention_explanation"
    )

    @api.depends("retention", "company_id", "first_purchase_date")
    @api.depends_context("lang")
    def _compute_retention_explanation(self):
        model = self.env["care.retention"]
        learnt = {company: model._get_latest(company) for company in self.company_id}
        for profile in self:
            found = learnt.get(profile.company_id)
            known = bool(found and profile.first_purchase_date)
            profile.retention_explanation = known and found._explain(profile.retention)

    def _refresh_retrying(self, company, recent=False):
        result = super()._refresh_retrying(company, recent)
        # every day without a purchase tells something; whoever is new waits for it
        if not recent or self._has_unknown_retention(company):
            # sudo: learning looks at all purchases, whoever refreshes them
            self.env["care.retention"].sudo()._score(company)
        return result

    def _has_unknown_retention(self, company):
        # sudo: asked by a job
        profiles = self.sudo().with_context(active_test=False)
        return bool(
            self.env["care.retention"]._get_latest(company)
            and profiles.search_count(
                [
                    ("company_id", "=", company.id),
                    ("first_purchase_date", "!=", False),
                    ("retention", "=", False),
                ],
                limit=1,
            )
        )
