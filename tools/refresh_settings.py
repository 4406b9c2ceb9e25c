"""What one refresh of one company needs to know: plain values, no records."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class RefreshSettings:
    """Policy values of one company as of one day. Percents are 0–100."""

    company_id: int
    as_of: date
    unit: float  # smallest units of the company currency in one, e.g. 100
    window_months: int
    measure: str
    tier_method: str
    tier_ids: tuple  # best first
    tier_names: tuple
    tier_cuts: tuple
    key_tier_ids: tuple
    demotion_runs: int
    hysteresis: float
    protect_days: int
    weights: tuple  # quarters, months, orders
    min_history_months: int
    contribution_cut_method: str
    contribution_cut: float
    stability_cut_method: str
    stability_cut: float
    expected_cut_method: str
    expected_cut: float
    intention_cut: float
    lost_days: int
    lost_intervals: float
    dormant_days: int
    potential_trend: float
    counts_bits: bool = True  # whether the database has bit_count(): from version 14
    monthly: bool = False  # whether this run counts as the one of its month end

    @property
    def contribution_unit(self):
        """Smallest units of the contribution in one: products are counted whole."""
        return 1.0 if self.measure == "products" else self.unit

    @cached_property
    def window_start(self):
        """Last day before the window."""
        return self.as_of - relativedelta(months=self.window_months)

    @cached_property
    def previous_start(self):
        """Last day before the window before."""
        return self.as_of - relativedelta(months=2 * self.window_months)

    @cached_property
    def unrated_after(self):
        """Customers whose first purchase is later than this day are unrated."""
        return self.as_of - relativedelta(months=self.min_history_months)

    @cached_property
    def month_starts(self):
        """First days of the buckets, oldest first, and the day after the last one."""
        end = last_month_end(self.as_of) + timedelta(days=1)
        count = self.window_months
        return [end - relativedelta(months=back) for back in range(count, -1, -1)]

    @cached_property
    def bounds(self):
        """First days of the windows and buckets and the day after them, in order."""
        day = timedelta(days=1)
        starts = {self.previous_start + day, self.window_start + day}
        return sorted(starts.union(self.month_starts))


def is_month_end(day):
    """Whether `day` is the last of its month.

    >>> is_month_end(date(2024, 2, 28)), is_month_end(date(2024, 2, 29))
    (False, True)
    """
    return day.day == monthrange(day.year, day.month)[1]


def last_month_end(day):
    """The last month end on or before `day`.

    >>> last_month_end(date(2026, 6, 29)), last_month_end(date(2026, 6, 30))
    (datetime.date(2026, 5, 31), datetime.date(2026, 6, 30))
    """
    return day if is_month_end(day) else day.replace(day=1) - timedelta(days=1)


def month_ends(after, until):
    """Month ends later than `after`, up to and with `until`, oldest first.

    >>> month_ends(date(2026, 1, 31), date(2026, 3, 31))
    [datetime.date(2026, 2, 28), datetime.date(2026, 3, 31)]
    """
    ends = []
    end = last_month_end(until)
    while end > after:
        ends.append(end)
        end = last_month_end(end - timedelta(days=1))
    return ends[::-1]
