"""Reads numbers written in words: «двадцать четыре», «восьми», «полтора»."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_UNITS = {
    0: "ноль нуль нуля нулю нулем",
    1: "один одна одно одного одной одному одним одну",
    2: "два две двух двум двумя двое двоих",
    3: "три трех трем тремя трое троих",
    4: "четыре четырех четырем четырьмя четверо четверых",
    5: "пять пяти пятью пятеро",
    6: "шесть шести шестью шестеро",
    7: "семь семи семеро",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
}
_TEENS = "один две три четыр пят шест сем восем девят"
_TENS = {
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти пятьюдесятью",
    60: "шестьдесят шестидесяти шестьюдесятью",
    70: "семьдесят семидесяти семьюдесятью",
    80: "восемьдесят восьмидесяти восемьюдесятью",
    90: "девяносто девяноста",
}
_HUNDREDS = {
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
_LARGEST_OF_UNITS, _LARGEST_OF_TEENS, _LARGEST_OF_TENS = 9, 19, 99


def _number_by_word(words_of_numbers: dict[int, str]) -> dict[str, int]:
    return {word: number for number, words in words_of_numbers.items() for word in words.split()}


NUMBER_OF_WORD = (
    _number_by_word(_UNITS)
    | {f"{stem}надцат{end}": 11 + place for place, stem in enumerate(_TEENS.split()) for end in ("ь", "и", "ью")}
    | _number_by_word(_TENS)
    | _number_by_word(_HUNDREDS)
)
ONE_AND_A_HALF = frozenset(("полтора", "полторы", "полутора"))
# Words that name a number without being read as one: «больше половины», «каждый третий»; a doubt asks for figures.
PARTS = re.compile(
    r"половин|трет[ьи]|четверт|вдвое|втрое|[а-я]+кратн|тысяч[аи]?$|каждый$|каждая$|процент"
    r"|пар[ау]$|десят(?:ок|ка|ки)$|сотн|дюжин|большинств|нескольк|част[ьи]$|нулев"
)
# A multiple in one word: «вдвое» is «в два раза».
TIMES = (
    _number_by_word({2: "вдвое двукратно", 3: "втрое трехкратно", 4: "вчетверо четырехкратно", 5: "впятеро пятикратно"})
    | _number_by_word({6: "вшестеро", 7: "всемеро", 8: "ввосьмеро", 9: "вдевятеро", 10: "вдесятеро десятикратно"})
    | dict.fromkeys(("двухкратно", "двухкратное", "двукратное"), 2)
    | dict.fromkeys(("трехкратное",), 3)
)
IN_WORDS = frozenset(NUMBER_OF_WORD) | ONE_AND_A_HALF


def words_of_number(words: Iterable[str]) -> int:
    """How many of the first words form one number: hundreds, then tens, then units; 0 if the first is no numeral."""
    length, room = 0, 1000
    for word in words:
        if not length and word in ONE_AND_A_HALF:
            return 1
        number = NUMBER_OF_WORD.get(word)
        if number is None or number >= room:
            break
        length += 1
        room = _room_behind(number)
    return length


def number_of(words: Sequence[str]) -> Decimal:
    """The number that these words name; all of them must belong to it (`words_of_number`)."""
    return Decimal("1.5") if words[0] in ONE_AND_A_HALF else Decimal(sum(NUMBER_OF_WORD[word] for word in words))


def _room_behind(number: int) -> int:
    """The number that a following numeral must stay below: 100 behind hundreds, 10 behind tens, 0 (none) otherwise."""
    if number > _LARGEST_OF_TENS:
        return _LARGEST_OF_TENS + 1
    return _LARGEST_OF_UNITS + 1 if number > _LARGEST_OF_TEENS else 0
