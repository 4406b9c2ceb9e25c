from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Date
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .date_common import DateCommon


@tagged("post_install", "-at_install")
class TestDate(DateCommon):
    def parts(self, date):
        return (date.calendar, date.month, date.day, date.year, date.leap_month)

    def test_a_typed_text_fills_the_parts(self):
        for text, parts in (
            ("1985-03-08", ("gregorian", 3, 8, 1985, False)),
            ("3/8", ("gregorian", 3, 8, 0, False)),
            ("农历八月十五", ("lunar", 8, 15, 0, False)),
            ("闰六月初三", ("lunar", 6, 3, 0, True)),
            ("lunar 8/15", ("lunar", 8, 15, 0, False)),
            ("１９８５－０３－０８", ("gregorian", 3, 8, 1985, False)),
        ):
            self.assertEqual(self.parts(self.date(text)), parts)

    def test_a_text_changes_all_parts(self):
        date = self.date("农历1985年八月十五")
        date.text = "3/8"
        self.assertEqual(self.parts(date), ("gregorian", 3, 8, 0, False))

    def test_an_empty_text_changes_nothing(self):
        date = self.date("3/8")
        date.write({"text": False, "note": "Likes tea"})
        self.assertEqual(self.parts(date), ("gregorian", 3, 8, 0, False))

    def test_the_form_reads_the_text_at_once(self):
        with Form(
            self.person(), "crm_customer_care.res_partner_view_form_archive_page"
        ) as form:
            with form.care_date_ids.new() as line:
                line.kind_id = self.kind()
                line.text = "农历闰六月初三"
                self.assertEqual((line.month, line.day), (6, 3))
                self.assertEqual(line.text, "lunar leap 6/3")
        self.assertEqual(form.record.care_date_ids.calendar, "lunar")

    def test_what_cannot_exist_is_refused_with_a_sentence(self):
        for text, sentence in (
            ("", "Enter the date"),
            ("soon", "can't be read as a date. Write it like 1985-03-08"),
            ("03/08/1985", "two different days"),
            ("农历十三月初一", "months 1 to 12"),
            ("lunar 8/31", "days 1 to 30"),
            ("4/31", "fewer days"),
            ("2/30", "fewer days"),
            ("2026-02-29", "no 29 February"),
            ("2024年闰六月初三", "no such leap month"),
            ("lunar 1900-01-01", "from 1901 to 2099"),
            ("2026-06-16", "future"),
        ):
            with self.subTest(text):
                self.assertRefuses(ValidationError, sentence, self.date, text)

    def test_parts_that_cannot_exist_are_refused_too(self):
        date = self.date("lunar 2025-06-29")
        for vals, sentence in (
            ({"month": 13}, "months 1 to 12"),
            ({"day": 31}, "days 1 to 30"),
            ({"year": 2024, "leap_month": True}, "no such leap month"),
            ({"day": 30, "leap_month": True}, "29 days only"),
            ({"calendar": "gregorian", "leap_month": True}, "only the lunar calendar"),
            ({"year": 2100}, "from 1901 to 2099"),
            ({"calendar": "gregorian", "year": 85}, "four digits"),
        ):
            with self.subTest(vals):
                self.assertRefuses(ValidationError, sentence, date.write, vals)

    def test_a_wedding_may_be_planned(self):
        wedding = self.date("2026-09-01", kind="wedding")
        self.assertEqual(wedding.next_date, Date.to_date("2026-09-01"))

    def test_companies_have_no_birthday_and_persons_no_founding(self):
        company = self.customer()
        self.assertRefuses(ValidationError, "is a company", self.date, "3/8", company)
        person = self.person()
        vals = {"kind": "founding"}
        with self.assertRaisesRegex(ValidationError, "is a person"):
            self.date("3/8", person, **vals)

    def test_a_date_is_entered_once(self):
        person = self.person()
        self.date("3/8", person)
        self.date("lunar 3/8", person)
        self.date("3/8", person, name="Name day")
        parts = {"month": 3, "day": 8}
        for text, vals in (("1985-03-08", {}), (None, parts), ("3/8", {"name": " "})):
            with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
                with self.cr.savepoint():
                    self.date(text, person, **vals)

    def test_dates_are_shown_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for text, english, chinese in (
            ("1985-03-08", "03/08/1985", "1985年3月8日"),
            ("3/8", "Mar 8", "3月8日"),
            ("农历八月十五", "Lunar 8/15", "农历八月十五"),
            ("闰六月初三", "Lunar leap 6/3", "农历闰六月初三"),
            ("2025年闰六月初三", "Lunar leap 6/3, 2025", "2025年农历闰六月初三"),
        ):
            date = self.date(text)
            self.assertEqual(date.display_date, english)
            translated = date.with_context(lang="zh_CN")
            self.assertEqual(translated.display_date, chinese)
            self.assertEqual(translated.text, chinese)

    def test_an_age_needs_a_year(self):
        date = self.date("1985-06-16")
        self.assertEqual((date.age, date.next_age), (40, 41))
        date.text = "6/16"
        self.assertEqual((date.age, date.next_age), (0, 0))

    def test_kinds_that_others_need_are_kept(self):
        kind = self.kind("founding")
        self.assertRefuses(UserError, "archive it instead", kind.unlink)
        self.assertRefuses(UserError, "by its code", kind.write, {"code": "start"})
        kind.name = "Start"


@tagged("post_install", "-at_install")
class TestPartnerDates(DateCommon):
    def test_the_day_of_foundation_is_a_date(self):
        company = self.customer()
        company.care_founded = "1999-05-04"
        line = company.care_date_ids
        self.assertEqual((line.kind_id, line.year), (self.kind("founding"), 1999))
        company.care_founded = "2000-02-29"
        self.assertEqual((company.care_date_ids, line.month), (line, 2))
        self.assertEqual(line.next_date, Date.to_date("2027-02-28"))
        company.care_founded = False
        self.assertFalse(company.care_date_ids)

    def test_the_day_of_foundation_follows_its_date(self):
        company = self.customer()
        line = self.date("lunar 1999-05-05", company, "founding")
        self.assertEqual(company.care_founded, Date.to_date("1999-06-18"))
        line.year = 0
        self.assertFalse(company.care_founded)

    def test_the_next_date_of_a_customer_is_that_of_its_people(self):
        company = self.customer()
        person = self.person(parent_id=company.id)
        self.date("8/1", company, "founding")
        self.assertEqual(company.care_next_date, Date.to_date("2026-08-01"))
        birthday = self.date("7/1", person)
        self.assertEqual(company.care_next_date_id, birthday)
        self.assertEqual(person.care_next_date, Date.to_date("2026-07-01"))
        self.assertEqual(person.care_birthday_date_id, birthday)

    def test_customers_are_found_and_sorted_by_their_next_date(self):
        early, late, none = (self.customer(name=name) for name in "abc")
        self.date("8/1", late, "founding")
        self.date("12/1", late, "founding")
        self.date("7/1", self.person(parent_id=early.id))
        mine = [("id", "in", (early | late | none).ids)]

        def found(*conditions, order="id"):
            return self.env["res.partner"].search([*mine, *conditions], order=order)

        self.assertEqual(found(order="care_next_date"), early | late | none)
        self.assertEqual(found(order="care_next_date desc"), late | early | none)
        self.assertEqual(found(("care_next_date", "<=", "2026-07-15")), early)
        self.assertEqual(found(("care_next_date", ">", "2026-07-15")), late)
        self.assertEqual(found(("care_next_date", "=", "2026-08-01")), late)
        self.assertEqual(found(("care_next_date", "=", False)), none)
        self.assertEqual(found(("care_next_date", "!=", False)), early | late)
