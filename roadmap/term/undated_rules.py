"""Rules for words that have no date: owners' plans, events, needs. Dates inside them are not the term's."""

from portal.reading.cursor import rule
from roadmap.term.dated_items import DatedItem, Edge
from roadmap.term.frequency import FrequencyRules
from roadmap.term.tokens import TermTokenSort
from roadmap.term.vocabulary import month_of_adjective
from roadmap.term.written_date import WrittenDate
from roadmap.term.year_rules import DURING

# Phrases followed by what the term waits for; dates in that are not the term's own.
_WAITED_FOR = (
    (r"прик|пр|прот|расп\w{0,4}|пост|постан", r"\.", "№|от"),
    (r"приказ\w*|распоряжени\w+|постановлени\w+|письм\w+|протокол\w*",),
    ("по", r"итогам|результатам|окончани\w+|завершени\w+|истечени\w+"),
    (r"после|через|накануне|спустя",),
    ("с|со", r"момента|дня|даты"),
    ("за", r"\d+|\w+", r"дн\w+|недел\w+|месяц\w*|сут\w+|час\w*|календарн\w+|рабоч\w+"),
    ("за", r"недел\w+|месяц\w*|день|год|полугодие|квартал", "до"),
    ("в", DURING, r"недели|месяца|дня|квартала|полугодия|четверти|часа|суток"),
    ("в", DURING, r"\d\d?|\w+", r"дн\w+|недел\w+|месяц\w*|час\w*|суток|календарн\w+|рабоч\w+"),
    ("в", r"\d+|\w+", r"дневн\w+|дневный|недельн\w+|месячн\w+", "срок"),
    ("не", r"позднее|позже", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+|месяц\w+|час\w+"),
    (r"до|к", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+"),
)
# Phrases that begin an event or a need, which ends where a date begins.
_EVENTS = (
    (r"при|перед|незамедлительно|немедленно|одновременно",),
    (r"со?", r"учетом"),
    (r"за|до|к|ко",),
    (r"в", DURING),
    (r"не", r"позднее|позже|ранее"),
    (r"в", r"день|дни|случае|преддверии|установленн\w+|назначенн\w+|указанн\w+|зависимости|период\w*|срок\w*"),
    (r"в|во", r"ходе|рамках|время"),
    (r"на", r"момент|этапе|основании"),
)
# Phrases that begin an owner's plan, which ends where a date begins.
_OWN_PLANS = (
    (r"по",),
    (r"согласно",),
    (r"в", r"соответствии"),
    (r"в", r"рабочем|плановом|оперативном|текущем", r"порядке|режиме"),
    (r"(дата|даты|срок|сроки)?", r"уточня\w+|определя\w+|устанавлива\w+"),
    (r"уточня\w+|определя\w+|устанавлива\w+|внепланово|план|график|отдельн\w+",),
)


class UndatedRules(FrequencyRules):
    def __init__(self, tokens):
        super().__init__(tokens)
        self.items: list[DatedItem] = []
        self.without_date: list[str] = []

    @rule
    def event(self) -> bool:
        """Read «после 1 сентября» as a date, and «по итогам 1 четверти», «в течение месяца после …» as an event.

        Dates in an event are not the term's.
        """
        start = self.place
        if self.take("после") and (date := self.written_date()) and self.is_day_known(date) and self.is_last(0):
            self.items += [DatedItem((part,), date.years, edge=Edge.AFTER) for part in date.parts]
            return True
        self.place = start
        if not (any(self.take(*phrase) for phrase in _WAITED_FOR) or self.before_event()):
            return False
        self.skip_event(may_last=self.tokens[start].word in ("с", "со", "после"))
        self.without_date.append(self.quote(start))
        return True

    @rule
    def event_of_month(self) -> bool:
        """Read «(августовское совещание)» beside a day of August as the event of that month, not as another term."""
        start = self.place
        self.take("к|ко|на|в")
        month = month_of_adjective(self.next.word)
        if month is None or self.ahead().sort is not TermTokenSort.WORD:
            return False
        days = [day for item in self.items for part in item.parts for day in (part.first, part.last)]
        days += [(day.month, day.day) for item in self.items if item.span for day in (item.span.start, item.span.end)]
        if month not in {month for month, _day in days}:
            return False
        self.step()
        self.step()
        self.without_date.append(self.quote(start))
        return True

    @rule
    def before_event(self) -> bool:
        """Read «не позднее чем» before an event; «не позднее чем 1 мая» is a day."""
        is_before = self.take("не", r"позднее|позже") and (self.take(",", "чем") or self.take("чем"))
        return is_before and not self.is_dated_ahead(0)

    @staticmethod
    def is_day_known(date: WrittenDate) -> bool:
        """Return whether the date is known; «после завершения учебного года» waits for an event instead."""
        return bool(date.parts) and all(part.until is None for part in date.parts)

    def skip_event(self, *, may_last: bool) -> None:
        """Go to a comma behind which another date begins, to a semicolon or bracket, or to the end.

        What `may_last` begins with the event, and goes on until the programme ends, if that is said.
        """
        while not self.is_at_end and self.next.word not in (";", "(", ")"):
            if self.next.word in ("до", "по") and self.is_dated_ahead(0):
                return  # «с момента утверждения до 31.12.2024»
            if may_last and self.next.word in ("до", "по") and self.is_whole_period_ahead():
                return  # «с даты подписания до конца действия программы»
            if self.next.word == "," and self.is_dated_ahead(1) and not self.is_division_ahead(1):
                return
            self.step()

    @rule
    def own_plan(self) -> bool:
        """Read «по плану РМО», «по мере необходимости», «в соответствии с …», up to where a date begins."""
        start = self.place
        if not any(self.take(*phrase) for phrase in _OWN_PLANS):
            return False
        self.skip_to_date(start)
        self.without_date.append(self.quote(start))
        return True

    @rule
    def some_event(self) -> bool:
        """Read «при необходимости», «в период подготовки к ГИА», «до проведения ЕГЭ», «в рамках …»."""
        start = self.place
        if not any(self.take(*phrase) for phrase in _EVENTS):
            return False
        if self.place == start or self.is_dated_ahead(0) or (self.is_last(0) and self.place - start == 1):
            return False
        self.skip_to_date(start)
        self.without_date.append(self.quote(start))
        return True

    def skip_to_date(self, start: int) -> None:
        while not self.is_at_end and self.next.word not in (";", "(", ")") and not self.is_dated_ahead(0):
            if self.step().word == "от":
                self.step()
        while self.place > start + 1 and self.tokens[self.place - 1].word in ("на", "в", "с", "за", "и", ","):
            self.place -= 1

    def is_dated_ahead(self, steps: int) -> bool:
        return self.is_ahead(steps, lambda: self.written_date() or self.years() or self.adverb_ahead() or self.until())

    def is_whole_period_ahead(self) -> bool:
        """Return whether the whole period is named and nothing else: not «до конца действия договора»."""
        return self.is_ahead(0, lambda: self.whole_period() and self.is_last(0))

    def is_division_ahead(self, steps: int) -> bool:
        return self.is_ahead(steps, self.division)

    def is_ahead(self, steps: int, find) -> bool:
        place, doubted, items = self.place, len(self.doubts), len(self.items)
        self.place = min(place + steps, len(self.tokens) - 1)
        found = bool(find())
        self.place = place
        del self.doubts[doubted:], self.items[items:]
        return found

    def adverb_ahead(self) -> bool:
        probe = FrequencyRules(self.tokens)
        probe.place = self.place
        return bool(probe.adverb() or probe.times() or probe.every())
