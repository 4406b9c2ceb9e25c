from datetime import date, timedelta

from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools import lunar
from odoo.addons.crm_customer_care.tools.occurrence import (
    DateError,
    PartialDate,
    Rules,
    age,
    in_year,
    next_occurrence,
    single_occurrence,
)


def gregorian(month, day, year=0):
    return PartialDate("gregorian", month, day, year)


def lunar_date(month, day, year=0, leap=False):
    return PartialDate("lunar", month, day, year, leap)


class TestOccurrence(BaseCase):
    def days(self, partial, first, last, rules=None):
        """All occurrences from a day to another, found one after the other."""
        found, after = [], first
        while True:
            day, _key = next_occurrence(partial, after, rules or Rules())
            if day > last:
                return found
            found.append(day)
            after = day + timedelta(days=1)

    def test_today_counts(self):
        for partial in (gregorian(3, 8), lunar_date(1, 20)):
            today = date(2026, 3, 8)
            self.assertEqual(next_occurrence(partial, today), (today, 2026))

    def test_yesterday_comes_round_next_year(self):
        found = next_occurrence(gregorian(3, 8), date(2026, 3, 9))
        self.assertEqual(found, (date(2027, 3, 8), 2027))

    def test_a_leap_day_falls_on_28_february_in_common_years(self):
        born = gregorian(2, 29, 2024)
        days = self.days(born, date(2026, 1, 1), date(2028, 12, 31))
        expected = [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]
        self.assertEqual(days, expected)

    def test_a_leap_day_falls_on_1_march_if_the_policy_says_so(self):
        rules = Rules(leap_day="mar1")
        days = self.days(gregorian(2, 29), date(2027, 1, 1), date(2028, 12, 31), rules)
        self.assertEqual(days, [date(2027, 3, 1), date(2028, 2, 29)])

    def test_a_lunar_day_may_fall_never_or_twice_in_a_year(self):
        partial = lunar_date(11, 13)
        days = self.days(partial, date(2024, 12, 31), date(2026, 12, 31))
        self.assertEqual(days, [date(2026, 1, 1), date(2026, 12, 21)])
        keys = [next_occurrence(partial, day)[1] for day in days]
        self.assertEqual(keys, [2025, 2026])

    def test_the_last_day_of_a_long_month_is_the_last_of_a_short_one(self):
        for year in range(1901, 2100):
            eve = in_year(lunar_date(12, 30), year)
            self.assertEqual(eve, lunar.year_end(year))

    def test_a_leap_month_is_kept_in_years_that_have_it(self):
        born = lunar_date(6, 3, leap=True)
        days = self.days(born, date(2024, 1, 1), date(2026, 12, 31))
        regular = [lunar.to_gregorian(year, 6, 3) for year in (2024, 2026)]
        leap = lunar.to_gregorian(2025, 6, 3, leap=True)
        self.assertEqual(days, [regular[0], leap, regular[1]])

    def test_a_leap_month_is_the_regular_one_if_the_policy_says_so(self):
        rules = Rules(leap_month="regular")
        born = lunar_date(6, 3, leap=True)
        self.assertEqual(in_year(born, 2025, rules), lunar.to_gregorian(2025, 6, 3))

    def test_a_regular_month_never_falls_in_the_leap_month(self):
        born = lunar_date(6, 3)
        days = self.days(born, date(2025, 1, 1), date(2025, 12, 31))
        self.assertEqual(days, [lunar.to_gregorian(2025, 6, 3)])

    def test_the_last_day_of_a_leap_month_of_29_days_is_its_last(self):
        found = in_year(lunar_date(6, 30, leap=True), 2025)
        self.assertEqual(found, lunar.to_gregorian(2025, 6, 29, leap=True))

    def test_nothing_comes_round_before_it_was(self):
        wedding = gregorian(5, 20, 2027)
        found = next_occurrence(wedding, date(2026, 1, 1))
        self.assertEqual(found, (date(2027, 5, 20), 2027))

    def test_each_lunar_year_has_each_day_once(self):
        for partial in (lunar_date(1, 1), lunar_date(12, 30), lunar_date(4, 8)):
            days = self.days(partial, date(1901, 2, 19), date(2098, 12, 31))
            self.assertIn(len(days), (197, 198))
            self.assertEqual(
                len({lunar.from_gregorian(d).year for d in days}), len(days)
            )

    def test_lunar_days_out_of_range_are_refused(self):
        for after in (date(1901, 2, 18), date(2100, 2, 9), date(2100, 1, 1)):
            with self.assertRaises(lunar.LunarError):
                next_occurrence(lunar_date(8, 15), after)

    def test_what_happened_once_does_not_come_round(self):
        illness = gregorian(3, 8, 2026)
        found = single_occurrence(illness, date(2026, 3, 1))
        self.assertEqual(found, (date(2026, 3, 8), 2026))
        self.assertEqual(single_occurrence(illness, date(2026, 3, 9)), (None, 0))
        self.assertEqual(
            single_occurrence(gregorian(3, 8), date(2026, 1, 1)), (None, 0)
        )


class TestAge(BaseCase):
    def test_an_age_changes_on_the_birthday(self):
        born = gregorian(3, 8, 1985)
        self.assertEqual(age(born, date(2026, 3, 7)), 40)
        self.assertEqual(age(born, date(2026, 3, 8)), 41)

    def test_a_lunar_age_changes_on_the_lunar_birthday(self):
        born = lunar_date(11, 13, 1985)
        self.assertEqual(age(born, date(2025, 12, 31)), 39)
        self.assertEqual(age(born, date(2026, 1, 1)), 40)
        self.assertEqual(age(born, date(2026, 12, 21)), 41)

    def test_who_was_born_on_a_leap_day_is_older_on_the_day_of_the_policy(self):
        born = gregorian(2, 29, 2000)
        self.assertEqual(age(born, date(2027, 2, 28)), 27)
        self.assertEqual(age(born, date(2027, 2, 28), Rules(leap_day="mar1")), 26)

    def test_without_a_year_there_is_no_age(self):
        self.assertIsNone(age(gregorian(3, 8), date(2026, 3, 8)))
        self.assertIsNone(age(gregorian(3, 8, 2027), date(2026, 3, 8)))

    def test_a_newborn_is_nought(self):
        self.assertEqual(age(gregorian(3, 8, 2026), date(2026, 3, 8)), 0)


class TestCheck(BaseCase):
    def test_days_that_exist_pass(self):
        for partial in (
            gregorian(2, 29),
            gregorian(2, 29, 2024),
            gregorian(12, 31, 1669),
            lunar_date(12, 30),
            lunar_date(6, 30, leap=True),
            lunar_date(6, 3, 2025, leap=True),
        ):
            self.assertEqual(partial.check(), partial)

    def test_days_that_cannot_exist_are_refused(self):
        for code, partial in (
            ("calendar", PartialDate("julian", 1, 1)),
            ("month", gregorian(13, 1)),
            ("month", lunar_date(13, 1)),
            ("month", gregorian(0, 0)),
            ("day", gregorian(1, 32)),
            ("day", gregorian(1, 0)),
            ("short_month", gregorian(2, 30)),
            ("short_month", gregorian(4, 31)),
            ("leap_day", gregorian(2, 29, 2026)),
            ("year", gregorian(3, 8, 85)),
            ("year", gregorian(3, 8, -1)),
            ("leap_gregorian", PartialDate("gregorian", 3, 8, 0, True)),
            ("lunar_day", lunar_date(1, 31)),
            ("leap_never", lunar_date(12, 1, leap=True)),
            ("leap_month", lunar_date(6, 3, 2026, leap=True)),
            ("lunar_short_month", lunar_date(6, 30, 2025, leap=True)),
            ("lunar_year", lunar_date(8, 15, 1900)),
            ("lunar_year", lunar_date(8, 15, 2100)),
        ):
            with self.subTest(code, partial=partial), self.assertRaises(DateError) as e:
                partial.check()
            self.assertEqual(e.exception.code, code)
