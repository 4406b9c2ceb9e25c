from odoo import fields, models

MANAGER = "crm_customer_care.group_manager"


class ResUsers(models.Model):
    _inherit = "res.users"

    care_compensation_limit = fields.Float(
        string="Compensation without Approval",
        groups=f"base.group_erp_manager,{MANAGER}",
        help="Per complaint, in the currency of the company; 0: as the policy says.",
    )
