"""Where a line between high and low is drawn, so that it tells nobody's value."""

from decimal import ROUND_FLOOR, Decimal

FINEST = -9  # digits after the point


def part(low, high):
    """Return the roundest number above `low` and not above `high`.

    :param low: the highest low value, None if there is none
    :param high: the lowest high value, None if there is none
    :return: float; 0 where nothing above 0 is known

    >>> part(830, 1234), part(1190, 1234), part(0.41, 0.52)
    (1000.0, 1200.0, 0.5)
    >>> part(None, 87), part(87, None), part(-5, None), part(None, None)
    (80.0, 90.0, 0.0, 0.0)
    """
    low = max(Decimal(str(low or 0)), Decimal(0))
    if high is None:
        return float(_next_above(low)) if low else 0.0
    high = Decimal(str(high))
    for digit in range(high.adjusted(), FINEST - 1, -1):
        line = high.quantize(Decimal(1).scaleb(digit), ROUND_FLOOR)
        if low < line:
            return float(line)
    return float(high)


def _next_above(low):
    step = Decimal(1).scaleb(low.adjusted())
    return low.quantize(step, ROUND_FLOOR) + step
