from odoo import fields, models

from ...tools import retention


class CareRetentionGroup(models.Model):
    _name = "care.retention.group"
    _description = "Customers Like This One"
    _inherit = ["care.retention.part"]
    _order = "retention_id, number"

    chance = fields.Float(
        string="Retention",
        digits=False,
        readonly=True,
        aggregator="avg",
        help="The share that bought again, scaled where the months measured are fewer.",
    )
    # see `retention.Group`
    place_start = fields.Float(digits=False, readonly=True, aggregator=False)
    place_end = fields.Float(digits=False, readonly=True, aggregator=False)
    spread = fields.Float(digits=False, readonly=True, aggregator=False)

    def _to_group(self):
        return retention.Group(
            self.place_start,
            self.place_end,
            self.customer_count,
            self.bought_count,
            self.chance,
            self.spread,
        )
