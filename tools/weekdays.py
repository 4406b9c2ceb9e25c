"""Weekdays as ISO digits."""


def runs(days):
    """First and last of each run of days.

    >>> runs("12346")
    [('1', '4'), ('6', '6')]
    >>> runs("")
    []
    """
    found = []
    for day in days:
        if found and int(found[-1][1]) == int(day) - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
