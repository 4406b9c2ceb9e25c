from collections import defaultdict
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .analyses_common import TODAY
from .reference import classify

YEAR = relativedelta(years=1)
DAY = timedelta(days=1)
# the month ends of the demo story
ENDS = [date(2025, 7, 31) + relativedelta(months=n, day=31) for n in range(12)]


class MovesRecount:
    """Who stays, who leaves and who comes back in the demo story, counted again from
    the days of its orders and deals: tests of a class that has `bought` of them."""

    def days(self):
        """{customer: the days that it bought on, in order}"""
        found = defaultdict(set)
        for customer, day, amount in self.bought:
            if amount >= 0:
                found[customer].add(day)
        return {customer: sorted(days) for customer, days in found.items()}

    def spent(self, customer, start, stop):
        """What a customer bought from one day to another."""
        return sum(
            float(amount)
            for key, day, amount in self.bought
            if key == customer and start <= day <= stop
        )

    def test_who_bought_again_is_told_by_the_days_of_purchases(self):
        months, expected = self.policy.retention_horizon_months, {}
        for customer, days in self.days().items():
            for end in ENDS:
                until = end + relativedelta(months=months, day=31)
                if days[0] <= end and until <= ENDS[-1]:
                    again = any(end < day <= until for day in days)
                    expected[customer, end] = (days[0], 100 * again)
        found = {
            (row.partner_id.id, row.date): (row.cohort, row.retained)
            for row in self.rows("retention")
        }
        self.assertEqual(found, expected)
        self.assertEqual({rate for _first, rate in expected.values()}, {0, 100})

    def test_curves_are_told_by_the_days_of_purchases(self):
        expected = {}
        for customer, days in self.days().items():
            first = days[0].replace(day=1)
            first -= relativedelta(months=(first.month - 1) % 3)
            for number in range(13):
                start = first + relativedelta(months=3 * number)
                stop = start + relativedelta(months=3)
                if stop <= TODAY + DAY:
                    count = sum(start <= day < stop for day in days)
                    rate = 100 * bool(count)
                    expected[customer, number] = [first, start, rate, count]
        rows = self.env["care.retention.curve"].search([])
        found = {
            (row.partner_id.id, row.quarters): [
                row[name] for name in ("cohort", "date", "active_rate", "purchase_days")
            ]
            for row in rows
        }
        self.assertEqual(found, expected)
        self.assertGreater(len({number for _customer, number in expected}), 4)

    def test_the_funnel_is_told_by_purchases_and_losses(self):
        expected = [*self.won(), *self.marked(), *self.found()]
        rows = self.rows("funnel")
        found = [
            (row.partner_id.id, row.move, row.way, row.date, round(row.revenue, 2))
            for row in rows
        ]
        self.assertEqual(sorted(found), sorted(expected))
        self.assertEqual({row[1] for row in found}, {"won", "lost", "returned"})
        self.assertEqual({row[2] for row in found}, {False, "marked", "rules"})
        for row in rows:
            sign = -1 if row.move == "lost" else 1
            self.assertEqual(
                (row.net, row.net_revenue), (sign, sign * row.revenue), row
            )

    def after(self, customer, day):
        """Revenue of the year that begins on a day."""
        return round(self.spent(customer, day, day + YEAR - DAY), 2)

    def won(self):
        for customer, days in self.days().items():
            yield customer, "won", False, days[0], self.after(customer, days[0])

    def losses(self):
        return self.sql(
            """SELECT partner_id, date, returned_date FROM care_loss
                WHERE company_id = %(company)s AND state <> 'undone'"""
        )

    def marked(self):
        """Lost and returned as people said; what was lost is the contribution as of the
        month end after the last purchase."""
        for customer, lost, returned in self.losses():
            last = [day for day in self.days()[customer] if day <= lost][-1]
            end = last + relativedelta(day=31)
            revenue = round(self.spent(customer, end - YEAR + DAY, end), 2)
            yield customer, "lost", "marked", lost, revenue
            if returned:
                revenue = self.after(customer, returned)
                yield customer, "returned", "marked", returned, revenue

    def found(self):
        """Lost and returned as the rules said, month end after month end."""
        marked = {customer for customer, *_days in self.losses()}
        before = {}
        for end in [*ENDS, TODAY]:
            for customer, result in classify(self.bought, end).items():
                was, last = before.get(customer), result.last_purchase_date
                before[customer] = result.segment
                if not was or customer in marked:
                    continue
                if was != "lost" == result.segment:
                    revenue = round(self.spent(customer, last - YEAR + DAY, last), 2)
                    yield customer, "lost", "rules", end, revenue
                elif was == "lost" != result.segment:
                    yield (
                        customer,
                        "returned",
                        "rules",
                        last,
                        self.after(customer, last),
                    )
