"""How often a customer will buy, from how often and how lately it bought.

The MBG/NBD model: a customer buys at random at a rate of its own and may, after every
purchase, be gone for good with a chance of its own. Rates are spread over customers
like a gamma distribution (shape, scale), chances like a beta one (left, stays).
Likelihood and chance of being alive: Batislam, Denizel and Filiztekin, Empirical
validation and comparison of models for customer base analysis, International Journal
of Research in Marketing 24 (2007); it changes one term of Fader, Hardie and Lee,
"Counting Your Customers" the Easy Way, Marketing Science 24 (2005), where nobody
leaves after the first purchase.

A customer is (again, recency, age): purchase days after the first one, days from the
first to the last of them, and days from the first one to the day that is looked from.
"""

from collections import Counter, defaultdict
from math import exp, lgamma, log, log1p
from typing import NamedTuple

from .nelder_mead import minimize

# where the search begins: a purchase a month, half of the customers leave
START = (0.0, log(30), 0.0, 0.0)
FARTHEST = 12
# more customers make the fit slower, not better
ENOUGH = 10_000
# keeps powers within what a float holds
HIGHEST = 600.0


class Model(NamedTuple):
    shape: float
    scale: float
    left: float
    stays: float


def fit(customers):
    """Model under which what (again, recency, age) tell is likeliest."""
    table = sorted(Counter(customers).items())
    table = table[:: -(-len(table) // ENOUGH)]
    total = sum(count for _row, count in table)
    rows = defaultdict(list)
    for (again, recency, age), count in table:
        rows[again].append((recency, age, count))

    def unlikeliness(point):
        if max(map(abs, point)) > FARTHEST:
            return float("inf")
        return -_log_likelihood(Model(*map(exp, point)), rows) / total

    return Model(*map(exp, minimize(unlikeliness, START)))


def _log_likelihood(model, rows):
    shape, scale, left, stays = model
    whole = _log_beta(left, stays)
    found = 0.0
    for again, members in rows.items():
        power = shape + again
        common = lgamma(power) - lgamma(shape) + shape * log(scale)
        alive = common + _log_beta(left, stays + again + 1) - whole
        gone = common + _log_beta(left + 1, stays + again) - whole
        for recency, age, count in members:
            here = alive - power * log(scale + age)
            away = gone - power * log(scale + recency)
            high, low = (here, away) if here > away else (away, here)
            found += count * (high + log1p(exp(low - high)))
    return found


def _log_beta(a, b):
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def log_rate(model, again, recency, age):
    """Logarithm of the purchases per day that are expected now: the rate of a customer
    who is still there times the chance that it is.

    >>> model = Model(0.5, 50, 1, 1)
    >>> round(exp(log_rate(model, 0, 0, 100)), 5)  # 1/300 × 1/(1 + √3)
    0.00122
    """
    return (
        log(model.shape + again)
        - log(model.scale + age)
        - log1p(_odds_gone(model, again, recency, age))
    )


def chance(model, again, recency, age, days):
    """Chance of a purchase within `days`: who is there leaves only after a purchase.

    >>> round(chance(Model(0.5, 50, 1, 1), 0, 0, 100, 150), 5)
    0.10721
    """
    none = ((model.scale + age) / (model.scale + age + days)) ** (model.shape + again)
    return (1 - none) / (1 + _odds_gone(model, again, recency, age))


def _odds_gone(model, again, recency, age):
    grown = log((model.scale + age) / (model.scale + recency)) * (model.shape + again)
    return model.left / (model.stays + again) * exp(min(grown, HIGHEST))
