"""Rules for what is due after a reported time: «до 18 числа месяца, следующего за отчётным кварталом»."""

import re
from dataclasses import replace

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.dated_items import DatedItem, Edge, ReportedTime
from roadmap.term.frequency import TimeUnit
from roadmap.term.undated_rules import UndatedRules
from roadmap.term.vocabulary import LAST, LIFE
from roadmap.term.written_years import is_year
from roadmap.term.year_rules import DURING, FINANCIAL, SCHOOL

_FOLLOWING = r"следующ\w+|последующ\w+|идущ\w+"
_PASSED = r"отчетн\w+|истекш\w+|прошедш\w+|предыдущ\w+|прошл\w+|минувш\w+|каждым|каждого"
_PRESENT = r"отчетн\w+|текущ\w+|данн\w+|кажд\w+"
_ENDED = r"окончани\w+|завершени\w+|истечени\w+"
_YEAR = r"год|года|году|годом"
_MONTHS_OF = {TimeUnit.HALF: 6, TimeUnit.QUARTER: 3, TimeUnit.YEAR: 12}
_LAST_MONTH = -1


class ReportedRules(UndatedRules):
    @rule
    def day_after_reported(self) -> list[DatedItem] | None:
        """Read «не позднее 12 числа второго месяца после отчётного квартала», «до 5 числа следующего месяца»."""
        is_until = self.until_word()
        days = self.numbered_days() or self.end_of_month()
        reported = days and self.month_after_reported()
        if not reported:
            return None
        self.take_any(LIFE)
        is_deadline = is_until and days[0] == days[1]
        return [DatedItem(reported=replace(reported, days=days), edge=Edge.UNTIL if is_deadline else None)]

    @rule
    def end_of_month(self) -> tuple[int, int] | None:
        is_end = self.take(r"конца|концу|окончани\w+") and re.match("месяц", self.next.word)
        return (parts.END_OF_MONTH, parts.END_OF_MONTH) if is_end else None

    @rule
    def whole_month_after_reported(self) -> list[DatedItem] | None:
        """Read «в течение месяца, следующего за отчётным кварталом», «в последний месяц квартала»."""
        self.take("в|во") and self.take(DURING)
        is_month = re.match("месяц", self.next.word) or re.match("месяц", self.ahead().word)
        is_following = re.fullmatch(_FOLLOWING, self.next.word) and self.ahead().word in ("за", "после")
        is_said = (is_month and not re.fullmatch(rf"за|-|,|{_FOLLOWING}", self.next.word)) or is_following
        reported = self.month_after_reported() if is_said else None
        return [DatedItem(reported=replace(reported, days=(1, parts.END_OF_MONTH)))] if reported else None

    @rule
    def month_after_reported(self) -> ReportedTime | None:
        """Read which month, counted from the end of the reported time: «второго месяца после отчётного квартала»."""
        self.take(r"кажд\w+|,")
        if self.take(_FOLLOWING):
            reported = (
                self.reported_between("месяца") if self.take("за|после") else ReportedTime(otherwise=TimeUnit.MONTH)
            )
            if not reported or not (self.take("месяца|месяце") or reported.unit):
                return None
            return replace(self.following() or self.passed() or reported, month=1)
        ordinal = None if re.match("месяц", self.next.word) else self.ordinal()
        if not self.take("месяц(а|е)?|мес"):
            return replace(reported, month=1) if ordinal is None and (reported := self.passed()) else None
        self.take(r"\.")
        if reported := self.following():
            return replace(reported, month=ordinal or 1) if ordinal != _LAST_MONTH else None
        if ordinal is None and (reported := self.passed()):
            return replace(reported, month=1)
        return self.month_of_unit(ordinal)

    def month_of_unit(self, ordinal: int | None) -> ReportedTime | None:
        """Read «первого месяца квартала, следующего за отчётным», «последнего месяца квартала»."""
        self.take(",")
        is_next = self.take(_FOLLOWING)
        reported = self.reported_time() if is_next and self.take("за|после") else None
        self.take(_PRESENT)
        unit = self.unit_word()
        length = _MONTHS_OF.get(unit)
        if not length:
            return None
        is_next = self.following() or is_next or reported
        if is_next:
            return (
                ReportedTime(unit, month=ordinal or 1) if ordinal != _LAST_MONTH else ReportedTime(unit, month=length)
            )
        if ordinal is None or ordinal > length:
            return None
        return ReportedTime(unit, month=0 if ordinal == _LAST_MONTH else ordinal - length)

    @rule
    def following(self) -> ReportedTime | None:
        """Read «, следующего за отчётным кварталом», «после отчётного периода»."""
        self.take(",")
        is_after = self.take(_FOLLOWING, "за|после") or self.take("после") or self.take("по", _ENDED)
        return self.reported_time() if is_after else None

    @rule
    def passed(self) -> ReportedTime | None:
        """Read «за предыдущий квартал»."""
        self.take("-|,")
        return self.reported_time() if self.take("за") else None

    @rule
    def reported_time(self) -> ReportedTime | None:
        """Read «отчётным кварталом», «окончанием отчётного периода», «последним годом реализации программы»."""
        is_ended = self.take(_ENDED)
        if self.take(LAST, _YEAR) or self.take("годом|года", _ENDED):
            self.take_any(LIFE)
            return ReportedTime(TimeUnit.YEAR, is_last=True)
        self.take(LAST, r"месяц\w*")
        start = self.place
        self.take(r"срок\w*|период\w*") if is_ended else None
        self.take_any(LIFE)
        if is_ended and self.place > start:
            return ReportedTime(TimeUnit.YEAR, is_last=True)
        self.place = start
        is_passed = self.take(_PASSED)
        self.take(FINANCIAL)
        unit = self.unit_word()
        if unit is TimeUnit.CONTINUOUS or (unit is None and not is_passed):
            return None
        if unit is None:
            self.take(r"период\w*")
        else:
            self.take(_PASSED) and self.take(r"период\w*")
        return ReportedTime(unit)

    @rule
    def reported_between(self, noun: str) -> ReportedTime | None:
        """Read «следующего за отчётным [периодом] года», where `noun` is what follows, not what is reported on."""
        reported = self.reported_time()
        if reported and self.tokens[self.place - 1].word == noun and self.next.word != noun:
            self.place -= 1
            return ReportedTime()
        return reported

    # -- a date of the year after

    @rule
    def year_after(self) -> ReportedTime | None:
        """Read behind a date: «года, следующего за отчётным», «следующего за отчётным года», «следующего года»."""
        self.take(",")
        if self.take(_YEAR) or self.take("г", r"\."):
            reported = self.following()
        elif self.next.word == "после":
            reported = self.following()
            if not reported or reported.unit is not TimeUnit.YEAR:
                return None
        elif not self.take(_FOLLOWING):
            return None
        else:
            reported = self.reported_between("года") if self.take("за|после") else ReportedTime()
            self.take(FINANCIAL)
            is_said = self.take(_YEAR) or self.take("г", r"\.") or (reported and reported.unit is TimeUnit.YEAR)
            if not is_said:
                return None
        if not reported:
            return None
        self.take_any(LIFE)
        return replace(reported, unit=TimeUnit.YEAR)

    @rule
    def time_of_report(self) -> ReportedTime | None:
        """Read behind a date or before it: «за I полугодие», «за 9 месяцев 2024 года», «за отчётный год»."""
        if not self.take("за") and not self.take("по", r"итогам|результатам"):
            return None
        is_lead_time = self.tokens[self.place - 1].word == "за"  # «за год до начала»
        self.take(r"отчет\w*") and self.take("за")
        is_lead_time &= not self.take(_PASSED)
        if is_year(self.next.number):
            return ReportedTime(part=parts.CALENDAR_YEAR, years=self.years())
        if (date := self.division() or self.first_months()) and len(date.parts) == 1:
            years = date.years or self.years() or ()
            self.this_year()
            return ReportedTime(part=date.parts[0], years=years)
        self.take(FINANCIAL)
        is_school = self.take_short(SCHOOL)
        year = parts.SCHOOL_YEAR if is_school else parts.CALENDAR_YEAR
        unit = self.unit_word()
        if unit is None and not self.next.word.startswith("период"):
            return None
        is_date_ahead = unit is TimeUnit.YEAR and self.ahead().number is not None
        if is_lead_time and self.next.word == "до" and not is_date_ahead:
            return None
        if unit is TimeUnit.YEAR:
            self.take_any(LIFE)
            return ReportedTime(part=year)
        if (unit is None and self.take(r"период\w*")) or unit in (TimeUnit.QUARTER, TimeUnit.HALF, TimeUnit.MONTH):
            self.doubts.append(doubts.reported_not_named())
            return ReportedTime()
        return None

    def with_reported(self, items: list[DatedItem] | None) -> list[DatedItem] | None:
        """Return the dates that were just read, with the reported time that stands behind them, if any does."""
        if not items:
            return items
        if items[-1].years and self.following():
            return items  # «до 1 апреля 2026 года, следующего за отчётным»
        if reported := self.year_after():
            return self.after_year(items, reported)
        reported = self.report_behind()
        return self.about(items, reported) if reported else items

    @rule
    def report_behind(self) -> ReportedTime | None:
        """Read «– за I полугодие», unless a date of its own stands behind it: «…, за год – до 20 января»."""
        self.take(r"-|,|:|\(")
        reported = self.time_of_report()
        is_of_next = self.next.word in ("-", ":") and self.ahead().word in ("до", "к", "не")
        return None if is_of_next or self.next.word in ("до", "к") else reported

    @staticmethod
    def about(items: list[DatedItem], reported: ReportedTime) -> list[DatedItem]:
        """Give the last date the reported time, unless the date has a year of its own, which says more."""
        last = items[-1]
        if reported.part and last.parts and not last.years:
            return [*items[:-1], replace(last, reported=reported)]
        return items

    @staticmethod
    def after_year(items: list[DatedItem], reported: ReportedTime) -> list[DatedItem]:
        """Place dates in the year after the reported one.

        Of «10 апреля, 10 июля, 20 января года, следующего за отчётным» only January is in the next year.
        """
        firsts = [item.parts[0].first for item in items if item.parts]
        is_last_only = len(firsts) > 1 and firsts[-1] < firsts[-2]
        return [
            replace(item, reported=reported)
            if item.parts and not item.years and (not is_last_only or item is items[-1])
            else item
            for item in items
        ]

    @rule
    def report_and_day(self) -> list[DatedItem] | None:
        """Read «по итогам квартала до 10 числа следующего месяца»."""
        if not self.take("за") and not self.take("по", r"итогам|результатам"):
            return None
        time = self.reported_time()
        self.take("-|:|,")
        items = self.day_after_reported() if time else None
        if not items:
            return None
        return [replace(item, reported=replace(item.reported, unit=item.reported.unit or time.unit)) for item in items]

    @rule
    def report_and_date(self) -> list[DatedItem] | None:
        """Read «за I полугодие – до 12 июля»."""
        reported = self.time_of_report()
        if not reported:
            return None
        self.take("-|:|,|;") or self.take(r"\(")
        items = self.deadline()
        self.year_after()
        return self.about(items, reported) if items else None
