import datetime
from functools import lru_cache

import holidays


@lru_cache(maxsize=10)
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("RU", years=year)


def is_working_day(on: datetime.date) -> bool:
    """By the Russian production calendar, days moved by the government's decree included as far as they are known."""
    return _holidays(on.year).is_working_day(on)
