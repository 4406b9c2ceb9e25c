from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon

# a Friday: 10:00 in Berlin, 16:00 in Shanghai
MORNING = "2026-06-26 08:00:00"


@tagged("post_install", "-at_install")
class TestContactWindow(ArchiveCommon):
    def test_weekdays_are_kept_sorted_and_once(self):
        person = self.person(care_call_days="5, 1,3 1")
        self.assertEqual(person.care_call_days, "135")
        person.write({"care_call_days": "72"})
        self.env.invalidate_all()
        self.assertEqual(person.care_call_days, "27")

    def test_no_weekday_is_any_day(self):
        person = self.person(care_call_days="135")
        for nothing in ("", " ", False):
            person.care_call_days = nothing
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertFalse(person.care_call_days)

    def test_what_is_no_weekday_is_refused(self):
        for text in ("08", "Mon", "一"):
            self.assertRefuses(
                ValidationError,
                "digits 1",
                self.person().write,
                {"care_call_days": text},
            )

    def test_hours_begin_before_they_end_within_a_day(self):
        person = self.person()
        for start, end in ((17, 9), (9, 9), (-1, 8), (9, 24.5), (9, 0)):
            vals = {"care_call_from": start, "care_call_to": end}
            self.assertRefuses(
                ValidationError, "between 0:00 and 24:00", person.write, vals
            )
        for start, end in ((0, 0), (0, 24), (9, 17.5)):
            person.write({"care_call_from": start, "care_call_to": end})

    def test_an_interval_is_not_negative(self):
        self.assertRefuses(
            ValidationError,
            "0 or more",
            self.person().write,
            {"care_frequency_days": -1},
        )

    @mute_logger("odoo.sql_db")
    def test_a_channel_has_one_upper_case_letter_of_its_own(self):
        create = self.env["care.channel"].create
        for letter in ("q", "QQ", " "):
            self.assertRefuses(
                CheckViolation, "letter", create, {"name": "Pigeon", "letter": letter}
            )
        vals = {"name": "Pigeon", "letter": "T"}
        self.assertRefuses(UniqueViolation, "letter_uniq", create, vals)
        self.assertTrue(create({**vals, "letter": "Q"}))

    def test_gifts_and_greetings_are_no_contact(self):
        names = ("phone", "mail", "meeting", "visit", "chat", "sms", "dinner")
        self.assertEqual(
            {self.channel(name).counts_as_contact for name in names}, {True}
        )
        for name in ("gift", "greeting"):
            self.assertFalse(self.channel(name).counts_as_contact)

    def test_an_archived_channel_stays_with_whom_prefers_it(self):
        person = self.person(care_channel_id=self.channel("chat").id)
        self.channel("chat").active = False
        self.assertIn("Chat", person.care_banner)


@tagged("post_install", "-at_install")
@freeze_time(MORNING)
class TestContactWarnings(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Europe/Berlin"

    def warnings(self, person, **context):
        warnings = person.with_context(**context)._care_contact_warnings()
        return [(warning["level"], warning["text"]) for warning in warnings]

    def test_nothing_known_warns_of_nothing(self):
        person = self.person()
        self.assertEqual(self.warnings(person), [])
        self.assertFalse(person.care_banner)

    def test_the_window_is_read_on_the_clock_of_the_contact(self):
        hours = {"care_call_from": 9, "care_call_to": 12, "care_call_days": "12345"}
        there = "Calls are welcome Mon–Fri, 9:00–12:00 (there: Fri 10:00)."
        self.assertEqual(self.warnings(self.person(**hours)), [("info", there)])
        text = (
            "Do not call now: there it is Fri 16:00, "
            "calls are welcome Mon–Fri, 9:00–12:00."
        )
        far = self.person(care_tz="Asia/Shanghai", **hours)
        self.assertEqual(self.warnings(far), [("warning", text)])

    def test_people_live_on_the_clock_of_their_customer(self):
        customer = self.customer(care_tz="Asia/Shanghai")
        person = self.person(customer, care_call_from=9, care_call_to=12)
        [(level, _text)] = self.warnings(person)
        self.assertEqual(level, "warning")
        person.care_tz = "Europe/Paris"
        [(level, _text)] = self.warnings(person)
        self.assertEqual(level, "info")

    def test_the_time_zone_of_who_typed_the_contact_does_not_count(self):
        person = self.person(tz="Asia/Shanghai", care_call_from=9, care_call_to=12)
        [(level, _text)] = self.warnings(person)
        self.assertEqual(level, "info")

    def test_do_not_call_leaves_the_window_out(self):
        person = self.person(
            care_do_not_call=True,
            care_call_days="1",
            care_channel_id=self.channel("mail").id,
        )
        self.assertEqual(
            self.warnings(person),
            [("danger", "Do not call."), ("info", "Preferred channel: E-Mail")],
        )

    def test_a_mourner_is_spared_up_to_that_day(self):
        person = self.person(care_bereaved_until="2026-06-26")
        text = "In mourning until 06/26/2026: no cheerful wishes."
        self.assertEqual(self.warnings(person), [("warning", text)])
        person.care_bereaved_until = "2026-06-25"
        self.assertEqual(self.warnings(person), [])

    def test_of_the_deceased_nothing_else_is_said(self):
        person = self.person(care_deceased=True, care_do_not_call=True)
        [(level, text)] = self.warnings(person)
        self.assertEqual((level, text[:9]), ("danger", "Deceased:"))

    def test_refused_channels_are_named_and_given_ones_not(self):
        person = self.person()
        self.consent(person, "sms", state="refused")
        self.consent(person, "mail", state="refused")
        self.consent(person, "phone", state="given")
        text = "Refused to be contacted by: E-Mail, SMS"
        self.assertEqual(self.warnings(person), [("warning", text)])

    def test_names_can_not_smuggle_in_markup(self):
        self.channel("mail").name = "<b>Mail</b>"
        person = self.person(care_channel_id=self.channel("mail").id)
        self.assertIn("&lt;b&gt;Mail", person.care_banner)

    def test_every_employee_is_warned(self):
        person = self.person(care_do_not_call=True)
        self.consent(person, state="refused")
        banner = person.with_user(self.user("employee")).care_banner
        self.assertIn("Do not call.", banner)
        self.assertIn("E-Mail", banner)

    def test_an_activity_warns_of_its_contact(self):
        person = self.person(care_do_not_call=True)
        lead = self.opportunity(person)
        for record in (person, lead):
            activity = record.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.env.uid
            )
            self.assertIn("Do not call.", activity.care_banner)

    def test_scheduling_for_several_contacts_names_them(self):
        people = self.person(name="Ada", care_do_not_call=True) | self.person(name="Bo")
        wizard = self.env["mail.activity.schedule"].create(
            {"res_model": "res.partner", "res_ids": str(people.ids)}
        )
        self.assertIn("Ada: Do not call.", wizard.care_banner)
        self.assertNotIn("Bo", wizard.care_banner)

    def test_an_opportunity_warns_of_its_contact(self):
        lead = self.opportunity(self.person(care_do_not_call=True))
        self.assertIn("Do not call.", lead.care_banner)
        lead.partner_id = False
        self.assertFalse(lead.care_banner)

    def test_a_contact_of_another_company_is_no_concern_of_an_activity(self):
        other = self.env["res.company"].sudo().create({"name": "Other"})
        person = self.person(care_do_not_call=True, company_id=other.id)
        activity = person.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.env.uid
        )
        seller = self.user()
        found = (
            self.env["res.partner"]
            .with_user(seller)
            ._care_find_contacts("res.partner", [activity.res_id])
        )
        self.assertFalse(found)
