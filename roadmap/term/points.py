"""Parts of a year as they are written: days, months, quarters, decades, seasons, «начало сентября»."""

from dataclasses import dataclass, replace

from indicators.quantity.cursor import rule
from roadmap.term import doubts, parts
from roadmap.term.meaning import Span
from roadmap.term.parts import Part, Years
from roadmap.term.tokens import Sort
from roadmap.term.words import LAST, SEASONS, count_of, month_of, month_of_adjective, ordinal_of
from roadmap.term.years import SCHOOL, YearRules, is_year

_SUFFIX = r"й|я|е|ем|ех|го|ое|ый|ая|ой|ую|ом|ом|х|м|му|ого|ому|ей|ий|ье|ья|ого|числа"
_EDGES = {
    "start": r"начал\w+",
    "middle": r"середин\w+",
    "end": r"кон(ец|ца|цу|це|цом)|окончани\w+|завершени\w+",
}
_LAST = -1
_LONGEST_LIST = 12
_LIKE_YEAR = (18, 50)


@dataclass(frozen=True)
class Point:
    """Parts of a year with the years behind them; `is_bad` where a day was named that no month has."""

    parts: tuple[Part, ...]
    years: tuple[Years, ...] = ()
    is_range: bool = False
    is_bad: bool = False

    @property
    def span(self) -> Span | None:
        """Its days, if it is one part of one year."""
        if len(self.parts) != 1 or len(self.years) != 1 or self.is_bad:
            return None
        [years], [part] = self.years, self.parts
        if years.is_school:
            return part.meant(is_school=True).place_in(years.span()) if years.last == years.first + 1 else None
        return part.beginning_in(years.first) if years.first == years.last else None


class PointRules(YearRules):
    @rule
    def point(self) -> Point | None:
        found = (
            self.date()
            or self.months_in_figures()
            or self.days()
            or self.division()
            or self.part_of_month()
            or self.edge()
            or self.month()
            or self.holidays()
            or self.season()
        )
        if found and not found.years:
            self.take("в|на") if is_year(self.ahead().number) else None
            found = replace(found, years=self.years() or self.short_year_behind() or ())
            self.this_year()
        return found

    @rule
    def this_year(self) -> bool:
        """«до 25 декабря текущего года», «… отчетного учебного года» adds nothing."""
        if not self.take(r"текущ\w+|данн\w+|отчетн\w+|соответствующ\w+"):
            return False
        self.take_short(SCHOOL)
        return self.take("года") or self.take_short("г")

    @rule
    def short_year_behind(self) -> tuple[Years, ...]:
        """«март 21»: a day of a month stands before it."""
        token, before = self.step(), self.tokens[self.place - 2]
        is_year_like = token.number is not None and _LIKE_YEAR[0] <= token.number <= _LIKE_YEAR[1]
        if not is_year_like or len(token.text) != 2 or not month_of(before.word) or self.next.word in ("-", ",", "и"):
            return ()
        year = 2000 + token.number
        self.doubts.append(doubts.short_year(token.text, year))
        return (Years(year, year),)

    @rule
    def date(self) -> Point | None:
        """«15.03.2021», «15.03», «03.2021»."""
        token = self.step()
        if token.sort is not Sort.DATE:
            return None
        if self.next.is_glued:
            self.take(r"\.")
        if token.year is None and token.day <= 12 and _LIKE_YEAR[0] <= token.month <= _LIKE_YEAR[1]:
            token = token._replace(day=None, month=token.day, year=2000 + token.month)  # «09.20»
            self.doubts.append(doubts.short_year(token.text, token.year))
        years = (Years(token.year, token.year),) if is_year(token.year) else ()
        if years:
            self.unit()
        if token.day is None and 1 <= token.month <= 12:
            return Point((parts.months(token.month),), years)
        if token.day is None or not parts.is_day(token.month, token.day) or (token.year and not years):
            self.doubts.append(doubts.no_such_day(token.text))
            return Point((), years, is_bad=True)
        part = parts.days(token.month, token.day, token.day)
        if years and not part.beginning_in(token.year):
            self.doubts.append(doubts.no_such_day(token.text))
            return Point((), years, is_bad=True)
        return Point((part,), years)

    @rule
    def months_in_figures(self) -> Point | None:
        """«09-12.2021»."""
        first = self.step().number
        last = self.ahead()
        if first is None or not self.take("-") or last.sort is not Sort.DATE or last.day is not None:
            return None
        self.step()
        if not 1 <= first <= last.month <= 12 or not is_year(last.year):
            return None
        self.unit()
        return Point((parts.months(first, last.month),), (Years(last.year, last.year),), is_range=True)

    @rule
    def days(self) -> Point | None:
        """«1 сентября», «15-20 марта», «с 1 по 15 мая», «1, 15 мая», «01-15.05.2021»."""
        start = self.place
        ranges = self.numbers(self.day)
        if not ranges:
            return None
        self.take("числа|числах|число")
        token = self.next
        if token.sort is Sort.DATE and token.day is not None and self.tokens[self.place - 1].word in ("-", "по", "до"):
            self.step()
            month, years = token.month, (Years(token.year, token.year),) if is_year(token.year) else ()
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
            return Point((), years, is_bad=True)
        ordered = [(min(days), max(days)) for days in ranges]
        if ordered != ranges:
            self.doubts.append(doubts.reversed_dates())
        found = tuple(parts.days(month, *days) for days in ordered)
        return Point(found, years, is_range=ordered[-1][0] != ordered[-1][1])

    def day(self) -> int | None:
        token = self.next
        number = token.number if token.sort is Sort.NUMBER and len(token.text) <= 2 else None
        if number is None and token.sort is Sort.WORD and len(token.text) > 3:
            number = ordinal_of(token.word)
        if number is not None:
            self.step()
            self.suffix()
            if self.next.is_glued and self.ahead().word in ("-", "по"):
                self.take(r"\.")
        return number

    def suffix(self) -> None:
        """The ending behind a number: «1-й», «15-го», «3й»."""
        before = self.place
        has_dash = self.take("-")
        if not (self.next.is_glued and self.take(_SUFFIX)) or (has_dash and not self.tokens[before].is_glued):
            self.place = before

    def numbers(self, one) -> list[tuple[int, int]]:
        """«1», «1-3», «с 1 по 3», «1, 3», «1 и 3» as pairs; of an open «1-» before a date the pair is (1, 1)."""
        number = one()
        if number is None:
            return []
        found = [(number, number)]
        for _more in range(_LONGEST_LIST):
            before = self.place
            is_range = self.take("-") or self.take("по") or self.take("до")
            if is_range and self.next.sort is Sort.DATE:
                break
            is_list = not is_range and (self.take(",", "и") or self.take(",|и"))
            number = one() if is_range or is_list else None
            if number is None:
                self.place = before
                break
            if is_range:
                found[-1] = (found[-1][0], number)
            else:
                found.append((number, number))
        return found

    @rule
    def month(self) -> Point | None:
        token = self.next
        if token.sort is not Sort.WORD:
            return None
        month = month_of(token.word)
        if not month and (month := month_of_adjective(token.word)):
            self.doubts.append(doubts.adjective(token.text))
        if not month:
            return None
        self.step()
        if self.take(r"\.", ","):
            self.place -= 1
        else:
            self.take(r"\.")
        self.take(r"месяц\w*|мес") and self.take(r"\.")
        return Point((parts.months(month),))

    # -- quarters, half-years, decades, weeks

    def ordinal(self) -> int | None:
        token = self.next
        if self.take(LAST):
            return _LAST
        if token.sort in (Sort.NUMBER, Sort.ROMAN) and len(token.text) <= 3:
            number = token.number
        elif token.sort is Sort.NUMBER or token.sort is not Sort.WORD:
            return None
        else:
            number = ordinal_of(token.word)
        if number is not None:
            self.step()
            if token.text == "1" and self.next.is_glued and self.take("у|v"):
                return 4  # «1У» typed for IV
            self.suffix()
        return number

    @rule
    def division(self) -> Point | None:
        """«I квартал», «1-2 кварталы», «2 полугодие», «3 четверть», «первая половина учебного года»."""
        ranges = self.numbers(self.ordinal)
        if not ranges:
            return None
        if self.take(r"квартал\w*") or self.take_short("кв"):
            divisions = parts.QUARTERS
        elif self.take(r"полугоди\w*") or self.take_short("полуг") or self.take("п", "/", "г"):
            divisions = parts.HALVES
        elif self.take(r"четверт(ь|и|ью|ей|ях|ям)"):
            divisions = parts.SCHOOL_QUARTERS
        elif self.take(r"триместр\w*"):
            divisions = parts.TRIMESTERS
        elif self.take(r"половин\w+") and (year := self.year_ahead()):
            divisions = parts.HALVES if year.in_school_year else self.halves_of(year)
        else:
            return None
        return self.divided(ranges, lambda first, last: parts.joined(divisions[first], divisions[last]), len(divisions))

    @staticmethod
    def halves_of(year: Part) -> list[Part]:
        is_school = year.first == parts.SCHOOL_YEAR.first
        return [half.meant(is_school=is_school) for half in parts.HALVES]

    @rule
    def part_of_month(self) -> Point | None:
        """«1-я декада июня», «первая половина мая», «последняя неделя августа»."""
        ranges = self.numbers(self.ordinal)
        if not ranges:
            return None
        is_week = False
        if self.take(r"декад\w+"):
            divisions = parts.DECADES
        elif self.take(r"половин\w+"):
            divisions = parts.HALVES_OF_MONTH
        elif is_week := self.take(r"недел\w+"):
            divisions = parts.WEEKS
        elif self.take(r"числ\w+"):
            divisions = parts.DECADES[:1]
        else:
            return None
        month = self.month()
        if not month:
            return None
        number = month.parts[0].first[0]
        if is_week:
            self.doubts.append(doubts.weeks())

        def days(first: int, last: int) -> Part:
            if is_week and first == last == len(divisions) - 1 and (_LAST, _LAST) in ranges:
                length = parts.month_length(number)
                return parts.days(number, length - 6, parts.END_OF_MONTH)
            return parts.days(number, divisions[first][0], divisions[last][1])

        return self.divided(ranges, days, len(divisions))

    @staticmethod
    def divided(ranges: list[tuple[int, int]], build, count: int) -> Point | None:
        found = [tuple(count if number == _LAST else number for number in sorted(pair)) for pair in ranges]
        if not all(1 <= number <= count for pair in found for number in pair):
            return None
        is_range = any(first != last for first, last in found)
        return Point(tuple(build(first - 1, last - 1) for first, last in found), is_range=is_range)

    # -- edges, years in words, seasons

    @rule
    def edge(self) -> Point | None:
        """«начало сентября», «середина мая», «конец 2021 года», «конец I полугодия», «начало учебного года»."""
        which = next((which for which, words in _EDGES.items() if self.take(words)), None)
        if not which:
            return None
        if year := self.year_ahead():
            return Point((parts.edge(year, which),))
        of_what = self.division() or self.month() or self.season()
        if not of_what or len(of_what.parts) != 1:
            return None
        return Point((parts.edge(of_what.parts[0], which),))

    @rule
    def year_ahead(self) -> Part | None:
        """The year that stands here in words, or, left to be read, in figures."""
        if is_year(self.next.number):
            return parts.YEAR
        return self.year_in_words()

    @rule
    def year_in_words(self) -> Part | None:
        """«года», «текущего года», «учебного года», «нового уч. года»."""
        self.take_any(
            r"текущ\w+|кругл\w+|нов(ый|ого|ому|ом)|всего|весь|целого|данного|кажд\w+|следующ\w+|предстоящ\w+|очередн\w+"
        )
        is_calendar = self.take(r"календарн\w+")
        if self.take(SCHOOL):
            self.take(r"\.")
            self.take("-")
            if self.take("год|года|году|годом|г") or self.take("годов|годах|годы|гг"):
                self.take(r"\.")
                return parts.SCHOOL_YEAR
            return None
        if not (self.take("год|года|году|годом") or self.take("г", r"\.")):
            return None
        return parts.CALENDAR_YEAR if is_calendar else parts.YEAR

    @rule
    def holidays(self) -> Point | None:
        """«зимние каникулы», «в период осенних и весенних школьных каникул»."""
        seasons = self.seasons()
        self.take(r"школьн\w+")
        if not seasons or not self.take(r"каникул\w*"):
            return None
        return Point(tuple(parts.HOLIDAYS[6 if first == 6 else first] for first, _last in seasons))

    @rule
    def season(self) -> Point | None:
        """«осень», «весной», «в летний период», «осенне-зимний период»."""
        for noun, _adjective, first, last in SEASONS:
            if self.take(noun):
                return Point((parts.months(first, last),))
        seasons = self.seasons()
        if not seasons or not self.take(r"период\w*|врем(я|ени)|сезон\w*|месяц\w*"):
            return None
        return Point((parts.months(seasons[0][0], seasons[-1][1]),))

    def seasons(self) -> list[tuple[int, int]]:
        found = []
        while season := next(((first, last) for _, words, first, last in SEASONS if self.take(words)), None):
            found.append(season)
            self.take_any(r",|и|-")
        return found

    def count(self) -> int | None:
        token = self.next
        count = token.number if token.sort is Sort.NUMBER else count_of(token.word)
        if count is not None:
            self.step()
        return count
