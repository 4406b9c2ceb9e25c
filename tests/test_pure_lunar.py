from datetime import date, timedelta

from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools import lunar

YEARS = range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1)
# new moons within a minute of midnight: the two libraries put them on either side
MIDNIGHT_MONTHS = {(2089, 8, False), (2097, 7, False)}
MIDNIGHT_TERMS = {
    (1912, "小雪"),
    (1913, "秋分"),
    (1917, "大雪"),
    (1927, "白露"),
    (1928, "夏至"),
    (1979, "大寒"),
}


class TestAgainstAnotherLibrary(BaseCase):
    def test_every_month_begins_on_the_same_day(self):
        from borax.calendars.lunardate import LCalendars, LunarDate

        others, ours = {}, {}
        for year in YEARS:
            for month, _days, leap in LCalendars.iter_year_month(year):
                key = (year, month, bool(leap))
                others[key] = LunarDate(year, month, 1, leap).to_solar_date()
                ours[key] = lunar.to_gregorian(year, month, 1, bool(leap))
        self.assertEqual(len(ours), 12 * 199 + 73)
        differing = {key for key in ours if ours[key] != others[key]}
        self.assertEqual(differing, MIDNIGHT_MONTHS)
        for key in differing:
            self.assertEqual(others[key] - ours[key], timedelta(days=1))

    def test_every_year_has_the_same_leap_month(self):
        from borax.calendars.lunardate import LCalendars

        for year in YEARS:
            self.assertEqual(lunar.leap_month(year), LCalendars.leap_month(year))

    def test_every_day_has_the_same_lunar_date(self):
        from borax.calendars.lunardate import LunarDate

        differing = set()
        for days in range((date(2100, 2, 9) - date(1901, 2, 19)).days):
            day = date(1901, 2, 19) + timedelta(days=days)
            other = LunarDate.from_solar(day)
            other = (other.year, other.month, other.day, bool(other.leap))
            if lunar.from_gregorian(day) != other:
                differing.add(day)
        # the months on whose borders they differ
        self.assertEqual(
            {(day.year, day.month) for day in differing},
            {(2089, 9), (2089, 10), (2097, 8), (2097, 9)},
        )

    def test_every_solar_term_falls_on_the_same_day(self):
        from borax.calendars.lunardate import TermUtils

        differing = {
            (year, term)
            for year in YEARS
            for term in lunar.TERMS
            if lunar.solar_term(year, term) != TermUtils.day_start_from_term(year, term)
        }
        self.assertEqual(differing, MIDNIGHT_TERMS)


class TestLunar(BaseCase):
    def assertRefuses(self, code, function, *args):
        with self.assertRaises(lunar.LunarError) as caught:
            function(*args)
        self.assertEqual(caught.exception.code, code)
        self.assertIsInstance(caught.exception, ValueError)

    def test_every_day_there_and_back_is_the_same(self):
        day, end = date(1901, 2, 19), date(2100, 2, 8)
        while day <= end:
            year, month, number, leap = lunar.from_gregorian(day)
            self.assertEqual(lunar.to_gregorian(year, month, number, leap), day)
            day += timedelta(days=1)

    def test_leap_months_are_known(self):
        facts = {2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6}
        found = {year: lunar.leap_month(year) for year in range(2024, 2037)}
        self.assertEqual({year: leap for year, leap in found.items() if leap}, facts)

    def test_festivals_fall_on_known_days(self):
        for month, day, *days in (
            (1, 1, date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26)),
            (5, 5, date(2026, 6, 19), date(2027, 6, 9)),
            (8, 15, date(2026, 9, 25), date(2027, 9, 15)),
            (9, 9, date(2026, 10, 18)),
            (1, 15, date(2026, 3, 3)),
        ):
            found = [lunar.to_gregorian(day_.year, month, day) for day_ in days]
            self.assertEqual(found, days)

    def test_solar_terms_fall_on_known_days(self):
        self.assertEqual(lunar.solar_term(2026, "清明"), date(2026, 4, 5))
        self.assertEqual(lunar.solar_term(2026, "冬至"), date(2026, 12, 22))
        self.assertEqual(lunar.solar_term(2026, 0), date(2026, 1, 5))

    def test_a_year_ends_on_the_eve_of_the_next(self):
        for year in YEARS[:-1]:
            eve = lunar.to_gregorian(year + 1, 1, 1) - timedelta(days=1)
            self.assertEqual(lunar.year_end(year), eve)

    def test_what_is_no_lunar_date_is_refused(self):
        self.assertRefuses("month", lunar.to_gregorian, 2026, 13, 1)
        self.assertRefuses("month", lunar.month_days, 2026, 0)
        self.assertRefuses("leap", lunar.to_gregorian, 2026, 6, 3, True)
        self.assertRefuses("day", lunar.to_gregorian, 2025, 6, 30, True)
        self.assertRefuses("day", lunar.to_gregorian, 2025, 6, 0)

    def test_years_out_of_range_are_refused(self):
        for year in (1900, 2100):
            self.assertRefuses("range", lunar.leap_month, year)
            self.assertRefuses("range", lunar.to_gregorian, year, 1, 1)
            self.assertRefuses("range", lunar.solar_term, year, "清明")
        for day in (date(1901, 2, 18), date(2100, 2, 9), date(1850, 1, 1)):
            self.assertRefuses("range", lunar.from_gregorian, day)
