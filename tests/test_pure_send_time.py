from datetime import date, datetime

from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools.send_time import local_day, utc_moment


class TestSendTime(BaseCase):
    def at(self, day, hour, zone):
        return str(utc_moment(date.fromisoformat(day), hour, zone))

    def test_an_hour_is_that_of_the_zone(self):
        self.assertEqual(
            self.at("2026-02-17", 9.5, "Asia/Shanghai"), "2026-02-17 01:30:00"
        )
        self.assertEqual(
            self.at("2026-02-17", 9, "Pacific/Auckland"), "2026-02-16 20:00:00"
        )

    def test_the_clock_is_changed_in_two_zones(self):
        for day, zone, moment in (
            ("2026-03-28", "Europe/Berlin", "2026-03-28 08:00:00"),
            ("2026-03-29", "Europe/Berlin", "2026-03-29 07:00:00"),
            ("2026-10-25", "Europe/Berlin", "2026-10-25 08:00:00"),
            ("2026-03-07", "America/New_York", "2026-03-07 14:00:00"),
            ("2026-03-08", "America/New_York", "2026-03-08 13:00:00"),
            ("2026-11-01", "America/New_York", "2026-11-01 14:00:00"),
        ):
            with self.subTest((day, zone)):
                self.assertEqual(self.at(day, 9, zone), moment)

    def test_an_hour_that_is_left_out_is_the_one_after_it(self):
        moment = utc_moment(date(2026, 3, 29), 2.5, "Europe/Berlin")
        self.assertEqual(moment, datetime(2026, 3, 29, 1, 30))
        self.assertEqual(local_day(moment, "Europe/Berlin"), date(2026, 3, 29))

    def test_an_hour_that_comes_twice_is_the_first_one(self):
        self.assertEqual(
            self.at("2026-10-25", 2.5, "Europe/Berlin"), "2026-10-25 00:30:00"
        )

    def test_every_hour_lies_on_its_own_day(self):
        for zone in ("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"):
            for hour in range(24):
                for day in (date(2026, 3, 8), date(2026, 11, 1), date(2026, 7, 1)):
                    moment = utc_moment(day, hour, zone)
                    self.assertEqual(local_day(moment, zone), day)
