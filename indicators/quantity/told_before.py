"""Rules for what stands before a value: its year or date, the part of the year, whether it is a plan or a fact."""

import re
from decimal import Decimal

from indicators.quantity import doubts
from indicators.quantity.figures import are_years, is_year
from indicators.quantity.told_behind import BEFORE_A_YEAR, ToldBehind
from portal.reading.cursor import rule

_MONTH = re.compile(r"январ|феврал|март|апрел|ма[йяе]$|июн|июл|август|сентябр|октябр|ноябр|декабр")
_PART = re.compile(r"квартал|кв$|полугоди|пг$|месяц|мес$|четверт|триместр")
_HALF_A_YEAR = ("п / г", "п / год", "п / годие")
_WHICH_PART = frozenset(
    ("i", "ii", "iii", "iv", "первый", "второй", "третий", "четвертый", "первое", "второе", "первая", "вторая")
)
_ORDINAL_ENDS = frozenset(("й", "е", "ое", "ая", "я", "го", "м"))
# Words that tell a plan from a fact or a forecast; they do not change the number that follows.
_SORT_OF_VALUE = re.compile(
    r"план|факт|прогноз|оценк|ожида|базов|целев|исходн|значени|показател|уровень$|уровня$|отчет$|утвержд"
)
_OF_A_YEAR = ("г", "год", "года", "году")
_LAST_DAY = 31
_UNNAMED_YEAR = "0000"
_OWN_YEAR = (
    *("года", "учебного года", "периода", "отчетного года", "отчетного периода", "за год", "за учебный год"),
    *("за отчетный год", "за отчетный период", "в отчетном году", "в текущем году", "в текущем учебном году"),
    *("в этом году", "за текущий год", "текущий год", "отчетный год"),
)


class ToldBefore(ToldBehind):
    @rule
    def year_before(self) -> bool:
        """Read the year of the value: «в 2023 году», «план на 2025 год –»; a bare «2023» needs a dash behind it."""
        start = self.place
        for of_two_years in (True, False):
            self.place = start
            self.sort_of_value()
            is_open = self.take("(")
            self.take_any(*BEFORE_A_YEAR)
            label = self.moment(of_two_years=of_two_years)
            is_closed = not is_open or self.take(")")
            if not label or not is_closed or not any(token.figure for token in self.tokens[self.place :]):
                continue
            is_plain = self.place == start + 1
            self.sort_of_value_behind()
            is_told = self.place > start + 1
            has_mark = self.take_one_of(("-", ":", "="))
            if (is_plain and not is_told and not has_mark) or not self.is_value_of_year(not is_told, label):
                continue
            self.year = label
            return True
        return False

    def sort_of_value(self) -> bool:
        """Skip words such as «план», «факт», «прогноз»; return whether there were any."""
        start = self.place
        while _SORT_OF_VALUE.match(self.next.word):
            self.step()
        return self.place > start

    @rule
    def sort_of_value_behind(self) -> bool:
        """Skip such words behind a year: «2023 (факт)», «2023 г., план»."""
        if self.take("("):
            return self.sort_of_value() and self.take(")")
        self.take(",")
        return self.sort_of_value()

    def moment(self, *, of_two_years: bool) -> str:
        """Read a time and return its year; "0000" if it names none («в текущем году»), "" if there is no time."""
        return (
            (_UNNAMED_YEAR if self.take_any(*_OWN_YEAR) else "")
            or self.date()
            or self.date_in_words()
            or self.part_of_year()
            or self.span_of_years()
            or self.period(of_two_years=of_two_years)
        )

    @rule
    def date_in_words(self) -> str:
        """Read a date with the month in words and return its year: «1 сентября 2023 года», «май 2023 г.»."""
        self.take_one_of(("на", "в", "к", "за", "с"))
        if self.next.text.isdecimal() and int(self.next.text[:4]) <= _LAST_DAY:
            self.step()
        return self.own_year() if _MONTH.match(self.step().word) else ""

    @rule
    def part_of_year(self) -> str:
        """Read «II полугодие 2023 г.», «9 мес. 2026 г.» and return the year; with a doubt, as it is no whole year."""
        start = self.place
        self.take_one_of(("на", "в", "за"))
        which = self.step()
        if which.word not in _WHICH_PART and not (which.text.isdecimal() and len(which.text) <= 2):
            return ""
        if self.take("-"):
            self.take_one_of(_ORDINAL_ENDS)
        if not self.take_any(*_HALF_A_YEAR) and not _PART.match(self.step().word):
            return ""
        self.take(".")
        words = self.quote(start)
        label = self.own_year()
        if not label and self.next.word not in ("-", ":"):
            return ""
        self.doubts.append(doubts.part_of_year(words))
        return label or _UNNAMED_YEAR

    @rule
    def span_of_years(self) -> str:
        """Read «с 2022 по 2025 год» and return the last year, to which the value belongs."""
        self.take("с")
        first = self.step().text
        self.take_one_of(_OF_A_YEAR)
        last = self.step().text if self.take("по") else ""
        if not (is_year(first) and is_year(last)):
            return ""
        while self.take_one_of(_OF_A_YEAR):
            self.take(".")
        return last

    def own_year(self) -> str:
        """Read a year with its «г.» or «года», and return its four digits; "" if there is none."""
        label = self.next.text
        if not is_year(label):
            return ""
        self.step()
        while self.take_one_of(_OF_A_YEAR):
            self.take(".")
        return label

    def is_value_of_year(self, is_plain: bool, label: str) -> bool:
        """Whether what follows a year may be its value; a doubt where the two could as well be a range («2018–49»)."""
        place, doubted = self.place, len(self.doubts)
        amount = self.amount()
        self.place = place
        del self.doubts[doubted:]
        if not is_plain or not amount:
            return True
        if amount.figure.text.startswith("0") and len(amount.figure.text) > 1:
            return not amount.figure.text.isdecimal()  # «2026-09-01»
        is_second_year = are_years(label, amount.figure.text)
        if is_second_year and not amount.unit:
            return False
        is_glued = self.tokens[place - 1].is_glued and self.tokens[place].is_glued and not amount.unit  # «2018-49»
        if is_second_year or is_glued or (is_year(label) and not amount.is_share and amount.value >= Decimal(label)):
            self.doubts.append(doubts.year_or_range(label))
        return True
