from odoo import fields, models


class CareProfileSnapshot(models.Model):
    _inherit = "care.profile.snapshot"

    retention = fields.Float(readonly=True, digits=False, aggregator="avg")
