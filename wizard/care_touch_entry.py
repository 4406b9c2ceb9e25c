from odoo import fields, models


class CareTouchEntry(models.AbstractModel):
    """What is entered of a contact, by whatever form."""

    _name = "care.touch.entry"
    _description = "Entry of a Contact"

    channel_id = fields.Many2one(
        "care.channel",
        required=True,
        compute="_compute_channel_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    date = fields.Datetime(
        required=True, default=lambda self: self.env["care.touch"]._default_date()
    )
    duration = fields.Float()
    note = fields.Html()
    satisfaction = fields.Selection(
        selection=lambda self: (
            self.env["care.touch"]
            ._fields["satisfaction"]
            ._description_selection(self.env)
        )
    )

    def _compute_channel_id(self):
        """Hook: the channel that is proposed."""
        raise NotImplementedError

    def _close_with(self, message):
        """Action that closes the form and says what was done."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
