"""Turns what a term says into spans of days, given the programme's period and the plan's own year."""

from dataclasses import replace
from datetime import date

from roadmap.term import doubts
from roadmap.term.dated_items import DatedItem, Edge, with_years
from roadmap.term.excepted import without_excepted
from roadmap.term.frequency import TIMES_A_YEAR, TimeUnit
from roadmap.term.grammar import TermGrammar
from roadmap.term.parts_of_year import (
    CALENDAR_YEAR,
    HALVES,
    QUARTERS,
    SCHOOL_QUARTERS,
    SCHOOL_YEAR,
    TRIMESTERS,
    PartOfYear,
    day_of,
    months,
)
from roadmap.term.reported_dating import ReportedDating
from roadmap.term.spans import DateSpan, day_after
from roadmap.term.term import TermSetting
from roadmap.term.windows import window_of
from roadmap.term.written_years import WrittenYears

_CUTS = {
    TimeUnit.YEAR: [CALENDAR_YEAR],
    TimeUnit.HALF: HALVES,
    TimeUnit.TRIMESTER: TRIMESTERS,
    TimeUnit.QUARTER: QUARTERS,
    TimeUnit.SCHOOL_QUARTER: SCHOOL_QUARTERS,
    TimeUnit.MONTH: [months(month) for month in range(1, 13)],
}
_REPEATED = (None, Edge.UNTIL)


class TermDating:
    def __init__(self, grammar: TermGrammar, setting: TermSetting):
        self.grammar = grammar
        self.setting = setting
        self.doubts: list[str] = []
        self.unit = grammar.unit_of_time
        self.reported: dict[DateSpan, DateSpan] = {}  # spans of days with the reported time that each is about

        items, self.doubted_years = with_years(grammar.items)
        items = self.without_empty_years(items) or self.of_durations()
        self.items, self.window = window_of(items, setting, is_every_year=grammar.is_every_year)

    def without_empty_years(self, items: list[DatedItem]) -> list[DatedItem]:
        """Leave out years that only say how often: «в октябре каждого учебного года» is October."""
        has_parts = any(not part.is_year for item in items for part in item.parts)
        if self.unit is None or not has_parts:
            return items
        return [item for item in items if not (item.is_whole or (item.needs_years and item.parts[0].is_year))]

    def spans(self) -> list[DateSpan]:
        """Return all spans that the term means, sorted, each once; doubts are collected in `doubts`."""
        reported = [item for item in self.items if item.reported]
        items, doubted = [item for item in self.items if not item.reported], self.doubted_years
        if self.unit is not None:
            doubted = []
        self.doubts += doubted
        found, inside, outside = [], set(), set()  # of brackets
        if reported:
            items, windows = self.windows_of_reported(items)
            self.date_reported(reported, windows)
            items = self.not_said_twice(items)
            self.unit = None
        for item in items:
            spans = self.of(item)
            (inside if item.is_in_brackets else outside).update(spans)
            found += self.cut(item, spans)
        if outside and inside - outside:
            self.doubts.append(doubts.other_time_in_brackets())
        if self.grammar.is_onwards:
            found += self.onwards(items, found)
        elif not items and (self.unit is not None):
            found = self.split(self.window)
        self.doubt_frequency(self.items)
        found = self.leave_out_excepted(found) if self.grammar.excepted else found
        self.doubt_outside(found)
        return sorted({*found, *self.reported})

    def leave_out_excepted(self, found: list[DateSpan]) -> list[DateSpan]:
        left = None if self.reported else without_excepted(found, self.grammar.excepted)
        words = self.grammar.excepted_words
        self.doubts.append(doubts.exception_unclear(words) if left is None else doubts.excepted(words))
        return found if left is None else left

    # -- what is due after reported times

    def windows_of_reported(self, items: list[DatedItem]) -> tuple[list[DatedItem], list[DateSpan]]:
        """Return the items that are days of their own, and the times within which is reported.

        These are the years or the whole period that the term names, or the window if it names none.
        """
        is_year = [item.is_whole or (all(part.is_year for part in item.parts) and not item.span) for item in items]
        windows = [span for item, is_said in zip(items, is_year, strict=True) if is_said for span in self.of(item)]
        return [item for item, is_said in zip(items, is_year, strict=True) if not is_said], windows or [self.window]

    def date_reported(self, items: list[DatedItem], windows: list[DateSpan]) -> None:
        """Add to `reported` the spans that are due after reported times within the windows."""
        own = self.setting.own
        is_school = bool(own and own.is_school)
        cuts = {unit: [cut.meant(is_school=is_school) for cut in parts] for unit, parts in _CUTS.items()}
        if len({item.reported.days is None for item in items}) > 1:
            self.doubts.append(doubts.said_twice())
        for item in items:
            is_of_period = item.reported.is_last
            unit = TIMES_A_YEAR.get(self.grammar.times_a_year, self.unit)
            dating = ReportedDating([self.setting.period] if is_of_period else windows, unit, cuts)
            self.reported |= dict(dating.due(item))
            self.doubts += dating.doubts
            is_of_year = item.reported.unit is TimeUnit.YEAR and not is_of_period
            if own and is_of_year and not self.grammar.is_every_year and windows == [self.window]:
                self.doubts.append(doubts.reported_year_of_plan(str(own)))

    def not_said_twice(self, items: list[DatedItem]) -> list[DatedItem]:
        """Leave out months that repeat what is said of reported times.

        «(апрель, июль, октябрь, январь)» behind «месяца, следующего за отчётным кварталом» repeats it.
        """
        due = {span.end.month for span in self.reported}
        bare = {months(month) for month in due}
        left = [item for item in items if item.years or item.span or not item.parts or not bare.issuperset(item.parts)]
        if left and any(item.reported.days for item in self.items if item.reported):
            self.doubts.append(doubts.said_twice())
        return left

    def of_durations(self) -> list[DatedItem]:
        """Return the whole period for a duration that is as long: «3 года» in a programme of three years."""
        years = self.setting.period.end.year - self.setting.period.start.year + 1
        return [DatedItem(is_whole=True) for count, _words in self.grammar.durations[:1] if count == years]

    # -- one item

    def of(self, item: DatedItem) -> list[DateSpan]:
        """Return the spans that one item means."""
        if item.span:
            is_repeated = self.unit is TimeUnit.YEAR and self.grammar.is_onwards
            return [item.span, *(self.repeated(item.span) if is_repeated else [])]
        if item.is_whole:
            return [self.setting.period]
        if not item.parts:
            return self.of_years(item)
        found = []
        is_school = any(years.is_school for years in item.years)
        for part in (part.meant(is_school=is_school) for part in item.parts):
            placed = self.in_years(part, item) if item.years else self.without_year(part, item)
            found += [self.with_edge(span, part, item, is_repeated=len(placed) > 1) for span in placed]
        return found

    def of_years(self, item: DatedItem) -> list[DateSpan]:
        found = [self.as_own_year(years).span() for years in item.years]
        if self.grammar.is_onwards and self.unit is TimeUnit.YEAR and len(found) == 1:
            found += self.repeated(found[0])
        return found

    def as_own_year(self, years: WrittenYears) -> WrittenYears:
        """Return «2018-2019» as a school year in a plan for that school year, other years unchanged."""
        own = self.setting.own
        is_own = own and own.is_school and (own.span.start.year, own.span.end.year) == (years.first, years.last)
        return replace(years, is_school=True) if is_own else years

    def in_years(self, part: PartOfYear, item: DatedItem) -> list[DateSpan]:
        found = []
        for years in map(self.as_own_year, item.years):
            if part.is_year and years.is_range and not self.unit:
                found.append(years.span())
                continue
            if len(item.years) == 1 and years.is_range and not years.is_school:
                self.doubt_range_of_years(part, years)
            found += self.in_range(part.meant(is_school=years.is_school), years)
        if (
            self.unit is TimeUnit.YEAR
            and len(item.years) == 1
            and not item.years[0].is_range
            and item.edge in _REPEATED
        ):
            found += self.repeated_from(part, item.years[0])
        return self.checked(found, part)

    def in_range(self, part: PartOfYear, years: WrittenYears) -> list[DateSpan]:
        if years.is_school:
            school_years = (WrittenYears(year, year + 1, is_school=True).span() for year in years)
            return [span for school_year in school_years if (span := part.place_in(school_year))]
        if not part.is_over_new_year:
            return [span for year in years if (span := part.beginning_in(year))]
        if years.first < years.last:
            return [span for year in range(years.first, years.last) if (span := part.beginning_in(year))]
        return self.over_new_year(part, years.first)

    def over_new_year(self, part: PartOfYear, year: int) -> list[DateSpan]:
        """Place a part that goes over New Year, where one year is written.

        The year stands at the end of the words and is taken as the end's, unless only the other reading lies in the
        programme's period.
        """
        found = [span for span in (part.beginning_in(year - 1), part.beginning_in(year)) if span]
        fitting = [span for span in found if self.setting.period.holds(span)] or found
        if fitting:
            self.doubts.append(doubts.over_new_year(*(f"{day:%d.%m.%Y}" for day in (fitting[0].start, fitting[0].end))))
        return fitting[:1]

    def repeated(self, span: DateSpan) -> list[DateSpan]:
        """Return the same days in the following years of the programme."""
        found = []
        for more in range(1, self.setting.period.end.year - span.start.year + 1):
            days = [day_of(day.year + more, (day.month, day.day)) for day in (span.start, span.end)]
            clipped = all(days) and DateSpan(*days).clipped_to(self.setting.period)
            found += [clipped] if clipped else []
        return found

    def repeated_from(self, part: PartOfYear, years: WrittenYears) -> list[DateSpan]:
        if not self.grammar.is_onwards:
            self.doubts.append(doubts.repeated_from(years.first))
        last = self.setting.period.end.year
        return [span for year in range(years.first + 1, last + 1) if (span := part.beginning_in(year))]

    def doubt_range_of_years(self, part: PartOfYear, years: WrittenYears) -> None:
        """Doubt «июнь 2020 - 2022г.», which may be every year or without a break.

        Two months before the years, or a range of months, are clear.
        """
        is_month = part == months(part.first[0])
        is_only = sum(len(item.parts) for item in self.grammar.items) == 1
        if is_month and is_only and self.unit is None and years.last > years.first:
            self.doubts.append(doubts.months_of_years(years.first, years.last))

    def without_year(self, part: PartOfYear, item: DatedItem) -> list[DateSpan]:
        own = None if self.grammar.is_every_year else self.setting.own
        is_school = own.is_school if own else (self.window.start.month, self.window.start.day) == (9, 1)
        part = part.meant(is_school=is_school)
        if self.window.is_within_one_year and not (part.is_year and own and part != self.year_of(own)):
            found = [self.only_place(part, item)]
        else:
            found = [span.clipped_to(self.window) for span in part.occurrences(self.window)]
            found = found or [part.place_in(self.window)]
            if len(found) > 1 and self.unit is None:
                self.doubts.append(doubts.year_not_said(_years_of(self.window)))
        return self.checked([span for span in found if span], part)

    @staticmethod
    def year_of(own) -> PartOfYear:
        return SCHOOL_YEAR if own.is_school else CALENDAR_YEAR

    def only_place(self, part: PartOfYear, item: DatedItem) -> DateSpan | None:
        if part.is_year:
            return self.window
        if item.edge is Edge.UNTIL and part.until:
            part = replace(part, first=part.until, last=part.until)
        found = part.place_in(self.window)
        own = self.setting.own
        if not found or not own or self.grammar.is_every_year:
            return found
        before = part.beginning_in(own.span.start.year)
        if own.is_school and before and not self.setting.period.overlaps(found) and self.setting.period.holds(before):
            self.doubts.append(doubts.august_before_plan(str(own)))
            return before
        is_deadline = item.edge is Edge.UNTIL
        is_at_edge = found.start.month == 8 or (is_deadline and (found.end.month, found.end.day) == (9, 1))
        if own.is_school and is_at_edge and not part.until:
            self.doubts.append(doubts.edge_of_school_year(str(own)))
        elif not self.window.holds(found):
            self.doubts.append(doubts.outside_own_year(str(own)))
        return found

    def checked(self, found: list[DateSpan], part: PartOfYear) -> list[DateSpan]:
        if part.doubt and found and not part.until:
            self.doubts.append(part.doubt)
        if not found:
            month, day = part.first
            self.doubts.append(doubts.no_such_day(f"{day:02}.{month:02}"))
        return found

    # -- «до», «с», «после»

    def with_edge(self, span: DateSpan, part: PartOfYear, item: DatedItem, *, is_repeated: bool) -> DateSpan:
        if item.edge is Edge.UNTIL:
            end = self.end_of(span, part)
            return DateSpan(self.beginning_before(end, is_repeated=is_repeated), end)
        if part.until and part.doubt:
            self.doubts.append(part.doubt)
        if item.edge is None:
            return span
        start = span.start if item.edge is Edge.SINCE else day_after(span.end)
        end = self.window.end
        if is_repeated or end < start:
            end = date(start.year, 12, 31)
        return DateSpan(start, max(start, end))

    def end_of(self, span: DateSpan, part: PartOfYear) -> date:
        if part.until is None or span.start == span.end:
            return span.end
        until = replace(part, first=part.until, last=part.until)
        ends = [until.beginning_in(year) for year in (span.start.year - 1, span.start.year, span.end.year + 1)]
        return min((end.end for end in ends if end), key=lambda day: abs((day - span.end).days), default=span.end)

    def beginning_before(self, end: date, *, is_repeated: bool) -> date:
        """Return the day from which something due on `end` can be begun.

        It is the first day of the plan, or of the year for what is due every year.
        """
        new_year = date(end.year, 1, 1)
        start = self.setting.period.start if self.grammar.is_every_year else self.window.start
        if is_repeated:
            return max(new_year, start) if start <= end else new_year
        return next((day for day in (start, self.setting.period.start, new_year) if day < end), new_year)

    # -- frequency

    def cut(self, item: DatedItem, spans: list[DateSpan]) -> list[DateSpan]:
        """Cut spans into the units of the term's frequency: months, quarters, half-years.

        A part of a year isn't cut into years, and what is due until a day isn't cut at all.
        """
        is_part = item.parts and not any(part.is_year for part in item.parts) and item.edge is not Edge.SINCE
        if self.unit is None or self.unit is TimeUnit.CONTINUOUS or self.grammar.is_onwards:
            return spans
        if item.edge is Edge.UNTIL or (is_part and self.unit is TimeUnit.YEAR):
            return spans
        return [piece for span in spans for piece in self.split(span)]

    def split(self, window: DateSpan) -> list[DateSpan]:
        if self.unit is None or self.unit is TimeUnit.CONTINUOUS:
            return [window]
        is_school = (window.start.month, window.start.day) == (9, 1)
        cuts = [cut.meant(is_school=is_school) for cut in _CUTS[self.unit]]
        if self.unit is TimeUnit.YEAR and is_school and (window.end.month, window.end.day) == (8, 31):
            cuts = [SCHOOL_YEAR]
        self.doubts += [cut.doubt for cut in cuts if cut.doubt]
        days = self.grammar.days_of_month
        found = []
        for cut in cuts:
            spans = (
                cut.occurrences(window) if not cut.is_over_new_year else replace(cut, is_year=True).occurrences(window)
            )
            pieces = (self.days_in(span, days) if days else span for span in spans)
            found += [clipped for piece in pieces if (clipped := piece.clipped_to(window))]
        return found or [window]

    @staticmethod
    def days_in(span: DateSpan, days: tuple[int, int]) -> DateSpan:
        part = PartOfYear((span.start.month, days[0]), (span.start.month, days[1]))
        return part.beginning_in(span.start.year) or span

    def onwards(self, items: list[DatedItem], found: list[DateSpan]) -> list[DateSpan]:
        """Return what «далее» adds: the rest of the window, cut into the units of the frequency.

        «Январь-март 2021 г., далее ежегодно» is dealt with in `in_years`.
        """
        if self.unit is None and not self.grammar.without_date and found and max(found).end < self.window.end:
            return [DateSpan(day_after(max(found).end), self.window.end)]
        if self.unit is None or (self.unit is TimeUnit.YEAR and found):
            return []
        start = max((day_after(span.end) for span in found), default=self.window.start)
        return self.split(DateSpan(start, self.window.end)) if start <= self.window.end else []

    # -- doubts about the whole

    def doubt_frequency(self, items: list[DatedItem]) -> None:
        grammar, own = self.grammar, self.setting.own
        has_parts = any(item.parts and not any(part.is_year for part in item.parts) for item in items)
        if grammar.is_more_than_once and not has_parts and not self.reported:
            self.doubts.append(doubts.times_not_dated())
        is_told_twice = grammar.is_every_year and self.unit is not None and self.unit > TimeUnit.YEAR
        is_told_twice &= sum(bool(item.years or item.span) for item in items) > 1  # «ежегодно, с 2026 г. ежеквартально»
        if len(grammar.said_units) > 1 or is_told_twice:
            self.doubts.append(doubts.two_frequencies())
        if grammar.is_rare:
            self.doubts.append(doubts.rare_times_not_dated())
        if grammar.days_of_month and self.unit not in (None, TimeUnit.MONTH):
            self.doubts.append(doubts.day_of_following_month())
        if grammar.days_of_month and any(item.edge is Edge.UNTIL and not item.reported for item in items):
            self.doubts.append(doubts.said_twice())
        is_several = len({item.parts for item in items}) > 1
        if grammar.is_onwards and self.unit is TimeUnit.YEAR and is_several and items[-1].years:
            self.doubts.append(doubts.repeated_from(items[-1].years[-1].last))
        has_years = any(item.years or item.span for item in items)
        if grammar.is_every_year and own and not has_years:
            self.doubts.append(doubts.every_year_of_programme(str(own)))

    def doubt_outside(self, found: list[DateSpan]) -> None:
        period = self.setting.period
        if any(not period.holds(span) for span in found):
            self.doubts.append(doubts.outside_period(_years_of(period)))


def _years_of(span: DateSpan) -> str:
    first, last = span.start.year, span.end.year
    return str(first) if first == last else f"{first}-{last}"
