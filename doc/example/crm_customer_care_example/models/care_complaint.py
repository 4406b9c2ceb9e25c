from odoo import fields, models


class CareComplaint(models.Model):
    """A grave complaint of a customer with a contract ends with a visit."""

    _inherit = "care.complaint"

    visit_report = fields.Text(copy=False)

    def _get_missing_for_close(self):
        missing = super()._get_missing_for_close()
        if self.kind != "complaint" or self.severity < "2" or self.visit_report:
            return missing
        if self.commercial_partner_id.sudo().care_contract_ids:  # sudo: only whether
            missing.append(self.env._("the report of the visit"))
        return missing
