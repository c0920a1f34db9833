"""Rules for headings before a value: «кач. знаний 52 %», «Доля «2» – 14,8 %», «9 кл. – 14 %», «ЕГЭ (база) – 4,1»."""

import re
from functools import cached_property
from itertools import islice, pairwise

from indicators.quantity import doubts, units
from indicators.quantity.bases import CHANGE, RELATIVE
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import AFTER_NUMBER
from indicators.quantity.tokens import ValueToken, ValueTokenSort
from indicators.quantity.told_before import ToldBefore
from portal.reading.cursor import rule

NEGATION = frozenset(("не", "ни", "нет", "без", "кроме", "отсутствует"))
HEADING_ENDS = frozenset(("-", ":", "="))
_ENDS_OF_ORDINALS = frozenset(("-", "е", "х", "й", "м", "ые", "ых"))
_NUMBERED = re.compile(r"кл$|класс|ч$|час|четверт|полугоди|квартал|триместр")
_LASTS = re.compile(r"год[а]?$|лет$|месяц|недел|дн")
_COUNTED = re.compile(r"классов|класса|ч$|час")
# What bears a number: «СОШ 5 – 12 чел.».
_BEARS_A_NUMBER = frozenset(("№", "сош", "оош", "нош", "школа", "гимназия", "лицей", "впр", "форма", "таблица", "п"))
_LONGEST_NUMBERS = 10  # of tokens: «5-х – 9-х классов»
_OF_HOW_MANY = frozenset(("по", "в", "во", "для", "среди"))
_TELL_MORE = frozenset(
    ("из", "или", "что", "это", "против", "вместо", "и", "составляет", "в", "с")
)  # of the count itself


class HeadingRules(ToldBefore):
    def bare_value(self) -> FoundForm | None:
        """Read the rest of the cell as a value alone, without words of a sentence."""
        takes_nouns, self.takes_nouns = self.takes_nouns, False
        found = super().value()
        self.takes_nouns = takes_nouns
        return found

    @rule
    def named(self) -> FoundForm | None:
        """Read a value behind a name with a figure, with a doubt: «9 кл. – 14 %», «ВПР-5: 47 %», «СОШ № 7 – 3 чел.»."""
        marks = (place for place, token in enumerate(self.tokens) if token.word in ("-", ":") and not token.is_glued)
        colons = (place for place, token in enumerate(self.tokens) if token.word == ":")
        mark = min((*islice(marks, 1), *islice(colons, 1)), default=0)
        name = self.tokens[:mark]
        if (
            not any(token.figure for token in name)
            or not all(map(self.is_figure_of_name, range(mark)))
            or not all(map(_is_plain, name))
        ):
            return None
        self.place = mark
        words = self.quote(0)
        self.step()
        found = self.bare_value()
        is_of_scale = self.is_of_points and any(map(self.is_scale, range(mark)))
        if not found or not ((found.upper or found.number).unit or found.comparison or is_of_scale):
            return None
        self.doubts.append(doubts.name_left_aside(words))
        return found

    def is_figure_of_name(self, place: int) -> bool:
        """Return whether that token is no figure, or one that belongs to a name.

        It numbers something («№ 7», «ВПР-5», «8-10 кл.», «2-й четверти»), is a mark in quotes («2»), tells hours,
        points or years («36 ч.», «70 и более баллов», «за 3 года»), or how many the value is of («по 4 школам»).
        """
        token = self.tokens[place]
        if token.figure is None:
            return True
        before = [each.word for each in self.tokens[max(place - 2, 0) : place]]
        behind = self.word_behind_number(place)
        return bool(
            before == ["№"]
            or self.is_glued_to_word(place)
            or _NUMBERED.match(behind) is not None
            or self.is_quoted(place)
            or self.are_points(place)
            or self.is_scale(place)
            or self.is_threshold(place)
            or (before[-1:] == ["за"] and _LASTS.match(behind) is not None)
            or (before and before[0] in _BEARS_A_NUMBER and not token.is_glued)
            or (before and before[0] in _OF_HOW_MANY and self.counts_schools(place))
        )

    def word_behind_number(self, place: int) -> str:
        """The word behind a number or numbers of a name: «кл» for «2-й кл.», «8-10 кл.»; "" if there is none."""
        for before, token in pairwise(self.tokens[place : place + _LONGEST_NUMBERS]):
            is_second = token.figure and before.word == "-"
            if token.word not in _ENDS_OF_ORDINALS and not is_second:
                return token.word
        return ""

    def is_threshold(self, place: int) -> bool:
        """Return whether that figure says in how many who is counted falls short: «по 2 и более предметам»."""
        if place < 1 or self.tokens[place - 1].word not in _OF_HOW_MANY:
            return False
        joint, more, noun = ([token.word for token in self.tokens[place + 1 : place + 4]] + [""] * 3)[:3]
        return joint in ("и", "или") and more in AFTER_NUMBER and units.unit_of_noun(noun) is not None

    def is_number_of_name(self, place: int) -> bool:
        """Return whether a figure of a name stands there, with another figure, the value, behind it."""
        is_figure = self.tokens[place].figure is not None and place < self.last_figure
        is_in_brackets = place > 0 and self.tokens[place - 1].word == "("  # «курсы (36 часов)»
        is_counted = (
            is_figure and not is_in_brackets and _COUNTED.match(self.tokens[place + 1].word)
        )  # «3 класса для …»
        return is_figure and not is_counted and self.is_figure_of_name(place)

    def counts_schools(self, place: int) -> bool:
        """Return whether that figure counts what the value behind it is of: «по 4 школам качество – 39 %»."""
        noun, behind = self.tokens[place + 1].word, self.tokens[min(place + 2, len(self.tokens) - 1)]
        is_counted = units.unit_of_noun(noun) is not None or units.is_counted_in_whole(noun)
        is_of_value = behind.sort is ValueTokenSort.WORD and behind.word not in _TELL_MORE
        return is_counted and place < self.last_figure and is_of_value

    @cached_property
    def last_figure(self) -> int:
        return max((place for place, token in enumerate(self.tokens) if token.figure), default=0)

    def names_unit(self, heading: list[ValueToken]) -> bool:
        """Return whether the heading names the indicator's unit: «средний балл ЕГЭ (проф.) 52,3»."""
        unit = self.measure.unit
        return unit is not None and any(units.UNIT_BY_WORDS.get((token.word,)) is unit for token in heading)


def is_balanced(heading: list[ValueToken]) -> bool:
    """Return whether each bracket of the heading is closed in it."""
    depth = 0
    for token in heading:
        depth += {"(": 1, ")": -1}.get(token.word, 0)
        if depth < 0:
            return False
    return depth == 0


def _is_plain(token: ValueToken) -> bool:
    """Return whether the token neither denies nor compares nor tells a change."""
    return not (token.word in NEGATION or CHANGE.match(token.word) or RELATIVE.match(token.word))
