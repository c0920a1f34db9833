"""Rules that read how often: «ежегодно», «не менее 2 раз в год», «ежемесячно до 10 числа», «каждую пятницу»."""

import re
from enum import IntEnum

from portal.reading.cursor import rule
from roadmap.term.parts_of_year import END_OF_MONTH
from roadmap.term.vocabulary import LAST, month_of
from roadmap.term.written_dates import DateRules
from roadmap.term.year_rules import SCHOOL


class TimeUnit(IntEnum):
    """Into what a frequency cuts a time, from coarse to fine; CONTINUOUS leaves it whole."""

    CONTINUOUS = 0
    YEAR = 1
    HALF = 2
    TRIMESTER = 3
    QUARTER = 4
    SCHOOL_QUARTER = 5
    MONTH = 6


_UNITS = {
    TimeUnit.YEAR: r"год|года|году|г|годом",
    TimeUnit.HALF: r"полугоди\w*|полгода|п/г",
    TimeUnit.TRIMESTER: r"триместр\w*",
    TimeUnit.QUARTER: r"квартал\w*|кв",
    TimeUnit.SCHOOL_QUARTER: r"четверт(ь|и|ью|ей|ях|ям)",
    TimeUnit.MONTH: r"месяц\w*|мес",
    TimeUnit.CONTINUOUS: r"недел\w+|день|дня|дней|сутки|декад\w+",
}
_ADVERBS = {
    TimeUnit.YEAR: r"ежегодно|ежегодн(ый|ая|ое|ые)",
    TimeUnit.HALF: r"ежеполугодно",
    TimeUnit.QUARTER: r"ежеквартально|поквартально|ежеквартальн(ый|ая|ое|ые)|ежекв(арт)?",
    TimeUnit.MONTH: r"ежемесячно|помесячно|ежемесячн(ый|ая|ое|ые)|ежемес",
    TimeUnit.CONTINUOUS: (
        r"постоянно|непрерывно|систематически|регулярно|периодически|еженедельно|ежедневно|круглогодично|"
        r"ежедекадно|повседневно|бессрочно"
    ),
}
_WEEKDAY = r"(понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)(а|у|ы|и|ам|ом|ой|е|я|ю|ях|ями|ах)?"
_OF_DAYS = ("ежедневно", "еженедельно", "ежедекадно", "повседневно")
TIMES_A_YEAR = {2: TimeUnit.HALF, 4: TimeUnit.QUARTER, 12: TimeUnit.MONTH}
_TIMES = r"раз|раза|разу|р"


class FrequencyRules(DateRules):
    def __init__(self, tokens):
        super().__init__(tokens)
        self.unit_of_time: TimeUnit | None = None
        self.said_units: set[TimeUnit] = set()
        self.is_every_year = False
        self.is_more_than_once = False
        self.is_rare = False
        self.times_a_year: int | None = None
        self.days_of_month: tuple[int, int] | None = None

    def cut_into(self, unit: TimeUnit) -> bool:
        """Note a unit of time; of several the finest counts."""
        self.unit_of_time = unit if self.unit_of_time is None else max(self.unit_of_time, unit)
        return True

    def say(self, unit: TimeUnit) -> bool:
        """Note a unit that the words name as the frequency itself; two different ones make a doubt."""
        self.said_units.add(unit)
        return self.cut_into(unit)

    def frequency(self) -> bool:
        return self.adverb() or self.times() or self.every() or self.by_units() or self.weekday() or self.day_of_month()

    @rule
    def adverb(self) -> bool:
        unit = next((unit for unit, words in _ADVERBS.items() if self.take(words)), None)
        if unit is None:
            is_continuous = self.take("на|в", r"постоянн\w+|регулярн\w+|систематическ\w+", r"основе|режиме")
            return bool(is_continuous) and self.cut_into(TimeUnit.CONTINUOUS)
        if self.tokens[self.place - 1].word in ("ежемес", "ежекв", "ежекварт"):
            self.take(r"\.")
        self.is_every_year |= unit is TimeUnit.YEAR
        is_often = unit is TimeUnit.CONTINUOUS and self.tokens[self.place - 1].word not in _OF_DAYS  # «постоянно»
        return self.cut_into(unit) if is_often or unit is TimeUnit.YEAR else self.say(unit)

    @rule
    def times(self) -> bool:
        """Read «не менее 2 раз в год», «раз в полугодие», «1-2 раза в месяц», «дважды в год», «1 раз в 2 года»."""
        self.take("не", "менее|реже|более|чаще|меньше") or self.take("минимум|хотя") or self.take("как", "минимум")
        self.take("чем")
        self.take("по|бы")
        count = self.count() or 1
        if self.take("-|/|или"):
            count = self.count() or count
        self.take("-")
        self.take("х|ми")
        is_said = self.take(_TIMES) or self.tokens[self.place - 1].word in ("дважды", "трижды", "однажды", "единожды")
        if not is_said:
            return False
        self.take(r"\.")
        unit = self.in_time()
        if unit is None:
            return False
        self.said_units.add(TIMES_A_YEAR.get(count, unit) if unit is TimeUnit.YEAR else unit)
        self.is_more_than_once |= count > 1
        self.times_a_year = count if self.tokens[self.place - 1].word in ("год", "года", "году", "г") else None
        return True

    def in_time(self) -> TimeUnit | None:
        """Read «в год», «за квартал», «в 2 года», and return the unit."""
        self.take("в|за|на|/") and self.take(r"течени\w+")
        interval = self.count()
        self.take("-")
        self.take(r"х|ух|кажд\w+|одного|календарн\w+|текущ\w+")
        self.take_short(SCHOOL)
        unit = self.unit_word()
        if unit is None:
            return None
        if interval and interval > 1:
            unit, self.is_rare = TimeUnit.CONTINUOUS, True
        self.cut_into(unit)
        return unit

    def unit_word(self) -> TimeUnit | None:
        unit = next((unit for unit, words in _UNITS.items() if self.take(words)), None)
        if unit is not None and self.tokens[self.place - 1].word in ("г", "кв", "мес"):
            self.take(r"\.")
        return unit

    @rule
    def every(self) -> bool:
        """Read «каждый месяц», «каждую последнюю пятницу месяца», «каждый май», «каждые 2 недели»."""
        is_edge = self.take("в|к", r"начал\w+|конце|концу|окончани\w+")
        if not self.take(r"кажд\w+"):
            return False
        self.take(r"календарн\w+|финансов\w+")
        if is_edge and re.fullmatch(rf"{SCHOOL}|года", self.next.word):
            return False
        if month_of(self.next.word):
            self.is_every_year = True
            return self.cut_into(TimeUnit.YEAR)
        if re.fullmatch(SCHOOL, self.next.word):
            self.is_every_year = True
            return self.cut_into(TimeUnit.YEAR)  # «учебный год» is left to be read by another rule
        if interval := self.count():
            unit = self.unit_word()
            self.is_rare = unit is not None and interval > 1
            return unit is not None and self.cut_into(TimeUnit.CONTINUOUS)
        if (unit := self.unit_word()) is not None:
            self.is_every_year |= unit is TimeUnit.YEAR
            return self.cut_into(unit) if unit is TimeUnit.YEAR else self.say(unit)
        return self.weekday()

    @rule
    def by_units(self) -> bool:
        """Read «по полугодиям», «по четвертям», «из года в год»."""
        if self.take("из", "года", "в", "год"):
            self.is_every_year = True
            return self.cut_into(TimeUnit.YEAR)
        units = {
            TimeUnit.HALF: "полугодиям",
            TimeUnit.QUARTER: "кварталам",
            TimeUnit.SCHOOL_QUARTER: "четвертям",
            TimeUnit.MONTH: "месяцам",
        }
        unit = next((unit for unit, word in units.items() if self.take("по", word)), None)
        return unit is not None and self.say(unit)

    @rule
    def weekday(self) -> bool:
        """Read «по пятницам», «последняя пятница месяца»."""
        self.take("по|в|во")
        self.take(LAST) or self.numbers(self.ordinal)
        if not self.take(_WEEKDAY):
            return False
        self.take_any(rf",|и|{_WEEKDAY}")
        is_in_month = self.take(r"кажд\w+", "месяца") or self.take("месяца")
        return self.cut_into(TimeUnit.MONTH if is_in_month else TimeUnit.CONTINUOUS)

    @rule
    def day_of_month(self) -> bool:
        """Read «до 10 числа», «25 числа каждого месяца»."""
        is_each = self.take("каждое")
        is_until = self.until_word()
        days = self.numbered_days()
        if not days or month_of(self.next.word):
            return False
        if is_each:
            self.cut_into(TimeUnit.MONTH)
        first, last = days
        self.days_of_month = (1 if is_until and first == last else first, last)
        self.month_of_day()
        return True

    def until_word(self) -> bool:
        self.take("в", r"срок\w*")
        return self.take("до|к|ко|по") or self.take("не", "позднее|позже")

    @rule
    def numbered_days(self) -> tuple[int, int] | None:
        """Read «10 числа», «с 1 по 5 число», «десятого числа», «последнего дня» as first and last day."""
        self.take("с|со")
        if self.take(LAST, r"числ\w+|дня|дню|день"):
            return END_OF_MONTH, END_OF_MONTH
        ranges = self.numbers(self.day)
        self.take(r"\.")
        if len(ranges) != 1 or not all(1 <= day <= 31 for day in ranges[0]):
            return None
        if self.tokens[self.place - 1].word != "числа" and not self.take(r"числ\w*"):
            return None
        first, last = sorted(ranges[0])
        return first, last

    def month_of_day(self) -> None:
        is_every = self.take(r"кажд\w+")
        if not self.take("месяца"):
            if self.take(r"отчетн\w+|текущ\w+", "месяца"):
                self.cut_into(TimeUnit.MONTH)
            return
        if is_every:
            self.say(TimeUnit.MONTH)
