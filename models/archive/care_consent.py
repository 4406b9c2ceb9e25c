from odoo import api, fields, models


class CareConsent(models.Model):
    """What a person answered when asked whether we may use a channel."""

    _name = "care.consent"
    _description = "Consent"
    _inherit = ["care.completeness.source"]
    _order = "date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="cascade"
    )
    channel_id = fields.Many2one(
        "care.channel", required=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("given", "Given"), ("refused", "Refused")], required=True, default="given"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    note = fields.Char(help="How it was given: a form, a call, a mail.")

    _partner_channel_uniq = models.Constraint(
        "UNIQUE(partner_id, channel_id)",
        "This contact has an answer for this channel already: change that one.",
    )

    @api.depends("channel_id", "state")
    def _compute_display_name(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for consent in self:
            state = states.get(consent.state, "")
            consent.display_name = f"{consent.channel_id.name}: {state}"
