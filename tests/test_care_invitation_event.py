from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestInvitationEvent(ContentCommon):
    """Events are an app of their own: run without it and with it."""

    def has_events(self):
        return "event.event" in self.env

    def fair(self):
        return self.env["event.event"].create(
            {
                "name": "Fair",
                "date_begin": "2026-06-15 08:00:00",
                "date_end": "2026-06-15 18:00:00",
            }
        )

    def test_a_reference_to_an_app_that_is_gone_reads_as_empty(self):
        event = self.invitation()
        self.env.flush_all()
        self.cr.execute(
            "UPDATE care_invitation SET event_ref = 'gone.app,7' WHERE id = %s",
            [event.id],
        )
        event.invalidate_recordset()
        self.assertFalse(event.event_ref)
        [values] = event.web_read({"event_ref": {"fields": {"display_name": {}}}})
        self.assertFalse(values["event_ref"])

    def test_without_an_event_one_is_asked_to_choose_it(self):
        event = self.invitation()
        self.assertEqual(event.has_events, self.has_events())
        self.assertRefuses(UserError, "Choose the event", event.action_register)

    def test_registrations_tell_who_comes_and_who_was_there(self):
        event = self.invitation()
        line = self.guest(event, reply="yes")
        if not self.has_events():
            self.assertFalse(event._selection_event_ref())
            return
        event.event_ref = self.fair()
        event.action_register()
        event.action_register()
        registration = self.env["event.registration"].search(
            [("partner_id", "=", self.own.id)]
        )
        self.assertEqual(len(registration), 1)
        registration.action_set_done()
        event.action_take_registrations()
        self.assertTrue(line.is_attended)
        self.assertEqual(self.logged(self.own), [("M", "Fair")])

    def test_a_salesperson_of_events_registers_who_accepted(self):
        event = self.invitation()
        line = self.guest(event, reply="yes")
        self.guest(event, self.person(self.own), reply="no")
        if not self.has_events():
            self.assertRefuses(UserError, "Choose the event", event.action_register)
            return
        event.event_ref = self.fair()
        self.seller.group_ids += self.env.ref("event.group_event_registration_desk")
        event.with_user(self.seller).action_register()
        found = self.env["event.registration"].search([])
        found = found.filtered(lambda one: one.event_id == event.event_ref)
        self.assertEqual(found.partner_id, line.partner_id)

    def test_who_registered_by_mail_alone_is_found_and_may_cancel(self):
        event = self.invitation()
        self.own.email = "own@example.com"
        line = self.guest(event)
        if not self.has_events():
            self.assertFalse(event.has_events)
            return
        event.event_ref = self.fair()
        registration = self.env["event.registration"].create(
            {"event_id": event.event_ref.id, "name": "Own", "email": "OWN@example.com "}
        )
        event.with_user(self.seller).action_take_registrations()
        self.assertEqual(line.reply, "yes")
        registration.action_cancel()
        event.with_user(self.seller).action_take_registrations()
        self.assertEqual(line.reply, "no")
