"""Rules that read parts of a year: days, seasons, «начало сентября»; months and quarters are in `divisions`."""

from dataclasses import replace

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.divisions import DivisionRules
from roadmap.term.tokens import TermTokenSort
from roadmap.term.vocabulary import (
    SEASONS,
    count_of,
    day_of_words,
    month_of,
)
from roadmap.term.written_date import WrittenDate
from roadmap.term.written_years import WrittenYears, is_year
from roadmap.term.year_rules import FINANCIAL, SCHOOL

_EDGES = {
    "start": r"начал\w+",
    "middle": r"середин\w+",
    "end": r"кон(ец|ца|цу|це|цом)|окончани\w+|завершени\w+",
}
_LIKE_YEAR = (18, 50)


class DateRules(DivisionRules):
    @rule
    def written_date(self) -> WrittenDate | None:
        """Read a date in any of the forms below, with the years behind it."""
        found = (
            self.date()
            or self.named_day()
            or self.months_in_figures()
            or self.days()
            or self.division()
            or self.part_of_month()
            or self.edge()
            or self.month()
            or self.holidays()
            or self.season()
            or self.first_months()
        )
        if found and not found.years:
            self.take("в|на") if is_year(self.ahead().number) else None
            found = replace(found, years=self.years() or self.short_year_behind() or ())
            self.this_year()
        return found

    @rule
    def this_year(self) -> bool:
        """Skip words that add nothing: «до 25 декабря текущего финансового года», «… отчетного учебного года»."""
        if not self.take(r"текущ\w+|сего|данн\w+|отчетн\w+|соответствующ\w+"):
            return False
        self.take(FINANCIAL)
        self.take_short(SCHOOL)
        return self.take("года") or self.take_short("г")

    @rule
    def short_year_behind(self) -> tuple[WrittenYears, ...]:
        """Read a year of two figures behind a month: «март 21». The day of a month would stand before it."""
        has_point = self.place > 0 and self.tokens[self.place - 1].word == "."
        before = self.tokens[self.place - 1 - has_point]
        token = self.step()
        is_year_like = token.number is not None and _LIKE_YEAR[0] <= token.number <= _LIKE_YEAR[1]
        may_be_day = self.next.word in ("-", ",", "и") and not (has_point and token.is_glued)  # «янв.27-мар.27»
        if not is_year_like or len(token.text) != 2 or not month_of(before.word) or may_be_day:
            return ()
        year = 2000 + token.number
        self.doubts.append(doubts.short_year(token.text, year))
        return (WrittenYears(year, year),)

    @rule
    def date(self) -> WrittenDate | None:
        """Read «15.03.2021», «15.03», «03.2021»."""
        token = self.step()
        if token.sort is not TermTokenSort.DATE:
            return None
        if self.next.is_glued:
            self.take(r"\.")
        if token.year is None and token.day <= 12 and _LIKE_YEAR[0] <= token.month <= _LIKE_YEAR[1]:
            token = token._replace(day=None, month=token.day, year=2000 + token.month)  # «09.20»
            self.doubts.append(doubts.short_year(token.text, token.year))
        years = (WrittenYears(token.year, token.year),) if is_year(token.year) else ()
        if years:
            self.unit()
        if token.day is None and 1 <= token.month <= 12:
            return WrittenDate((parts.months(token.month),), years)
        if token.day is None or not parts.is_day(token.month, token.day) or (token.year and not years):
            self.doubts.append(doubts.no_such_day(token.text))
            return WrittenDate((), years, is_bad=True)
        part = parts.days(token.month, token.day, token.day)
        if years and not part.beginning_in(token.year):
            self.doubts.append(doubts.no_such_day(token.text))
            return WrittenDate((), years, is_bad=True)
        return WrittenDate((part,), years)

    @rule
    def months_in_figures(self) -> WrittenDate | None:
        """Read «09-12.2021»."""
        first = self.step().number
        last = self.ahead()
        if first is None or not self.take("-") or last.sort is not TermTokenSort.DATE or last.day is not None:
            return None
        self.step()
        if not 1 <= first <= last.month <= 12 or not is_year(last.year):
            return None
        self.unit()
        return WrittenDate((parts.months(first, last.month),), (WrittenYears(last.year, last.year),), is_range=True)

    @rule
    def days(self) -> WrittenDate | None:
        """Read «1 сентября», «15-20 марта», «с 1 по 15 мая», «1, 15 мая», «01-15.05.2021»."""
        start = self.place
        ranges = self.numbers(self.day)
        if not ranges:
            return None
        self.take("числа|числах|число")
        token = self.next
        if (
            token.sort is TermTokenSort.DATE
            and token.day is not None
            and self.tokens[self.place - 1].word in ("-", "по", "до")
        ):
            self.step()
            month, years = token.month, (WrittenYears(token.year, token.year),) if is_year(token.year) else ()
            ranges[-1] = (ranges[-1][0], token.day)
            self.unit()
        elif month := month_of(token.word):
            self.step()
            self.take(r"\.")
            self.take(r"месяц\w*")
            years = ()
        else:
            return None
        if not all(parts.is_day(month, day) for days in ranges for day in days):
            self.doubts.append(doubts.no_such_day(self.quote(start)))
            return WrittenDate((), years, is_bad=True)
        ordered = [(min(days), max(days)) for days in ranges]
        if ordered != ranges:
            self.doubts.append(doubts.reversed_dates())
        found = tuple(parts.days(month, *days) for days in ordered)
        return WrittenDate(found, years, is_range=ordered[-1][0] != ordered[-1][1])

    def day(self) -> int | None:
        token = self.next
        number = token.number if token.sort is TermTokenSort.NUMBER and len(token.text) <= 2 else None
        steps = 1
        if number is None and token.sort is TermTokenSort.WORD and len(token.text) > 3:
            number, steps = day_of_words(token.word, self.ahead().word) or (None, 0)
        if number is not None:
            self.place += steps
            self.suffix()
            if self.next.word == "(" and day_of_words(self.ahead().word, self.ahead(2).word):
                self.take(r"\(", *([r"\w+"] * day_of_words(self.ahead().word, self.ahead(2).word)[1]), r"\)")
            if self.next.is_glued and self.ahead().word in ("-", "по"):
                self.take(r"\.")
        return number

    # -- edges, years in words, seasons

    @rule
    def edge(self) -> WrittenDate | None:
        """Read «начало сентября», «середина мая», «конец 2021 года», «конец I полугодия», «начало учебного года»."""
        which = next((which for which, words in _EDGES.items() if self.take(words)), None)
        if not which:
            return None
        if year := self.year_ahead():
            return WrittenDate((parts.edge(year, which),))
        of_what = self.division() or self.month() or self.season()
        if not of_what or len(of_what.parts) != 1:
            return None
        return WrittenDate((parts.edge(of_what.parts[0], which),))

    @rule
    def holidays(self) -> WrittenDate | None:
        """Read «зимние каникулы», «в период осенних и весенних школьных каникул»."""
        seasons = self.seasons()
        self.take(r"школьн\w+")
        if not seasons or not self.take(r"каникул\w*"):
            return None
        return WrittenDate(tuple(parts.HOLIDAYS[6 if first == 6 else first] for first, _last in seasons))

    @rule
    def season(self) -> WrittenDate | None:
        """Read «осень», «весной», «в летний период», «осенне-зимний период»."""
        for noun, _adjective, first, last in SEASONS:
            if self.take(noun):
                return WrittenDate((parts.months(first, last),))
        seasons = self.seasons()
        self.take(r"оздоровительн\w+|каникулярн\w+")
        if not seasons or not self.take(r"период\w*|врем(я|ени)|сезон\w*|месяц\w*"):
            return None
        return WrittenDate((parts.months(seasons[0][0], seasons[-1][1]),))

    @rule
    def first_months(self) -> WrittenDate | None:
        """Read «за 9 месяцев», «6 месяцев 2024 года», which are counted from the beginning of the year."""
        is_said = self.tokens[self.place - 1].word == "за" if self.place else False
        count = self.count()
        if count is None or not 1 < count < 12 or not self.take(r"месяц(а|ев)|мес"):
            return None
        self.take(r"\.")
        if self.next.word == "до" or not (is_said or is_year(self.next.number)):
            return None
        if count % 3:
            self.doubts.append(doubts.first_months(count))
        return WrittenDate((parts.months(1, count),))

    def seasons(self) -> list[tuple[int, int]]:
        found = []
        while season := next(((first, last) for _, words, first, last in SEASONS if self.take(words)), None):
            found.append(season)
            self.take_any(r",|и|-")
        return found

    def count(self) -> int | None:
        token = self.next
        count = token.number if token.sort is TermTokenSort.NUMBER else count_of(token.word)
        if count is not None:
            self.step()
        return count
