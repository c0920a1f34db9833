"""The words of terms: months, seasons, ordinals, numerals; and the correction of misspelled ones."""

import re
from difflib import get_close_matches
from functools import lru_cache

_MONTHS = (
    r"янв(ар(ь|я|е|ю|ем|и)?)?",
    r"фев(р(ал(ь|я|е|ю|ем|и)?)?)?",
    r"мар(т(а|е|у|ом|ы)?)?",
    r"апр(ел(ь|я|е|ю|ем|и)?)?",
    r"ма(й|я|е|ю|ем|и)",
    r"июн(ь|я|е|ю|ем|и)?",
    r"июл(ь|я|е|ю|ем|и)?",
    r"авг(уст(а|е|у|ом)?)?",
    r"сен(т(ябр(ь|я|е|ю|ем|и)?)?)?",
    r"окт(ябр(ь|я|е|ю|ем|и)?)?",
    r"ноя(б(р(ь|я|е|ю|ем|и)?)?)?",
    r"дек(абр(ь|я|е|ю|ем|и)?)?",
)
_ADJECTIVES = r"(январ|феврал|мартов|апрел|май|июн|июл|августов|сентябр|октябр|ноябр|декабр)ь?ск(ий|о\w+|ая|ую|их?|им)"
_STEMS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

# noun, adjective, first and last month
SEASONS = (
    (r"зим(а|ы|ой|у|е)", r"зимн\w+", 12, 2),
    (r"весн(а|ы|ой|у|е)", r"весенн\w+", 3, 5),
    (r"лет(о|а|ом)", r"летн\w+", 6, 8),
    (r"осен(ь|и|ью)", r"осенн\w+", 9, 11),
)

_ORDINALS = (
    r"перв(ый|ая|ое|ого|ой|ом|ую|ому|ые|ых)|п[её]рв",
    r"втор(ой|ая|ое|ого|ом|ую|ому|ые|ых)",
    r"трет(ий|ья|ье|ьего|ьей|ьем|ью|ьему|ьи|ьих)",
    r"четв[её]рт(ый|ая|ое|ого|ой|ом|ую|ому|ые|ых)",
)
_ROMAN_LOOK_ALIKES = {"п": 2, "ш": 3, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LETTERS_FOR_ONE = str.maketrans("lі", "ii")  # «ll квартал»
LAST = r"последн(ий|яя|ее|его|ей|ем|им|юю|ие|их)"
# Words for what lasts as long as the programme: «срок действия муниципальной программы».
LIFE = (
    r"реализаци\w*|действи\w*|выполнени\w*|исполнени\w*|осуществлени\w*|программ\w*|проект\w*|план\w*|дорожн\w*|"
    r"карт\w*|муниципальн\w*|настоящ\w*|данн\w*|мероприяти\w*|комплекс\w*|мер|работы|поддержки"
)
_DAYS = {
    **{1: "перв", 2: "втор", 3: "трет", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят"},
    **{10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат"},
    **{16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат"},
}
_DAY_ENDINGS = "ый|ой|ий|ое|ье|ого|ьего|ому|ьему|ым|ьим|ом|ьем"
_TENS = {"двадцать": 20, "тридцать": 30}

_COUNTS = {
    1: r"один|одного|одной|однажды|единожды",
    2: r"два|две|двух|дважды",
    3: r"три|трех|трижды",
    4: r"четыре|четырех|четырежды",
    5: r"пять|пяти",
    6: r"шесть|шести",
    7: r"семь|семи",
    8: r"восемь|восьми",
    9: r"девять|девяти",
    10: r"десять|десяти",
    11: r"одиннадцать|одиннадцати",
}

# A misspelled word is read as the closest of these.
_SPELLINGS = [
    *(
        stem + ending
        for stem in ("январ", "феврал", "апрел", "сентябр", "октябр", "ноябр", "декабр")
        for ending in "ьяе"
    ),
    *[
        "августа",
        "августе",
        "ежегодно",
        "ежемесячно",
        "ежеквартально",
        "еженедельно",
        "ежедневно",
        "постоянно",
        "систематически",
    ],
    *[
        "квартал",
        "квартала",
        "полугодие",
        "полугодия",
        "четверть",
        "четверти",
        "учебный",
        "учебного",
        "учебном",
        "течение",
        "периода",
    ],
]
_SHORTEST_MISSPELLING = 6
_CLOSE = 0.86
# Shorter names of months are corrected where letters changed places or were typed twice: «мрат», «маая».
_SHORT_MONTHS = (
    "март",
    "марта",
    "марте",
    "май",
    "мая",
    "мае",
    "июнь",
    "июня",
    "июне",
    "июль",
    "июля",
    "июле",
    "август",
)
_SHORTEST_MONTH = 4


@lru_cache(maxsize=10_000)
def month_of(word: str) -> int | None:
    return next((number for number, stem in enumerate(_MONTHS, 1) if re.fullmatch(stem, word)), None)


@lru_cache(maxsize=10_000)
def month_of_adjective(word: str) -> int | None:
    """Return 8 for «августовское»."""
    return _STEMS.index(word[:3]) + 1 if re.fullmatch(_ADJECTIVES, word) and word[:3] in _STEMS else None


@lru_cache(maxsize=10_000)
def ordinal_of(word: str) -> int | None:
    """Return 1 to 4 for «первый», «второе» and so on, and for letters typed as Roman numerals: «П» for II."""
    number = next((number for number, stem in enumerate(_ORDINALS, 1) if re.fullmatch(stem, word)), None)
    return number or _ROMAN_LOOK_ALIKES.get(word.translate(_LETTERS_FOR_ONE))


@lru_cache(maxsize=10_000)
def day_of_words(word: str, next_word: str = "") -> tuple[int, int] | None:
    """Return a day in words and how many words it took: (15, 1) for «пятнадцатого», (21, 2) for «двадцать первое»."""
    if tens := _TENS.get(word):
        units = next((day for day, stem in _DAYS.items() if re.fullmatch(f"{stem}({_DAY_ENDINGS})", next_word)), 10)
        return (tens + units, 2) if units < 10 else None
    day = next((day for day, stem in _DAYS.items() if re.fullmatch(f"{stem}({_DAY_ENDINGS})", word)), None)
    return (day, 1) if day else None


@lru_cache(maxsize=10_000)
def count_of(word: str) -> int | None:
    return next((count for count, words in _COUNTS.items() if re.fullmatch(words, word)), None)


def is_known(word: str) -> bool:
    return bool(month_of(word)) or word in _SPELLINGS


@lru_cache(maxsize=10_000)
def spelled(word: str) -> str:
    """Return the known word that this one is almost equal to, or the word itself."""
    if len(word) >= _SHORTEST_MONTH and not month_of(word) and (short := _short_month_of(word)):
        return short
    is_form_of_known = any(word.startswith(known[:-1]) for known in _SPELLINGS)
    if len(word) < _SHORTEST_MISSPELLING or month_of(word) or is_form_of_known:
        return word
    slips = [known for known in _SPELLINGS if _is_one_slip(word, known)]
    return next(iter(slips or get_close_matches(word, _SPELLINGS, 1, _CLOSE)), word)


def _short_month_of(word: str) -> str:
    """Return «март» for «мрат»; a letter that is left out or changed is seen in «август» only: «марш» is no month."""
    near = [known for known in _SHORT_MONTHS if _is_one_slip(word, known)]
    return next((known for known in near if set(known) == set(word) or len(known) > len("марта")), "")


def _is_one_slip(written: str, word: str) -> bool:
    """Return whether one letter was left out, added or changed, or two neighbours changed places."""
    start = next((at for at, pair in enumerate(zip(written, word, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return abs(len(written) - len(word)) == 1
    is_swapped = written[start : start + 2] == word[start : start + 2][::-1]
    rests = [(start + 2, start + 2)] if is_swapped else []
    rests += [(start + 1, start + 1), (start + 1, start), (start, start + 1)]
    return any(written[one:] == word[other:] for one, other in rests)
