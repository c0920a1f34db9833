"""Amounts: a figure with its sign, scale and unit."""

from dataclasses import dataclass
from decimal import Decimal

from indicators import units
from indicators.quantity import doubts
from indicators.quantity.cursor import Cursor, rule
from indicators.quantity.tokens import Sort, Token


@dataclass(frozen=True)
class Amount:
    figure: Token
    written: Decimal
    unit: str = ""
    scale: Decimal = Decimal(1)

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
    """Without an exponent and without zeros that nobody wrote."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number


class Amounts(Cursor):
    """amount = label? sign? figure scale? unit?"""

    def __init__(self, tokens: list[Token], measure: units.Measure, place: int = 0):
        super().__init__(tokens, place)
        self.measure = measure

    @rule
    def amount(self, *, signed: bool = True) -> Amount | None:
        label = self.label()
        is_negative = signed and not label and self.minus()
        token = self.step()
        if token.figure is None:
            return None
        scale = self.scale()
        unit = self.unit()
        if label and unit not in ("", label):
            return None
        if token.figure.doubt:
            self.doubts.append(token.figure.doubt)
        elif token.figure.may_be_date and not (unit or label or scale > 1):
            self.doubts.append(doubts.decimal_or_date(token.text))
        written = -token.figure.value if is_negative else token.figure.value
        return Amount(token, written, unit or label, scale)

    def minus(self) -> bool:
        """A dash is a minus, in doubt if a blank follows; a plus changes nothing."""
        if self.take("+") or not self.take("-"):
            return False
        if not self.next.is_glued and self.next.figure:
            self.doubts.append(doubts.minus_or_dash(self.next.text))
        return True

    @rule
    def label(self) -> str:
        """The unit before its number: «ср. балл 63»; «балл 63» and «% 63» in doubt."""
        if self.next.sort is not Sort.WORD:
            return ""
        is_mean = self.take("средний") or self.take("ср .") or self.take("ср")
        first = self.next
        unit = self.unit()
        if not unit or (is_mean and unit != "балл"):
            return ""
        self.take_one_of((":", "=", "-"))
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
        """The name of a known unit, of one per another («балл/чел.»), or of the indicator's own; or ""."""
        name = self.one_unit()
        while name == units.PERCENT and self.next.word == "%":
            self.doubts.append(doubts.repeated_sign(self.step().text))
        if name == units.PERCENT:
            self.of_whom()
        before_slash = self.place
        if name and self.take("/"):
            if per := self.one_unit():
                return f"{name}/{per}"
            self.place = before_slash
        return name

    @rule
    def of_whom(self) -> bool:
        """«70% выпускников» is per cent all the same."""
        return units.is_counted_in_whole(self.one_unit())

    def one_unit(self) -> str:
        """The longest that is known («чел. в год» before «чел.»); full stops behind its words make no difference."""
        start, words, places = self.place, [], []
        while len(words) < units.LONGEST_UNIT and (self.next.sort is Sort.WORD or (words and self.next.word == "/")):
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
            words.pop()
        self.place = start
        return ""
