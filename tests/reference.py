"""The rules of classification a second time: plain Python, one customer after another.

Written from the rules alone, sharing no code with the refresh; whoever changes one of
the two hears of it. Sums and shares are exact fractions.
"""

import math
import statistics
from calendar import monthrange
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True)
class Rules:
    """A policy with its defaults."""

    window_months: int = 12
    # tiers, best first: name, cut (percent, or a floor in money), is it a key tier
    tier_method: str = "pareto"  # percentile, amount
    tiers: tuple = (
        ("Key", 80, True),
        ("Important", 95, False),
        ("General", 100, False),
    )
    demotion_runs: int = 2
    hysteresis: Fraction = Fraction(1, 10)
    protect_days: int = 90
    # quadrants
    weights: tuple = (0.5, 0.3, 0.2)  # quarters, months, orders
    min_history_months: int = 3
    contribution_method: str = "share"  # median, percentile, amount
    contribution_cut: float = 80
    stability_method: str = "value"  # median
    stability_cut: float = 0.5
    expected_method: str = "median"  # amount
    expected_cut: float = 0
    intention_cut: float = 50
    # segments
    lost_days: int = 365
    lost_interval_factor: float = 3
    dormant_days: int = 180
    potential_trend: Fraction = Fraction(3, 10)


@dataclass
class Result:
    """What the refresh should find for one customer; None where it has no say."""

    contribution: Fraction | None = None
    previous_contribution: Fraction | None = None
    trend: float | None = None
    order_count: int = 0
    average_order: float | None = None
    first_purchase_date: date | None = None
    last_purchase_date: date | None = None
    recency_days: int | None = None
    mean_interval_days: float | None = None
    percentile: int | None = None
    rank: int | None = None
    share: float | None = None
    cumulative_share: float | None = None
    stability: float | None = None
    tier: str | None = None
    quadrant: str = ""
    segment: str = ""
    expected_contribution: Fraction | None = None
    intention: float | None = None


def classify(purchases, as_of, rules=None, opportunities=()):
    """{customer: Result} of (customer, date, amount), refunds being negative, and of
    open opportunities (customer, expected revenue, probability)."""
    rules, documents = rules or Rules(), defaultdict(list)
    for customer, day, amount in purchases:
        if day <= as_of:
            documents[customer].append((day, money(amount)))
    customers = {
        customer: measure(rows, as_of, rules)
        for customer, rows in documents.items()
        if any(amount >= 0 for _day, amount in rows)
    }
    prospects = _add_opportunities(customers, opportunities)
    if customers:
        _place_customers(customers, _rank(customers), as_of, rules)
    _place_prospects(prospects, rules)
    for result in customers.values():
        result.segment = segment(result, rules)
    return customers | prospects


def money(amount):
    """The amount in whole cents, exact."""
    return Fraction(Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def months_before(day, months):
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(_month(day) - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(day):
    return day.year * 12 + day.month - 1


def measure(documents, as_of, rules):
    """The Result of one customer, as far as it depends on nobody else."""
    start = months_before(as_of, rules.window_months)
    earliest = months_before(as_of, 2 * rules.window_months)
    orders = [(day, amount) for day, amount in documents if amount >= 0]
    sizes = [amount for day, amount in orders if day > start]
    contribution = sum(amount for day, amount in documents if day > start)
    previous = sum(amount for day, amount in documents if earliest < day <= start)
    days = sorted(day for day, _amount in orders)
    recent = sorted({day for day in days if day > earliest})
    span = (recent[-1] - recent[0]).days if len(recent) > 2 else None
    return Result(
        contribution=contribution,
        previous_contribution=previous,
        trend=float(contribution / previous - 1) if previous > 0 else None,
        order_count=len(sizes),
        average_order=float(sum(sizes) / len(sizes)) if sizes else None,
        first_purchase_date=days[0],
        last_purchase_date=days[-1],
        recency_days=(as_of - days[-1]).days,
        mean_interval_days=span / (len(recent) - 1) if span else None,
        stability=stability(documents, days[0], as_of, rules),
    )


def stability(documents, first, as_of, rules):
    """How even quarters, months and orders are, over months that have ended."""
    window = rules.window_months
    newest = _month(as_of + timedelta(days=1)) - 1
    totals = Counter()
    for day, amount in documents:
        totals[_month(day)] += amount
    months = [totals[newest - back] for back in range(window)]
    quarters = [sum(months[i : i + 3]) for i in range(0, window, 3)]
    known = max(newest - _month(first) + 1, 0)
    orders = [a for d, a in documents if a >= 0 and 0 <= newest - _month(d) < window]
    parts = (
        evenness(quarters[: math.ceil(known / 3)]),
        evenness(months[:known]),
        evenness(orders) if len(orders) > 1 else 0.0,
    )
    weighted = sum(w * part for w, part in zip(rules.weights, parts, strict=True))
    return round(weighted / sum(rules.weights), 6)


def evenness(amounts):
    """1 / (1 + standard deviation / mean); 0 of nothing, and of nothing positive."""
    total = sum(amounts)
    if total <= 0:
        return 0.0
    # deviation / mean = sqrt(n * sum of squares - total²) / total: exact up to the root
    spread = len(amounts) * sum(amount * amount for amount in amounts) - total * total
    return 1 / (1 + math.sqrt(spread) / float(total))


# those with more: their share of everything positive, and of the number of customers
Place = namedtuple("Place", "share_before rank_before")


def _rank(customers):
    """Fills rank, percentile and shares; returns {customer: Place}."""
    total = sum(max(r.contribution, 0) for r in customers.values()) or Fraction(1)
    places, rank, running = {}, 0, 0
    order = sorted(customers, key=lambda c: (-customers[c].contribution, c))
    # pylint: disable-next=bad-builtin-groupby
    for contribution, ties in groupby(order, lambda c: customers[c].contribution):
        place = Place(running / total, Fraction(rank, len(customers)))
        gain = max(contribution, 0)
        for customer in ties:
            result = customers[customer]
            rank, running = rank + 1, running + gain
            result.rank = rank
            result.percentile = 100 - math.floor(100 * place.rank_before)
            result.share = float(gain / total)
            result.cumulative_share = float(running / total)
            places[customer] = place
    return places


def _place_customers(customers, places, as_of, rules):
    newest_rated = months_before(as_of, rules.min_history_months)
    middle = statistics.median(r.contribution for r in customers.values())
    rated = [r for r in customers.values() if r.first_purchase_date <= newest_rated]
    calm = rules.stability_cut
    if rated and rules.stability_method == "median":
        calm = statistics.median(r.stability for r in rated)
    for customer, result in customers.items():
        index = compute_tier(result.contribution, places[customer], rules)
        result.tier = rules.tiers[index][0]
        if result.first_purchase_date <= newest_rated:
            is_high = _contributes_much(result, places[customer], middle, rules)
            result.quadrant = quadrant("e", is_high, result.stability >= calm)


def compute_tier(contribution, place, rules):
    """Index of the tier by this day's numbers alone; 0 is the best."""
    for index, (_name, cut, _is_key) in enumerate(rules.tiers):
        fits = {
            "pareto": place.share_before * 100 < cut,
            "percentile": place.rank_before * 100 < cut,
            "amount": contribution >= money(cut),
        }
        if contribution > 0 and fits[rules.tier_method]:
            return index
    return len(rules.tiers) - 1


def _contributes_much(result, place, middle, rules):
    cut = rules.contribution_cut
    return (
        result.contribution > 0
        and {
            "share": place.share_before * 100 < cut,
            "median": result.contribution >= middle,
            "percentile": place.rank_before * 100 < cut,
            "amount": result.contribution >= money(cut),
        }[rules.contribution_method]
    )


def quadrant(letter, is_first_high, is_second_high):
    """1 both high, 2 the first only, 3 the second only, 4 neither."""
    return f"{letter}{4 - 2 * is_first_high - is_second_high}"


def _add_opportunities(customers, opportunities):
    """Sums up the open ones; returns {prospect: Result} of those without a purchase."""
    prospects = {}
    for customer, expected, probability in opportunities:
        result = customers.get(customer) or prospects.setdefault(customer, Result())
        known = result.expected_contribution or 0
        result.expected_contribution = known + money(expected)
        result.intention = max(result.intention or 0.0, probability)
    return prospects


def _place_prospects(prospects, rules):
    cut = money(rules.expected_cut)
    if prospects and rules.expected_method == "median":
        cut = statistics.median(r.expected_contribution for r in prospects.values())
    for result in prospects.values():
        is_keen = result.intention >= rules.intention_cut
        result.quadrant = quadrant("p", result.expected_contribution >= cut, is_keen)


def segment(result, rules):
    """The first segment that purchases and pipeline tell; a prospect has none."""
    habit = result.mean_interval_days or 0
    if result.recency_days >= max(rules.lost_days, rules.lost_interval_factor * habit):
        return "lost"
    if result.recency_days >= rules.dormant_days:
        return "dormant"
    if not result.quadrant:
        return "new"
    if any(name == result.tier and is_key for name, _cut, is_key in rules.tiers):
        return "key"
    return "potential" if _has_potential(result, rules) else "general"


def _has_potential(result, rules):
    previous, pipeline = result.previous_contribution, result.expected_contribution or 0
    growth = previous * (1 + rules.potential_trend)
    has_grown = previous > 0 and result.contribution >= growth
    return has_grown or 0 < pipeline >= result.contribution


@dataclass(frozen=True)
class Standing:
    """A tier's index (0 the best), and the first month end of a series below it."""

    tier: int
    lower_since: date | None = None


def step_tier(standing, computed, as_of, rules, contribution=0, first_purchase=None):
    """The next Standing, None before the first; only month ends count for a fall."""
    if standing is None or computed < standing.tier:
        return Standing(computed)
    if (as_of + timedelta(days=1)).day > 1:
        return standing
    if computed == standing.tier:
        return Standing(computed)
    since = standing.lower_since or as_of
    runs = _month(as_of) - _month(since) + 1
    age = (as_of - (first_purchase or date.min)).days
    is_kept = runs < rules.demotion_runs or age <= rules.protect_days
    if rules.tier_method == "amount":
        floor = money(rules.tiers[standing.tier][1])
        is_kept |= contribution >= floor * (1 - rules.hysteresis)
    return Standing(standing.tier, since) if is_kept else Standing(computed)
