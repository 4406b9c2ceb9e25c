from odoo import fields, models
from odoo.exceptions import UserError

from ..mail_mail import RETRY

# of 5: what the unhappy face and the worst answers of the survey mean
LOW = 2


class CareComplaint(models.Model):
    """After closure the customer is asked how it went."""

    _inherit = "care.complaint"

    rated_cycle = fields.Integer(
        string="Rated Round", readonly=True, copy=False, aggregator=None
    )
    low_rating_cycle = fields.Integer(
        string="Badly Rated Round", readonly=True, copy=False, aggregator=None
    )
    satisfaction_ids = fields.One2many("care.satisfaction", "complaint_id")
    weak_line_ids = fields.One2many(
        "care.satisfaction.line",
        "complaint_id",
        string="Weak Points",
        domain=[("is_weak", "=", True)],
    )

    def action_close(self):
        result = super().action_close()
        asked = self.filtered(
            lambda c: c.kind == "complaint" and c._get_rating_policy().rating_active
        )
        asked._ask_rating()
        return result

    def action_ask_rating(self):
        """Ask the customer how it went, by mail."""
        self.check_access("write")
        for complaint in self:
            if complaint.state != "closed":
                raise UserError(
                    self.env._("Close the complaint first, then ask how it went.")
                )
            if not complaint._get_contact().email:
                raise UserError(
                    self.env._(
                        "%(contact)s has no e-mail address: enter one, then ask again.",
                        contact=complaint._get_contact().display_name,
                    )
                )
        self._ask_rating()

    def _get_rating_policy(self):
        # sudo: whoever closes a complaint, the policy says what follows
        return self.env["care.policy"]._get(self.company_id).sudo()

    def _ask_rating(self):
        for complaint in self:
            if complaint._get_contact().email:
                complaint._get_survey()
                complaint._mail_customer("mail_template_complaint_rating")

    def _mail_customer(self, template):
        """Queue a mail of ours to who complained."""
        template = self.env.ref(
            f"crm_customer_care.{template}", raise_if_not_found=False
        )
        if template:
            # sudo: whoever closes or rates, the mail is the company's
            until = {"care_retry_until": fields.Datetime.now() + RETRY}
            template.sudo().send_mail(self.id, email_values=until)
            self.sudo()._message_log(
                body=self.env._(
                    "Mail to the customer: %(template)s", template=template.name
                )
            )

    def _get_survey(self):
        """The survey of this round, made when first needed."""
        # sudo: nobody types in what customers answer
        surveys = self.env["care.satisfaction"].sudo()
        survey = surveys.search(
            [("complaint_id", "=", self.id), ("cycle", "=", self.cycle)]
        )
        return survey or surveys.create({"complaint_id": self.id, "cycle": self.cycle})

    def _get_survey_url(self):
        token = self._get_survey().access_token
        return f"{self.get_base_url()}/complaint/satisfaction/{token}"

    def _get_portal_link(self):
        """Link that opens this complaint in the portal without a password."""
        # sudo: the link is for the customer
        return self.get_base_url() + self.sudo()._get_share_url()

    # ratings
    def _rating_get_partner(self):
        return self._get_contact()

    def rating_apply(self, rate, *args, **kwargs):
        rating = super().rating_apply(rate, *args, **kwargs)
        # sudo: customers rate what they can't write
        self.sudo()._note_rating(rate)
        return rating

    def _portal_rate(self, rate, feedback):
        """Rate a closed complaint, once per round."""
        self.ensure_one()
        if self.state != "closed" or self.rated_cycle == self.cycle:
            raise UserError(
                self.env._("This complaint has been rated already, or is not closed.")
            )
        token = self._rating_get_access_token(self._get_contact())
        self.rating_apply(rate, token=token, feedback=feedback)

    def _note_rating(self, rate):
        self.ensure_one()
        if self.state != "closed":
            return
        self.rated_cycle = self.cycle
        if rate <= LOW and self.low_rating_cycle < self.cycle:
            self.low_rating_cycle = self.cycle
            self._care_low_rating()
            self._offer_reopen()

    def _care_low_rating(self):
        """Hook: the customer rated this closed complaint badly, told once per round."""

    def _offer_reopen(self):
        if self._get_rating_policy().rating_active and self._may_reopen():
            self._mail_customer("mail_template_complaint_reopen")
