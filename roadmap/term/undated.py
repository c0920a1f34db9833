"""Words that have no date: owners' plans, events, needs; dates inside of them are not the term's."""

from indicators.quantity.cursor import rule
from roadmap.term.frequency import FrequencyRules
from roadmap.term.items import Edge, Item
from roadmap.term.years import DURING

_EVENTS = (
    (r"по", r"итогам|результатам|окончани\w+|завершени\w+|истечени\w+|факту|мере|необходимости|требованию|запросу"),
    (r"после|через|накануне|спустя|перед|при|согласно|незамедлительно|немедленно|одновременно|внепланово",),
    (r"со?", r"момента|дня|даты|учетом"),
    (r"за",),
    (r"в", DURING),
    (r"не", r"позднее|позже|ранее"),
    (r"в", r"день|дни|ходе|рамках|случае|преддверии|установленн\w+|назначенн\w+|указанн\w+|соответствии|зависимости"),
    (r"на", r"момент|этапе|основании"),
    (r"до|к|ко",),
    (r"во", r"время"),
    (r"в", r"период\w*|срок\w*"),
)
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
        self.items: list[Item] = []
        self.without_date: list[str] = []

    @rule
    def event(self) -> bool:
        """«после 1 сентября»; «по итогам 1 четверти», «в течение месяца после …»: dates in it are not the term's."""
        start = self.place
        if self.take("после") and (point := self.point()) and point.parts and self.is_last(0):
            self.items += [Item((part,), point.years, edge=Edge.AFTER) for part in point.parts]
            return True
        self.place = start
        starts = (
            self.take("по", r"итогам|результатам|окончани\w+|завершени\w+|истечени\w+")
            or self.take(r"после|через|накануне|спустя")
            or self.take("с|со", r"момента|дня|даты")
            or self.take("за", r"\d+|\w+", r"дн\w+|недел\w+|месяц\w*|сут\w+|час\w*|календарн\w+|рабоч\w+")
            or self.take("за", r"недел\w+|месяц\w*|день", "до")
            or self.take("в", DURING, r"недели|месяца|дня|квартала|полугодия|четверти|часа|суток")
            or self.take("в", DURING, r"\d\d?|\w+", r"дн\w+|недел\w+|месяц\w*|час\w*|суток|календарн\w+|рабоч\w+")
            or self.take("в", r"\d+|\w+", r"дневн\w+|дневный|недельн\w+|месячн\w+", "срок")
            or self.take("не", r"позднее|позже", "чем")
            or self.take("не", r"позднее|позже", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+|месяц\w+|час\w+")
            or self.take(r"до|к", r"\d+", r"дн\w+|календарн\w+|рабоч\w+|недел\w+")
        )
        if not starts:
            return False
        self.skip_event()
        self.without_date.append(self.quote(start))
        return True

    def skip_event(self) -> None:
        """To the comma behind which another date begins, to a semicolon or bracket, or to the end."""
        while not self.is_at_end and self.next.word not in (";", "(", ")"):
            if self.next.word == "," and self.is_dated_ahead(1) and not self.is_division_ahead(1):
                return
            self.step()

    @rule
    def own_plan(self) -> bool:
        """«По плану РМО», «по графику …», «по мере необходимости», «в соответствии с …»: to where a date begins."""
        start = self.place
        if not any(self.take(*phrase) for phrase in _OWN_PLANS):
            return False
        self.skip_to_date()
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
        self.skip_to_date()
        self.without_date.append(self.quote(start))
        return True

    def skip_to_date(self) -> None:
        while not self.is_at_end and self.next.word not in (";", "(", ")") and not self.is_dated_ahead(0):
            self.step()
        while self.tokens[self.place - 1].word in ("на", "в", "с", "за", "и", ","):
            self.place -= 1

    def is_dated_ahead(self, steps: int) -> bool:
        return self.is_ahead(steps, lambda: self.point() or self.years() or self.adverb_ahead() or self.until())

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
