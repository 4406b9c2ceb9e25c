from datetime import date

from freezegun import freeze_time
from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .greeting_common import YEAR, GreetingCommon

SHIPPED_2026 = {
    "new_year": "2026-01-01",
    "spring_festival_eve": "2026-02-16",
    "spring_festival": "2026-02-17",
    "lantern_festival": "2026-03-03",
    "womens_day": "2026-03-08",
    "qingming": "2026-04-05",
    "labour_day": "2026-05-01",
    "mothers_day": "2026-05-10",
    "dragon_boat": "2026-06-19",
    "fathers_day": "2026-06-21",
    "teachers_day": "2026-09-10",
    "mid_autumn": "2026-09-25",
    "national_day_china": "2026-10-01",
    "double_ninth": "2026-10-18",
    "thanksgiving": "2026-11-26",
    "winter_solstice": "2026-12-22",
    "christmas": "2026-12-25",
}


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestOccasion(GreetingCommon):
    def shipped(self):
        occasions = self.env["care.occasion"].with_context(active_test=False)
        return occasions.search([("code", "!=", False)])

    def holiday(self, country=None, name="Eid al-Fitr", **vals):
        country = country and self.env.ref(f"base.{country}").id
        return self.occasion(
            kind="public_holiday", holiday_name=name, country_id=country, **vals
        )

    def test_shipped_festivals_fall_on_the_days_of_2026(self):
        for code, day in SHIPPED_2026.items():
            with self.subTest(code):
                found = self.occasion(code)._get_occurrences(*YEAR)
                self.assertEqual([str(found_day) for found_day, _key in found], [day])

    def test_shipped_occasions_wait_to_be_chosen_and_have_their_texts(self):
        shipped = self.shipped()
        self.assertEqual(len(shipped), 26)
        chosen = shipped.filtered("active")
        self.assertFalse(chosen.filtered(lambda occasion: not occasion.rule_count))
        self.assertTrue(all(shipped.mapped("mail_template_id.body_html")))
        self.assertTrue(all(shipped.mapped("sms_template_id.body")))
        festivals = shipped.filtered("is_festival")
        self.assertEqual(set(festivals.mapped("personal_rank")), {100})
        ranks = (shipped - festivals).mapped("personal_rank")
        self.assertEqual(ranks, sorted(set(ranks)))
        self.assertLess(max(ranks), 100)

    def test_days_of_persons_are_no_festivals(self):
        self.assertEqual(self.occasion("birthday")._get_occurrences(*YEAR), [])

    def test_a_festival_that_makes_no_sense_is_refused_with_a_sentence(self):
        for sentence, vals in (
            ("no such day", {"month": 2, "day": 30}),
            ("no such day", {"kind": "lunar", "month": 13}),
            ("solar term", {"kind": "solar_term"}),
            ("weekday", {"kind": "weekday"}),
            ("which of these weekdays", {"kind": "weekday", "weekday": "1"}),
            ("by its name", {"kind": "public_holiday"}),
            ("kind of date", {"kind": "date_kind"}),
        ):
            with self.subTest(vals):
                self.assertRefuses(
                    ValidationError, sentence, lambda vals=vals: self.occasion(**vals)
                )

    def test_a_holiday_that_a_country_does_not_have_is_refused_with_its_names(self):
        self.assertRefuses(
            ValidationError,
            "Choose one of: .*Independence Day",
            lambda: self.holiday("us", "Eid"),
        )
        nowhere = self.env["res.country"].create({"name": "Nowhere", "code": "ZZ"})
        occasion = self.holiday("us", "Christmas Day")
        self.assertRefuses(
            ValidationError,
            "Nowhere are not known",
            occasion.write,
            {"country_id": nowhere.id},
        )

    def test_a_holiday_without_country_is_that_of_each_country(self):
        eid = self.holiday()
        year = date(2033, 1, 1), date(2033, 12, 31)
        turkey, china = self.env.ref("base.tr"), self.env.ref("base.cn")
        found = [str(day) for day, _key in eid._get_occurrences(*year, turkey)]
        self.assertEqual(found, ["2033-01-02", "2033-12-23"])
        self.assertEqual(eid._get_occurrences(*year, china), [])
        self.assertEqual(eid._get_occurrences(*year), [])

    def test_a_holiday_of_a_country_is_the_same_for_all(self):
        found = self.holiday("tr")._get_occurrences(
            date(2033, 1, 1), date(2033, 12, 31), self.env.ref("base.us")
        )
        self.assertEqual([key for _day, key in found], ["2033-01-02", "2033-12-23"])

    def test_years_beyond_the_lunar_calendar_are_refused_with_a_sentence(self):
        with self.assertRaisesRegex(ValidationError, "from 1901 to 2099"):
            self.occasion("mid_autumn")._get_occurrences(
                date(2100, 1, 1), date(2101, 1, 1)
            )

    def test_29_february_follows_the_policy(self):
        occasion = self.occasion(month=2, day=29)
        year = date(2027, 1, 1), date(2027, 12, 31)
        self.assertEqual(occasion._get_occurrences(*year)[0][0], date(2027, 2, 28))
        self.policy.leap_day_rule = "mar1"
        self.assertEqual(occasion._get_occurrences(*year)[0][0], date(2027, 3, 1))

    def test_the_form_tells_the_next_days_while_one_types(self):
        form = Form(self.env["care.occasion"])
        form.name = "Eve"
        form.kind = "lunar"
        form.month = 12
        self.assertFalse(form.next_days)
        form.day = 30
        self.assertEqual(form.next_days, "02/05/2027, 01/25/2028, 02/12/2029")
        self.assertEqual(form.save().rule_text, "Lunar 12/30")

    def test_rules_are_told_in_words(self):
        for code, text in (
            ("mothers_day", "Second Sunday of May"),
            ("qingming", "Qingming"),
            ("christmas", "12/25"),
            ("wedding", "Wedding"),
            ("relation_birthday", "Spouse, Child, Sibling, Relative"),
            ("birthday", False),
        ):
            self.assertEqual(self.occasion(code).rule_text, text)

    def test_names_of_holidays_are_those_of_the_country(self):
        names = self.env["care.occasion"].get_holiday_names(self.env.ref("base.cn").id)
        self.assertIn("Mid-Autumn Festival", names)
        self.assertNotIn("Christmas Day", names)
        self.assertIn("Christmas Day", self.env["care.occasion"].get_holiday_names())

    def test_a_country_that_is_none_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "are no records"):
            self.env["care.occasion"].get_holiday_names([[1]])

    def test_salespeople_and_auditors_read_managers_choose(self):
        occasion = self.occasion("christmas")
        for role in ("user", "auditor"):
            own = occasion.with_user(self.user(role))
            self.assertEqual(own.name, "Christmas")
            with self.subTest(role), self.assertRaises(AccessError):
                own.active = True
        with self.assertRaises(AccessError):
            occasion.with_user(self.user("employee")).read(["name"])
        occasion.with_user(self.user("manager")).active = True
        self.assertTrue(occasion.active)

    def test_an_occasion_with_rules_opens_them_and_stays(self):
        occasion = self.occasion()
        rule = self.rule(occasion, active=False)
        self.assertEqual(occasion.rule_count, 1)
        action = occasion.action_open_rules()
        rules = self.env["care.greeting.rule"].with_context(**action["context"])
        self.assertEqual(rules.search(action["domain"]), rule)
        with mute_logger("odoo.sql_db"):
            self.assertRefuses(
                ForeignKeyViolation, "care_greeting_rule", occasion.unlink
            )
