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
        found = self._find_who(lines)
        keys = {}
        for line in found:
            if not line.is_rejected:
                line.vals = {"partner_id": found[line].id, **self._prepare_values(line)}
                keys[line] = (line.vals["partner_id"], line.vals["channel_id"])
        consents = self.env["care.consent"].search(
            [
                (
                    "partner_id",
                    "in",
                    [partner_id for partner_id, _channel in keys.values()],
                )
            ]
        )
        self._take_known(
            keys,
            {(one.partner_id.id, one.channel_id.id): one.id for one in consents},
        )
