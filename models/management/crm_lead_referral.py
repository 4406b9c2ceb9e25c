from odoo import fields, models

from ..classification.res_partner import CARE_READER


class CrmLead(models.Model):
    _inherit = "crm.lead"

    care_referral_ids = fields.One2many(
        "care.referral", "lead_id", string="Referrals", groups=CARE_READER
    )

    def action_open_care_referral(self):
        """Open who brought the opportunity, or note it."""
        self.ensure_one()
        referral = self.care_referral_ids[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Referral"),
            "res_model": "care.referral",
            "view_mode": "form",
            "res_id": referral.id,
            "target": "current" if referral else "new",
            "context": {
                "default_lead_id": self.id,
                "default_company_id": (self.company_id or self.env.company).id,
            },
        }
