from odoo import fields, models


class CareTouchLog(models.TransientModel):
    """A contact logged from what it was: a meeting, a done activity."""

    _inherit = "care.touch.log"

    res_model = fields.Char()
    res_id = fields.Integer()
    source = fields.Char(help="Names the fact, so that none counts twice.")

    def _prepare_touch_values(self, partner):
        vals = super()._prepare_touch_values(partner)
        if self.res_model and self.res_id:
            vals.update(res_model=self.res_model, res_id=self.res_id)
        if self.source:
            vals["source"] = self.source
        return vals
