"""Customers to whom the reference classification is applied."""

from calendar import monthrange
from datetime import date

from .reference import Rules, classify

AS_OF = date(2026, 6, 30)


def one(*orders, as_of=AS_OF, rules=None, opportunities=()):
    """The Result of a customer who bought alone: (day, amount) …"""
    purchases = [(1, day, amount) for day, amount in orders]
    return classify(purchases, as_of, rules or Rules(), opportunities)[1]


def contributions(*amounts, rules=None):
    """The Results, in order, of customers who bought once for so much."""
    day = date(2026, 1, 15)
    purchases = [(n, day, amount) for n, amount in enumerate(amounts)]
    results = classify(purchases, AS_OF, rules or Rules())
    return [results[n] for n in range(len(amounts))]


def month_days(year, day, count):
    """That day, or the last, of so many months from January of the year on."""
    months = [(year + m // 12, m % 12 + 1) for m in range(count)]
    return [date(y, m, min(day, monthrange(y, m)[1])) for y, m in months]
