from odoo import api, fields, models


class CareProfile(models.Model):
    """Benefits follow whatever changes a tier."""

    _inherit = "care.profile"

    benefit_count = fields.Integer(string="Benefits", compute="_compute_care_counts")
    plan_count = fields.Integer(string="Account Plans", compute="_compute_care_counts")
    referral_count = fields.Integer(string="Referrals", compute="_compute_care_counts")

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid")
    def _compute_care_counts(self):
        counted = {
            "benefit_count": ("care.benefit.grant", [("state", "=", "granted")]),
            "plan_count": ("care.plan", [("state", "in", ("draft", "active"))]),
            "referral_count": ("care.referral", [("state", "!=", "lost")]),
        }
        for name, (model, domain) in counted.items():
            records = self.env[model]
            customer = records._care_customer
            found = [*domain, (customer, "in", self.partner_id.ids)]
            groups = records._read_group(found, [customer, "company_id"], ["__count"])
            counts = {tuple(key): count for *key, count in groups}
            for profile in self:
                key = (profile.partner_id, profile.company_id)
                profile[name] = counts.get(key, 0)

    def action_open_benefits(self):
        """Open the benefits of the customer."""
        return self.partner_id.action_open_care_benefits()

    def action_open_plans(self):
        """Open the plans for the customer."""
        return self.partner_id.action_open_care_plans()

    def action_open_referrals(self):
        """Open whom the customer brought."""
        return self.partner_id.action_open_care_referrals()

    @api.model
    def _refresh(self, companies=None, as_of=None):
        result = super()._refresh(companies, as_of)
        if result.logged or result.removed:
            self.env["care.policy"]._ask_for_benefits()
        return result

    def _refresh_recent_company(self, policy):
        result = super()._refresh_recent_company(policy)
        if result.logged or result.removed:
            self.env["care.policy"]._ask_for_benefits()
        return result

    def _settle_locks(self, *args):
        result = super()._settle_locks(*args)
        self.env["care.policy"]._ask_for_benefits()
        return result
