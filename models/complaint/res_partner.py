from odoo import api, fields, models

from .care_complaint import OPEN_STATES

READER = (
    "crm_customer_care.group_user,crm_customer_care.group_auditor,"
    "crm_customer_care.group_complaint_handler"
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    care_complaint_ids = fields.One2many(
        "care.complaint", "commercial_partner_id", string="Complaints", groups=READER
    )

    @api.depends("care_complaint_ids.commercial_partner_id")
    def _compute_care_traces(self):
        return super()._compute_care_traces()

    @api.model
    def _get_care_trace_records(self):
        complaint = ("care.complaint", "commercial_partner_id")
        return {**super()._get_care_trace_records(), "complaint": complaint}

    @api.depends("commercial_partner_id.care_complaint_ids.state")
    def _compute_care_banner(self):
        return super()._compute_care_banner()

    def _care_contact_warnings(self):
        warnings = super()._care_contact_warnings()
        text = self._warn_complaints()
        return [*warnings, {"level": "danger", "text": text}] if text else warnings

    def _warn_complaints(self):
        """That there are open complaints is told to whoever is about to make contact;
        what they are about, to those who may read them."""
        customer = self.commercial_partner_id._origin
        if not customer or not customer._has_care_trace("complaint"):
            return None
        # sudo: as above
        complaints = self.env["care.complaint"].sudo()
        opened = [
            ("commercial_partner_id", "=", customer.id),
            ("kind", "=", "complaint"),
            ("state", "in", OPEN_STATES),
            ("company_id", "in", self.env.companies.ids),
        ]
        groups = complaints._read_group(opened, ["severity"], ["__count"])
        if not groups:
            return None
        labels = dict(complaints._fields["severity"]._description_selection(self.env))
        return self.env._(
            "Open complaints: %(count)s (severity: %(severity)s). Know them before you "
            "make contact.",
            count=sum(count for _severity, count in groups),
            severity=labels[max(severity for severity, _count in groups)],
        )

    def action_open_care_complaints(self):
        """Open the complaints of the customer."""
        self.ensure_one()
        customer = self.commercial_partner_id
        action = self.env["care.complaint"]._get_list_action()
        return {
            **action,
            "domain": [("commercial_partner_id", "=", customer.id)],
            "context": {"default_partner_id": self.id},
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_keep_complaints(self):
        """What a person complained about stays with its company."""
        # sudo: history is kept, whoever may delete the contact
        complaints = self.env["care.complaint"].sudo()
        for complaint in complaints.search([("partner_id", "in", self.ids)]):
            if complaint.commercial_partner_id not in self:
                complaint.partner_id = complaint.commercial_partner_id
