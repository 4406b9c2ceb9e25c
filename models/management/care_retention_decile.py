from odoo import fields, models


class CareRetentionDecile(models.Model):
    _name = "care.retention.decile"
    _description = "Retention Foretold and Real"
    _inherit = ["care.retention.part"]
    _order = "retention_id, number"

    as_of = fields.Date(related="retention_id.as_of", store=True)
    lowest = fields.Float(readonly=True, aggregator="min")
    highest = fields.Float(readonly=True, aggregator="max")
    predicted = fields.Float(
        string="Foretold", readonly=True, aggregator="avg", help="Mean retention."
    )
