"""Rules that read years: «2020г.», «2013, 2014 г.г.», «2020-2022», «2019 /20 учебный год»."""

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.pattern_cursor import PatternCursor
from roadmap.term.tokens import TermTokenSort
from roadmap.term.vocabulary import month_of
from roadmap.term.written_years import WrittenYears, is_year

DURING = r"течени\w+|протяжени\w+"
SCHOOL = r"уч|учебн\w*"
FINANCIAL = r"календарн\w*|финансов\w*|бюджетн\w*"  # the financial year is the calendar year
_YEAR_WORD = r"г|гг|год|года|году|годом|годы|годов|годах|годам|годами"
_SEVERAL = r"гг|годы|годов|годах|годам|годами"
_SUCH = r"нов(ый|ого|ому|ом)|текущ\w+|очередн\w+|следующ\w+|предстоящ\w+"


class YearRules(PatternCursor):
    @rule
    def years(self) -> tuple[WrittenYears, ...]:
        """Read a list of years; the word «учебный» behind it holds for each range in it."""
        found = [self.one_of_years()]
        while found[-1]:
            before = self.place
            self.take_any(",|;|и|в")
            if not (another := self.one_of_years()):
                self.place = before
                break
            found.append(another)
        if found[-1] and found[-1].is_school:
            found = [self.as_school_year(years) for years in found]
        return tuple(years for years in found if years)

    @staticmethod
    def as_school_year(years: WrittenYears) -> WrittenYears:
        is_like_school_year = years.is_range and years.last == years.first + 1
        return WrittenYears(years.first, years.last, is_school=True, is_range=True) if is_like_school_year else years

    @rule
    def one_of_years(self) -> WrittenYears | None:
        if short := self.short_years():
            return short
        if not is_year(self.next.number):
            return None
        first = self.step().number
        is_school, _several = self.unit()
        last, is_slash = None, False
        while found := self.year_behind_sign(last or first):
            last, is_slash = found
        is_school_behind, is_several = self.unit()
        is_school |= is_school_behind
        if last is None or last == first:
            return self.single(first, is_school=is_school)
        if last < first:
            self.doubts.append(doubts.reversed_years(first, last))
            first, last = last, first
        is_school |= is_slash and last == first + 1
        if is_school and last > first + 1 and not is_several:
            self.doubts.append(doubts.several_school_years(first, last))
        return WrittenYears(first, last, is_school, is_range=True)

    def single(self, year: int, *, is_school: bool) -> WrittenYears:
        if is_school:
            self.doubts.append(doubts.one_year_for_school_year(year))
            return WrittenYears(year, year + 1, is_school=True)
        return WrittenYears(year, year)

    @rule
    def year_behind_sign(self, first: int) -> tuple[int, bool] | None:
        """Read the last year in «2020-2022», «2020 по 2022», «2020/21», and whether a slash stands before it."""
        is_slash = self.take("/")
        if not (is_slash or self.take("-") or self.take("по")):
            return None
        token = self.step()
        if is_year(token.number):
            return token.number, is_slash
        is_short = token.number is not None and len(token.text) == 2 and first % 100 < token.number
        if not is_short or month_of(self.next.word):
            return None
        return first - first % 100 + token.number, is_slash

    @rule
    def short_years(self) -> WrittenYears | None:
        """Read years of two figures: «20/21 уч. г.», «19-20 учебный год»; «20 г.», «в 21 году»."""
        token = self.next
        if token.number is None or len(token.text) != 2:
            return None
        self.step()
        if self.take("-|/"):
            last = self.step()
            is_next = last.number == token.number + 1 and len(last.text) == 2
            is_school, _several = self.unit() if is_next else (False, False)
            return (
                WrittenYears(2000 + token.number, 2001 + token.number, is_school=True, is_range=True)
                if is_school
                else None
            )
        if not self.take(r"г|год|года|году"):
            return None
        self.take(r"\.")
        year = 2000 + token.number
        self.doubts.append(doubts.short_year(f"{token.text} г.", year))
        return WrittenYears(year, year)

    def unit(self) -> tuple[bool, bool]:
        """Read the word behind years, and return whether it says «учебный» and whether it is a plural."""
        is_school = self.take(SCHOOL) or (self.next.word == "у" and self.take("у", r"\.", "г"))
        if is_school:
            self.take(r"\.")
            self.take("-")
        else:
            self.take(r"календарн\w*|кал|фин", r"\.") or self.take(FINANCIAL)
        is_several = self.next.word in _SEVERAL.split("|")
        if self.take(_YEAR_WORD) and self.take(r"\."):
            is_several |= self.take("г")
            self.take(r"\.")
        return bool(is_school), is_several

    # -- in words

    @rule
    def year_ahead(self) -> PartOfYear | None:
        """Read which sort of year stands here: in words, or in figures, which are left to be read."""
        if is_year(self.ahead().number):
            self.take(_SUCH)  # «нового 2025-2026 учебного года»
        if is_year(self.next.number):
            return parts.YEAR
        return self.year_in_words()

    @rule
    def year_in_words(self) -> PartOfYear | None:
        """Read «года», «текущего года», «учебного года», «нового уч. года»."""
        self.take_any(
            r"текущ\w+|сего|кругл\w+|нов(ый|ого|ому|ом)|всего|весь|целого|данного|отчетного|кажд\w+|предстоящ\w+"
        )
        is_new = self.tokens[self.place - 1].word.startswith("нов") and self.place > 0
        written = self.next.text
        if self.take(r"следующ\w+|очередн\w+"):
            self.doubts.append(doubts.next_year_said(written))
        is_calendar = self.take(FINANCIAL) or self.take("фин|кал", r"\.")
        if self.take(SCHOOL):
            self.take(r"\.")
            self.take("-")
            if self.take("год|года|году|годом|г") or self.take("годов|годах|годы|гг"):
                self.take(r"\.")
                return parts.SCHOOL_YEAR
            return None
        if is_new:
            self.doubts.append(doubts.next_year_said(self.tokens[self.place - 1].text))
        if not (self.take("год|года|году|годом") or (not self.is_town() and self.take("г", r"\."))):
            return None
        return parts.CALENDAR_YEAR if is_calendar else parts.YEAR

    def is_town(self) -> bool:
        """Return whether «г.» is a town («г. Межа»), not a year («в течение г.»)."""
        name = self.ahead(2)
        begins = self.place == 0 or self.tokens[self.place - 1].sort is TermTokenSort.MARK
        is_name = name.sort is TermTokenSort.WORD and len(name.word) > 2 and not month_of(name.word)
        return self.next.word == "г" and begins and is_name
