"""How likely customers buy again, told by what customers like them did in the past.

Customers are ordered by what is known of them on a day (`purchase_rate.log_rate`). On
an earlier day, that long ago as the future is looked into, customers were in the same
places: how many of their neighbours there bought again is their chance now. Days are
ordinals of dates, lists of them are sorted.
"""

from bisect import bisect_right
from itertools import accumulate, pairwise
from math import floor, isqrt, log1p
from typing import NamedTuple

from . import purchase_rate

# how few customers tell anything; how few of them make a group, how many groups at most
FEWEST, SMALLEST, MOST = 10, 20, 100
# within a group, whoever is more active stands up to half a percent higher
SPREAD = 0.009
FREQUENT_DAYS = 3


class Group(NamedTuple):
    """Neighbours in the past: from which place on, how many, how many bought again."""

    start: float
    end: float
    customers: int
    bought: int
    rate: float
    spread: float


class Measured(NamedTuple):
    """What was learnt of a company as of a day, from what was known on it; `past` is
    (place, whether it bought again, key) of those from whom it was learnt."""

    model: purchase_rate.Model
    groups: list
    past: list

    def foresee(self, again, recency, age):
        """(chance to buy within the horizon, place) of a customer."""
        place = purchase_rate.log_rate(self.model, again, recency, age)
        return chance_at(self.groups, place), place


class Decile(NamedTuple):
    """A tenth of the customers by their chance, and what they did."""

    lowest: float
    highest: float
    predicted: float
    bought: int
    keys: list


def known(days, day):
    """(again, recency, age) of a customer on a day, None before its first purchase.

    >>> known([100, 130, 150], 140)
    (1, 30, 40)
    """
    count = bisect_right(days, day)
    if not count:
        return None
    return count - 1, days[count - 1] - days[0], day - days[0]


def buys(days, start, end):
    """Whether a customer buys after `start`, until `end`.

    >>> buys([100, 130], 100, 130), buys([100, 130], 100, 129), buys([100], 99, 120)
    (True, False, True)
    """
    count = bisect_right(days, start)
    return count < len(days) and days[count] <= end


def learn(histories, day, past, horizon, models=None):
    """`Measured` as of `day` from the purchase days of customers, by key, until then;
    None of fewer customers than tell anything.

    :param past: the earlier day on which customers were in the same places
    :param horizon: days looked into the future; where `day` - `past` holds fewer, what
        happened in these is scaled by what the model expects of more days
    :param models: {day: model} of these histories, filled with those fitted
    """
    models = {} if models is None else models
    then = {key: row for key, days in histories.items() if (row := known(days, past))}
    if len(then) < FEWEST:
        return None
    model = _fit(models, past, then.values())
    outcomes = [
        (purchase_rate.log_rate(model, *row), buys(histories[key], past, day), key)
        for key, row in then.items()
    ]
    now = [row for days in histories.values() if (row := known(days, day))]
    model = _fit(models, day, now)
    growth = _growth(model, now, day - past, horizon)
    return Measured(model, groups([row[:2] for row in outcomes], growth), outcomes)


def _fit(models, day, customers):
    if day not in models:
        models[day] = purchase_rate.fit(customers)
    return models[day]


def _growth(model, rows, days, horizon):
    """How many times as many purchases `horizon` days bring as `days` do."""
    if horizon <= days:
        return 1.0
    short, long = (
        sum(purchase_rate.chance(model, *row, length) for row in rows) / len(rows)
        for length in (days, horizon)
    )
    return log1p(-long) / log1p(-short)


def groups(outcomes, growth=1.0):
    """Neighbours with the same chance, in rising order of both place and chance.

    :param outcomes: (place, whether it bought again) of customers
    :param growth: see `_growth`

    Equal parts whose chances fall are merged until all rise (pool adjacent violators).
    """
    pooled = []
    for part in _parts(sorted(outcomes), _group_size(len(outcomes))):
        pooled.append(part)
        while len(pooled) > 1 and not _rises(*pooled[-2:]):
            last = pooled.pop()
            start, _end, customers, bought = pooled.pop()
            pooled.append((start, last[1], customers + last[2], bought + last[3]))
    rates = [1 - (1 - part[3] / part[2]) ** growth for part in pooled]
    return [
        Group(*part, rate, _room(rates, number))
        for number, (part, rate) in enumerate(zip(pooled, rates, strict=True))
    ]


def _group_size(customers):
    return max(SMALLEST, isqrt(customers), customers // MOST)


def _parts(outcomes, size):
    """(first place, last place, customers, bought) of parts of at least `size`: equal
    places stay together, what is left over goes with the last part."""
    parts = []
    start = bought = 0
    for number, (place, again) in enumerate(outcomes, 1):
        bought += again
        left = len(outcomes) - number
        ends = not left or outcomes[number][0] != place
        if ends and (not left or number - start >= size and left >= size):
            parts.append((outcomes[start][0], place, number - start, bought))
            start, bought = number, 0
    return parts


def _rises(lower, upper):
    return upper[3] * lower[2] > lower[3] * upper[2]


def _room(rates, number):
    """How far chances may spread within a group without leaving 0 to 1 or meeting
    those of its neighbours."""
    rate = rates[number]
    gaps = [abs(rate - other) for other in rates[max(number - 1, 0) : number + 2]]
    return min([SPREAD, 2 * rate, 2 * (1 - rate), *(gap for gap in gaps if gap)])


def chance_at(found, place):
    """Chance at a place among groups: of the group, a little more the further up."""
    group = found[group_at(found, place)]
    width = group.end - group.start
    part = min(max((place - group.start) / width, 0), 1) if width > 0 else 0.5
    return floor((group.rate + (part - 0.5) * group.spread) * 1000 + 0.5) / 1000


def group_at(found, place):
    """Number of the group that a place belongs to."""
    return max(bisect_right(found, place, key=lambda group: group.start) - 1, 0)


def auc(outcomes):
    """Chance that of two customers, one who bought again and one who did not, the
    first had the higher chance: 0.5 is guessing. None if all did the same.

    Counted from ranks (Hanley and McNeil 1982), equal chances count half.

    >>> auc([(0.1, False), (0.4, False), (0.35, True), (0.8, True)])
    0.75
    """
    counts = {}
    for value, bought in outcomes:
        counts.setdefault(value, [0, 0])[bought] += 1
    ordered = [counts[value] for value in sorted(counts)]
    below = list(accumulate(no for no, _yes in ordered))
    wins = sum(
        yes * (low - no / 2) for low, (no, yes) in zip(below, ordered, strict=True)
    )
    pairs = below[-1] * sum(yes for _no, yes in ordered) if ordered else 0
    return wins / pairs if pairs else None


def deciles(outcomes, parts=10):
    """Tenths from the lowest to the highest of (chance, place, whether it bought, key);
    those with equal chances stand by their place."""
    rows = sorted(outcomes, key=lambda row: row[:2])
    cuts = [len(rows) * number // parts for number in range(parts + 1)]
    slices = [rows[low:high] for low, high in pairwise(cuts) if low < high]
    return [
        Decile(
            part[0][0],
            part[-1][0],
            sum(row[0] for row in part) / len(part),
            sum(row[2] for row in part),
            [row[3] for row in part],
        )
        for part in slices
    ]


def test(measured, histories, day, end):
    """What was foreseen on `day` and what happened until `end`: (chance, place, whether
    it bought, key, how many days it had bought on) of every customer."""
    return [
        (*measured.foresee(*row), buys(days, day, end), key, row[0] + 1)
        for key, days in histories.items()
        if (row := known(days, day))
    ]
