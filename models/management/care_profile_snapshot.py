from odoo import fields, models


class CareProfileSnapshot(models.Model):
    _inherit = "care.profile.snapshot"

    retention = fields.Float(readonly=True, digits=False, aggregator="avg")
    next_purchase_date = fields.Date(
        string="Next Purchase",
        readonly=True,
        help="The first one after the month end, once it is known.",
    )
