"""Time zones whose clocks are never changed."""

from datetime import datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

FIRST = datetime(1992, 1, 1, tzinfo=timezone.utc)
DAYS = 60 * 366


@cache
def fixed_offset(zone):
    """Offset from UTC of a zone that has had no other since 1992, else None.

    >>> fixed_offset("Asia/Shanghai"), fixed_offset("Europe/Paris")
    (datetime.timedelta(seconds=28800), None)
    """
    info = ZoneInfo(zone)
    moments = (FIRST + timedelta(days=days) for days in range(0, DAYS, 10))
    offsets = {moment.astimezone(info).utcoffset() for moment in moments}
    return offsets.pop() if len(offsets) == 1 else None
