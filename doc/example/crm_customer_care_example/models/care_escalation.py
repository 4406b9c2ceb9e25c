from odoo import api, models


class CareEscalation(models.Model):
    """Complaints of customers with a contract are urgent, whoever forgot to say so."""

    _inherit = "care.escalation"

    @api.model
    def _get_jobs(self):
        return [(self._find_contracts, self._raise_priority), *super()._get_jobs()]

    def _find_contracts(self, companies):
        """Ids of open complaints that are not urgent yet."""
        complaints = self.env["care.complaint"].search(
            [
                ("company_id", "in", companies),
                ("is_open", "=", True),
                ("kind", "=", "complaint"),
                ("priority", "=", "0"),
                ("commercial_partner_id.care_contract_ids.state", "=", "active"),
            ],
            order="id",
        )
        return complaints.ids

    def _raise_priority(self, ids):
        complaint = self.env["care.complaint"].browse(ids)._lock_for_ladder()
        # somebody may have been faster
        complaint.filtered(lambda one: one.priority == "0").priority = "1"
