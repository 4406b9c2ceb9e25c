from odoo import api, models


class CareCompletenessSource(models.AbstractModel):
    """Facts whose coming and going changes how complete an archive is."""

    _name = "care.completeness.source"
    _description = "Facts of the Archive"
    _care_contacts = ("partner_id",)

    def _get_care_contacts(self):
        """The contacts that these records tell something of."""
        records = self.sudo()  # sudo: only to find their customers
        contacts = self.env["res.partner"]
        return contacts.union(*(records[name] for name in self._care_contacts))

    def _note_care_contacts(self, before=()):
        contacts = self._get_care_contacts()
        contacts._leave_care_trace()
        self.env["care.profile"]._note_completeness(contacts.union(*before))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._note_care_contacts()
        return records

    def write(self, vals):
        before = self._get_care_contacts()
        result = super().write(vals)
        self._note_care_contacts([before])
        return result

    def unlink(self):
        before = self._get_care_contacts()
        result = super().unlink()
        self.env["care.profile"]._note_completeness(before.exists())
        return result
