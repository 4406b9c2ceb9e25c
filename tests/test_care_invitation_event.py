from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestInvitationEvent(ContentCommon):
    """Events are an app of their own: run without it and with it."""

    def has_events(self):
        return "event.event" in self.env

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
        event.event_ref = self.env["event.event"].create(
            {
                "name": "Fair",
                "date_begin": "2026-06-15 08:00:00",
                "date_end": "2026-06-15 18:00:00",
            }
        )
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
