from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

# longer texts are no complaint but a book: refused with a word of advice
TEXT_LIMIT = 10_000
SUBJECT_LIMIT = 200
# what customers may read by themselves; the pages show more, step by step
PORTAL_FIELDS = frozenset(
    {
        "id",
        "display_name",
        "name",
        "subject",
        "description",
        "kind",
        "state",
        "is_open",
        "cycle",
        "received_date",
        "closed_date",
        "company_id",
        "partner_id",
        "person_id",
        "commercial_partner_id",
        "order_id",
        "product_id",
        "wanted_remedy",
        "customer_loss",
        "customer_answer",
        "access_url",
        "access_token",
        "message_is_follower",
        "create_date",
        "write_date",
    }
)
# steps as the customer sees them: what is proposed inside is no proposal yet
WORK = ("assessed", "investigating", "proposed", "options")
SHOWN = {
    "complaint": (
        ("received",),
        ("acknowledged",),
        WORK,
        ("communicated", "accepted"),
        ("closed",),
    ),
    "other": (("received",), ("acknowledged", *WORK), ("closed",)),
}
TOLD = ("communicated", "accepted", "closed")


class CareComplaint(models.Model):
    """What customers see of their complaints, and what they may do there."""

    _inherit = "care.complaint"

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for complaint in self:
            complaint.access_url = f"/my/complaints/{complaint.id}"
        return result

    def _has_field_access(self, field, operation):
        if not super()._has_field_access(field, operation):
            return False
        if self.env.su or self.env.user._is_internal():
            return True
        return operation == "read" and field.name in PORTAL_FIELDS

    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        if order == self._order and not self.env.su:
            # by priority and deadline, of which customers know nothing
            if not self.env.user._is_internal():
                order = "received_date desc, id desc"
        return super()._search(domain, offset, limit, order, **kwargs)

    def _get_allowed_message_params(self):
        # ratings are given when the complaint is closed, in their own place
        return super()._get_allowed_message_params() - {"rating_value"}

    def _check_step(self, state):
        # who may not take steps is not told about them either
        self.check_access("write")
        return super()._check_step(state)

    def write(self, vals):
        moved = self.filtered(
            lambda c: "partner_id" in vals and c.partner_id.id != vals["partner_id"]
        )
        before = {complaint: complaint.commercial_partner_id for complaint in moved}
        result = super().write(vals)
        for complaint, customer in before.items():
            # sudo: links that the former customer has open nothing any more
            if complaint.commercial_partner_id != customer:
                complaint.sudo().access_token = False
        return result

    # what the pages show
    def _get_portal_state(self):
        """The state in words for the customer."""
        words = {
            "received": self.env._("Received"),
            "acknowledged": self.env._("We have read it"),
            "assessed": self.env._("We look into it"),
            "investigating": self.env._("We look into it"),
            "proposed": self.env._("We look into it"),
            "communicated": self.env._("Our proposal waits for you"),
            "accepted": self.env._("You accepted our proposal"),
            "options": self.env._("We look for another way"),
            "closed": self.env._("Closed"),
            "cancelled": self.env._("Cancelled"),
        }
        return words[self.state]

    def _get_portal_steps(self):
        """Steps as (label, "done" | "now" | "next"); none for what was cancelled."""
        self.ensure_one()
        labels = {
            "received": self.env._("Received"),
            "acknowledged": self.env._("Read"),
            "assessed": self.env._("In work"),
            "communicated": self.env._("Proposal"),
            "closed": self.env._("Closed"),
        }
        steps = SHOWN["complaint" if self.kind == "complaint" else "other"]
        places = [number for number, some in enumerate(steps) if self.state in some]
        if self.state == "cancelled":
            return []
        place = places[0] if places else len(steps) - 2
        if self.state == "closed":
            place += 1
        return [
            (
                labels[some[0]],
                "done" if number < place else "now" if number == place else "next",
            )
            for number, some in enumerate(steps)
        ]

    def _get_portal_proposal(self):
        """What we propose, once the customer has been told."""
        return self.proposal if self.state in TOLD else False

    def _may_reopen(self):
        """Whether the customer may open this complaint again."""
        # sudo: limits bind customers too
        days = self.env["care.policy"]._get(self.company_id).sudo().reopen_days
        latest = self.closed_date and self.closed_date + timedelta(days=days)
        return bool(days and self.state == "closed" and latest >= fields.Datetime.now())

    # what customers do there
    def _portal_answer(self, accepts, note, author):
        """The customer accepts or refuses the proposal."""
        self.ensure_one()
        if self.state != "communicated":
            raise UserError(
                self.env._(
                    "There is no proposal to answer any more. Write to us below, and "
                    "we take it up."
                )
            )
        self.answer_note = note
        if accepts:
            self.action_accept()
            says = self.env._("I accept the proposal.")
        else:
            self.action_refuse()
            says = self.env._("I do not accept the proposal.")
        self._portal_say("\n".join(filter(None, [says, note])), author)

    def _portal_reopen(self, note, author):
        """The customer is not content after all."""
        self.ensure_one()
        if not self._may_reopen():
            raise UserError(
                self.env._(
                    "This complaint can't be opened again. Please open a new one, and "
                    "mention the number %(number)s.",
                    number=self.name,
                )
            )
        if not note:
            raise UserError(
                self.env._("Tell us what is still wrong, then open it again.")
            )
        self.action_reopen()
        self._portal_say(note, author)

    def _portal_say(self, text, author, attachments=()):
        """Post plain text and files (name, content) of a customer."""
        # what looks like a page is shown as its text
        complaint = self.with_context(attachments_mime_plainxml=True)
        return complaint.message_post(
            body=text,
            author_id=author.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=list(attachments),
        )
