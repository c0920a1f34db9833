"""Finds days that come after reported months, quarters, half-years and years."""

from dataclasses import replace
from datetime import date

from roadmap.term import doubts
from roadmap.term.dated_items import DatedItem, Edge, ReportedTime
from roadmap.term.frequency import TimeUnit
from roadmap.term.parts_of_year import PartOfYear, day_of
from roadmap.term.spans import DateSpan, day_after


class ReportedDating:
    """`windows` are the times within which is reported; `cuts` are the parts of a year that make up each unit."""

    def __init__(self, windows: list[DateSpan], unit: TimeUnit | None, cuts: dict[TimeUnit, list[PartOfYear]]):
        self.windows = windows
        self.unit = unit
        self.cuts = cuts
        self.doubts: list[str] = []

    def due(self, item: DatedItem) -> list[tuple[DateSpan, DateSpan]]:
        """Return the spans of days that the item means, each with the reported time that it is about."""
        reported = item.reported
        times = self.times_of(reported)
        if not times and not reported.part:
            self.doubts.append(doubts.reporting_period())
        found = []
        for time in times:
            spans = (
                [self.in_month(time, item)]
                if reported.days
                else [self.of_part(time, part, item) for part in item.parts]
            )
            found += [(span, time) for span in spans if span]
        return found

    def times_of(self, reported: ReportedTime) -> list[DateSpan]:
        """Return all reported times in the windows; none if no unit is known."""
        if reported.part and reported.years:
            return [span for years in reported.years for year in years if (span := reported.part.beginning_in(year))]
        unit = reported.unit or self.unit or reported.otherwise
        if reported.part:
            cuts = [reported.part]
        elif unit in (None, TimeUnit.CONTINUOUS):
            return []
        else:
            cuts = self.cuts[unit]
        if reported.unit and self.unit not in (None, reported.unit) and self.unit > TimeUnit.YEAR:
            self.doubts.append(doubts.reported_and_frequency())
        self.doubts += [cut.doubt for cut in cuts if cut.doubt]
        whole = [replace(cut, is_year=True) for cut in cuts]
        found = sorted((span, window) for window in self.windows for cut in whole for span in cut.occurrences(window))
        found = found[-1:] if reported.is_last else found
        if not all(window.holds(span) for span, window in found) and not reported.is_last:
            self.doubts.append(doubts.part_of_reported())
        return list(dict.fromkeys(span for span, _window in found))

    @staticmethod
    def in_month(time: DateSpan, item: DatedItem) -> DateSpan | None:
        """Return the days in the month that is counted from the last month of the reported time."""
        months = time.end.year * 12 + time.end.month - 1 + item.reported.month
        end_of_month = day_of(months // 12, (months % 12 + 1, 31))
        if not end_of_month:
            return None
        days = [end_of_month.replace(day=min(day, end_of_month.day)) for day in item.reported.days]
        return DateSpan(_find_beginning(time, days[1]), days[1]) if item.edge is Edge.UNTIL else DateSpan(*days)

    def of_part(self, time: DateSpan, part: PartOfYear, item: DatedItem) -> DateSpan | None:
        """Return the part of a year in the year after the reported time.

        If a part of the year is reported on («за I полугодие»), it is the place nearest to the end of that part.
        """
        if not item.reported.part:
            span = part.beginning_in(time.end.year + 1)
        else:
            years = (time.end.year - 1, time.end.year, time.end.year + 1)
            spans = [span for year in years if (span := part.beginning_in(year))]
            span = min(spans, key=lambda each: abs((each.end - time.end).days), default=None)
            if span and span.end <= time.end:
                self.doubts.append(doubts.report_before_end(f"{time.end:%d.%m.%Y}"))
        if not span or item.edge is not Edge.UNTIL:
            return span
        if part.until and (until := replace(part, first=part.until, last=part.until).beginning_in(span.end.year)):
            span = until
        return DateSpan(_find_beginning(time, span.end), span.end)


def _find_beginning(time: DateSpan, end: date) -> date:
    """Return the day on which a report can be begun: after its time, or with it if it is due before the time ends."""
    start = day_after(time.end)
    return start if start <= end else min(time.start, end)
