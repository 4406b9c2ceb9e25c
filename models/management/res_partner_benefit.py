from odoo import api, fields, models

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """What a customer gets, what is planned with it, and whom it brought."""

    _inherit = "res.partner"

    care_grant_ids = fields.One2many(
        "care.benefit.grant",
        "partner_id",
        string="Benefits",
        domain=[("is_current", "=", True), ("state", "=", "granted")],
        groups=CARE_READER,
    )
    care_current_grant_ids = fields.Many2many(
        "care.benefit.grant",
        string="Current Benefits",
        compute="_compute_care_current_grant_ids",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_referral_ids = fields.One2many(
        "care.referral",
        "commercial_partner_id",
        string="Referrals",
        groups=CARE_READER,
    )

    @api.depends("commercial_partner_id", "care_grant_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_care_current_grant_ids(self):
        grants = self.env["care.benefit.grant"].sudo(False)
        for partner in self:
            partner.care_current_grant_ids = grants
            customer = partner.commercial_partner_id._origin
            if customer and grants.has_access("read"):
                found = [("partner_id", "=", customer.id), ("is_current", "=", True)]
                partner.care_current_grant_ids = grants.search(
                    found, order="benefit_id"
                )

    def _open_care_records(self, name, field, **context):
        """Open the records of the customer that an action shows."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(f"crm_customer_care.{name}")
        customer = self.commercial_partner_id
        return {**action, "domain": [(field, "=", customer.id)], "context": context}

    def action_open_care_benefits(self):
        """Open what the customer gets and got for its tier."""
        return self._open_care_records("care_benefit_grant_action", "partner_id")

    def action_open_care_deliveries(self):
        """Open the services that were delivered to the customer."""
        customer = self.commercial_partner_id.id
        return self._open_care_records(
            "care_benefit_delivery_action", "partner_id", default_partner_id=customer
        )

    def action_open_care_plans(self):
        """Open the plans for the customer."""
        customer = self.commercial_partner_id.id
        return self._open_care_records(
            "care_plan_action", "partner_id", default_partner_id=customer
        )

    def action_open_care_referrals(self):
        """Open whom the customer brought."""
        return self._open_care_records(
            "care_referral_action", "commercial_partner_id", default_partner_id=self.id
        )
