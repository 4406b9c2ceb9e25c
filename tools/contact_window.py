"""When a contact may be called: hours and weekdays on the contact's own clock."""

import re
from datetime import datetime
from typing import NamedTuple


def sorted_days(text):
    """Weekdays sorted and once each; blanks and commas between them are dropped.

    >>> sorted_days("5, 1 3 1")
    '135'
    """
    return "".join(sorted(set(re.sub(r"[\s,;]", "", text))))


def are_days(text):
    """Whether a text consists of ISO weekdays only.

    >>> are_days("135"), are_days(""), are_days("08")
    (True, True, False)
    """
    return set(text) <= set("1234567")


class ContactWindow(NamedTuple):
    """Hours as floats, both 0: any hour; days as sorted ISO digits, empty: any day."""

    start: float = 0.0
    end: float = 0.0
    days: str = ""

    def is_open(self, moment: datetime):
        """Whether the window is open at a local moment.

        >>> window = ContactWindow(9, 17.5, "12345")
        >>> window.is_open(datetime(2026, 6, 26, 17, 29))
        True
        >>> window.is_open(datetime(2026, 6, 26, 17, 30))
        False
        >>> window.is_open(datetime(2026, 6, 27, 10))
        False
        """
        if self.days and str(moment.isoweekday()) not in self.days:
            return False
        hour = moment.hour + moment.minute / 60 + moment.second / 3600
        return not self.end or self.start <= hour < self.end

    def hours(self):
        """Hours as text, None for any hour.

        >>> ContactWindow(9, 17.5).hours(), ContactWindow().hours()
        ('9:00–17:30', None)
        """
        if not self.end:
            return None
        return "–".join(clock(hour) for hour in (self.start, self.end))

    def weekdays(self, names):
        """Weekdays by their seven names from Monday on, None for any day.

        >>> names = "Mon Tue Wed Thu Fri Sat Sun".split()
        >>> ContactWindow(days="1235").weekdays(names)
        'Mon–Wed, Fri'
        >>> ContactWindow(days="1234567").weekdays(names)
        """
        if len(self.days) in (0, 7):
            return None
        parts = []
        for run in runs(self.days):
            if len(run) > 2:
                parts.append(f"{names[run[0] - 1]}–{names[run[-1] - 1]}")
            else:
                parts += [names[day - 1] for day in run]
        return ", ".join(parts)


def clock(hour):
    """Float hours on the clock.

    >>> clock(17.5), clock(24)
    ('17:30', '24:00')
    """
    minutes = round(hour * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def runs(days):
    """Sorted weekdays in runs that follow each other.

    >>> runs("1257")
    [[1, 2], [5], [7]]
    """
    found = []
    for day in map(int, days):
        if found and found[-1][-1] == day - 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found
