"""What the customers of the demo story bought: patterns of months, without ORM."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

MONTHS = range(37)  # 0 is the present one
STEADY = [(month, 1 / 12) for month in MONTHS]

# (months back, share): shares of what is bought in the last twelve months
PATTERNS = {
    "steady": STEADY,
    "double": [(month, 1 / 24) for month in MONTHS for _twice in range(2)],
    "quarterly": [(month, 1 / 4) for month in MONTHS[1::3]],
    "growing": [(month, 0.105 * 0.955**month) for month in MONTHS],
    "riser": [(month, 0.17 if month < 6 else 0.002) for month in MONTHS],
    "project": [
        *[(4, 0.74), (5, 0.2), (10, 0.06)],
        *[(15, 0.25), (16, 0.6), (21, 0.15), (26, 0.3), (31, 0.7)],
    ],
    "sporadic": [
        *[(2, 0.1), (5, 0.8), (10, 0.1)],
        *[(14, 0.2), (18, 0.8), (26, 0.3), (30, 0.7)],
    ],
    "single": [(4, 1)],
    "refund": [*STEADY, (3, -0.06)],
    "faller": [*STEADY, (13, 10)],
    "fallen": [*STEADY, (15, 8)],
    "dormant": [(month, 0.2) for month in MONTHS[8:]],
    "lost": [(month, 1 / 12) for month in MONTHS[15:]],
}
# (days back, share) of those who bought for the first time only lately
BEGINNERS = {
    "new": [(70, 0.5), (30, 0.5)],
    "sample": [(20, 0), (6, 1)],
}


def purchases(pattern, amount, today, random):
    """Return (date, amount) of each purchase before `today`, oldest first.

    >>> from datetime import date
    >>> from random import Random
    >>> purchases("sample", 500, date(2026, 6, 30), Random(7))
    [(datetime.date(2026, 6, 10), 0), (datetime.date(2026, 6, 24), 493)]
    """
    day = random.randint(2, 12)
    found, months = [], set()
    for month, share in PATTERNS.get(pattern, ()):
        later = 14 if month in months else 0
        months.add(month)
        found.append((today + relativedelta(months=-month, day=day + later), share))
    for back, share in BEGINNERS.get(pattern, ()):
        found.append((today - timedelta(back), share))
    return [
        (date, round(share * amount * random.uniform(0.93, 1.07)))
        for date, share in sorted(found)
        if date < today
    ]


def basket(amount, prices, random):
    """Return (number of the product, quantity, price) of the lines of a purchase.

    They come to about that amount, the more exactly the cheaper the products are.

    >>> from random import Random
    >>> basket(-300, [18, 45, 2650], Random(7))
    [(0, -17, 18)]
    >>> basket(0, [18, 45], Random(7))
    [(0, 1, 0)]
    """
    if not amount:
        return [(0, 1, 0)]
    size, sign = abs(amount), 1 if amount > 0 else -1
    fitting = [
        number for number, price in enumerate(prices) if size / 250 < price <= size / 8
    ]
    chosen = random.sample(fitting, min(len(fitting), 2 if size > 9000 else 1)) or [0]
    each = size / len(chosen)
    return [
        (number, sign * max(1, round(each / prices[number])), prices[number])
        for number in chosen
    ]
