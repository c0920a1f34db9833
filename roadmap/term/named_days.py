"""Days that a term calls by a name, or by the year that they end: «ко Дню учителя», «до Нового года»."""

import re
from functools import lru_cache

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.tokens import TermTokenSort
from roadmap.term.written_date import WrittenDate
from roadmap.term.written_years import WrittenYears, is_year
from roadmap.term.year_rules import YearRules

# Days with a name, behind «день», and those that stand without it.
_NAMED_DAYS = (
    (r"знаний", 9, 1),
    (r"(дошкольного работника|воспитателя( и (всех )?дошкольн\w+ работник\w+)?)", 9, 27),
    (r"(пожил\w+ (человека|людей)|пожилых)", 10, 1),
    (r"учителя", 10, 5),
    (r"народного единства", 11, 4),
    (r"(неизвестного солдата|инвалид\w+)", 12, 3),
    (r"героев отечества", 12, 9),
    (r"конституции( рф| россии| российской федерации)?", 12, 12),
    (r"российской науки", 2, 8),
    (r"защитник\w+ отечества", 2, 23),
    (r"космонавтики", 4, 12),
    (r"(весны и труда|труда)", 5, 1),
    (r"победы", 5, 9),
    (r"славянской письменности( и культуры)?", 5, 24),
    (r"библиотек\w*", 5, 27),
    (r"защиты детей", 6, 1),
    (r"(русского|родного) языка", 6, 6),
    (r"россии", 6, 12),
    (r"памяти и скорби", 6, 22),
    (r"семьи любви и верности", 7, 8),
    (r"(государственного )?флага( рф| россии| российской федерации)?", 8, 22),
)
_WOMENS_DAY = re.compile(r"(международн\w+ )?женск\w+ (день|дня|дню|днем)")
_DAY = re.compile(r"((всероссийск|международн|всемирн)\w+ )?(день|дня|дню|днем) ")
_LONGEST = 8  # words


class NamedDayRules(YearRules):
    @rule
    def named_day(self) -> WrittenDate | None:
        """Read a day with a name, with a doubt: «День знаний», «ко Дню Победы»."""
        self.take("в")
        start = self.place
        words: list[str] = []
        while len(words) < _LONGEST and self.next.sort is TermTokenSort.WORD:
            words.append(self.step().word)
            self.take(",")
            if day := find_named_day(" ".join(words)):
                self.doubts.append(doubts.named_day(self.quote(start), f"{day[1]:02}.{day[0]:02}"))
                return WrittenDate((parts.days(*day, day[1]),))
        return None

    @rule
    def new_year(self) -> WrittenDate | None:
        """Read «(до) Нового года», «(к) Новому 2027 году», «(до) новогодних праздников» as the last day of a year."""
        start = self.place
        self.take(r"наступлени\w+|начала|встречи")
        years: tuple[WrittenYears, ...] = ()
        if self.take(r"новогодн\w+"):
            self.take(r"праздник\w*|каникул\w*|выходн\w+|дн\w+")
        elif self.take("нов(ого|ому|ым)"):
            if is_year(self.next.number):
                year = self.step().number - 1
                years = (WrittenYears(year, year),)
            if not self.take("года|году|годом"):
                return None
        else:
            return None
        self.doubts.append(doubts.named_day(self.quote(start), "31.12"))
        return WrittenDate((parts.days(12, 31, 31),), years)


@lru_cache(maxsize=10_000)
def find_named_day(words: str) -> tuple[int, int] | None:
    """Return the month and day of a day with a name: (10, 5) for «дню учителя»; None if it is none of them."""
    if _WOMENS_DAY.fullmatch(words):
        return 3, 8
    name = _DAY.sub("", words, count=1) if _DAY.match(words) else ""
    return next(((month, day) for called, month, day in _NAMED_DAYS if re.fullmatch(called, name)), None)
