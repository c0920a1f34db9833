"""Rules for what stands behind a value in a sentence: its share, parts and base, its value earlier or elsewhere."""

import re
from dataclasses import replace
from decimal import Decimal

from indicators.quantity import doubts, units
from indicators.quantity.amounts import Amount
from indicators.quantity.brackets import IS_ELSEWHERE
from indicators.quantity.figures import is_date, is_year, shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import BESIDE, COMPARISONS, ValueGrammar
from indicators.quantity.phrases import by_first_word
from indicators.quantity.quantities import Number, Share
from indicators.quantity.tokens import ValueTokenSort
from indicators.quantity.written_periods import BEFORE
from portal.reading.cursor import rule

RELATIVE = re.compile(
    r"уров|прошл(?!и$|о$|а$)|предыдущ|предшеств|сравнен|относит|отношен|больше|меньше|выше|ниже|базов|плана$|планов|больш|меньш"
    r"|превыш|аппг"
)
CHANGE = re.compile(
    r"(?:при)?рост|вырос|выраст|возрос|возраст(?:ет|ут|ани)|увелич|повы[сш]|сни[зж]|сокра[тщ]|уменьш|паден|спад|упал|прибав"
    r"|убав|довест|довед|динамик|измен|улучш|ухудш|[+-]?дельта|отклон"
)
_PARTS = (
    *("из них", "из которых", "среди которых", "среди них", "в том числе", "в т . ч .", "в т . ч", "в их числе"),
    "включая",
)
_IS_SHARE = (
    *("что составляет", "что составило", "что составит", "что соответствует", "что равно", "составляет", "составляют"),
    *("составило", "составили", "или", "то есть", "т . е .", "это", "соответственно", "что есть", "это составляет"),
)
_EARLIER_OPENS = by_first_word(
    dict.fromkeys(
        (
            *("как и", "как в целом", "как и в целом", "при этом"),
            *("тогда как", "в то время как", "а", "при", "для сравнения", "хотя", "когда", "притом что", "однако"),
            *("что превышает", "что выше", "что ниже", "что больше", "что меньше", "что лучше", "что хуже"),
            *("что соответствует", "превышает", "выше", "ниже", "больше", "меньше", "чем", "это выше", "это ниже"),
            *("что выше , чем", "что ниже , чем", "что больше , чем", "что меньше , чем", "что несколько выше"),
            *("что выше чем", "что ниже чем", "что больше чем", "что меньше чем", "что не ниже", "что не превышает"),
        ),
        "opens",
    )
)
_MORE_OR_LESS = re.compile("больше|меньше|выше|ниже|лучше|хуже")
_LONGEST_NAME = 12  # of words and marks
_MEASURED_AGAINST = re.compile("порог|норм|минимум|минимальн|план|целев")
_LEVEL = re.compile(r"средн|показател|значени|уров")
_PLAIN_MARKS = frozenset(("-", "«", "»", '"', ","))
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}
_BASE_OPENS = frozenset(["от", "в", "во", "из", "среди", "по", "у", "обучающихся"])
_NOT_OF_BASE = frozenset(COMPARISONS) - {"от", "до", "по"} | {"на", "не", "или", "/", "+", "=", "%"}
_OF_CLASSES_AND_AGES = re.compile(r"класс|кл$|лет|год|возраст|курс|балльн")
_WITHIN_CLASSES = frozenset(
    ["-", "–", ",", "и", "до", "от", "с", "по", "х", "ых", "й", "го", "е", "ти", ".", "на", "в"]
)
BEFORE_A_YEAR = (
    "к концу",
    "на конец",
    "к началу",
    "на начало",
    "по итогам",
    "по состоянию на",
    "по сост . на",
    "к",
    "с",
)


class ToldBehind(ValueGrammar):
    year = ""  # of the value, if it stands before the value

    def more(self, found: FoundForm) -> FoundForm | None:
        """Read one further piece of information and add it to the form; None if nothing known follows."""
        if self.is_at_end:
            return None
        if self.next.word == "(":
            return self.brackets(found)
        options = (
            self.total_told,
            self.growth_told,
            self.share_told,
            self.earlier_told,
            self.difference,
            self.parts,
            self.elsewhere_told,
            self.threshold_told,
            self.rate,
        )
        for option in (*options, self.year_behind, self.base, self.words_behind):
            if more := option(found):
                return more
        return None

    def when(self) -> str:
        """Read the year of one end of a way («с 41 % в 2022 году до …»), in brackets or not; "" if there is none."""
        is_open = self.take("(")
        place = self.place
        self.take_any("-", *BEFORE_A_YEAR)
        label = self.period(of_two_years=True) or self.period(of_two_years=False)
        if not label or (is_open and not self.take(")")):
            self.place = place - is_open
            return ""
        return label

    @rule
    def date(self) -> str:
        """Read a date in digits and return it as written: «на 01.06.2023 г.»."""
        self.take_one_of(("на", "к", "с"))
        token = self.step()
        if token.sort is not ValueTokenSort.FIGURE or not is_date(token.text):
            return ""
        while self.take_one_of(("г", "года")):
            self.take(".")
        return token.text

    @rule
    def total_told(self, found: FoundForm) -> FoundForm | None:
        """Read a total behind a share: «12 (48 %) из 25»."""
        total = self.amount() if found.makes is Share and not found.total and self.take("из") else None
        return replace(found, total=total) if total and total.may_be_count else None

    @rule
    def share_told(self, found: FoundForm) -> FoundForm | None:
        """Read the share of a count: «31 человек, что составляет 4,6 %», «2 318 подростков или 93 %», «24 чел./8 %»."""
        may_have_share = found.makes is Share and found.total and not found.share
        if found.makes is not Number and not may_have_share:
            return None
        self.take_one_of(BESIDE)
        if not self.take_any(*_IS_SHARE):
            return None
        self.take_one_of(("-", ":"))
        other = self.amount(signed=False)
        if other and other.is_share and may_have_share:
            return replace(found, share=other, is_slash=False)
        if not other or other.is_share == found.number.is_share:
            return None
        count, share = (other, found.number) if found.number.is_share else (found.number, other)
        if not count.may_be_count:
            return None
        return replace(found, makes=Share, number=share, count=count, share=share)

    @rule
    def growth_told(self, found: FoundForm) -> FoundForm | None:
        """Skip a growth: in «148 чел., или 103 % к прошлому году» the value is the count alone."""
        self.take_one_of(BESIDE)
        self.take_any(*_IS_SHARE)
        growth = None if found.number.is_share else self.amount(signed=False)
        if not growth or not growth.is_share:
            return None
        is_of_level = self.take("от") and RELATIVE.match(self.next.word)
        if not is_of_level and not self.take("к"):
            return None
        self.skip_rest(found)
        return found

    @rule
    def earlier_told(self, found: FoundForm) -> FoundForm | None:
        """Read an earlier value: «71,3 балла, тогда как в 2021 г. – 69,8», «37,8 %, АППГ – 35,1 %».

        None if its year is not earlier than the value's own.
        """
        year = self.year or self.year_just_told()
        has_mark = self.take_one_of((",", ";", "-", "/"))
        start = self.place
        while self.take_phrase(_EARLIER_OPENS):
            pass
        is_year_alone = has_mark and start == self.place and self.next.figure
        if not has_mark and start == self.place and not self.is_before_told():
            return None
        more = self.in_earlier(found)
        if not more or not more.previous or (year and more.previous.period >= year):
            return None
        if is_year_alone:
            self.doubts.append(doubts.earlier_value(self.quote(start)))
        return more

    def is_before_told(self) -> bool:
        """Return whether words such as «было», «годом ранее» stand here; nothing is stepped over."""
        place = self.place
        is_told = bool(self.take_phrase(BEFORE))
        self.place = place
        return is_told

    def year_just_told(self) -> str:
        return next((each.text for each in self.tokens[max(self.place - 3, 0) : self.place] if is_year(each.text)), "")

    @rule
    def difference(self, found: FoundForm) -> FoundForm | None:
        """Skip a difference, no part of the value itself: «— на 12 больше, чем в прошлом году», «, снижение на 5 %»."""
        self.take_one_of((",", ";", "-"))
        self.take_any("что", "это")
        is_change = CHANGE.match(self.next.word) is not None
        is_before = (_MORE_OR_LESS.match(self.next.word) or is_change) and self.step()
        amount = self.amount() if self.take("на") else None
        if not amount:
            return None
        if not is_before and not _MORE_OR_LESS.match(self.step().word):
            return None
        rest = self.place
        self.skip_rest(found)
        if is_change and self.figures_since(rest):
            return None  # «45 %, рост на 3 % составил 48 %»
        if amount.unit not in ("", units.PERCENT, "п.п.", (found.upper or found.number).unit):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(rest)))
        return found

    @rule
    def parts(self, found: FoundForm) -> FoundForm | None:
        """Skip the parts of the value («88 человек, из них 61 учитель»); a doubt if they don't add up to it."""
        start = self.place
        amount = found.upper or found.number
        is_listed = self.take(":")
        if is_listed and not _has_noun(amount):
            return None
        self.take_one_of((",", ";", "-"))
        if not is_listed and not self.take_any(*_PARTS):
            return None
        while not self.is_at_end:
            self.step()
        parts = self.figures_since(start)
        if sum(parts) != amount.value and (is_listed or len(parts) > 1 or sum(parts) > amount.value):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    def figures_since(self, start: int) -> list[Decimal]:
        """The figures from `start` to here, without years and without those of classes and ages."""
        found, here = [], self.place
        for self.place in range(start + 1, here + 1):
            token = self.tokens[self.place - 1]
            if token.figure and not is_year(token.text) and not self.is_of_class_or_age():
                found.append(token.figure.value)
        return found

    @rule
    def elsewhere_told(self, found: FoundForm) -> FoundForm | None:
        """Skip a value of another place, or a comparison with it: «31 %, по области – 27 %»."""
        start = self.place
        self.take_one_of((",", ";", "/", "-"))
        while self.take_phrase(_EARLIER_OPENS):
            pass
        if start == self.place:
            return None
        while _LEVEL.match(self.next.word) and not IS_ELSEWHERE.match(self.next.word):
            self.step()
        self.take_any("по", "в")
        if not IS_ELSEWHERE.match(self.next.word):
            return None
        place = self.place
        while not self.is_at_end:
            self.step()
        if not self.is_only_elsewhere(place):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def threshold_told(self, found: FoundForm) -> FoundForm | None:
        """Skip what the value is measured against, with a doubt: «45 % при пороге 40 %», «при плане 50 %»."""
        start = self.place
        self.take_one_of((",", ";"))
        is_told = self.take("при") and _MEASURED_AGAINST.match(self.step().word)
        if is_told:
            self.take_one_of(("-", ":", "в"))
            self.comparison()
        if not is_told or not self.amount(signed=False):
            return None
        self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def words_behind(self, found: FoundForm) -> FoundForm | None:
        """Skip words behind a count or a share, with a doubt: «6 педагогов прошли курсы»; None if they compare."""
        amount = found.upper or found.number
        if not (_has_noun(amount) or amount.noun or found.makes is Share):
            return None
        start = self.place
        while not self.is_at_end and self.next.word not in ("(", ".", ";"):
            token = self.step()
            if token.sort is not ValueTokenSort.WORD and token.word not in _PLAIN_MARKS:
                return None
            is_told_of_more = RELATIVE.match(token.word) or CHANGE.match(token.word)
            if is_told_of_more or token.word in ("план", "плане", "факт", "из", "до", "от", "или"):
                return None
        if self.place == start:
            return None
        self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def rate(self, found: FoundForm) -> FoundForm | None:
        """Read what a rate is per: «7,4 на 1000 детей»."""
        if found.makes is Share or found.number.is_share or not self.take("на"):
            return None
        per = self.step()
        is_round = per.figure and per.figure.value in (1, 10, 100, 1_000, 10_000, 100_000)
        if not is_round and per.word not in ("каждого", "каждую", "каждые", "тыс", "тысячу"):
            return None
        self.scale()
        while not self.is_at_end and self.next.sort is ValueTokenSort.WORD:
            self.step()
        return replace(found, is_rate=True)

    @rule
    def year_behind(self, found: FoundForm) -> FoundForm | None:
        """Skip the value's year behind it: «41 % в 2023 году», «84 % к концу 2026 года»."""
        has_mark = self.take_one_of((",", ";"))
        amount = found.upper or found.number
        if (self.next.figure or self.next.word == "-") and (has_mark or not (amount.unit or amount.noun)):
            return None
        return found if self.when() or self.date() else None

    @rule
    def base(self, found: FoundForm) -> FoundForm | None:
        """Skip what the value is counted among, up to the next mark: «… от общего количества школ района».

        A doubt behind a comma, and behind a bare per cent if no preposition says that its base follows.
        """
        amount = found.upper or found.number
        is_bare_share = self.measure.is_percent and self.next.word == "от"
        if not (amount.unit or amount.noun or found.makes is Share or is_bare_share):
            return None
        start = self.place
        opens = self.next.word
        is_after_comma = bool(self.take(","))
        before, is_behind_figure = self.place, False
        while not self.is_at_end and self.next.word not in (",", ";", "("):
            if self.next.word == "«" and self.quoted():
                continue
            has_figure = self.next.figure is not None
            if not self.may_be_of_base(is_behind_figure=is_behind_figure):
                return None
            is_behind_figure = is_behind_figure or has_figure
        if self.place == before:
            return None
        is_base_told = opens in _BASE_OPENS or _has_noun(found.total or amount)
        if is_after_comma or not is_base_told:
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def quoted(self) -> bool:
        """Skip a name in quotation marks («Точка роста»), whatever its words are; False if it holds a figure."""
        for _ in range(_LONGEST_NAME):
            token = self.step()
            if token.figure:
                return False
            if token.word == "»":
                return True
        return False

    def may_be_of_base(self, *, is_behind_figure: bool) -> bool:
        """Step over the next token; return whether it neither denies, compares nor counts, so may belong to a base.

        Figures of classes, ages and names may: «выпускников 9-х классов», «участников ОГЭ-2027», «отметок «2»».
        """
        place, token = self.place, self.step()
        if token.sort is ValueTokenSort.FIGURE:
            is_of_exam = self.is_glued_to_word(place) and self.tokens[place - 2].text.isupper()
            return is_of_exam or self.is_of_class_or_age() or self.is_quoted(place)
        if token.sort is ValueTokenSort.COMPARISON or token.word in _NOT_OF_BASE:
            return False
        is_relative = RELATIVE.match(token.word) or CHANGE.match(token.word)
        return is_behind_figure or not is_relative

    def is_glued_to_word(self, place: int) -> bool:
        """Return whether that figure ends a name: «ВПР-5», «ОГЭ-2027»."""
        sign, word = self.tokens[place - 1], self.tokens[place - 2]
        return place > 1 and self.tokens[place].is_glued and sign.word == "-" and word.sort is ValueTokenSort.WORD

    def is_quoted(self, place: int) -> bool:
        return place > 0 and _QUOTES.get(self.tokens[place - 1].word) == self.tokens[place + 1].word

    def is_of_class_or_age(self, nouns: re.Pattern = _OF_CLASSES_AND_AGES) -> bool:
        """Whether the figure just read is of a class or an age, by the words ahead: «9-х классов», «от 7 до 17 лет»."""
        for token in self.tokens[self.place :]:
            if nouns.match(token.word):
                return True
            if token.sort is not ValueTokenSort.FIGURE and token.word not in _WITHIN_CLASSES:
                return False
        return False

    def value_text(self, found: FoundForm) -> str:
        return shown(found.number.value) + (f" {found.number.unit}" if found.number.unit else "")

    def skip_rest(self, found: FoundForm) -> None:
        """Step to the end, with a doubt if figures stand there."""
        start = self.place
        while not self.is_at_end:
            self.step()
        if self.figures_since(start):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))


def _has_noun(amount: Amount) -> bool:
    return bool(amount.noun) or units.is_counted_in_whole(amount.unit)
