"""Working time as prefix sums, and the arithmetic of clocks that may be paused.

Instants and amounts are seconds; instants count from the epoch, in UTC.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

# as far as the planner of a working calendar looks
HORIZON = 1400 * 86400


class WorkTime:
    """Working time in sorted, disjoint spans (start, stop).

    >>> time = WorkTime([(9, 12), (13, 18), (33, 36)])
    >>> time.worked(14), time.plan(16, 4), time.plan(16, 6), time.plan(12, 0)
    (4, 35, None, 13)
    """

    on_elapsed = False

    def __init__(self, spans):
        spans = list(spans)
        self.starts = [start for start, _stop in spans]
        self.stops = [stop for _start, stop in spans]
        self.total = [0, *accumulate(stop - start for start, stop in spans)]

    def worked(self, instant):
        """Working time before an instant."""
        number = bisect_right(self.starts, instant)
        if not number:
            return 0
        return self.total[number] - max(0, self.stops[number - 1] - instant)

    def plan(self, start, budget):
        """The first instant at which a budget has passed since a start, None beyond the
        spans."""
        if budget <= 0:
            return self._next_instant(start)
        goal = self.worked(start) + budget
        number = bisect_left(self.total, goal, lo=1)
        if number >= len(self.total):
            return None
        return self.starts[number - 1] + goal - self.total[number - 1]

    def _next_instant(self, start):
        number = bisect_right(self.stops, start)
        return max(start, self.starts[number]) if number < len(self.starts) else None

    def spans_after(self, instant, limit):
        """The next spans from an instant on, at most `limit` of them."""
        first = bisect_right(self.stops, instant)
        some = slice(first, first + limit)
        spans = zip(self.starts[some], self.stops[some], strict=True)
        return [(max(start, instant), stop) for start, stop in spans]


class ElapsedTime:
    """All time counts: for who has no working hours."""

    on_elapsed = True

    def worked(self, instant):
        return instant

    def plan(self, start, budget):
        return start + max(budget, 0)

    def spans_after(self, instant, limit):
        return [(instant, instant + HORIZON)][:limit]


def segments(start, stop, pauses):
    """What is left of the time from a start to a stop without some pauses.

    A stop of None means that the time still runs, as does that of the last pause.

    >>> segments(0, None, [(3, 5), (7, 8)])
    [(0, 3), (5, 7), (8, None)]
    >>> segments(4, 10, [(3, 5), (7, None)]), segments(6, 10, [(3, None)])
    ([(5, 7)], [])
    """
    rest = []
    for begin, end in sorted(pauses, key=lambda pause: pause[0]):
        if stop is not None and begin >= stop:
            break
        if begin > start:
            rest.append((start, begin))
        if end is None:
            return rest
        start = max(start, end)
    if stop is None or start < stop:
        rest.append((start, stop))
    return rest


def consumed(time, parts):
    """Working time within segments that have ended.

    >>> consumed(WorkTime([(0, 10), (20, 30)]), [(0, 4), (8, 22)])
    8
    """
    return sum(time.worked(stop) - time.worked(start) for start, stop in parts)


def deadline(time, budget, parts):
    """The instant at which a budget is used up by segments, of which the last may run
    on; None where that is never, as while a pause lasts.

    >>> time = WorkTime([(0, 10), (20, 30)])
    >>> deadline(time, 8, [(0, 4), (22, None)]), deadline(time, 3, [(0, 4), (22, 30)])
    (26, 3)
    """
    for start, stop in parts:
        if stop is None:
            return time.plan(start, budget)
        used = time.worked(stop) - time.worked(start)
        if used >= budget:
            return time.plan(start, budget)
        budget -= used
    return None
