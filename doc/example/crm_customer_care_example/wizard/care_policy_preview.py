from odoo import fields, models


class CarePolicyPreview(models.TransientModel):
    """The what-if knows each choice of the policy."""

    _inherit = "care.policy.preview"

    measure = fields.Selection(
        selection_add=[("fees", "Fees of contracts")],
        ondelete={"fees": "set default"},
    )
