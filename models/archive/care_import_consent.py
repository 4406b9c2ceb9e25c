from odoo import api, models

from ...tools.sheet_columns import CONSENTS


class CareImportConsent(models.AbstractModel):
    """The sheet of consents: one answer of a contact for each channel."""

    _name = "care.import.consent"
    _description = "Import of Consents"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = CONSENTS
    _care_model = "care.consent"
    _care_fields = {
        "channel": "channel_id",
        "answer": "state",
        "date": "date",
        "note": "note",
    }

    @api.model
    def _match(self, lines, run):
        self._match_who(lines, ["channel_id"])
