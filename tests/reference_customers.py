"""Purchases and opportunities in which every rule of classification has its case."""

from datetime import date
from random import Random

from .reference_cases import month_days

STEADY = month_days(2025, 15, 20)[6:18]
# how much each month, and what came back; three bring the same
STEADY_AMOUNTS = ((900, 0), (400, 0), (400, 0), (400, 350), (30, 0), (30, 90), (5, 0))
ONE_BY_ONE = (
    # once, of one size or of none
    [("2025-08-01", 4800)],
    [("2025-09-01", 360)],
    [("2026-01-31", 360)],
    [("2026-02-28", 0)],
    [("2025-07-01", 0), ("2025-12-31", 0)],
    # what came back is all, or more
    [("2025-10-01", 75), ("2025-11-01", -75)],
    [("2025-10-02", 75), ("2026-06-30", -75.01)],
    # on the edges of the window, and of a known history
    [("2025-06-30", 100), ("2025-12-31", 130)],
    [("2025-06-30", 100), ("2025-12-31", 129.99)],
    [("2025-07-01", 100), ("2026-06-30", 130)],
    [("2026-03-30", 50), ("2026-05-02", 50)],
    [("2026-03-31", 50), ("2026-05-02", 50)],
    [("2026-05-31", 100), ("2026-06-30", 300)],
    [("2026-06-01", 2500)],
    # away for long
    [("2024-08-01", 700), ("2025-06-29", 700)],
    [("2024-07-15", 60), ("2024-12-15", 60), ("2025-06-15", 60)],
)
PROSPECTS = ((1000, 60), (500, 50), (500, 49.9), (499.99, 50), (0, 0))


def purchases(customers):
    """(customer, day, amount) of 40 customers or more."""
    found, rest = [], list(customers)
    for amount, refund in STEADY_AMOUNTS:
        customer = rest.pop()
        found += [(customer, day, amount) for day in STEADY]
        found += [(customer, date(2026, 6, 20), -refund)] if refund else []
    for documents in ONE_BY_ONE:
        customer = rest.pop()
        found += [(customer, date.fromisoformat(day), n) for day, n in documents]
    return found + list(_random_purchases(rest))


def _random_purchases(customers):
    """Of few amounts, so that many are equal."""
    random, first = Random(2), date(2024, 7, 1).toordinal()
    for customer in customers:
        for number in range(random.randint(1, 7)):
            day = date.fromordinal(first + random.randint(0, 729))
            sign = -1 if number and random.random() < 0.2 else 1
            yield customer, day, sign * random.choice((0.1, 20, 20, 55.55, 240))
