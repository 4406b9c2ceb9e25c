"""When something is sent that shall arrive at an hour of somebody's own clock."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=4096)
def utc_moment(day, hour, zone):
    """The UTC time, without zone, of a day and hour (a float) of a zone.

    An hour that the clock leaves out in spring is the one after it, an hour that it
    has twice in autumn the first one.

    >>> from datetime import date
    >>> utc_moment(date(2026, 3, 8), 2.5, "America/New_York")
    datetime.datetime(2026, 3, 8, 7, 30)
    >>> utc_moment(date(2026, 2, 17), 9, "Asia/Shanghai")
    datetime.datetime(2026, 2, 17, 1, 0)
    """
    midnight = datetime(day.year, day.month, day.day)
    local = midnight + timedelta(minutes=round(hour * 60))
    moment = local.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
    return moment.replace(tzinfo=None)


def local_day(moment, zone):
    """The day on a zone's clock at a UTC time without zone.

    >>> local_day(datetime(2026, 2, 16, 16), "Asia/Shanghai")
    datetime.date(2026, 2, 17)
    """
    return moment.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone)).date()
