from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestInvitation(ContentCommon):
    def listed(self, event):
        return sorted(event.sudo().line_ids.partner_id.mapped("name"))

    def test_everybody_puts_his_own_customers_on_the_list(self):
        free = self.customer(name="Free")
        person = self.person(self.own, name="Paul")
        wanted = (self.own | self.foreign | free).ids
        domain = [("commercial_partner_id", "in", wanted)]
        event = self.invitation(domain=str(domain))
        event.with_user(self.seller).action_add_audience()
        self.assertEqual(self.listed(event), ["Free", "Paul"])
        event.with_user(self.stranger).action_add_audience()
        self.assertEqual(self.listed(event), ["Foreign", "Free", "Paul"])
        person.care_deceased = True
        event.line_ids.unlink()
        event.action_add_audience()
        self.assertEqual(self.listed(event), ["Foreign", "Free", "Own"])

    def test_a_list_of_everybody_is_refused(self):
        event = self.invitation()
        self.assertRefuses(UserError, "whom to invite first", event.action_add_audience)

    def test_family_events_are_for_those_who_have_children(self):
        father, child = self.person(self.own, name="Paul"), self.person(self.own)
        mother = self.person(self.foreign, name="Mia")
        kind = self.env.ref("crm_customer_care.relation_kind_child")
        relations = self.env["care.relation"]
        relations.create(
            {"partner_id": father.id, "other_id": child.id, "kind_id": kind.id}
        )
        relations.create(
            {"partner_id": mother.id, "other_name": "Tom", "kind_id": kind.id}
        )
        known = [("commercial_partner_id", "in", (self.own | self.foreign).ids)]
        event = self.invitation(has_children=True, domain=str(known))
        self.assertEqual(event.with_user(self.seller).audience_count, 1)
        event.with_user(self.seller).action_add_audience()
        self.assertEqual(self.listed(event), ["Paul"])
        event.action_add_audience()
        self.assertEqual(self.listed(event), ["Mia", "Paul"])

    def queued(self, event):
        mails = self.env["mail.mail"].search([("model", "=", "care.invitation.line")])
        return mails.filtered(lambda mail: mail.res_id in event.line_ids.ids)

    def test_who_gets_no_mail_is_told_why(self):
        event = self.invitation(user=self.seller)
        self.own.email = "own@example.com"
        refuser = self.person(self.own, name="No", email="no@example.com")
        mail = self.channel("mail")
        self.env["care.consent"].create(
            {"partner_id": refuser.id, "channel_id": mail.id, "state": "refused"}
        )
        mourner = self.person(
            self.own, email="sad@example.com", care_bereaved_until="2026-07-01"
        )
        silent = self.person(self.own)
        people = self.own | refuser | mourner | silent
        lines = [self.guest(event, person, self.seller) for person in people]
        self.assertEqual(
            [line.problem for line in lines],
            [False, "Refused mail", "In mourning", "No e-mail address"],
        )
        event.action_send_mails()
        self.assertEqual(self.queued(event).recipient_ids, self.own)

    def test_mails_are_queued_once(self):
        event = self.invitation(user=self.seller)
        self.own.email = "own@example.com"
        line = self.guest(event, user=self.seller)
        event.action_send_mails()
        event.action_send_mails()
        queued = self.queued(event)
        self.assertEqual(queued.recipient_ids, self.own)
        self.assertEqual(line.sent_by, "mail")
        self.assertEqual(queued.care_retry_until, event.date)
        self.assertEqual(event.state, "open")
        self.assertIn("Fair", queued.body_html)
        self.assertEqual(self.logged(self.own), [])

    def test_a_mail_without_a_day_is_refused(self):
        event = self.invitation(date=False)
        self.guest(event)
        self.assertRefuses(UserError, "say when it begins", event.action_send_mails)

    def test_letters_and_labels_are_printed_and_logged(self):
        event = self.invitation(user=self.seller, description="<p>With music</p>")
        self.own.write({"street": "High Street 1", "city": "Gent"})
        line = self.guest(event, user=self.seller)
        event.action_print_letters()
        event.action_print_labels()
        self.assertEqual(line.sent_by, "letter")
        reports = self.env["ir.actions.report"].with_user(self.seller)
        texts = [
            reports._render_qweb_html(f"crm_customer_care.{name}", line.ids)[0].decode()
            for name in ("care_invitation_letter", "care_invitation_label")
        ]
        for text in texts:
            self.assertIn("High Street 1", text)
        self.assertIn("With music", texts[0])
        log = self.env["care.export.log"].search([("user_id", "=", self.seller.id)])
        self.assertEqual(log.mapped("kind"), ["report"] * 2)

    def test_attendance_is_one_contact(self):
        line = self.guest(partner=self.person(self.own), user=self.seller)
        line.action_attend()
        line.action_attend()
        self.assertEqual(self.logged(self.own), [("M", "Fair")])
        self.assertTrue(line.touch_id.effective)
        self.assertEqual(str(line.touch_id.date), "2026-06-15 08:00:00")
        line.is_attended = False
        self.assertEqual(self.logged(self.own), [])

    def test_nobody_was_at_an_event_to_come(self):
        line = self.guest(self.invitation(date="2026-06-21 08:00:00"))
        self.assertRefuses(ValidationError, "not begun yet", line.action_attend)
        event = line.invitation_id
        self.assertRefuses(UserError, "must be over", event.action_finish)

    def test_a_new_day_of_the_event_is_that_of_its_contacts(self):
        line = self.guest(is_attended=True)
        line.invitation_id.date = "2026-06-10 08:00:00"
        self.assertEqual(str(line.touch_id.date), "2026-06-10 08:00:00")

    @mute_logger("odoo.sql_db")
    def test_nobody_is_invited_twice(self):
        line = self.guest()
        with self.assertRaises(Exception) as caught, self.cr.savepoint():
            self.guest(line.invitation_id)
        self.assertIn("care_invitation_line_partner_uniq", str(caught.exception))

    def test_a_permission_is_dated_and_needs_something_to_be_for(self):
        line = self.guest()
        self.assertRefuses(
            ValidationError, "Add it first", line.write, {"may_quote": True}
        )
        line.write({"testimonial": "Reliable", "may_quote": True})
        self.assertEqual(str(line.testimonial_date), "2026-06-20")
        self.assertEqual(str(line.permission_date), "2026-06-20")

    def test_the_result_is_counted_within_the_days(self):
        event = self.invitation(cost=500, result_days=30)
        there = self.guest(event, is_attended=True, guests=2, reply="yes")
        self.guest(event, self.foreign, reply="yes")
        there.write({"testimonial": "Fine", "testimonial_date": "2026-07-15"})
        for day, amount in (("2026-06-15", 1), ("2026-07-15", 70), ("2026-07-16", 2)):
            self.deal(self.own, day, amount)
        self.deal(self.foreign, "2026-06-20", 900)
        event.invalidate_recordset()
        self.assertEqual((event.deal_count, event.deal_amount), (1, 70))
        self.assertEqual(event.testimonial_count, 1)
        self.assertEqual((event.accepted_count, event.attended_count), (2, 1))
        self.assertEqual((event.guest_count, event.attendee_cost), (2, 500))

    def test_the_counts_are_those_of_the_list_that_opens(self):
        event = self.invitation()
        self.guest(event)
        self.guest(event, self.foreign)
        mine = event.with_user(self.seller)
        found = self.env["care.invitation.line"].with_user(self.seller)
        found = found.search(mine.action_open_lines()["domain"])
        self.assertEqual(found.partner_id, self.own)
        self.assertEqual(mine.invited_count, 1)
        self.assertEqual(event.invited_count, 2)

    def test_lines_of_a_deleted_person_stay_with_the_company_once(self):
        event = self.invitation()
        one, two = self.person(self.own), self.person(self.own)
        line = self.guest(event, one)
        self.guest(event, two)
        (one | two).unlink()
        self.assertEqual(event.line_ids, line)
        self.assertEqual(line.partner_id, self.own)
