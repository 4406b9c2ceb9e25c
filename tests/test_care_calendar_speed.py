import logging
from datetime import date, datetime, time, timedelta
from statistics import median
from time import perf_counter

from odoo.tests import HttpCase, tagged

from .care_common import TouchCommon

CUSTOMERS, TOUCHES, DAYS = 500, 20_000, 31
LETTERS = ("phone", "mail", "meeting", "visit")

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "-standard", "care_speed")
class TestContactCalendarSpeed(TouchCommon, HttpCase):
    """What `make bench` prints of the contact calendar: no part of the tests."""

    browser_size = "1400x900"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the last month of 31 days that is over
        cls.stop = date.today().replace(day=1) - timedelta(days=1)
        while cls.stop.day != DAYS:
            cls.stop = cls.stop.replace(day=1) - timedelta(days=1)
        cls.start = cls.stop.replace(day=1)
        cls.seller = cls.user("all_documents")
        cls.customers = cls.env["res.partner"].create(
            [
                {"name": f"Customer {n}", "is_company": True, "user_id": cls.seller.id}
                for n in range(CUSTOMERS)
            ]
        )
        for number, customer in enumerate(cls.customers):
            cls.deal(customer, amount=1000 + number)
        cls.refresh()
        cls.env["care.touch"]._log([cls.prepare(n) for n in range(TOUCHES)])
        cls.env.flush_all()

    @classmethod
    def prepare(cls, number):
        day = cls.start + timedelta(days=number * 7 // CUSTOMERS % DAYS)
        return {
            "source": f"speed:{number}",
            "partner_id": cls.customers[number % CUSTOMERS].id,
            "channel_id": cls.channel(LETTERS[number % 4 if number % 3 else 0]).id,
            "date": datetime.combine(day, time(8 + number % 9)),
            "summary": f"Talked about offer {number}",
            "note": "<p>Wants to see the new hall before the next order.</p>",
        }

    def measure_sheet(self, domain):
        """Seconds until the workbook is there, and until it is known to be known."""
        calendar = self.env["care.touch"]
        started = perf_counter()
        action = calendar.export_calendar(domain, str(self.start), str(self.stop))
        written = perf_counter()
        export = self.env["care.export"].browse(int(action["url"].split("/")[4]))
        file = export.with_context(bin_size=False).file
        wizard = self.env["care.import"].create({"file": file, "filename": "c.xlsx"})
        wizard.action_preview()
        self.assertEqual((wizard.unchanged_count, wizard.create_count), (CUSTOMERS, 0))
        times = (written - started, perf_counter() - written)
        _logger.info("care_speed sheet written %.1f 0", 1000 * times[0])
        _logger.info("care_speed sheet read %.1f 0", 1000 * times[1])

    def test_speed(self):
        calendar = self.env["care.touch"].with_user(self.seller)
        domain, seconds = [("care_profile_id", "!=", False)], []
        for _round in range(7):
            self.env.invalidate_all()
            started = perf_counter()
            page = calendar.get_calendar(
                domain, str(self.start), str(self.stop), CUSTOMERS
            )
            seconds.append(1000 * (perf_counter() - started))
        self.assertEqual((page["total"], len(page["rows"])), (CUSTOMERS, CUSTOMERS))
        self.assertEqual(sum(page["totals"].values()), TOUCHES)
        middle, most = median(seconds), max(seconds)
        _logger.info("care_speed server answer %.1f %.1f", middle, most)
        self.measure_sheet(domain)
        path, tour = "/odoo/contact-calendar", "care_contact_calendar_speed"
        self.start_tour(path, tour, login=self.seller.login, timeout=180)
