from odoo import api, fields, models
from odoo.exceptions import UserError

from .soft_reference import SoftReference

EVENT, REGISTRATION = "event.event", "event.registration"
REPLIES = {"open": "yes", "done": "yes", "cancel": "no"}


class CareInvitation(models.Model):
    """The event in the app Events, where that is installed."""

    _inherit = "care.invitation"

    event_ref = SoftReference(
        selection="_selection_event_ref",
        string="Event in Events",
        help="Its registrations tell who comes and who was there.",
    )
    has_events = fields.Boolean(compute="_compute_has_events")

    @api.model
    def _selection_event_ref(self):
        return [(EVENT, self.env._("Event"))] if EVENT in self.env else []

    def _compute_has_events(self):
        self.has_events = EVENT in self.env and self.env[EVENT].has_access("read")

    @api.onchange("event_ref")
    def _onchange_event_ref(self):
        event = self.event_ref
        if event:
            self.name = self.name or event.name
            self.date = event.date_begin
            address = event.address_id
            self.location = self.location or address.city or address.name

    def _get_event(self):
        self.ensure_one()
        event = self.event_ref and self.event_ref.exists()
        if not event:
            raise UserError(self.env._("Choose the event in the app Events first."))
        return event

    def action_register(self):
        """Register in Events who comes and is not registered yet."""
        event = self._get_event()
        lines = self.line_ids._filtered_access("write")
        known = self._get_registrations(event)
        new = lines.filtered(lambda line: line.reply == "yes" and line not in known)
        self.env[REGISTRATION].create(
            [{"event_id": event.id, "partner_id": line.partner_id.id} for line in new]
        )
        return self._notify(
            self.env._("%(count)s contacts were registered.", count=len(new))
        )

    def action_take_registrations(self):
        """Take over from Events who comes and who was there."""
        known = self._get_registrations(self._get_event())
        changed = 0
        for line, states in known.items():
            reply = next((REPLIES[state] for state in REPLIES if state in states), None)
            vals = {"is_attended": True} if "done" in states else {}
            vals.update({"reply": reply} if reply else {})
            vals = {name: vals[name] for name in vals if line[name] != vals[name]}
            if vals:
                line.write(vals)
                changed += 1
        return self._notify(
            self.env._("%(count)s contacts of the list were updated.", count=changed)
        )

    def _get_registrations(self, event):
        """Return {line: states of its registrations}, by contact or e-mail address."""
        # sudo: who invites may know who of his guests registered
        registrations = self.env[REGISTRATION].sudo()
        registrations = registrations.search([("event_id", "=", event.id)])
        by_partner = registrations.grouped("partner_id")
        by_email = registrations.grouped(
            lambda registration: (registration.email or "").strip().lower()
        )
        found = {}
        for line in self.line_ids._filtered_access("write"):
            own = by_partner.get(line.partner_id, registrations.browse())
            email = line.partner_id.email_normalized
            own |= by_email.get(email, own.browse()) if email else own.browse()
            if own:
                found[line] = set(own.mapped("state"))
        return found
