"""Words that have no date: owners' plans, events, needs; dates inside of them are not the term's."""

from portal.reading.cursor import rule
from roadmap.term.dated_items import DatedItem, Edge
from roadmap.term.frequency import FrequencyRules
from roadmap.term.written_dates import WrittenDate
from roadmap.term.year_rules import DURING

# After them come the things that a term waits for; dates among those are not its own.
_WAITED_FOR = (
    (r"приказ\w*|распоряжени\w+|постановлени\w+|письм\w+|протокол\w*",),
    ("по", r"итогам|результатам|окончани\w+|завершени\w+|истечени\w+"),
    (r"после|через|накануне|спустя",),
    ("с|со", r"момента|дня|даты"),
    ("за", r"\d+|\w+", r"дн\w+|недел\w+|месяц\w*|сут\w+|час\w*|календарн\w+|рабоч\w+"),
    ("за", r"недел\w+|месяц\w*|день|год|полугодие|квартал", "до"),
    ("в", DURING, r"недели|месяца|дня|квартала|полугодия|четверти|часа|суток"),
    ("в", DURING, r"\d\d?|\w+", r"дн\w+|недел\w+|месяц\w*|час\w*|суток|календарн\w+|рабоч\w+"),
    ("в", r"\d+|\w+", r"дневн\w+|дневный|недельн\w+|месячн\w+", "срок"),
    ("не", r"позднее|позже", "чем"),
    ("не", r"позднее|позже", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+|месяц\w+|час\w+"),
    (r"до|к", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+"),
)
# Events and needs: to where a date begins.
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
# Owners' plans: likewise.
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
        """«после 1 сентября»; «по итогам 1 четверти», «в течение месяца после …»: dates in it are not the term's."""
        start = self.place
        if self.take("после") and (date := self.written_date()) and self.is_day_known(date) and self.is_last(0):
            self.items += [DatedItem((part,), date.years, edge=Edge.AFTER) for part in date.parts]
            return True
        self.place = start
        if not any(self.take(*phrase) for phrase in _WAITED_FOR):
            return False
        self.skip_event()
        self.without_date.append(self.quote(start))
        return True

    @staticmethod
    def is_day_known(date: WrittenDate) -> bool:
        """«после завершения учебного года» waits for that."""
        return bool(date.parts) and all(part.until is None for part in date.parts)

    def skip_event(self) -> None:
        """To the comma behind which another date begins, to a semicolon or bracket, or to the end."""
        while not self.is_at_end and self.next.word not in (";", "(", ")"):
            if self.next.word in ("до", "по") and self.is_dated_ahead(0):
                return  # «с момента утверждения до 31.12.2024»
            if self.next.word == "," and self.is_dated_ahead(1) and not self.is_division_ahead(1):
                return
            self.step()

    @rule
    def own_plan(self) -> bool:
        """«По плану РМО», «по графику …», «по мере необходимости», «в соответствии с …»: to where a date begins."""
        start = self.place
        if not any(self.take(*phrase) for phrase in _OWN_PLANS):
            return False
        self.skip_to_date(start)
        self.without_date.append(self.quote(start))
        return True

    @rule
    def some_event(self) -> bool:
        """«При необходимости», «в период подготовки к ГИА», «до проведения ЕГЭ», «в рамках …»."""
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

    def is_division_ahead(self, steps: int) -> bool:
        return self.is_ahead(steps, self.division)

    def is_ahead(self, steps: int, find) -> bool:
        place, doubted = self.place, len(self.doubts)
        self.place = min(place + steps, len(self.tokens) - 1)
        found = bool(find())
        self.place = place
        del self.doubts[doubted:]
        return found

    def adverb_ahead(self) -> bool:
        probe = FrequencyRules(self.tokens)
        probe.place = self.place
        return bool(probe.adverb() or probe.times() or probe.every())
