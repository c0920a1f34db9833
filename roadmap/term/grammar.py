"""The rules of a whole term: they find its dated items, words without a date, and what is not understood."""

import re
from dataclasses import replace

from portal.reading.cursor import rule
from roadmap.term import doubts
from roadmap.term import parts_of_year as parts
from roadmap.term.dated_items import DatedItem, Edge
from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.reported_rules import ReportedRules
from roadmap.term.spans import DateSpan
from roadmap.term.tokens import TermTokenSort
from roadmap.term.vocabulary import LIFE, month_of
from roadmap.term.written_date import WrittenDate
from roadmap.term.written_years import WrittenYears, is_year
from roadmap.term.year_rules import DURING, SCHOOL

_SINCE = r"с|со|от"
_UNTIL = r"до|к|ко|по|перед"
_WHOLE = r"весь|всего|всей|вся|целого|полный"
_NOISE = (
    r"в|во|на|за|и|или|а|также|же|течени\w+|протяжени\w+|период\w*|срок\w*|месяц\w*|мес|г|гг|год|года|году|годы|"
    r"ориентировочно|примерно|включительно|числа|врем(я|ени)|дни|дней|поэтапно|дата|даты|пн|вт|ср|чт|пт|сб|вс|исполнения|проведения|сроки|всего|ежегодный"
)
_DURING_YEAR = rf"{DURING}|ходе"
_ONWARDS = r"далее|затем|впоследствии|последующ\w+"
_CLOSING = r"заверш\w+|законч\w+|оконч\w+"
_LONGEST_EXCEPTION = 12
_SEPARATORS = r"[^\w]+"


class TermGrammar(ReportedRules):
    def __init__(self, tokens):
        super().__init__(tokens)
        self.unknown: list[str] = []
        self.durations: list[tuple[int, str]] = []
        self.excepted: list[DatedItem] = []
        self.excepted_words = ""
        self.is_onwards = False
        self.last_unknown = -1

    def read(self) -> "TermGrammar":
        depth = 0
        while not self.is_at_end:
            start, items = self.place, len(self.items)
            if not self.statement() or self.place == start:
                self.step()
                self.not_understood(start)
            for item in self.items[items:]:
                item.is_in_brackets = depth > 0
            signs = [token.word for token in self.tokens[start : self.place]]
            depth = max(depth + sum((sign in "([") - (sign in ")]") for sign in signs), 0)
        return self

    def statement(self) -> bool:
        return (
            self.number_of_name()
            or self.take(_SEPARATORS)
            or self.onwards()
            or self.exception()
            or self.add(self.report_and_date())
            or self.add(self.report_and_day())
            or self.add(self.day_after_reported())
            or self.add(self.whole_month_after_reported())
            or self.add(self.months_so_far())
            or self.event_of_month()
            or self.event()
            or self.frequency()
            or self.duration()
            or self.whole_period()
            or self.add(self.until())
            or self.add(self.holidays_with_days())
            or self.add(self.stretch())
            or self.add(self.standing_years())
            or self.add(self.whole_year())
            or self.own_plan()
            or self.some_event()
            or self.take(_NOISE)
        )

    def number_of_name(self) -> bool:
        """Skip the number of a school, which is not a day: «СОШ № 5, 12 мая»."""
        return self.next.word == "№" and self.ahead().number is not None and self.take("№", r"\d+")

    def add(self, items: list[DatedItem] | None) -> bool:
        self.items += items or []
        return items is not None

    def not_understood(self, start: int) -> None:
        """Note a token that no rule has read; tokens that follow one another are noted together."""
        words = self.tokens[start].text
        follows = start and self.unknown and self.last_unknown == start - 1
        if follows:
            self.unknown[-1] += ("" if self.tokens[start].is_glued else " ") + words
        else:
            self.unknown.append(words)
        self.last_unknown = start

    def onwards(self) -> bool:
        is_taken = self.take(_ONWARDS) or self.take("в", r"дальнейшем|последующ\w+")
        self.is_onwards |= is_taken
        return is_taken

    @rule
    def exception(self) -> bool:
        """Read «кроме июля и августа», «за исключением 2028 г.»: dates of one sort, years or parts of a year."""
        start = self.place
        is_short = self.take("за", "искл") and self.take(r"\.")
        if not (is_short or self.take("кроме|исключая") or self.take("за", "исключением")):
            return False
        found: list[DatedItem] = []
        while len(found) < _LONGEST_EXCEPTION and (item := self.excepted_time(found)):
            found.append(item)
        self.excepted += found
        self.excepted_words = self.quote(start) if found else self.excepted_words
        return bool(found)

    @rule
    def excepted_time(self, before: list[DatedItem]) -> DatedItem | None:
        if before and not self.take(",|и"):
            return None
        date = self.written_date() if not before or before[0].parts else None
        if date:
            last = self.right_end(is_since=False) or date
            return self.excepted_stretch(date, last) if len(date.parts) == len(last.parts) == 1 else None
        years = self.years() if not before else ()
        return DatedItem(years=years) if years else None

    def excepted_stretch(self, first: WrittenDate, last: WrittenDate) -> DatedItem | None:
        """Return «июля-августа» as one item, unless it goes over New Year or each end has its own year."""
        part = parts.joined(first.parts[0], last.parts[0])
        is_clear = first is last or not (first.years or part.is_over_new_year)
        return DatedItem((part,), last.years) if is_clear and self.next.word not in ("-", "по") else None

    # -- dated

    @rule
    def stretch(self) -> list[DatedItem] | None:
        """Read a date or a range: «с сентября по май», «15 марта – 20 апреля 2021», «с 2021 года», «май»."""
        self.take("в|на|за", r"период\w*|срок\w*|ходе")
        is_since = self.take("начиная", _SINCE) or self.take(_SINCE) or self.take("не", "ранее|раньше")
        left = self.written_date() or (self.years_as_date() if is_since else None)
        if not left:
            return None
        if left.is_bad:
            return [DatedItem()]
        if not left.years and (years := self.years_behind_dash()):
            left = replace(left, years=years)
        right = self.right_end(is_since=is_since)
        self.take("включительно")
        if right:
            return [DatedItem()] if right.is_bad else self.between(left, right)
        edge = Edge.SINCE if is_since and not left.is_range else None
        found = [DatedItem((part,), left.years, edge=edge) for part in left.parts]
        return found if edge else self.with_reported(found)

    @rule
    def months_so_far(self) -> list[DatedItem] | None:
        """Read «за 9 месяцев 2024 года» as January to September."""
        date = self.take("за") and self.first_months()
        return [DatedItem(date.parts, self.years() or ())] if date else None

    @rule
    def holidays_with_days(self) -> list[DatedItem] | None:
        """Read the days in «в период весенних каникул с 24 по 31 марта 2025 года», not the holidays."""
        self.take("в|на|во") and self.take(r"период\w*|дни|врем\w+|течение")
        holidays = self.holidays()
        if not holidays or len(holidays.parts) != 1:
            return None
        self.years()
        self.take(r"-|,|:|\(")
        start = self.place
        found = self.stretch()
        near = {holidays.parts[0].first[0], holidays.parts[0].last[0]}
        days = [day for item in found or [] for part in item.parts for day in (part.first, part.last)]
        spans = [item.span for item in found or [] if item.span]
        named = {month for month, _day in days} | {day.month for span in spans for day in (span.start, span.end)}
        is_days = all(day != 1 or month in near for month, day in days)
        return found if named & near and is_days and self.place > start else None

    @rule
    def years_behind_dash(self) -> tuple[WrittenYears, ...]:
        """Read the years in «летний период – с 2023 по 2025»."""
        return self.years() if self.take("-", "с|в|за") else ()

    @rule
    def right_end(self, *, is_since: bool) -> WrittenDate | None:
        """Read the end of a range, behind a dash, «по» or «до»."""
        if is_since:
            self.take(",")
        is_closed = is_since and self.take(_CLOSING)  # «с 1 октября, завершить до 25 декабря»
        if is_closed:
            self.take("-|:")
        sign = self.next.word
        if not (is_closed and self.take("не", r"позднее|позже")):
            if sign not in (("до", "по", "к") if is_closed else ("-", "по", "до")):
                return None
            self.step()
        if sign == "-":
            self.take("по|до")
        found = self.written_date() or (self.years_as_date() if is_since or sign != "-" else None)
        if is_closed and found:
            self.doubt_inclusive(found.parts, sign)
        return found

    def between(self, left: WrittenDate, right: WrittenDate) -> list[DatedItem] | None:
        """Return one item for a range; None if its ends aren't one part of a year each, or don't fit together."""
        if len(left.parts) != 1 or len(right.parts) != 1:
            return None
        [first], [last] = left.parts, right.parts
        is_school = any(years.is_school for years in right.years)
        meant = last.meant(is_school=is_school)
        if left.years and meant.until and meant.until > meant.last:  # «по конец 2024/2025 учебного года»
            last = PartOfYear(meant.until, meant.until, doubt=meant.doubt)
            right = replace(right, parts=(last,))
        if not left.years:
            return [DatedItem((parts.joined(first, last),), right.years)]
        start, end = left.span, right.span
        if start and not right.years:
            ends = (last.beginning_in(start.start.year + more) for more in (0, 1))
            end = next((end for end in ends if end and end.end >= start.start), None)
        if not start or not end:
            return None
        self.doubts += [part.doubt for part in (first, last) if part.doubt]
        if end.end < start.start:
            self.doubts.append(doubts.reversed_dates())
            start, end = end, start
        return [DatedItem(span=DateSpan(start.start, end.end))]

    def years_as_date(self) -> WrittenDate | None:
        years = self.years()
        if not years or len(years) != 1:
            return None
        part = parts.SCHOOL_YEAR if years[0].is_school else parts.CALENDAR_YEAR
        is_one_school_year = years[0].is_school and years[0].last == years[0].first + 1
        return WrittenDate((part,), years, is_range=years[0].is_range and not is_one_school_year)

    def until(self) -> list[DatedItem] | None:
        return self.with_reported(self.deadline())

    @rule
    def deadline(self) -> list[DatedItem] | None:
        """Read «до 31 октября 2012 года», «не позднее мая», «к началу учебного года», «до 1 сентября и 1 января»."""
        self.take("в")
        self.take(r"срок\w*")
        self.take("вплоть")
        word = self.next.word
        if self.take("не", r"позднее|позже"):
            self.take(",", "чем") or self.take("чем")
        elif not (self.take(_UNTIL) or self.take("включая", "по")):
            return None
        date = self.new_year() or self.written_date() or self.edge_of_school_year(word) or self.years_as_date()
        is_inclusive = self.take("включительно")
        if not date:
            return None
        if not is_inclusive:
            self.doubt_inclusive(date.parts, word)
        found = [DatedItem((part,), date.years, edge=Edge.UNTIL) for part in date.parts]
        while len(found) < len(self.tokens) and (more := self.another_day()):
            found += [DatedItem((part,), more.years, edge=Edge.UNTIL) for part in more.parts]
        return found

    def doubt_inclusive(self, found: tuple[PartOfYear, ...], word: str) -> None:
        """Doubt «до» before a part of a year longer than a day, which is read as included."""
        is_longer = any(part.until is None and not part.is_one_day for part in found)
        if is_longer and word in ("до", "к", "ко", "перед"):
            self.doubts.append(doubts.until_inclusive(word))

    @rule
    def another_day(self) -> WrittenDate | None:
        self.take(",|и")
        self.take("до")
        date = self.written_date()
        is_day = date and date.parts and all(part.is_one_day for part in date.parts)
        return date if is_day and self.next.word not in ("-", "по") else None

    @rule
    def edge_of_school_year(self, word: str) -> WrittenDate | None:
        """Read «к новому учебному году», «к 2025/2026 учебному году» as the beginning of that year.

        With «до» the same reading makes a doubt.
        """
        if is_year(self.ahead().number):
            self.take(r"нов\w+|очередн\w+|следующ\w+|предстоящ\w+")
        if year := self.year_in_words():
            years = self.years() or ()
        elif (years := self.years() or ()) and len(years) == 1 and years[0].is_school:
            year = parts.SCHOOL_YEAR
            if word not in ("к", "ко", "перед"):
                self.doubts.append(doubts.before_school_year(word))
        return WrittenDate((parts.edge(year, "start"),), years) if year is parts.SCHOOL_YEAR else None

    @rule
    def standing_years(self) -> list[DatedItem] | None:
        """Read years without a part of them: «2020-2022г.», «весь 2021 год», «в течение всего 2021 года»."""
        self.take("в|на|за") and self.take(_DURING_YEAR)
        self.take(_WHOLE)
        years = self.years()
        if not years:
            return None
        is_heading = self.next.word in (":", "-", "(")
        return [DatedItem(years=years, is_heading=is_heading)]

    @rule
    def whole_year(self) -> list[DatedItem] | None:
        """Read a year in words: «в течение года», «учебный год», «весь текущий год», «два учебных года: …»."""
        self.take("в|на|за") and self.take(_DURING_YEAR)
        count = self.count() if re.fullmatch(SCHOOL, self.ahead().word) else None
        year = self.year_in_words()
        if not year:
            return None
        years = self.years() or ()
        if year is parts.SCHOOL_YEAR:
            years = tuple(self.as_school_year(each) for each in years) or self.school_years_behind() or ()
            years = tuple(each if each.is_range else self.single(each.first, is_school=True) for each in years)
        is_counted = count and count == len(years) and all(each.is_school for each in years)
        return [DatedItem((year,), years)] if count is None or is_counted else None

    @rule
    def school_years_behind(self) -> tuple[WrittenYears, ...]:
        """Read «: 2024-2025 и 2025-2026» behind «учебные годы», unless it is something else."""
        years = tuple(map(self.as_school_year, self.years() or ())) if self.take(":|-") or self.take(r"\(") else ()
        return years if all(each.is_school for each in years) else ()

    @rule
    def whole_period(self) -> bool:
        """Read the whole period: «весь период», «в течение срока действия программы», «до конца реализации»."""
        is_until = self.take("до|к|по") or self.take("не", r"позднее|позже")
        if is_until:
            self.take(r"момент\w*|дат\w+|дня")
            self.take(r"полного")
            if not self.take(r"кон(ца|цу|ец)|окончани\w+|завершени\w+|истечени\w+"):
                return False
        is_during = self.take("в|на", rf"{DURING}|ходе|рамках|процессе") or self.take(DURING)
        self.take("в|на|за|во")
        is_whole = self.take(_WHOLE)
        is_period = self.take(r"период\w*|срок\w*|врем(я|ени)")
        start = self.place
        self.take("ее|его", LIFE)
        self.take_any(LIFE)
        has_life = self.place > start
        starts_date = self.next.word in ("с", "со", "до", "по") or month_of(self.next.word) is not None
        if is_during and self.next.number is not None:
            starts_date = True
        if starts_date and not has_life:
            return False
        if not (is_period and (is_whole or is_during or has_life)) and not (
            has_life and (is_during or is_whole or is_until)
        ):
            return False
        self.skip_owner()
        self.items.append(DatedItem(is_whole=True))
        return True

    @rule
    def duration(self) -> bool:
        """Read «4 года (2025-2028 гг.)», «в течение трёх лет»; `dating` decides whether that is the whole period."""
        start = self.place
        self.take("в|на", DURING) or self.take("на")
        count = self.count()
        self.take("-")
        self.take("х")
        if count is None or not 1 < count < 20 or not self.take("года|лет|годов"):
            return False
        self.durations.append((count, self.quote(start)))
        return True

    def skip_owner(self) -> None:
        """Skip whose programme it is: «… программы ШНОР»."""
        if (
            self.next.sort is TermTokenSort.WORD
            and self.next.text.isupper()
            and len(self.next.text) > 2
            and self.is_last(1)
        ):
            self.step()

    def is_last(self, steps: int) -> bool:
        return self.ahead(steps).sort in (TermTokenSort.END, TermTokenSort.MARK)
