from odoo import models

MODELS = ("care.plan", "care.benefit.delivery", "care.account")


class CareProfile(models.Model):
    """Plans, services and terms go with a customer that becomes part of another."""

    _inherit = "care.profile"

    def _follow_partners(self, partners):
        result = super()._follow_partners(partners)
        for model in MODELS:
            # sudo: they follow the contact, whoever edits that
            records = self.env[model].sudo()
            for record in records.search([("partner_id", "child_of", partners.ids)]):
                customer = record.partner_id.commercial_partner_id
                if customer == record.partner_id:
                    continue
                if model == "care.account" and records.search_count(
                    [
                        ("partner_id", "=", customer.id),
                        ("company_id", "=", record.company_id.id),
                    ]
                ):
                    record.unlink()
                else:
                    record.partner_id = customer
        return result
