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
