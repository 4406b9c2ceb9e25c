from odoo import fields, models


class CareRevisitFormNeed(models.TransientModel):
    """A need that was found in a planned contact."""

    _name = "care.revisit.form.need"
    _description = "Need Found"

    form_id = fields.Many2one("care.revisit.form", required=True, ondelete="cascade")
    name = fields.Char(string="Need", required=True)
    kind = fields.Selection(
        selection=lambda self: (
            self.env["care.need"]._fields["kind"]._description_selection(self.env)
        ),
        required=True,
        default="stated",
    )
    has_lead = fields.Boolean(string="Opportunity")
