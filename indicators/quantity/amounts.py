"""Rules that read an amount: a figure with its sign, its scale («тыс.») and its unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.quantity import doubts, units
from indicators.quantity.figures import WrittenFigure, is_year
from indicators.quantity.scales import ScaleRules
from indicators.quantity.tokens import ValueToken, ValueTokenSort
from portal.reading.cursor import rule


@dataclass(frozen=True)
class Amount:
    """An amount as it stands in a cell: «-1,5 тыс. чел.»."""

    figure: ValueToken  # the token that holds the figure
    written: Decimal  # the figure with its sign, before the scale is applied
    unit: str = ""
    scale: Decimal = Decimal(1)
    noun: str = ""  # what is counted, where that is no unit: «9 кабинетов»

    @property
    def value(self) -> Decimal:
        return self.written if self.scale == 1 else plain(self.written * self.scale)

    @property
    def is_share(self) -> bool:
        return self.unit == units.PERCENT

    @property
    def may_be_count(self) -> bool:
        return not self.unit or units.is_counted_in_whole(self.unit)


def plain(number: Decimal) -> Decimal:
    """The same number without an exponent and without trailing zeros: 1E+2 becomes 100, 3.50 becomes 3.5."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number


_FOOTNOTES = frozenset("*¹²³⁰⁴⁵⁶⁷⁸⁹")
_ENDS_APART = frozenset(("ти", "ми", "мя"))  # no words of their own: «25 - ти»
_ENDS_OF_NUMERALS = frozenset(("ти", "ть", "и", "ми", "мя", "ю", "х"))
_LETTERS_FOR_UNITS = {"б": ("балл",), "р": ("руб.",), "уч": ("чел.",), "ч": ("чел.", "час")}
_BESIDE_PUPILS = frozenset(("(", ")", "-", "/", ",", ";", "из", "или"))
_MOST_DECIMALS_APART = 3
_LONGEST_NAME = 12  # of words and marks
_SHORTEST_NAME = 3  # letters of its first word
_TIME = re.compile(r"год[а]?$|лет$|квартал|полугоди|месяц|недел|четверт|триместр|день$|дня$|дней$")
_WORD_OR_END = (ValueTokenSort.WORD, ValueTokenSort.END)
_NO_NOUNS = re.compile(
    r"кл(?:асс(?!\w*-компл)|$)|мест|лет|год|уч$|мес|дн|день|недел|раз|балл|на$|от$|до$|из$|пункт|процент|минут|час|и$|или$"
)
ADJECTIVE = re.compile(r"[а-я-]{2,}(?:ых|их|ого|его|ым|им|ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
_NOUN = re.compile(r"[а-я-]{3,}(?:ов|ев|ей|ий|ек|ок|иц|ы|и|а|я|н|к|т|ам|ям|ах|ях)$")


class AmountRules(ScaleRules):
    """amount = label? sign? (figure «-ти»? | figure «,» decimals) footnote? scale? (unit | noun)? footnote? points?"""

    takes_nouns = False

    def __init__(self, tokens: list[ValueToken], measure: units.Measure, place: int = 0):
        super().__init__(tokens, place)
        self.measure = measure
        self._amounts: dict[tuple[int, bool, bool], tuple[Amount | None, int, list[str]]] = {}
        self._units: dict[int, tuple[str, int]] = {}  # place → the unit found there, and the place behind it

    def amount(self, *, signed: bool = True) -> Amount | None:
        """Read the amount that starts here, or return None; a result is kept, as many rules try the same place."""
        key = (self.place, signed, self.takes_nouns)
        if key in self._amounts:
            found, self.place, doubted = self._amounts[key]
            self.doubts += doubted
            return found
        before = len(self.doubts)
        found = self._amount(signed=signed)
        self._amounts[key] = found, self.place, self.doubts[before:]
        return found

    @rule
    def _amount(self, *, signed: bool) -> Amount | None:
        """Read an amount by the rule in the class's docstring; a unit on both sides of the figure must be the same."""
        label = self.label()
        is_negative = signed and not label and self.minus()
        token = self.step()
        if token.figure is None:
            return None
        written, noun = token.figure.value, ""
        if self.next.sort not in _WORD_OR_END:
            written = self.behind_figure(token)
        scale = self.scale()
        unit = self.unit() or self.letter_for_unit()
        if not unit and self.takes_nouns and self.is_word_ahead():
            unit, noun = self.noun() or ("", "")
        if not (unit or noun or label) and self.takes_nouns and self.next.word == "«":
            noun = self.name_counted()
        if self.next.word in _FOOTNOTES:
            self.footnote()
        if unit and self.next.figure:
            self.footnote_in_brackets()
        if label and unit not in ("", label):
            return None
        self.scale_of_points(written, unit or label)
        if token.figure.doubt:
            self.doubts.append(token.figure.doubt)
        elif token.figure.may_be_date and not (unit or label or scale > 1):
            self.doubts.append(doubts.decimal_or_date(token.text))
        return Amount(token, -written if is_negative else written, unit or label, scale, noun)

    def behind_figure(self, token: ValueToken) -> Decimal:
        """The figure's number, after reading what may be attached to it: «(пять)», «-ти», a footnote, «, 3»."""
        word = self.next.word
        if word == "(":
            self.same_in_brackets(token)
        elif word == "-":
            self.end_of_numeral()
        elif word in _FOOTNOTES:
            self.footnote()
        elif word[0] == "," or (word == "." and len(token.text) > 1):  # «5. 3 балла» is the fifth of a list
            apart = self.decimals_apart(token)
            return token.figure.value if apart is None else apart
        return token.figure.value

    @rule
    def same_in_brackets(self, token: ValueToken) -> bool:
        """Skip the same number repeated in brackets, in words or in digits: «5 (пять) школ»."""
        self.step()
        again = self.thousands_in_words() or self.step().figure
        is_same = again and again.value == token.figure.value and again.is_in_words != token.figure.is_in_words
        return bool(is_same and self.take(")"))

    @rule
    def thousands_in_words(self) -> WrittenFigure | None:
        """Read «одна тысяча пятьсот семь», «две тысячи» and return the whole number."""
        thousands = self.step().figure if self.next.figure else WrittenFigure(Decimal(1), is_in_words=True)
        if not thousands.is_in_words or not self.take_any("тысяча", "тысячи", "тысяч"):
            return None
        rest = self.step().figure if self.next.figure else None
        if rest and not rest.is_in_words:
            return None
        return WrittenFigure(thousands.value * 1_000 + (rest.value if rest else 0), is_in_words=True)

    @rule
    def decimals_apart(self, token: ValueToken) -> Decimal | None:
        """Read «47, 3 %» or «47. 3 %» as 47,3: a blank has slipped in behind the comma.

        Only where a unit shows that it is one number and not a list; a doubt tells the person.
        """
        is_total = self.tokens[self.place - 2].word == "из"
        if is_total or not token.text.isdecimal():
            return None
        comma = self.step()
        decimals = comma if comma.figure else self.step()
        digits = decimals.text.lstrip(",")
        if comma.text == "." and (not comma.is_glued or len(digits) > 1):
            return None
        if (
            not digits.isdecimal()
            or len(digits) > _MOST_DECIMALS_APART
            or (decimals is not comma and decimals.is_glued)
        ):
            return None
        place = self.place
        self.scale()
        unit = self.unit() or self.letter_for_unit()
        is_of_measure = self.measure.unit and not self.measure.unit.is_whole and self.next.word in ("", ".", ")", "(")
        if units.is_counted_in_whole(unit) or not (unit or is_of_measure):
            return None
        self.place = place
        self.doubts.append(doubts.blank_at_comma(f"{token.text},{digits}"))
        return Decimal(f"{token.text}.{digits}")

    @rule
    def end_of_numeral(self) -> bool:
        """Skip the case ending behind a figure: «12-ти», «12 - ти»."""
        dash, end = self.step(), self.step()
        if not dash.is_glued or not end.is_glued:
            return end.word in _ENDS_APART
        is_of_noun = end.word in ("х", "м") and units.unit_of_noun(self.next.word) is not None
        return end.word in _ENDS_OF_NUMERALS or is_of_noun

    def footnote(self) -> None:
        """Skip footnote marks: «38 %*», «93 %¹»; a digit right behind a figure raises a doubt, it may be a power."""
        before = self.tokens[self.place - 1]
        while self.next.word in _FOOTNOTES:
            mark = self.step()
            if mark.word != "*" and before.sort is ValueTokenSort.FIGURE:
                self.doubts.append(doubts.footnote_or_power(before.text + mark.text))

    @rule
    def footnote_in_brackets(self) -> bool:
        """Skip a footnote's digit with a closing bracket: «41 % 1)»; it raises a doubt."""
        mark = self.step()
        if len(mark.text) > 1 or not self.take(")") or any(token.word == "(" for token in self.tokens):
            return False
        self.doubts.append(doubts.footnote_or_power(f"{mark.text})"))
        return True

    def letter_for_unit(self) -> str:
        """Read a lone letter as the indicator's unit: «61 б» is points if the indicator has points, else a class."""
        names = _LETTERS_FOR_UNITS.get(self.next.word)
        if not names or not self.measure.unit:
            return ""
        if self.measure.is_percent and "чел." in names and self.pupils_beside_share():
            return "чел."
        if self.measure.unit.name not in names:
            return ""
        self.step()
        self.take(".")
        return self.measure.unit.name

    @rule
    def pupils_beside_share(self) -> bool:
        """Read «уч.» behind a count with which its share stands: «9 уч. (12,5 %)», «12,5 % – 9 уч.»."""
        is_told = self.step().word == "уч" and self.take(".")
        return is_told and (self.is_at_end or self.next.word in _BESIDE_PUPILS)

    @rule
    def noun(self) -> tuple[str, str] | None:
        """Read what is counted, with its adjectives («педагогических работников»): its unit and the words; else None.

        An unknown noun is taken, with a doubt, only if the indicator counts in whole numbers.
        """
        start = self.place
        while (
            ADJECTIVE.fullmatch(self.next.word)
            and units.unit_of_noun(self.next.word) is None
            and self.tokens[self.place + 1].sort is ValueTokenSort.WORD
        ):
            self.step()
        has_adjectives = self.place > start
        word = self.step().word
        unit = units.unit_of_noun(word)
        if unit is None and has_adjectives and word in ("классов", "класса") and self.measure.counts_whole:
            return "", self.quote(start)  # «8 профильных классов»; «8 классов» may be a number of a class
        if unit is None:
            if _NO_NOUNS.match(word) or not _NOUN.fullmatch(word) or not self.measure.counts_whole:
                return None
            self.doubts.append(doubts.unknown_noun(self.quote(start)))
        return unit or "", self.quote(start)

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

    @rule
    def name_counted(self) -> str:
        """Read a name of what an indicator counts, with a doubt: «3 «Точки роста»»; not the letter of «5 «А»»."""
        start = self.place
        if not self.measure.counts_whole or len(self.tokens[start + 1].word) < _SHORTEST_NAME or not self.quoted():
            return ""
        self.doubts.append(doubts.unknown_noun(self.quote(start)))
        return self.quote(start)

    def minus(self) -> bool:
        """Read a dash as a minus, with a doubt if a blank follows; a plus tells a change, and raises a doubt too."""
        if self.take("+"):
            self.doubts.append(doubts.change_with_plus(self.next.text))
            return False
        if not self.take("-"):
            return False
        if not self.next.is_glued and self.next.figure:
            self.doubts.append(doubts.minus_or_dash(self.next.text))
        return True

    @rule
    def label(self) -> str:
        """Read a unit that stands before its number: «ср. балл 63»; «балл 63» and «% 63» raise a doubt."""
        if not self.is_word_ahead():
            return ""
        is_mean = self.take_any("средний", "ср .", "ср")
        first = self.next
        unit = self.unit()
        if not unit or (is_mean and unit != "балл"):
            return ""
        mark = self.take_one_of((":", "=", "-"))
        if mark and mark.is_glued and self.next.is_glued and first.text.isupper() and mark.word == "-":
            return ""  # «форма ОО-2»
        if not is_mean:
            self.doubts.append(doubts.unit_before_number(first.text))
        return unit

    def scale(self) -> Decimal:
        if self.next.word not in units.SCALES:
            return Decimal(1)
        scale = units.SCALES[self.step().word]
        self.take(".")
        return scale

    def unit(self) -> str:
        """Read a unit and return its name: a known one, one per another («балл/чел.»), the indicator's own; else ""."""
        name = self.one_unit()
        while name == units.PERCENT and self.next.word == "%":
            self.doubts.append(doubts.repeated_sign(self.step().text))
        if name == units.PERCENT:
            self.of_whom()
        if name == units.TIMES:
            self.how_often()
        before_slash = self.place
        if name and self.take("/"):
            if per := self.one_unit():
                return f"{name}/{per}"
            self.place = before_slash
        return name

    @rule
    def of_whom(self) -> bool:
        """Skip the noun behind a per cent sign: «70% выпускников» is still per cent."""
        return units.is_counted_in_whole(self.one_unit())

    @rule
    def how_often(self) -> bool:
        """Skip the time in which something is done so many times: «1 раз в квартал», «не реже 1 раза в 3 года»."""
        is_told = self.take("в")
        if self.next.figure and not is_year(self.next.text):
            self.step()
        self.take_one_of(("учебный", "календарный", "отчетный"))
        return is_told and _TIME.match(self.step().word) is not None

    def is_word_ahead(self) -> bool:
        return self.next.sort is ValueTokenSort.WORD

    def one_unit(self) -> str:
        """Read the longest known unit («чел. в год» before «чел.»), with or without full stops; "" if there is none."""
        if not self.is_word_ahead():
            return ""
        start = self.place
        if start not in self._units:
            self._units[start] = self._one_unit(start), self.place
        unit, self.place = self._units[start]
        return unit

    def _one_unit(self, start: int) -> str:
        words, places = [], []
        while len(words) < units.LONGEST_UNIT and (self.is_word_ahead() or (words and self.next.word == "/")):
            words.append(self.step().word)
            has_full_stop = self.take(".")
            places.append((self.place, has_full_stop))
        while words:
            unit = units.UNIT_BY_WORDS.get(tuple(words))
            self.place, has_full_stop = places.pop()
            if unit and (has_full_stop or words[0] not in units.NEED_FULL_STOP):
                return unit.name
            if len(words) == 1 and self.measure.is_named_by(words[0]):
                return self.measure.text
            if len(words) == 1 and (counted := units.unit_of_noun(words[0])):
                return counted
            words.pop()
        self.place = start
        return ""
