"""Rules that read months and numbered divisions: «I квартал», «кварталы 1 и 2», «1-я декада июня»."""

import re
from dataclasses import replace

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.named_days import NamedDayRules
from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.tokens import TermTokenSort
from roadmap.term.vocabulary import LAST, month_of, month_of_adjective, ordinal_of
from roadmap.term.written_date import WrittenDate
from roadmap.term.written_years import is_year
from roadmap.term.year_rules import SCHOOL

_SUFFIX = r"й|я|е|ем|ех|го|ое|ый|ая|ой|ую|ом|ом|х|м|му|ого|ому|ей|ий|ье|ья|ого|числа"
_LAST = -1
_LONGEST_LIST = 12


class DivisionRules(NamedDayRules):
    @rule
    def month(self) -> WrittenDate | None:
        token = self.next
        if token.sort is not TermTokenSort.WORD:
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
        return WrittenDate((parts.months(month),))

    def suffix(self) -> None:
        """Skip the ending behind a number: «1-й», «15-го», «3й»."""
        before = self.place
        has_dash = self.take("-")
        if not (self.next.is_glued and self.take(_SUFFIX)) or (has_dash and not self.tokens[before].is_glued):
            self.place = before

    def numbers(self, one) -> list[tuple[int, int]]:
        """Read «1», «1-3», «с 1 по 3», «1, 3», «1 и 3» as pairs of first and last; `one` reads a single number.

        An open «1-» before a date gives the pair (1, 1).
        """
        number = one()
        if number is None:
            return []
        found = [(number, number)]
        for _more in range(_LONGEST_LIST):
            before = self.place
            is_range = self.take("-") or self.take("по") or self.take("до")
            if is_range and self.next.sort is TermTokenSort.DATE:
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

    # -- quarters, half-years, decades, weeks

    def ordinal(self) -> int | None:
        token = self.next
        if self.take(LAST):
            return _LAST
        if token.sort in (TermTokenSort.NUMBER, TermTokenSort.ROMAN) and len(token.text) <= 3:
            number = token.number
        elif token.sort is TermTokenSort.NUMBER or token.sort is not TermTokenSort.WORD:
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
    def division(self) -> WrittenDate | None:
        """Read «I квартал», «1-2 кварталы», «2 полугодие», «3 четверть», «кв. II», «первая половина учебного года»."""
        ranges = self.numbers(self.ordinal)
        divisions = self.sort_of_division() if ranges else None
        if not ranges and (divisions := self.sort_of_division()):
            ranges = self.numbers_behind()
        elif ranges and not divisions and self.take_half() and (year := self.year_ahead()):
            divisions = parts.HALVES if year.in_school_year else self.halves_of(year)
        if not ranges or not divisions:
            return None
        years = ()
        if divisions is not parts.QUARTERS and re.fullmatch(SCHOOL, self.next.word) and self.year_in_words():
            divisions = self.halves_of(parts.SCHOOL_YEAR) if divisions is parts.HALVES else divisions
            years = tuple(self.as_school_year(each) for each in self.years() or ())
        found = self.divided(
            ranges,
            lambda first, last: parts.joined(divisions[first], divisions[last]),
            len(divisions),
            goes_over_new_year=divisions is parts.QUARTERS,
        )
        return replace(found, years=years) if found else None

    def sort_of_division(self) -> list[PartOfYear] | None:
        if self.take(r"квартал\w*") or self.take_short("кв"):
            return parts.QUARTERS
        if self.take(r"полугоди\w*") or self.take_short("полуг"):
            return parts.HALVES
        if self.take(r"четверт(ь|и|ью|ей|ях|ям)"):
            return parts.SCHOOL_QUARTERS
        return parts.TRIMESTERS if self.take(r"триместр\w*") else None

    def take_half(self) -> bool:
        return self.take(r"половин\w+") or self.take("пол", r"\.")

    @rule
    def numbers_behind(self) -> list[tuple[int, int]]:
        """Read the numbers in «кварталы 1 и 2», unless a word behind says what is counted: «квартал – 2 раза»."""
        is_figure = self.next.sort in (TermTokenSort.NUMBER, TermTokenSort.ROMAN)
        ranges = self.numbers(self.ordinal) if is_figure else []
        behind = self.ahead() if self.next.word in ("в", "на", "за") else self.next
        is_year_behind = is_year(behind.number) or re.fullmatch(SCHOOL, behind.word)
        return ranges if is_year_behind or self.next.word in ",;.():" else []

    @staticmethod
    def halves_of(year: PartOfYear) -> list[PartOfYear]:
        is_school = year.first == parts.SCHOOL_YEAR.first
        return [half.meant(is_school=is_school) for half in parts.HALVES]

    @rule
    def part_of_month(self) -> WrittenDate | None:
        """Read «1-я декада июня», «первая половина мая», «последняя неделя августа»."""
        ranges = self.numbers(self.ordinal)
        if not ranges:
            return None
        is_week = False
        if self.take(r"декад\w+"):
            divisions = parts.DECADES
        elif self.take_half():
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

        def days(first: int, last: int) -> PartOfYear:
            if is_week and first == last == len(divisions) - 1 and (_LAST, _LAST) in ranges:
                length = parts.month_length(number)
                return parts.days(number, length - 6, parts.END_OF_MONTH)
            return parts.days(number, divisions[first][0], divisions[last][1])

        return self.divided(ranges, days, len(divisions))

    def divided(
        self, ranges: list[tuple[int, int]], build, count: int, *, goes_over_new_year: bool = False
    ) -> WrittenDate | None:
        """Build parts of a year from numbers: «IV - I квартал» goes over New Year, «3-2 неделя» is in a wrong order."""
        found = [tuple(count if number == _LAST else number for number in pair) for pair in ranges]
        if not goes_over_new_year and any(last < first for first, last in found):
            self.doubts.append(doubts.reversed_dates())
            found = [(min(pair), max(pair)) for pair in found]
        if not all(1 <= number <= count for pair in found for number in pair):
            return None
        is_range = any(first != last for first, last in found)
        return WrittenDate(tuple(build(first - 1, last - 1) for first, last in found), is_range=is_range)
