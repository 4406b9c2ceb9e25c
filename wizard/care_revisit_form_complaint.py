from odoo import fields, models
from odoo.exceptions import UserError

from ..models.complaint.care_complaint import SEVERITIES


class CareRevisitForm(models.TransientModel):
    """A complaint heard in a planned contact is entered with its result."""

    _inherit = "care.revisit.form"

    has_complaint = fields.Boolean(
        string="Complained", help="The customer complained about something."
    )
    complaint_subject = fields.Char(string="About What")
    complaint_severity = fields.Selection(
        SEVERITIES, string="Severity", default="1", required=True
    )

    def action_log(self):
        if self.has_complaint and not (self.complaint_subject or "").strip():
            raise UserError(
                self.env._("Say in a few words what the customer complained about.")
            )
        return super().action_log()

    def _care_revisit_form_extras(self, revisit, touch):
        result = super()._care_revisit_form_extras(revisit, touch)
        if self.has_complaint and not self.is_bulk:
            self.env["care.complaint"].create(
                {
                    **touch._prepare_complaint_of_touch(),
                    "subject": self.complaint_subject,
                    "severity": self.complaint_severity,
                }
            )
        return result
