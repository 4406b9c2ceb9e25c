from freezegun import freeze_time

from odoo.tests import tagged

from .greeting_ledger_common import GreetingLedgerCommon
from .greeting_years import GreetingYears

YEARS, FRIENDS = 1, 8


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingYears(GreetingLedgerCommon):
    """Jobs of a year, of all occasions shipped, in the hours when anything happens."""

    def test_everybody_is_greeted_once_or_it_is_said_why_not(self):
        life = GreetingYears(self.env, YEARS, FRIENDS)
        life.befriend()
        self.assertEqual(life.make_rules(), 26)
        expected = life.expect()
        self.assertGreater(len(expected), 10 * FRIENDS * YEARS)
        for moment in life.moments(set(expected.values())):
            with freeze_time(moment):
                life.refresh_dates()
            self.greet(moment)
        self.assertEqual(life.find_faults(expected), {})
        self.assertGreater(
            len([row for row in life.get_rows() if row[2] == "sent"]), 8 * FRIENDS
        )
