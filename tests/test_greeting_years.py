import os
from datetime import date, datetime, time, timedelta
from random import Random

from freezegun import freeze_time

from odoo.tests import tagged

from .greeting_ledger_common import GreetingLedgerCommon

ZONES = (False, "Asia/Shanghai", "America/New_York", "Europe/Berlin")
HOURS = (1, 9, 14)
START = date(2026, 6, 16)
# more of both take minutes
YEARS = int(os.environ.get("CARE_GREETING_YEARS", "1"))
FRIENDS = int(os.environ.get("CARE_GREETING_FRIENDS", "8"))


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingYears(GreetingLedgerCommon):
    """Jobs of years, of all occasions shipped, in the hours when anything happens."""

    def befriend(self):
        random = Random(5)
        for number in range(FRIENDS):
            calendar = random.choice(("", "lunar "))
            self.friend(
                f"{calendar}{random.randint(1, 12)}/{random.randint(1, 28)}",
                email=f"friend{number}@example.com",
                care_tz=random.choice(ZONES),
                country_id=self.env.ref(f"base.{random.choice(('cn', 'us', 'de'))}").id,
            )

    def make_rules(self):
        occasions = self.env["care.occasion"].with_context(active_test=False)
        shipped = occasions.search([("code", "!=", False)])
        for occasion in shipped:
            self.mail_rule(occasion, recipient="persons")
        return shipped

    def expect(self, stop):
        """{(contact id, occasion id, key): day} of all that is to be greeted."""
        rules = self.env["care.greeting.rule"]._get_active_rules(self.company)
        return {
            (match.partner_id, rule.occasion_id.id, match.subject, match.key): match.day
            for rule in rules
            for match in rule._get_matches(START, stop)
        }

    def live_on(self, days, stop):
        """The jobs of days on which something falls, and of every tenth day."""
        day, dates = START, self.env["care.date"]
        while day <= stop:
            for hour in HOURS if day in days else HOURS[1:2] * (day.day % 10 == 1):
                moment = datetime.combine(day, time(hour, 30))
                with freeze_time(moment):
                    dates._refresh_next_dates(dates._get_over_condition())
                self.greet(moment)
            day += timedelta(days=1)

    def test_everybody_is_greeted_once_or_it_is_said_why_not(self):
        self.befriend()
        self.assertEqual(len(self.make_rules()), 26)
        stop = START.replace(year=START.year + YEARS) - timedelta(days=1)
        expected = self.expect(stop)
        self.assertGreater(len(expected), 10 * FRIENDS * YEARS)
        self.live_on(set(expected.values()), stop)
        found = {}
        for one in self.ledger().filtered(lambda row: row.occasion_date <= stop):
            key = (one.partner_id.id, one.occasion_id.id, one.subject, one.occasion_key)
            self.assertNotIn(key, found)
            found[key] = one.occasion_date
            done = one.state == "sent" or one.state == "suppressed" and one.reason
            self.assertTrue(done, f"{one.display_name} {one.occasion_date} {one.state}")
        self.assertEqual(found, expected)
        days = [
            (one.partner_id, one.occasion_date)
            for one in self.ledger().filtered(lambda row: row.state == "sent")
        ]
        self.assertEqual(len(days), len(set(days)), "two wishes on one day")
