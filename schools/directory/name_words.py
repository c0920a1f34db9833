"""Takes a school's name apart: its kind, its numbers, words of its own, and whose name it bears."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portal.text.keys import in_cyrillic, natural_key

_LONGEST = 400  # letters that are read; no name is longer
# Settlements: «с. Ивановка», «п. Красный Ключ»; small letters before a capitalised name.
_PLACE = re.compile(
    r"(?<![\w.])(с|п|пос|дер|д|х|хут|г|гор|ст|аул|рп|р\.\s?п|пгт|сел[оа]|деревн[яи]|пос[её]л(?:ок|ка)|станиц[аы]|"
    r"хутора?|города?)\b\.?\s*([А-ЯЁ][\w-]+(?:\s[А-ЯЁ][а-яё-]+)*)"
)
_SORT_OF_PLACE = {"ст": "ст", "ху": "х", "рп": "п", "р.": "п", "р ": "п"}
# A shortened first word, which distinguishes villages: «М. Берёзовская».
_SHORTENED = re.compile(r"(?<![\w.])([А-ЯЁ])\s?[.-]\s?(?=[А-ЯЁ][а-яё]+ск)")
_IGNORED = re.compile(
    r"\bс углубленн\w+ изучени\w+(?: (?:отдельн\w+|предмет\w*|\w+ языка|математики|физики|химии))*|\bуиоп\b|"
    r"\bс (?:\w+ )?\w+ классами|\bдля (?:обучающихся|учащихся|детей) .*?(?:овз|здоровья)\b|"
    r"\b(?:корпус|корп|здание|строение)\w* \d+|(?<=\bгбоу|\bгкоу|\bгаоу) [а-я]{2}\b|"
    r"\bобщего образования|\b(?:сов|кол)хоза?\b|\bс з(?= )"
)
_NUMBERED = re.compile(r"№\s*(\d+)")
_SPACED_LETTERS = re.compile(r"\bм ([абк]) о у\b")
_KINDS = (
    ("evening", r"\bвс?ош\b|\bосош\b|\bвечерн\w*(?: сменн\w*)?|\b(?:открыт\w+ )?сменн\w*"),
    ("special boarding", r"\bкши\b"),
    ("special", r"\bкоррекционн\w*|\bс?кош\b|\bспециальн\w*"),
    ("boarding", r"\bинтернат\w*"),
    ("cadet", r"\bкадетск\w*"),
    ("branch", r"\bфилиал\w*"),
    ("primary kindergarten", r"\bно?ш ?дс\b"),
    ("kindergarten", r"\bдетск\w+ сад\w*|\bд с\b|\bм?[абк]?доу\b"),
    ("centre", r"\bцентр\w* образовани\w*|\bобразовательн\w+ центр\w*|\bцо\b"),
    ("gymnasium", r"\bгимнази\w*"),
    ("lyceum", r"\bлице(?:й|я|ю|ем|е|и|ев|ям|ями|ях)\b"),
    ("secondary", r"\bсо?ш\b|\bсредн(?:яя|ей|юю|ие|их|им|ими)\b"),
    ("basic", r"\bоо?ш\b|\bосновн\w*"),
    ("primary", r"\bно?ш\b|\bначальн(?!ик)\w*"),
    ("school", r"\bшкол(?:а|ы|е|у|ой|ам|ами|ах)?\b|\bшк\b"),
)
_PATTERNS = tuple((kinds.split(), re.compile(pattern)) for kinds, pattern in _KINDS)
LEVELS = frozenset(("primary", "basic", "secondary"))
_GENERAL = LEVELS | {"school"}
_NO_WORDS = re.compile(
    r"(?:м|г|ч|об|обл|кг|ог)?[бкан]{0,2}о?[бо]?оу|мобу|моу|оу|оо|ано|аноо|нчоу|муниципальн\w*|государственн\w*|частн\w*|"
    r"автономн\w*|некоммерческ\w*|бюджетн\w*|казенн\w*|обще|общеобр\w*|образовательн\w*|учреждени\w*|организаци\w*|"
    r"имени|им|сел[оа]|деревн[яи]|поселк?[оа]?к?|станиц[аы]|хутора?|города?|аул|пос|дер|гор|рп|пгт|для|на|по|и|в|с"
)
_TITLES = re.compile(
    r"геро\w+|советск\w+|союза|социалистическ\w+|труда|росси\w+|федерации|дважды|трижды|полного|кавалера|ордена?\w*|"
    r"славы|маршала|генерал\w*|майора|лейтенанта|полковника|адмирала|космонавта|летчика|академика|поэта|писателя|"
    r"народн\w+|заслуженн\w+|учителя"
)
_KINDS_OF_SCHOOL = re.compile(
    r"^(м?[бкао]?оу|муниципальн\w*|бюджетн\w*|казенн\w*|автономн\w*|обще(образовательн\w*)?|образовательн\w*|"
    r"учреждени\w*|организаци\w*|сош|оош|нош|сш|ош|основн\w*|средн(яя|ей|юю)|начальн\w*|школ[аыуе]|школой|"
    r"гимнази\w|лице\w|имени|им)$"
)
_OF_MANY = re.compile(
    rf"(?:{'|'.join(pattern.replace(chr(92) + 'b', '') for _, pattern in _KINDS)}|{_NO_WORDS.pattern}|"
    r".*[сонв]ш|сменн\w*|детск\w*|сад\w*|центр\w*|углубленн\w*|изучени\w*|отдельн\w*|предмет\w*|язык\w*|корпус\w*|здани\w*|класс\w*|обучающ\w*|"
    r"ограничен\w*|возможност\w*|здоровья|общего|образовани\w*|(?:сов|кол)хоза?)"
)
_TOTAL = re.compile(
    r"\s*(?:(?:общий )?итого?|всего|сумма|в среднем|средн\w+ (?:по|значени)|среднее|в целом|свод\w*|"
    r"по (?:району|округу|муниципал\w*|городу|улусу|м[орг]|го))\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:област\w*|обл|кра[йяюе]|республик\w*|рф|рс|росси\w*|субъект\w*|регион\w*|вся выборка|место в)\b", re.I
)
# What a municipality is, as it is called in full and in tables.
_OF_WHOLE = re.compile(
    r"\b(?:муниципальн\w+ (?:округ|район|образовани)\w*|городск\w+ округ\w*|муниципалитет\w*|район\w*|округ\w*|улус\w*|"
    r"кожуун\w*|город\w*|м[орг]|го|мр|мо)\b"
)
_OF_ADJECTIVES = re.compile(r"(?:[ыи]ми|[ое]го|[ое]му|[ая]я|[ое]е|[ыиое]й|[ыи]е|[ыи]х|[ыиое]м|[ую]ю)$")
_OF_NOUNS = re.compile(r"(?:[ая]ми|[ое]в|[ая]м|[ая]х|[ое]м|[аяоеиыуюьй])$")


@dataclass(frozen=True)
class NameWords:
    """A name taken apart: `words` of its own in order, `honour` after «имени», `places` those of `words` after «с.»."""

    kinds: frozenset[str]
    numbers: frozenset[str]
    words: tuple[str, ...]
    honour: tuple[str, ...]
    places: frozenset[str]
    settlements: frozenset[tuple[str, str]] = frozenset()
    """The sort of each settlement («с», «п», «г») with the first word of its name."""
    initials: frozenset[str] = frozenset()
    """Initials of the person whose name the school bears."""
    shortened: str = ""
    """The letter to which the name's first word is shortened: «м» in «М. Берёзовская»."""

    @property
    def levels(self) -> frozenset[str]:
        return self.kinds & LEVELS

    @property
    def sorts(self) -> frozenset[str]:
        """Return the kinds that an ordinary school doesn't have: gymnasium, boarding school, branch and so on."""
        return self.kinds - _GENERAL

    @property
    def is_empty(self) -> bool:
        return not (self.kinds or self.numbers or self.words or self.honour)


@lru_cache(maxsize=20_000)
def name_words(text: str) -> NameWords:
    """Take a school's name apart."""
    text = in_cyrillic(text[:_LONGEST])
    named = _PLACE.findall(text)
    places = [word for _, found in named for word in natural_key(found).split()]
    shortened = _SHORTENED.search(text)
    key = _SPACED_LETTERS.sub(r"м\1оу", natural_key(_PLACE.sub(r" ; ", text)))
    key = _IGNORED.sub(" ", key)
    kinds: set[str] = set()
    for names, pattern in _PATTERNS:
        if pattern.search(key):
            kinds |= set(names)
            key = pattern.sub(" ", key)
    before, _, after = re.sub(r"\b(?:имени|им)\b", "|", key, count=1).partition("|")
    words = [word for word in before.split() if not _NO_WORDS.fullmatch(word)]
    honour = [word for word in after.split() if not (_NO_WORDS.fullmatch(word) or _TITLES.fullmatch(word))]
    # A number after «имени», as in «имени 50-летия Победы», isn't the school's unless «№» precedes it.
    numbers = {word for word in words if word.isdigit()} | set(map(natural_key, _NUMBERED.findall(text)))
    own = [word for word in words if len(word) > 1 and not word.isdigit()]
    return NameWords(
        frozenset(kinds),
        frozenset(numbers),
        (*own, *places),
        tuple(word for word in honour if len(word) > 1 and word not in numbers),
        frozenset(places),
        settlements_in(text),
        frozenset(word for word in after.split() if len(word) == 1),
        natural_key(shortened[1]) if shortened else "",
    )


@lru_cache(maxsize=20_000)
def places_of(address: str) -> tuple[frozenset[str], ...]:
    """Return the words of the name of each settlement in an address."""
    return tuple(frozenset(natural_key(found).split()) for _, found in _PLACE.findall(in_cyrillic(address[:_LONGEST])))


@lru_cache(maxsize=20_000)
def settlements_in(text: str) -> frozenset[tuple[str, str]]:
    """Return the sort of each settlement in a text («с», «п», «г») with the first word of its name."""
    found = _PLACE.findall(in_cyrillic(text[:_LONGEST]))
    return frozenset(
        (_SORT_OF_PLACE.get(sort[:2].lower(), sort[0].lower()), natural_key(name).split()[0]) for sort, name in found
    )


def same_word(one: str, other: str) -> bool:
    """Return whether two words are the same in other cases: «Ольховская» and «Ольховской», but not «Ольховка»."""
    return one == other or bool(stems(one) & stems(other))


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """Return a word without the endings that it may have, as an adjective («a:…») and as a noun («n:…»).

    «ъ» counts as «ь».
    """
    word = word.replace("ъ", "ь")
    found = {f"n:{word}"}
    if len(word) > 3 and not word[0].isdigit():
        adjective, noun = _OF_ADJECTIVES.sub("", word), _OF_NOUNS.sub("", word)
        found |= {f"a:{adjective}"} if adjective != word and len(adjective) > 2 else set()
        found |= {f"n:{noun}"} if len(noun) > 3 else set()
    return frozenset(found)


def is_of_village(adjective: str, village: str) -> bool:
    """Return whether an adjective may be of a village: «Богатырёвская» of «Богатырёвка», «Кёлюмский» of «Кёлюм»."""
    stem = _OF_ADJECTIVES.sub("", adjective)
    base = stem.removesuffix("ск")
    return base != stem and len(base) > 3 and village.startswith(base) and len(village) - len(base) <= 3


def is_total(words: str) -> bool:
    """Return whether a row in place of a school's is a total: «Итого по району»."""
    return _TOTAL.match(words) is not None


def is_elsewhere(words: str) -> bool:
    """Return whether a row in place of a school's is of a region or the country: «Свердловская обл.», «РФ»."""
    return _ELSEWHERE.search(words) is not None


def is_whole_municipality(words: str, municipality: str) -> bool:
    """Return whether the words mean the whole municipality: «По району», «Итого по округу», or its name in short."""
    rest = _OF_WHOLE.sub(" ", natural_key(words)).split()
    own = _OF_WHOLE.sub(" ", natural_key(municipality)).split()
    has_kind = _OF_WHOLE.search(natural_key(words)) is not None
    return has_kind and (rest == own or not set(rest) - {"итого", "итог", "всего", "по", "общий"})


def is_named_municipality(words: str, municipality: str) -> bool:
    """Return whether the words are the municipality's name in short: «Каменноложский МО»."""
    own = _OF_WHOLE.sub(" ", natural_key(municipality)).split()
    return bool(own) and is_whole_municipality(words, municipality) and own[0] in natural_key(words).split()


def is_of_many(word: str) -> bool:
    """Return whether the word may be part of any school's name."""
    return _OF_MANY.fullmatch(word) is not None


def is_adjective_of_school(word: str) -> bool:
    """Return whether a word ends as a school's adjective: «Подгорная», «Подгорной»; «Подгорное» is a village."""
    return word.endswith(("ая", "яя", "ой", "ую", "ей"))


def distinctive_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a key without those that many schools' names share."""
    return frozenset(word for word in words if not _KINDS_OF_SCHOOL.match(word))


def own_words(name: str) -> frozenset[str]:
    """Return the words that distinguish a school's name from others, as in its key."""
    return distinctive_words(natural_key(name).split())
