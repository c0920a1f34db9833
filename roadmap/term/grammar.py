"""The rules of a whole term: which dated things stand in it, which words have no date, what is not understood."""

from indicators.quantity.cursor import rule
from roadmap.term import doubts, parts
from roadmap.term.frequency import Unit
from roadmap.term.items import Edge, Item
from roadmap.term.meaning import Span
from roadmap.term.parts import Part
from roadmap.term.points import Point
from roadmap.term.tokens import Sort
from roadmap.term.undated import UndatedRules
from roadmap.term.words import month_of
from roadmap.term.years import DURING

_SINCE = r"с|со|от"
_UNTIL = r"до|к|ко|по|перед"
_WHOLE = r"весь|всего|всей|вся|целого|полный"
_LIFE = (
    r"реализаци\w*|действи\w*|выполнени\w*|исполнени\w*|осуществлени\w*|программ\w*|проект\w*|план\w*|дорожн\w*|"
    r"карт\w*|муниципальн\w*|настоящ\w*|данн\w*|мероприяти\w*|комплекс\w*|мер|работы|поддержки"
)
_NOISE = (
    r"в|во|на|за|и|или|а|также|же|течени\w+|протяжени\w+|период\w*|срок\w*|месяц\w*|мес|г|гг|год|года|году|годы|"
    r"ориентировочно|примерно|включительно|числа|врем(я|ени)|дни|дней|поэтапно|дата|даты|исполнения|проведения|сроки|всего|ежегодный"
)
_ONWARDS = r"далее|затем|впоследствии|последующ\w+"
_SEPARATORS = r"[^\w]+"


class Grammar(UndatedRules):
    def __init__(self, tokens):
        super().__init__(tokens)
        self.unknown: list[str] = []
        self.durations: list[tuple[int, str]] = []
        self.is_onwards = False
        self.last_unknown = -1

    def read(self) -> "Grammar":
        while not self.is_at_end:
            start = self.place
            if not self.statement() or self.place == start:
                self.step()
                self.not_understood(start)
        return self

    def statement(self) -> bool:
        return (
            self.take(_SEPARATORS)
            or self.onwards()
            or self.event()
            or self.frequency()
            or self.duration()
            or self.following_year()
            or self.whole_period()
            or self.add(self.until())
            or self.add(self.stretch())
            or self.add(self.standing_years())
            or self.add(self.whole_year())
            or self.own_plan()
            or self.some_event()
            or self.take(_NOISE)
        )

    def add(self, items: list[Item] | None) -> bool:
        self.items += items or []
        return items is not None

    def not_understood(self, start: int) -> None:
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

    # -- dated

    @rule
    def stretch(self) -> list[Item] | None:
        """«с сентября по май», «15 марта – 20 апреля 2021», «сентябрь 2020- май 2021», «с 2021 года», «май»."""
        self.take("в|на|за", r"период\w*|срок\w*")
        is_since = self.take("начиная", _SINCE) or self.take(_SINCE) or self.take("не", "ранее|раньше")
        left = self.point() or (self.years_as_point() if is_since else None)
        if not left:
            return None
        if left.is_bad:
            return [Item()]
        right = self.right_end(is_since=is_since)
        self.take("включительно")
        if right:
            return [Item()] if right.is_bad else self.between(left, right)
        edge = Edge.SINCE if is_since and not left.is_range else None
        return [Item((part,), left.years, edge=edge) for part in left.parts]

    @rule
    def right_end(self, *, is_since: bool) -> Point | None:
        if is_since:
            self.take(",")
        sign = self.next.word
        if sign not in ("-", "по", "до"):
            return None
        self.step()
        if sign == "-":
            self.take("по|до")
        return self.point() or (self.years_as_point() if is_since or sign != "-" else None)

    def between(self, left: Point, right: Point) -> list[Item] | None:
        if len(left.parts) != 1 or len(right.parts) != 1:
            return None
        [first], [last] = left.parts, right.parts
        if not left.years:
            return [Item((parts.joined(first, last),), right.years)]
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
        return [Item(span=Span(start.start, end.end))]

    def years_as_point(self) -> Point | None:
        years = self.years()
        if not years or len(years) != 1:
            return None
        part = parts.SCHOOL_YEAR if years[0].is_school else parts.CALENDAR_YEAR
        is_one_school_year = years[0].is_school and years[0].last == years[0].first + 1
        return Point((part,), years, is_range=years[0].is_range and not is_one_school_year)

    @rule
    def until(self) -> list[Item] | None:
        """«до 31 октября 2012 года», «не позднее мая», «к началу учебного года», «до 1 сентября и 1 января»."""
        self.take("в")
        self.take(r"срок\w*")
        word = self.next.word
        if not (self.take(_UNTIL) or self.take("не", r"позднее|позже") or self.take("включая", "по")):
            return None
        point = self.point() or self.edge_of_school_year() or self.years_as_point()
        self.take("включительно")
        if not point:
            return None
        found = [Item((self.until_of(part, word),), point.years, edge=Edge.UNTIL) for part in point.parts]
        while len(found) < len(self.tokens) and (more := self.another_day()):
            found += [Item((part,), more.years, edge=Edge.UNTIL) for part in more.parts]
        return found

    def until_of(self, part: Part, word: str) -> Part:
        """The part with the day that «до» means; an inclusive reading of a longer part is in doubt."""
        if part.until is None and not part.is_one_day and word in ("до", "к", "ко", "перед"):
            self.doubts.append(doubts.until_inclusive(word))
        return part

    @rule
    def another_day(self) -> Point | None:
        self.take(",|и")
        self.take("до")
        point = self.point()
        is_day = point and point.parts and all(part.is_one_day for part in point.parts)
        return point if is_day and self.next.word not in ("-", "по") else None

    @rule
    def edge_of_school_year(self) -> Point | None:
        """«к новому учебному году» is «к началу учебного года»."""
        year = self.year_in_words()
        return Point((parts.edge(year, "start"),), self.years() or ()) if year is parts.SCHOOL_YEAR else None

    @rule
    def standing_years(self) -> list[Item] | None:
        """«2020-2022г.», «весь 2021 год», «в течение всего 2021 года»."""
        self.take("в|на|за") and self.take(DURING)
        self.take(_WHOLE)
        years = self.years()
        if not years:
            return None
        is_heading = self.next.word in (":", "-", "(")
        return [Item(years=years, is_heading=is_heading)]

    @rule
    def whole_year(self) -> list[Item] | None:
        """«В течение года», «учебный год», «весь текущий год»."""
        self.take("в|на|за") and self.take(DURING)
        year = self.year_in_words()
        if not year:
            return None
        return [Item((year,), self.years() or ())]

    @rule
    def whole_period(self) -> bool:
        """«Весь период», «в течение срока действия программы», «до конца реализации программы»."""
        self.take("до|к|по", r"кон(ца|цу|ец)|окончани\w+|завершени\w+")
        is_during = self.take("в|на", rf"{DURING}|ходе|рамках|процессе") or self.take(DURING)
        self.take("в|на|за|во")
        is_whole = self.take(_WHOLE)
        is_period = self.take(r"период\w*|срок\w*|врем(я|ени)")
        start = self.place
        self.take_any(_LIFE)
        has_life = self.place > start
        starts_date = self.next.word in ("с", "со", "до", "по") or month_of(self.next.word) is not None
        if is_during and self.next.number is not None:
            starts_date = True
        if starts_date and not has_life:
            return False
        if not (is_period and (is_whole or is_during or has_life)) and not (has_life and (is_during or is_whole)):
            return False
        self.skip_owner()
        self.items.append(Item(is_whole=True))
        return True

    @rule
    def duration(self) -> bool:
        """«4 года (2025-2028 гг.)», «в течение трёх лет»: `placing` knows whether that is the whole period."""
        start = self.place
        self.take("в|на", DURING) or self.take("на")
        count = self.count()
        self.take("-")
        self.take("х")
        if count is None or not 1 < count < 20 or not self.take("года|лет|годов"):
            return False
        self.durations.append((count, self.quote(start)))
        return True

    @rule
    def following_year(self) -> bool:
        """«до 20 января года, следующего за отчетным» is due every year."""
        is_reported = self.take("года") and (self.take(",") or True) and self.take(r"следующ\w+|идущ\w+", "за")
        if not is_reported and not self.take(r"следующ\w+", "года"):
            return False
        self.take("за|после")
        self.take(r"отчетн\w+")
        self.take("годом|года|год|периодом")
        self.is_every_year = True
        return self.cut_into(Unit.YEAR)

    def skip_owner(self) -> None:
        """«… программы ШНОР»: whose."""
        if self.next.sort is Sort.WORD and self.next.text.isupper() and len(self.next.text) > 2 and self.is_last(1):
            self.step()

    def is_last(self, steps: int) -> bool:
        return self.ahead(steps).sort in (Sort.END, Sort.MARK)
