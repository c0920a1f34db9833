"""Rules for the words behind a value that name what it is counted among: «… от общего количества школ района»."""

import re

from indicators.quantity import doubts, units
from indicators.quantity.amounts import Amount
from indicators.quantity.figures import shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import COMPARISONS, ValueGrammar
from indicators.quantity.quantities import Share
from indicators.quantity.tokens import ValueTokenSort
from portal.reading.cursor import rule

RELATIVE = re.compile(
    r"уров|прошл(?!и$|о$|а$)|предыдущ|предшеств|сравнен|относит|отношен|больше|меньше|выше|ниже|базов|плана$|планов|больш|меньш"
    r"|превыш|аппг"
)
CHANGE = re.compile(
    r"(?:при)?рост|вырос|выраст|возрос|возраст(?:ет|ут|ани)|увелич|повы[сш]|сни[зж]|сокра[тщ]|уменьш|паден|спад|упал|прибав"
    r"|убав|довест|довед|динамик|измен|улучш|ухудш|[+-]?дельта|отклон"
)
_PLAIN_MARKS = frozenset(("-", "«", "»", '"', ","))
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}
_BASE_OPENS = frozenset(["от", "в", "во", "из", "среди", "по", "у", "обучающихся"])
_NOT_OF_BASE = frozenset(COMPARISONS) - {"от", "до", "по"} | {"на", "не", "или", "/", "+", "=", "%"}
_PART_OF_DOCUMENT = re.compile(r"приложени|прил$|таблиц|табл$|раздел|пункт|граф[аеы]$|строк")
_OF_CLASSES_AND_AGES = re.compile(r"класс|кл$|лет|год|возраст|курс|балльн")
_WITHIN_CLASSES = frozenset(
    ["-", "–", ",", "и", "до", "от", "с", "по", "х", "ых", "й", "го", "е", "ти", ".", "на", "в"]
)


class BaseRules(ValueGrammar):
    """Skips the words behind a value that name what it is of, and knows which figures may stand among them."""

    @rule
    def words_behind(self, found: FoundForm) -> FoundForm | None:
        """Skip words behind a count or a share, with a doubt; None if they compare.

        «6 педагогов прошли курсы», «3 чел. с результатом 80 б. и выше».
        """
        amount = found.upper or found.number
        if not (has_noun(amount) or amount.noun or found.makes is Share):
            return None
        start = self.place
        while not self.is_at_end and self.next.word not in ("(", ".", ";"):
            token = self.step()
            is_behind_word = self.tokens[self.place - 2].sort is ValueTokenSort.WORD and self.place - 1 > start
            if token.figure and is_behind_word and self.are_points(self.place - 1):
                self.skip_points()
                continue
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
        is_base_told = opens in _BASE_OPENS or has_noun(found.total or amount) or self.is_noun_of_total(found, start)
        if is_after_comma or not is_base_told:
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    def is_noun_of_total(self, found: FoundForm, start: int) -> bool:
        """Return whether the one word from `start` to here says what a share is of: «8 из 32 (25 %) ОО»."""
        unit = units.unit_of_noun(self.tokens[start].word)
        is_alone = self.place == start + 1 and bool(unit)
        return bool(is_alone and found.total and not found.total.unit and found.count.unit in ("", unit))

    def may_be_of_base(self, *, is_behind_figure: bool) -> bool:
        """Step over the next token; return whether it neither denies, compares nor counts, so may belong to a base.

        Figures of classes, ages, names and parts of documents may: «выпускников 9-х классов», «участников ОГЭ-2027»,
        «отметок «2»», «ОО приложения 2».
        """
        place, token = self.place, self.step()
        if token.sort is ValueTokenSort.FIGURE:
            is_of_exam = self.is_glued_to_word(place) and self.tokens[place - 2].text.isupper()
            return is_of_exam or self.is_of_class_or_age() or self.is_quoted(place) or self.is_of_part(place)
        if token.sort is ValueTokenSort.COMPARISON or token.word in _NOT_OF_BASE:
            return False
        is_relative = RELATIVE.match(token.word) or CHANGE.match(token.word)
        return is_behind_figure or not is_relative

    def is_glued_to_word(self, place: int) -> bool:
        """Return whether that figure ends a name: «ВПР-5», «ОГЭ-2027»."""
        sign, word = self.tokens[place - 1], self.tokens[place - 2]
        return place > 1 and self.tokens[place].is_glued and sign.word == "-" and word.sort is ValueTokenSort.WORD

    def is_of_part(self, place: int) -> bool:
        """Return whether that figure numbers a part of a document: «в приложении 2», «по табл. № 3»."""
        before = [token.word for token in self.tokens[max(place - 3, 0) : place] if token.word not in (".", "№")]
        has_unit = self.tokens[place + 1].word in units.FIRST_WORDS  # «в разделе 45 %»
        if has_unit or not self.tokens[place].text.isdecimal():
            return False
        return bool(before) and _PART_OF_DOCUMENT.match(before[-1]) is not None

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


def has_noun(amount: Amount) -> bool:
    return bool(amount.noun) or units.is_counted_in_whole(amount.unit)
