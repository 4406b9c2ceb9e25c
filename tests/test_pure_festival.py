from datetime import date, timedelta

from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools import festival, lunar
from odoo.addons.crm_customer_care.tools.festival import LAST, Festival, FestivalError
from odoo.addons.crm_customer_care.tools.occurrence import Rules

CENTURIES = date(1901, 3, 1), date(2099, 12, 31)
MAY_DAY = Festival("fixed", 5, 1)
EVE = Festival("lunar", 12, 30)
EID = "Eid al-Fitr; Eid al-Fitr Holiday"


class FestivalCase(BaseCase):
    def days(self, rule, start=2026, stop=None):
        """Days of a festival in some years."""
        years = date(start, 1, 1), date(stop or start, 12, 31)
        return [str(day) for day, _key in festival.occurrences(rule, *years)]

    def keys(self, rule, start=2026, stop=None):
        years = date(start, 1, 1), date(stop or start, 12, 31)
        return [key for _day, key in festival.occurrences(rule, *years)]


class TestFestival(FestivalCase):
    def test_festivals_of_2026_to_2028_fall_on_known_days(self):
        for rule, *days in (
            (Festival("lunar", 1, 1), "2026-02-17", "2027-02-06", "2028-01-26"),
            (Festival("lunar", 5, 5), "2026-06-19", "2027-06-09"),
            (Festival("lunar", 8, 15), "2026-09-25", "2027-09-15"),
            (Festival("lunar", 9, 9), "2026-10-18"),
            (Festival("lunar", 1, 15), "2026-03-03"),
            (Festival("solar_term", term="qingming"), "2026-04-05"),
            (Festival("solar_term", term="dongzhi"), "2026-12-22"),
            (MAY_DAY, "2026-05-01", "2027-05-01"),
            (Festival("weekday", 5, weekday=7, week=2), "2026-05-10", "2027-05-09"),
            (Festival("weekday", 11, weekday=4, week=4), "2026-11-26", "2027-11-25"),
        ):
            with self.subTest(rule):
                self.assertEqual(self.days(rule, 2026, 2025 + len(days)), days)

    def test_the_eve_is_the_last_day_of_a_lunar_year_of_29_or_30_days(self):
        lengths = [lunar.month_days(year, 12) for year in (2025, 2029)]
        self.assertEqual(lengths, [29, 30])
        self.assertEqual(self.days(EVE, 2026), ["2026-02-16"])
        self.assertEqual(self.days(EVE, 2030), ["2030-02-02"])
        found = festival.occurrences(EVE, *CENTURIES)
        new_year = Festival("lunar", 1, 1)
        following = festival.occurrences(new_year, *CENTURIES)
        self.assertEqual(
            [day + timedelta(days=1) for day, _key in found],
            [day for day, _key in following],
        )
        self.assertEqual(len(found), 198)

    def test_the_key_of_the_eve_is_the_lunar_year_that_ends(self):
        self.assertEqual(self.keys(EVE), ["2025"])
        self.assertEqual(self.keys(Festival("lunar", 1, 1)), ["2026"])

    def test_a_lunar_day_may_miss_a_year_and_come_twice_in_the_next(self):
        rule = Festival("lunar", 11, 13)
        self.assertEqual(self.days(rule, 2025), [])
        self.assertEqual(self.days(rule, 2026), ["2026-01-01", "2026-12-21"])
        self.assertEqual(self.keys(rule, 2026), ["2025", "2026"])

    def test_each_lunar_year_has_each_festival_once(self):
        for month, day in ((1, 1), (1, 15), (6, 30), (11, 13), (12, 30)):
            found = festival.occurrences(Festival("lunar", month, day), *CENTURIES)
            keys = [int(key) for _day, key in found]
            self.assertEqual(keys, list(range(keys[0], keys[0] + len(keys))))

    def test_a_leap_month_is_celebrated_where_there_is_one(self):
        regular, leap = Festival("lunar", 6, 3), Festival("lunar", 6, 3, leap=True)
        self.assertEqual(self.days(regular, 2025), ["2025-06-27"])
        self.assertEqual(self.days(leap, 2025, 2026), ["2025-07-27", "2026-07-16"])

    def test_solar_terms_are_those_of_another_library(self):
        from borax.calendars.lunardate import TermUtils

        for code, name in (("qingming", "清明"), ("dongzhi", "冬至")):
            rule = Festival("solar_term", term=code)
            for day, key in festival.occurrences(rule, *CENTURIES):
                self.assertEqual(TermUtils.day_start_from_term(int(key), name), day)

    def test_codes_of_solar_terms_stand_for_those_of_the_calendar(self):
        self.assertEqual(len(set(festival.TERMS)), len(lunar.TERMS))
        for code, name in (("xiaohan", "小寒"), ("xiazhi", "夏至"), ("daxue", "大雪")):
            self.assertEqual(
                lunar.TERMS.index(name), festival.TERMS.index(code), (code, name)
            )

    def test_29_february_follows_the_rule_of_leap_days(self):
        rule = Festival("fixed", 2, 29)
        years = date(2027, 1, 1), date(2028, 12, 31)
        found = festival.occurrences(rule, *years, Rules("mar1"))
        self.assertEqual([str(day) for day, _ in found], ["2027-03-01", "2028-02-29"])
        self.assertEqual(self.days(rule, 2027, 2028), ["2027-02-28", "2028-02-29"])

    def test_a_fifth_weekday_is_no_last_one(self):
        fifth = Festival("weekday", 5, weekday=7, week=5)
        last = Festival("weekday", 5, weekday=7, week=LAST)
        self.assertEqual(self.days(fifth, 2026, 2027), ["2026-05-31", "2027-05-30"])
        self.assertEqual(self.days(fifth, 2028), [])
        self.assertEqual(self.days(last, 2028), ["2028-05-28"])
        december = Festival("weekday", 12, weekday=4, week=LAST)
        self.assertEqual(self.days(december), ["2026-12-31"])

    def test_only_days_from_the_first_to_the_last_are_found(self):
        day = date(2026, 5, 1)
        self.assertEqual(festival.occurrences(MAY_DAY, day, day), [(day, "2026")])
        april, next_april = date(2026, 4, 1), date(2027, 4, 30)
        for start, stop in ((day, april), (date(2026, 5, 2), next_april)):
            self.assertEqual(festival.occurrences(MAY_DAY, start, stop), [])

    def test_lunar_years_out_of_range_are_an_error(self):
        for rule in (EVE, Festival("solar_term", term="qingming")):
            with self.subTest(rule), self.assertRaises(lunar.LunarError):
                self.days(rule, 2100, 2101)
        self.assertEqual(self.days(MAY_DAY, 2150), ["2150-05-01"])

    def test_rules_that_make_no_sense_are_refused(self):
        for code, rule in (
            ("kind", Festival("birthday")),
            ("month", Festival("fixed", 13, 1)),
            ("short_month", Festival("fixed", 2, 30)),
            ("lunar_day", Festival("lunar", 1, 31)),
            ("leap_never", Festival("lunar", 1, 1, leap=True)),
            ("term", Festival("solar_term", term="spring")),
            ("month", Festival("weekday", 0, weekday=1, week=1)),
            ("weekday", Festival("weekday", 5, weekday=8, week=1)),
            ("week", Festival("weekday", 5, weekday=1, week=6)),
            ("holiday", Festival("public_holiday", holiday=" ; ", country="CN")),
            ("country", Festival("public_holiday", holiday="Eid", country="XX")),
        ):
            with self.subTest(rule), self.assertRaises(FestivalError) as caught:
                rule.check()
            self.assertEqual(caught.exception.code, code)
        self.assertEqual(EVE.check(), EVE)


class TestPublicHoliday(FestivalCase):
    @staticmethod
    def holiday(name, country):
        return Festival("public_holiday", holiday=name, country=country)

    def test_a_run_of_days_is_celebrated_on_its_first_one(self):
        rule = self.holiday("Chinese New Year (Spring Festival)", "CN")
        self.assertEqual(self.days(rule), ["2026-02-17"])
        self.assertEqual(self.keys(rule), ["2026-02-17"])
        rule = self.holiday("National Day", "CN")
        self.assertEqual(self.days(rule), ["2026-10-01"])

    def test_eid_falls_twice_in_2033(self):
        for country in ("TR", "AE"):
            rule = self.holiday(EID, country)
            self.assertEqual(self.days(rule, 2033), ["2033-01-02", "2033-12-23"])
            self.assertEqual(self.keys(rule, 2033), ["2033-01-02", "2033-12-23"])

    def test_a_run_that_began_last_year_is_not_begun_again(self):
        # from 31 December 2006 to 3 January 2007
        rule = self.holiday("Eid al-Adha", "TR")
        self.assertEqual(self.days(rule, 2006), ["2006-01-10", "2006-12-31"])
        self.assertEqual(self.days(rule, 2007), ["2007-12-20"])

    def test_days_that_make_up_for_others_are_none(self):
        # each of these falls on a weekend
        rule = self.holiday("Independence Day", "US")
        self.assertEqual(self.days(rule, 2026, 2027), ["2026-07-04", "2027-07-04"])
        rule = self.holiday("Tomb-Sweeping Day", "CN")
        self.assertEqual(self.days(rule), ["2026-04-05"])
        names = festival.holiday_names(["CN", "US", "GB", "JP", "HU", "TH"], 2026)
        for word in ("observed", "substitut", "Day off", "Bridge"):
            self.assertFalse([name for name in names if word in name])

    def test_names_are_found_whatever_their_case(self):
        self.assertEqual(self.days(self.holiday("christmas day", "DE")), ["2026-12-25"])
        self.assertEqual(self.days(self.holiday("Christmas", "DE")), [])

    def test_a_day_with_two_names_has_both(self):
        # in 2033 the Double Ninth falls on National Day
        for name in ("Double Ninth Festival", "National Day"):
            rule = self.holiday(name, "HK")
            self.assertEqual(self.days(rule, 2033), ["2033-10-01"])

    def test_names_of_many_countries_begin_with_the_most_common_ones(self):
        names = festival.holiday_names(sorted(festival.known_countries()), 2026)
        self.assertEqual(names[:2], ["New Year's Day", "Christmas Day"])
        self.assertIn("Eid al-Fitr", names)

    def test_countries_without_holidays_have_no_days(self):
        self.assertEqual(self.days(self.holiday("Christmas Day", "")), [])
        self.assertEqual(self.days(self.holiday("Christmas Day", "XX")), [])
