"""Finds the schools that words name: only where a noun of schools stands, and only schools of that kind."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from portal.text.keys import natural_key
from schools.directory.name_words import distinctive_words, name_words, same_word

_KINDS = {
    "гимназия": r"гимнази\w*|прогимнази\w*",
    "лицей": r"лице(?:й|я|ю|ем|е|и|ев|ям|ями|ях)",
    "ООШ": r"о?ош|основн\w+ (?:общеобразовательн\w+ )?школ\w+",
    "НОШ": r"нош|нш|ншдс|начальн\w+ (?:общеобразовательн\w+ )?школ\w+",
    "СОШ": r"сош|сш|средн\w+ (?:общеобразовательн\w+ )?школ\w+",
    "школа": r"школ(?:а|ы|е|у|ой|ам|ами|ах)?",
}
_NOUN = re.compile("|".join(f"(?P<k{at}>\\b(?:{words})\\b)" for at, words in enumerate(_KINDS.values())))
# Schools of arts and sports, and other things that are only called schools.
NO_SCHOOL = re.compile(
    r"\b(?:музыкальн|художествен|спортивн|автошкол|воскресн|детск|летн|юношеск)\w* (?:\w+ )?школ\w*|"
    r"\bшкол(?!ьн)\w* (?:искусств|молод|начинающ|родител|наставник|ментор|флагман|лидер|партнер|"
    r"консультант|донор|куратор|ресурсн)\w*"
)
_BESIDE_NAME = re.compile(
    r"м?[бкао]?оу$|и$|(?:директор|зам|учител|администраци|педагог|руководител|классн|коллектив)\w*$"
)
_MANY = re.compile(r"\b(?:гимнази(?:и|й|ям|ями|ях)|лице(?:и|ев|ям|ями|ях)|все)\b")
_PLURALS = ("школы", "Школы", "школ", "школам", "гимназии", "лицеи")
# A name beside a noun: one particular school is meant, whether it is known or not.
_SOME_NAME = re.compile(
    r"\b(?!Муниципальн|Общеобр|Образоват|Сельск|Городск|Средн|Основн|Начальн|Районн|Вечерн|Педагогическ|Администр)"
    r"[А-ЯЁ][а-яё-]+(?:[аь]я|яя|ой|[еь]ей|ей|[уюь]ю|ие|их)\s+(?:[а-яё]+\s+){0,2}(?i:[со]?ош|школ|гимнази|лице)|"
    r"(?i:школ(?:ы|ам|ами)|гимназии|лицеи)\s+[«\"„“][А-ЯЁ]|"
    r"\b(?:им|имени|с|п|д|ст|х|г|пос|село|деревн[яи])\b\.?\s*[А-ЯЁ]"
)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PERSON = re.compile(
    rf"{_SURNAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\b\.?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_SURNAME}|"
    rf"{_SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична)(?:[уаем]|ой|ем|ы)?\b"
)
_AFTER_WHOM = re.compile(
    rf"\b(?:им\.?|имени)\s+(?:(?:[А-ЯЁ]\.\s?){{1,2}}({_SURNAME})|({_SURNAME})\s+[А-ЯЁ]\.(?:\s?[А-ЯЁ]\b\.?)?)"
)
_PAPERS = (
    r"приказ|протокол|постановлени|распоряжени|письм|пункт|приложени|спис[ко]|строк|корпус|маршрут|участк(?!ов[аоы])"
)
_PAPER = re.compile(_PAPERS, re.IGNORECASE)
_NUMBER_OF_PAPER = re.compile(
    rf"\b((?:{_PAPERS})\w*)(?:\s*(?:№?\s*\d[\d./-]{{0,20}}(?:-?\w{{1,4}}\b)?|от\s+\d[\d.]{{0,10}}(?:\s*г\.?)?)){{0,3}}",
    re.IGNORECASE,
)
_NUMBERS_OF_OTHERS = re.compile(
    r"(?<!№)(?<!№ )\b\d+\s+(?=(?:\w+\s)?(?:школ|оо\b|оу\b|организац|учрежд))|"
    r"\bт(?:ел(?:ефон\w*)?)?\b[.:]*\s*[+\d][\d\s()-]*|\b\d[\d-]{0,20}-\d\d-\d\d\b|"
    rf"\b(?:{_PAPERS})\w*[^,;)]*|"
    r"(?<=\bгиа|\bегэ|\bогэ|\bвпр)\s?-\s?\d{1,2}\b|«?\b500\s?\+»?|\b(?:каб(?:инет\w*)?|ауд|п|пп)\.?\s*№?\s*\d+(?:\s*[-–,]\s*\d+){0,9}|\b\d\d?\.\d\d?\.\d{4}\b|\b(?:19|20)\d\d\b|"
    r"(?:\b\d+(?:-?[а-яё]{1,2})?\s*(?:,|и|-|–|—)\s*){0,30}\b\d+(?:-?(?:х|е|ых|ые|го|й))?\s*(?:«?[а-я]»?\s*)?(?:класс\w*|кл\b|чел\b|человек\w*|час(?:а|ов)?\b)|"
    r"(?:(?<!школа - )(?<!школа – )(?<!школа-)(?<!школа )детск\w+ сад\w*|"
    r"д/с|м?[бак]?доу|доо|дошкольн\w+[^,;]*?)\s*[^,;№\d]*(?:№\s*)?\d+|"
    # the number in a list, but not «СОШ 2. Гимназия»
    r"(?:^|(?<=\s)(?<!ош\s)(?<!школа\s)(?<!гимназия\s)(?<!лицей\s))\d+\.\s+|(?:^|(?<=\s))\d+\)\s+",
    re.IGNORECASE,
)
_COUNTED = ("школ", "оо", "оу", "организац", "учрежд")
_TERRITORY = re.compile(
    r"(?<![а-яё-])[а-яё-]+(?:ского|ской|ский|ская|цкого|цкой|ном|ого)\s+"
    r"(?:(?:муниципальн|городск|сельск)\w+\s+)?(?:округ|район|улус|кожуун|област|кра[йяю]|город|поселени|р-н|обл\b)\w*",
    re.IGNORECASE,
)


# Words in a school's name that don't distinguish it: its legal form, and the sort of place where it stands.
_NO_NAME = re.compile(
    r"детск(?:ий|ого)$|сад$|мо[бка]у$|[гч][бка]?оу$|сел[оае]$|деревн\w+$|посел\w+$|станиц\w+$|хутор\w*$|город\w*$|район\w*$|сельск\w+$"
)


# A school of a special sort is meant only if the words say so.
_SPECIAL = re.compile(r"\b(?:интернат|вечерн|коррекцион|специальн|кадетск|центр(?=\w* образовани)|цо\b)")


_NUMBER_LEFT_BLANK = re.compile(r"№(?!\s*[№\d])")  # «СОШ № __», «СОШ № З»
_NO_NUMBER = "номер школы не вписан"
_ONLY_A_NUMBER = "назван только номер, а в названии школы есть и другое"
_BRANCH = re.compile(r"\bфилиал\w*")
_MANY_SCHOOLS = r"(?:школ(?:ы|ам|ами|ах)?|гимнази(?:и|й|ям)|лице(?:и|ев|ям)|[со]ош)"
_OF_PLACE = r"\w+[иы](?:е|х|м|ми)"
_SOME_OF_PLACE = re.compile(rf"\b(?:({_OF_PLACE}) {_MANY_SCHOOLS}|{_MANY_SCHOOLS} ({_OF_PLACE}))\b")
_SOME_SAID = "сказано о нескольких школах, но не сказано, каких"
_SEVERAL = "подходит несколько школ"
_NOT_HERE = "такой школы в муниципалитете нет"


@dataclass(frozen=True)
class SchoolMention:
    """The schools named in one part of a list, by id; `doubts` if a name fits none or several."""

    schools: frozenset[int] = frozenset()
    doubts: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()  # all words in the names of these schools

    @property
    def is_of_nobody_here(self) -> bool:
        """Return whether a school is named and no school of the municipality fits the name."""
        return bool(self.doubts) and not self.schools and all(each.endswith(f"{_NOT_HERE}.") for each in self.doubts)


@dataclass(frozen=True)
class _KnownSchool:
    kind: str
    number: str
    words: frozenset[str]
    special: frozenset[str] = frozenset()
    is_branch: bool = False
    honour: frozenset[str] = frozenset()  # words of the name of the person after whom it is called


def without_other_names(text: str) -> str:
    """Remove people, telephones, orders, classes and territories, whose names and numbers don't name a school."""
    return _TERRITORY.sub(" ", without_people_and_numbers(text))


def without_people_and_numbers(text: str) -> str:
    return _NUMBERS_OF_OTHERS.sub(" ", _without_people(text))


def to_account_for(text: str) -> str:
    """Return the words that all have to be known: without people and numbers, but with the nouns of papers.

    Of «приказ № 12» the noun «приказ» stays.
    """
    of_papers = _NUMBER_OF_PAPER.sub(r"\1", _without_people(text))
    return _NUMBERS_OF_OTHERS.sub(lambda found: found[0] if _PAPER.match(found[0]) else " ", of_papers)


def _without_people(text: str) -> str:
    return PERSON.sub(" ", _AFTER_WHOM.sub(r" имени \1\2", text))


def hides_schools(text: str) -> bool:
    """Return whether schools are named in what is ignored as a paper or a count: «приказ о СОШ № 2», «3 школы»."""
    return any(
        _NOUN.search(natural_key(found[0]))
        or (found[0].strip().isdecimal() and text[found.end() :].casefold().startswith(_COUNTED))
        for found in _NUMBERS_OF_OTHERS.finditer(text)
    )


def mentions_of(parts: list[str], schools: Mapping[int, str]) -> list[SchoolMention]:
    """Return the schools that each part of a list names.

    A noun given once holds for names and numbers without a noun beside it: «СОШ № 1, № 2».
    """
    own = {pk: _read_school(name) for pk, name in schools.items()}
    keys = [NO_SCHOOL.sub(" ", natural_key(without_other_names(part))) for part in parts]
    kinds = [_find_kind(key) for key in keys]
    bare = [not kind and _is_bare(key, own) for key, kind in zip(keys, kinds, strict=True)]
    for at in range(1, len(parts)):
        if bare[at] and kinds[at - 1] and not (_find_names(keys[at], own) and any(kinds[at + 1 :][:1])):
            kinds[at] = kinds[at - 1]
    for at in range(len(parts) - 2, -1, -1):
        if bare[at] and not kinds[at]:
            kinds[at] = kinds[at + 1]
    for at in range(len(parts) - 1):  # «СОШ и гимназия № 2»
        if (
            _NOUN.fullmatch(re.sub(r"^м?[бка]?оу ", "", keys[at]))
            and kinds[at]
            and re.search(r"\d", keys[at + 1])
            and parts[at] not in _PLURALS
            and not _NUMBER_LEFT_BLANK.search(parts[at])
        ):
            keys[at] += "".join(re.findall(r" \d+", keys[at + 1])[:1])
    found = [_match_schools(part, key, kind, own) for part, key, kind in zip(parts, keys, kinds, strict=True)]
    return [replace(each, words=_words_of_names(schools[pk] for pk in each.schools)) for each in found]


def named_or_of_kind(parts: list[str], schools: Mapping[int, str]) -> frozenset[int]:
    """Return the schools named one by one or by their kind («лицеев»); empty if any part names neither clearly."""
    found: set[int] = set()
    for part, mention in zip(parts, mentions_of(parts, schools), strict=True):
        key = natural_key(part)
        is_kind = _NOUN.fullmatch(key) and _find_kind(key) not in ("", "школа")
        here = (
            {pk for pk, name in schools.items() if _read_school(name).kind == _find_kind(key)}
            if is_kind
            else mention.schools
        )
        if not here or not all(each.endswith(f"{_ONLY_A_NUMBER}.") for each in mention.doubts):
            return frozenset()
        found |= here
    return frozenset(found)


def _words_of_names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in natural_key(name).split())


@lru_cache(maxsize=4_000)
def _read_school(name: str) -> _KnownSchool:
    whole = natural_key(without_other_names(name))
    is_branch = bool(_BRANCH.search(whole))
    # The school that it is a branch of is another school.
    key = next(filter(None, map(str.strip, _BRANCH.split(whole))), whole) if is_branch else whole
    key, *after_whom = re.split(r"\b(?:имени|им)\b", key)
    # The person after whom a school is called distinguishes it only if nothing else does.
    words = distinctive_words(key.split()) or distinctive_words(" ".join(after_whom).split())
    number = next((word for word in words if word.isdigit()), "")
    own = frozenset(word for word in words if not word.isdigit() and len(word) > 3 and not _NO_NAME.match(word))
    honour = frozenset(name_words(name).honour)
    return _KnownSchool(_find_kind(key) or "школа", number, own, _find_special(key), is_branch, honour)


def _find_special(key: str) -> frozenset[str]:
    return frozenset(_SPECIAL.findall(key))


def _find_kind(key: str) -> str:
    found = _NOUN.search(key)
    return list(_KINDS)[int(found.lastgroup[1:])] if found else ""


def _find_names(key: str, own: Mapping[int, _KnownSchool]) -> set[str]:
    known = {word for each in own.values() for word in each.words}
    return {word for word in set(key.split()) if any(same_word(each, word) for each in known)}


def _is_bare(key: str, own: Mapping[int, _KnownSchool]) -> bool:
    """Return whether the words are only a school's name or number without a noun.

    «Никольская» or «директора Никольской», beside «Лесогорской ООШ».
    """
    words = [word for word in key.split() if not _BESIDE_NAME.match(word)]
    beside_people = len(words) < len(key.split())
    names = _find_names(key, own)
    return bool(words) and all((word.isdigit() and not beside_people) or word in names for word in words)


def _match_schools(part: str, key: str, kind: str, own: Mapping[int, _KnownSchool]) -> SchoolMention:
    if _BRANCH.search(key) and any(each.is_branch for each in own.values()):
        return _match_branch(part, key, own)
    numbers = {word for word in key.split() if word.isdigit()}
    names = _find_names(key, own)
    if not kind:
        unsaid = _is_bare(key, own) or (numbers and "№" in without_other_names(part))
        return SchoolMention(doubts=(f"«{part}»: не сказано, школа ли это.",) if unsaid else ())
    if not (numbers or names) and _NUMBER_LEFT_BLANK.search(without_other_names(part)):
        return SchoolMention(doubts=(f"«{part}»: {_NO_NUMBER}.",))
    if kind in ("гимназия", "лицей") and not (numbers or names or _MANY.search(key)):
        return _match_only_one(part, {pk for pk, each in own.items() if each.kind == kind})
    if not (numbers or names) and (called_after := _find_called_after(key, kind, own)):
        return _match_only_one(part, called_after)
    if not (numbers or names):
        unknown = _SOME_NAME.search(_TERRITORY.sub(" ", part)) and not re.match(r"(?:Начальн|Средн|Основн)\w+", part)
        return SchoolMention(doubts=(f"«{part}»: {_NOT_HERE}.",) if unknown else ())
    said = _find_special(key)
    if said and not numbers and all(map(_SPECIAL.match, names)):
        return _match_only_one(part, {pk for pk, each in own.items() if each.special & said})
    fitting = {
        pk
        for pk, each in own.items()
        if _fits_kind(kind, each.kind) and (each.special & said or not (each.special or said))
    }
    if numbers:
        matches = [_match_number(number, names, kind, fitting, own) for number in sorted(numbers)]
    else:
        matches = [_match_names(names, fitting, own)]
        of_place = _SOME_OF_PLACE.search(key)
        if matches[0][0] and of_place and any(same_word(of_place[1] or of_place[2], name) for name in names):
            return SchoolMention(doubts=(f"«{part}»: {_SOME_SAID}.",))
        partly = {pk for pk, each in own.items() if each.special & said and _is_called_partly(names, each)}
        if matches == [(set(), _NOT_HERE)] and len(partly) == 1:
            return SchoolMention(frozenset(partly))
    found = {pk for each, _ in matches for pk in each}
    doubts = [doubt for _, doubt in matches if doubt]
    meant = {word for pk in found for word in own[pk].words}
    if not doubts and any(not any(same_word(name, word) for word in meant) for name in names) and found:
        doubts.append("названа и другая школа, но непонятно какая")
    return SchoolMention(frozenset(found), tuple(dict.fromkeys(f"«{part}»: {doubt}." for doubt in doubts)))


def _match_number(
    number: str, names: Set[str], kind: str, among: Set[int], own: Mapping[int, _KnownSchool]
) -> tuple[set[int], str]:
    """Return the school of this number, and the doubt about it; of several the one that the names beside it call."""
    here = {pk for pk in among if own[pk].number == number}
    called = _find_called(names, here, own)
    chosen = called or {pk for pk in here if not own[pk].words} or here
    chosen = {pk for pk in chosen if own[pk].kind == kind} or chosen
    if len(chosen) != 1:
        return set(), _SEVERAL if chosen else _NOT_HERE
    is_clear = called or _is_told_by_number(next(iter(chosen)), own)
    return chosen, "" if is_clear else _ONLY_A_NUMBER


def _match_names(names: Set[str], among: Set[int], own: Mapping[int, _KnownSchool]) -> tuple[set[int], str]:
    """Return the schools that the names call, and a doubt instead of them where two are called alike."""
    called = _find_called(names, among, own)
    if not called:
        return set(), _NOT_HERE
    is_clear = len({frozenset(own[pk].words) for pk in called}) == len(called)
    return (called, "") if is_clear else (set(), _SEVERAL)


def _find_called(names: Set[str], among: Set[int], own: Mapping[int, _KnownSchool]) -> set[int]:
    """Return the schools all of whose words are among the names; only those with the most words."""
    called = {pk for pk in among if own[pk].words and all(any(same_word(w, n) for n in names) for w in own[pk].words)}
    longest = max((len(own[pk].words) for pk in called), default=0)
    return {pk for pk in called if len(own[pk].words) == longest}


def _is_called_partly(names: Set[str], school: _KnownSchool) -> bool:
    """Return whether all the names are the school's, though it may have more: «Боровская вечерняя (сменная) школа»."""
    return all(_SPECIAL.match(name) or any(same_word(name, word) for word in school.words) for name in names)


def _find_called_after(key: str, kind: str, own: Mapping[int, _KnownSchool]) -> set[int]:
    """Return the schools that bear the name of the person who alone is named: «СОШ им. Дамбаева»."""
    _, *after = re.split(r"\b(?:имени|им)\b", key, maxsplit=1)
    said = " ".join(after).split()
    return {
        pk
        for pk, each in own.items()
        if _fits_kind(kind, each.kind) and any(same_word(word, one) for word in each.honour for one in said)
    }


def _is_told_by_number(pk: int, own: Mapping[int, _KnownSchool]) -> bool:
    """Return whether a number alone names the school: its name says no more, or every school has a number."""
    return not own[pk].words or all(each.number for each in own.values() if not each.is_branch)


def _match_branch(part: str, key: str, own: Mapping[int, _KnownSchool]) -> SchoolMention:
    """Find the branch that is named: «Отрадненский филиал МБОУ СОШ с. Песчаное» isn't the school in Песчаное.

    «СОШ и её филиал» names both, which makes a doubt.
    """
    if re.search(r"\bи (?:\w+ )*?филиал", key):
        return SchoolMention(doubts=(f"«{part}»: названы школа и её филиал.",))
    named = [
        pk
        for pk, each in own.items()
        if each.is_branch and each.words and all(any(same_word(w, said) for said in key.split()) for w in each.words)
    ]
    branches = [pk for pk, each in own.items() if each.is_branch]
    if len(branches) == 1 and _BRANCH.fullmatch(key):
        named = branches
    if len(named) == 1:
        return SchoolMention(frozenset(named))
    return SchoolMention(
        doubts=(f"«{part}»: {'подходит несколько филиалов' if named else 'непонятно, какой филиал'}.",)
    )


def _match_only_one(part: str, found: set[int]) -> SchoolMention:
    """Return the school that «гимназия» or «вечерняя школа» means if there is only one such, else a doubt."""
    if len(found) == 1:
        return SchoolMention(frozenset(found))
    why = _SEVERAL if found else _NOT_HERE
    return SchoolMention(doubts=(f"«{part}»: {why}.",))


def _fits_kind(said: str, own: str) -> bool:
    """Return whether a school of kind `own` may be called `said`.

    «Школа» may be any kind but a gymnasium or a lyceum, and a school that is just «Школа» may be called СОШ.
    """
    special = {"гимназия", "лицей"}
    return said == own or ("школа" in (said, own) and not special & {said, own})
