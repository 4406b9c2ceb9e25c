from odoo import models

CUSTOMER = ("res.partner", "calendar.event", "care.revisit")


class CareTouch(models.Model):
    """A contact about a complaint, or with its customer, answers the complaint."""

    _inherit = "care.touch"

    def _care_touch_documents(self):
        return {**super()._care_touch_documents(), "care.complaint": "partner_id"}

    def _care_touches_logged(self):
        result = super()._care_touches_logged()
        # sudo: clocks run by themselves, whoever logs the contact
        answers = self.sudo().filtered(
            lambda t: t.user_id and not t.user_id.share and not t.is_incoming
        )
        answers._answer_complaints()
        return result

    def _answer_complaints(self):
        if not self:
            return
        complaints = self.env["care.complaint"].search(
            [
                ("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("is_open", "=", True),
            ]
        )
        for complaint in complaints:
            for touch in self:
                if touch._is_about(complaint):
                    complaint._note_response(touch.date, f"touch:{touch.id}")

    def _is_about(self, complaint):
        """Whether this contact may answer a complaint: what was talked about another
        document was something else."""
        return (
            self.commercial_partner_id == complaint.commercial_partner_id
            and self.company_id == complaint.company_id
            and (
                not self.res_model
                or self.res_model in CUSTOMER
                or (self.res_model, self.res_id) == (complaint._name, complaint.id)
            )
        )
