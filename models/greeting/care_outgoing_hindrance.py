from odoo import models

# the channel of the archive whose consent is needed, beside that of greetings
CONSENT = {
    "mail": "channel_mail",
    "sms": "channel_sms",
    "call": "channel_phone",
    "dinner": "channel_dinner",
    "gift": "channel_gift",
}


class CareOutgoing(models.AbstractModel):
    """Why a message must not be sent, looked at when it is due."""

    _inherit = "care.outgoing"

    def _get_hindrances(self):
        """Return {id: reason} of the messages among these that must not be sent."""
        self.env.flush_all()
        needed, refused = self._get_needed_consents(), self._get_refused_consents()
        held = self.partner_id._care_hold_back()
        found = {}
        for message in self:
            reason = (
                message._get_own_hindrance()
                or message._get_refusal(needed[message.channel], refused)
                or held.get(message.partner_id)
                or message._get_address_hindrance()
            )
            if reason:
                found[message.id] = reason
        return found

    def _get_own_hindrance(self):
        """What the contact's own record says against it."""
        self.ensure_one()
        contact, customer = self.partner_id, self.commercial_partner_id
        until = contact.care_bereaved_until
        if not contact.active or not customer.active:
            return self.env._("The contact is archived.")
        if contact.care_deceased:
            return self.env._("The contact has died.")
        if until and self._get_day() <= until:
            return self.env._("The contact is in mourning.")
        return False

    def _get_address_hindrance(self):
        contact = self.partner_id
        if self.channel == "mail":
            if not contact.email_normalized:
                return self.env._("There is no e-mail address.")
            if contact.is_blacklisted:
                return self.env._("The contact wants no mails.")
        if self.channel == "sms":
            if not contact._sms_get_recipients_info()[contact.id]["sanitized"]:
                return self.env._("There is no phone number for text messages.")
            if contact.phone_sanitized_blacklisted:
                return self.env._("The contact wants no text messages.")
        if self.channel == "call" and contact.care_do_not_call:
            return self.env._("The contact does not want to be called.")
        return False

    def _get_needed_consents(self):
        """{channel of a message: ids of the channels whose consent it needs}."""
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        return {
            channel: [
                to_id(f"crm_customer_care.{name}", raise_if_not_found=True)
                for name in ("channel_greeting", CONSENT.get(channel))
                if name
            ]
            for channel in set(self.mapped("channel"))
        }

    def _get_refused_consents(self):
        """{(contact id, channel id): name of the channel} of refused consents."""
        consents = self.env["care.consent"].search(
            [("partner_id", "in", self.partner_id.ids), ("state", "=", "refused")]
        )
        return {
            (consent.partner_id.id, consent.channel_id.id): consent.channel_id.name
            for consent in consents
        }

    def _get_refusal(self, needed, refused):
        for number in needed:
            if name := refused.get((self.partner_id.id, number)):
                return self.env._("No consent: %(channel)s was refused.", channel=name)
        return False

    def _hold_back(self):
        """Hold back those that must not be sent, with the reason; return the others."""
        hindrances = self._get_hindrances()
        for message in self.browse(hindrances):
            message._end("suppressed", hindrances[message.id])
        return self.browse(number for number in self.ids if number not in hindrances)
