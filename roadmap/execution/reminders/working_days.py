"""Working days by the Russian production calendar."""

import datetime
from functools import lru_cache

import holidays


@lru_cache(maxsize=10)
def _load_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("RU", years=year)


def is_working_day(on: datetime.date) -> bool:
    """Return whether people work on that day by the Russian production calendar.

    Days moved by the government's decree count as far as the library knows them.
    """
    return _load_holidays(on.year).is_working_day(on)
