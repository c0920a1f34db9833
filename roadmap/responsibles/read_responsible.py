"""Reads whom the «Ответственные» of an activity mean: the department, schools, or others outside the portal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from portal.reading.version import version_of
from portal.text import keys
from portal.text.keys import natural_key
from roadmap.responsibles.cautions import names_gymnasiums_only
from roadmap.responsibles.nobody import names_nobody
from roadmap.responsibles.parties import Party, names_outsider
from roadmap.responsibles.school_mentions import PERSON, mentions_of, named_or_of_kind
from roadmap.responsibles.second_reading import LINE, left_out
from roadmap.responsibles.spelling import correct_letters, correct_spelling
from roadmap.responsibles.written_names import write_as_listed
from schools.directory import name_words

READER = version_of(Path(__file__).parent, Path(name_words.__file__), Path(keys.__file__))

LONGEST = 6_000  # characters; a longer text is not a list of responsibles
_TOO_LONG = f"Текст длиннее {LONGEST:,} знаков портал не разбирает: укажите исполнителей вручную.".replace(",", " ")
_SHORTENED_WORDS = (
    *("рук", "зам", "соц", "отв", "нач", "спец", "мун", "пед", "дир", "адм", "преп", "учр", "админ", "зав", "пред"),
    *("вед", "искл", "пос", "дер", "хут", "гор", "рай"),
)
_SHORTENED = "".join(f"(?<!\\b{word})" for word in _SHORTENED_WORDS)
_SPLIT = re.compile(
    rf"[,;\n/]|(?<=[а-яё]{{3}}){_SHORTENED}\.\s+(?=[А-ЯЁ])|"
    r"\s+(?:совместно\s+со?|при\s+(?:участии|поддержке|содействии)|во\s+взаимодействии\s+со?|с\s+участием|с\s+привлечением)\s+|"
    r"\s+и\s+(?=(?i:отдел|управлен|комитет|министерств|учрежден|организац|школ|детск|"
    r"центр|родител|директор|руководител|общеобр|образоват|кдн|институт|сош|оош|гимнази|лице|методич|имц|№))"
)
_LONGEST_ABBREVIATION = 3
_OF_EDUCATION = re.compile(r"отдел\w* образовани\w*\b")
# Where a new party begins without any sign before it: «… ИМЦ Руководители ОО».
_NEXT_PARTY = re.compile(
    r"(?<=[а-яёА-ЯЁ0-9»)])\s+(?=(?:Руководители|Директора|Учителя|Заместител[ьи]|Зам\.|Методисты?|Специалисты|Комитет|"
    r"Управление|Классные|Координатор|Школы)\b)|(?<=[»0-9])\s+(?=М[БКА]ОУ\b|методист)"
)
_EXCEPTION = re.compile(r"[\s,(](?:кроме|за\s+исключением|за\s+искл\.?|исключая)\s+", re.IGNORECASE)
_SMALL_WORDS = {"по", "и", "в", "о", "об", "с"}
_NOUN = r"(?i:\b(?:[сон]?ош|[сн]ш|школ|гимнази|лице))"
_NAME = r"[А-ЯЁ][А-ЯЁа-яё-]+(?:[аяь]я|[оеь]й)"
# «Борисовской СОШ и Петровской ООШ», but not «Борисовской и Ивановской СОШ»; «СОШ № 3 Гимназия № 5»
_NEXT_SCHOOL = re.compile(rf"\s+(?P<and>и\s+)?(?=(?:М[БКА]ОУ\s+)?(?:{_NAME}\s+{_NOUN}|{_NOUN}\w*\s+[№«]))")
_ENDS_WITH_SCHOOL = re.compile(rf"(?:{_NAME}\s+{_NOUN}\w*|{_NOUN}.{{0,40}}(?:№\s?\d+|»))$")
_LONGEST_NAME = 100  # characters before a name that are looked at
# Words that say more about the party before them: «…, вошедшие в перечень», «…, в которых».
_GOES_ON = re.compile(
    r"\s*(?:не\s+)?(?:\w+(?:щ|вш|дш|сш)(?:ий|ие|их|им|ими|ая|ую|ей|ее|его|ему)(?:ся)?|в\s+котор\w+|где|"
    r"(?:включ|указан|определ|отнес|признан|отобран|перечислен|назван|назначен)\w+|ответственн\w+\s+(?:за|по))\b"
)
_NUMBERS_OF_CLASSES = re.compile(
    r"(?<![№\d-])(?<!№ )\b\d{1,2}(?:-?[хеые]{1,2})?(?:\s?[,и–-]\s?\d{1,2}(?:-?[хеые]{1,2})?){1,9}\s?кл(?:асс|\b)",
    re.IGNORECASE,
)
# «Учителя русского языка, математики»
_SUBJECT = re.compile(
    r"\s*(?:и\s+)?(?:(?:русск|иностранн|английск|родн)\w+\s+язык\w*|математик\w*|алгебр\w*|физик\w*|хими[ия]|биологи[ия]|"
    r"географи[ия]|истори[ия]|обществознани\w*|информатик\w*|литератур\w*|технологи[ия]|обж|музык\w*|изо|"
    r"физ\w*\s?культур\w*|начальных\s+классов|(?:гиа|егэ|огэ|впр)(?:\s?-\s?\d{1,2})?|\s|и)+\.?\s*",
    re.IGNORECASE,
)

_ALL_COUNTED = re.compile(
    r"\b(все(?:х|м|ми)?)\s(\d{1,3})(?=\)|\s(?:школ|оо\b|оу\b|сош|общеобр|образоват|организац)|$)", re.IGNORECASE
)
_DESCRIPTION = re.compile(
    rf"\b((?i:(?:ресурсн|базов|опорн|пилотн|стажировочн|сетев)\w{{2,3}}\sшкола))\s[–—-]\s(?={_NAME}\s{_NOUN})"
)
_NUMBER_IN_LIST = re.compile(r"(?:^|(?<!№)\s)(\d{1,2})(?:\)\s(?=[А-ЯЁа-яё])|\.\s(?=[А-ЯЁ]))")
# Adjectives and nouns that stand apart: «муниципальные и школьные координаторы», «кураторы: районный, школьные».
_LEVEL = r"(?:муниципальн|районн|городск|окружн|улусн|школьн|региональн|республиканск|областн|краев|федеральн)\w{2,3}"
_LEVEL_ALONE = re.compile(_LEVEL, re.IGNORECASE)
_WHO_OF_LEVEL = r"(?:координатор|куратор|оператор|тьютор|команд)\w{0,3}\b"
_LEVEL_AND_WHO = re.compile(rf"{_LEVEL}\s({_WHO_OF_LEVEL}.{{0,60}})", re.IGNORECASE)
_LEVEL_BEFORE_LEVEL = re.compile(rf"\b({_LEVEL})\s(?:и\s|или\s)(?={_LEVEL}\s{_WHO_OF_LEVEL})", re.IGNORECASE)
_WHO_AND_LEVEL = re.compile(rf"({_WHO_OF_LEVEL}.{{0,60}}?)\s?[:–—-]\s?{_LEVEL}", re.IGNORECASE)


@dataclass(frozen=True)
class Responsible:
    """Whom the words mean.

    `others` are words that mean nobody in the portal: outside bodies, people, «школы-наставники». `doubts` are
    sentences for the person who typed the words.
    """

    department: bool = False
    all_schools: bool = False
    low_result_schools: bool = False
    schools: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def answered_by_department(self) -> bool:
        """Return whether the department reports: it is named, or no school is, and somebody has to report."""
        return self.department or not (self.all_schools or self.low_result_schools or self.schools)


def read_responsible(
    text: str, schools: Mapping[int, str], own_names: tuple[str, ...] = (), municipality: str = ""
) -> Responsible:
    """Return whom the words mean in a municipality.

    `schools` are its schools' names by id, `own_names` the names of its department, `municipality` its own name.
    """
    if len(text) > LONGEST:
        return Responsible(doubts=(_TOO_LONG,))
    text, slips = correct_spelling(correct_letters(_squeeze_blanks(text)))
    text, guessed = write_as_listed(_without_count_of_all(text, len(schools)), schools)
    text, described = _without_description(text)
    guessed += described
    meant = _read_with_exception(text, schools, own_names, municipality)
    corrected = (f"«{slip}» прочитано как «{word}»." for slip, word in slips)
    return replace(meant, doubts=(*corrected, *guessed, *meant.doubts))


def _without_count_of_all(text: str, count: int) -> str:
    """Return «школы района (все)» for «школы района (все 14)» if there are just as many."""
    return _ALL_COUNTED.sub(lambda found: found[1] if int(found[2]) == count else found[0], text)


def _without_description(text: str) -> tuple[str, list[str]]:
    """Return «Боровская гимназия» for «опорная школа – Боровская гимназия», and a doubt about it."""
    found = _DESCRIPTION.findall(text)
    return _DESCRIPTION.sub("", text), [f"«{words}» прочитано как описание школы, названной дальше." for words in found]


def _squeeze_blanks(text: str) -> str:
    """Return the text with single blanks, so that patterns that begin with blanks don't try each of a long run."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _read_with_exception(
    text: str, schools: Mapping[int, str], own_names: tuple[str, ...], municipality: str
) -> Responsible:
    """Read «все школы, кроме гимназии № 1» as all other schools by name, with a doubt.

    If the exception names no schools clearly, the whole text is read as it is, which makes a doubt too.
    """
    before, *after = _EXCEPTION.split(text, maxsplit=1)
    meant = _read_items(before, schools, own_names, municipality) if after else None
    excepted = (
        named_or_of_kind(_split_items(after[0].strip(" )")), schools) if meant and meant.all_schools else frozenset()
    )
    if not excepted:
        return _read_items(text, schools, own_names, municipality)
    names = ", ".join(schools[pk] for pk in sorted(excepted))
    doubts = (*meant.doubts, f"Прочитано «все школы, кроме»: {names}.")
    left = frozenset(schools) - excepted
    return replace(meant, all_schools=False, schools=meant.schools | left, doubts=doubts)


def _read_items(text: str, schools: Mapping[int, str], own_names: tuple[str, ...], municipality: str) -> Responsible:
    items = _split_items(text)
    if not items:
        return Responsible(doubts=("Ответственные не указаны.",))
    if names_nobody(text):
        return Responsible(doubts=(f"«{' '.join(text.split())}»: не сказано, кто отвечает.",))
    own = _build_own_pattern(own_names)
    names = frozenset(word for name in (*own_names, municipality) for word in natural_key(name).split())
    reader = _Reader(schools, any(_OF_EDUCATION.match(natural_key(name)) for name in own_names))
    for item, mention in zip(items, mentions_of(items, schools), strict=True):
        reader.take(Party.of(item, mention, own, names))
    return reader.read()


class _Reader:
    def __init__(self, schools: Mapping[int, str], is_department_of_education: bool = False):
        self.schools = schools
        self.may_call_itself_so = is_department_of_education
        self.parties: list[Party] = []
        self.others: list[str] = []
        self.people: list[str] = []  # people named without their organisation: «Иванова И.И., методист»
        self.doubts: list[str] = []

    def take(self, party: Party) -> None:
        """Add one party of the list, with its doubts."""
        self.doubts += party.mention.doubts
        if not party.key:
            self._take_nameless(party)
            return
        if names_nobody(party.item):
            self.doubts.append(f"«{party.item}»: не сказано, кто отвечает.")
            return
        before = self.parties[-1] if self.parties else None
        if before and (before.is_education_body or before.is_own) and party.is_part_of_name:
            self.doubts.append(f"«{party.item}»: понято как часть названия отдела.")
            return
        self.parties.append(party)
        self._name_others(party)
        for doubt in filter(None, (party.doubt, party.caution)):
            self.doubts.append(f"«{party.item}»: {doubt}.")
        if not self.doubts and (piece := left_out(party, self.schools)):
            self.doubts.append(f"«{party.item}»: не учтено «{piece}».")
        if party.is_guessed_outside or not (party.is_known or party.is_outside or party.mention.doubts):
            self.doubts.append(f"«{party.item}»: непонятно, кто это.")
        if party.is_outside and (party.is_known or party.has_schools) and not party.is_some_schools:
            self.doubts.append(f"«{party.item}»: понято как другая организация.")

    def _take_nameless(self, party: Party) -> None:
        """Add a party of which nothing is left without people and numbers: an outside body, or a person."""
        if names_outsider(party.whole):
            self.others.append(party.item)
        elif person := _find_person(party.item):
            self.people.append(person)

    def _name_others(self, party: Party) -> None:
        if party.is_anybodys:
            return
        if party.is_outside or not (party.is_known or party.mention.doubts):
            self.others.append(party.item)

    def _doubt_whose_administration(self) -> None:
        """Doubt «администрация» where no school is named beside it: it may be the district's."""
        of_schools = any(
            party.is_all_schools or party.is_low_results or party.mention.schools for party in self.parties
        )
        for party in self.parties:
            if party.is_anybodys and not of_schools:
                self.others.append(party.item)
                self.doubts.append(f"«{party.item}»: не сказано, чья.")

    def _doubt_two_meanings(self) -> None:
        """Doubt «ОО» where the department is an «отдел образования» that isn't named: it may mean either."""
        names_department = any(party.is_own or party.is_education_body for party in self.parties)
        if self.may_call_itself_so and not names_department and any(party.key == "оо" for party in self.parties):
            self.doubts.append("«ОО»: понято как все школы; может быть, это отдел образования.")

    def _doubt_one_or_all(self) -> None:
        """Doubt «директора гимназии и лицея», which may mean one gymnasium or all, unless schools are named beside."""
        parties = [party for party in self.parties if party.is_all_schools]
        if parties and all(names_gymnasiums_only(party.key) for party in parties):
            self.doubts.append("Понято как все школы, хотя названы только гимназии или лицеи.")

    def read(self) -> Responsible:
        self._doubt_whose_administration()
        self._doubt_one_or_all()
        self._doubt_two_meanings()
        if not self.parties:
            self.others += self.people
        schools = frozenset().union(*(party.mention.schools for party in self.parties))
        if not (self.parties or self.others or self.doubts):
            self.doubts.append("Не сказано, кто отвечает.")
        return Responsible(
            any(party.is_department for party in self.parties),
            any(party.is_all_schools for party in self.parties),
            any(party.is_low_results for party in self.parties),
            schools,
            tuple(each.replace(LINE, " ") for each in self.others),
            tuple(dict.fromkeys(each.replace(LINE, " ") for each in self.doubts)),
        )


def _find_person(item: str) -> str:
    """Return the name of a person in the words, "" if none; a person after whom a school is called doesn't count."""
    found = PERSON.search(re.sub(rf"\b(?:им\.?|имени)\s+(?:\w+\s+){{0,3}}(?:{PERSON.pattern})", " ", item))
    return found[0] if found else ""


def people_alone(text: str) -> list[str]:
    """Return the parties that are only a person's name: «Иванова И.И.» in «Иванова И.И., директора школ»."""
    return [item for item in _split_items(_squeeze_blanks(text[:LONGEST])) if PERSON.fullmatch(item)]


def words_for_department(text: str) -> str:
    """Return those parties of the words that mean the department, or all the words if none of them clearly does."""
    own = [item for item in _split_items(_squeeze_blanks(text[:LONGEST])) if read_responsible(item, {}).department]
    return ", ".join(own) or text


def _split_items(text: str) -> list[str]:
    """Split the words into parties.

    «Отдел образования Образовательные организации» stays one item, which means both.
    """
    whole = re.sub(r"(?<=[а-яё])\n(?=[а-яё])", LINE, text)
    whole = _LEVEL_BEFORE_LEVEL.sub(r"\1\n", _without_numbers_of_list(whole))
    whole = _NUMBERS_OF_CLASSES.sub(lambda numbers: numbers[0].replace(",", " и "), whole)
    items: list[str] = []
    parts = [part for each in _SPLIT.split(whole) for part in _NEXT_PARTY.split(each)]
    for part in (apart for each in parts for apart in _split_schools(each)):
        if items and (_GOES_ON.match(part) or (_SUBJECT.fullmatch(part) and part.strip())):
            items[-1] += f", {part.strip(' .')}"
        elif natural_key(item := part.strip(" .")):
            items.append(item)
    return _with_nouns(items)


def _without_numbers_of_list(text: str) -> str:
    """Return «1) Боровская СОШ 2) Никольская ООШ» as two lines; «1. СОШ 2. Гимназия» may name the second school."""
    found = list(_NUMBER_IN_LIST.finditer(text))
    if [int(each[1]) for each in found] != list(range(1, len(found) + 1)) or len(found) < 2 or found[0].start():
        return text
    before = [text[: each.start()][-_LONGEST_NAME:] for each in found if each[0].rstrip().endswith(".")]
    if any(re.search(rf"{_NOUN}\w*$", each) and not _ENDS_WITH_SCHOOL.search(each) for each in before):
        return text
    return _NUMBER_IN_LIST.sub("\n", text)


def _with_nouns(items: list[str]) -> list[str]:
    """Return «муниципальные координаторы ВПР» for the first of «муниципальные» and «школьные координаторы ВПР»."""
    found, noun = [], ""
    for item, following in zip_longest(items, items[1:], fillvalue=""):
        if heading := _WHO_AND_LEVEL.fullmatch(item):
            noun = heading[1]
        elif not _LEVEL_ALONE.fullmatch(item):
            noun = ""
        elif behind := _LEVEL_AND_WHO.fullmatch(following):
            item = f"{item} {behind[1]}"
        elif noun:
            item = f"{item} {noun}"
        found.append(item)
    return found


def _split_schools(part: str) -> list[str]:
    """Split «Борисовской СОШ и Петровской ООШ» at «и», where a noun of a school stands on either side.

    Without «и» it is split behind a whole name: «Борисовская СОШ Петровская ООШ», «СОШ № 3 Гимназия № 5».
    """
    found, start = [], 0
    for following in _NEXT_SCHOOL.finditer(part):
        before = part[start : following.start()][-_LONGEST_NAME:]
        if re.search(_NOUN, before) if following["and"] else _ENDS_WITH_SCHOOL.search(before):
            found.append(part[start : following.start()])
            start = following.end()
    return [*found, part[start:]]


def _build_own_pattern(names: tuple[str, ...]) -> re.Pattern | None:
    """Build a pattern that finds the department's names and their initials.

    «ОО АТМО» are the initials of «Отдел образования администрации Т… муниципального округа».
    """
    keys = [key for name in names if (key := natural_key(name))]
    patterns = [re.escape(key) for key in keys]
    patterns += [" ?".join(initials) for key in keys for initials in _find_initials(key)]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b") if patterns else None


def _find_initials(key: str) -> set[str]:
    """Return the initials of a name: «КПО» and «КО» for «Комитет по образованию».

    «ОО» alone is left out, as it may mean the schools.
    """
    words = key.split()
    found = {"".join(word[0] for word in words)} if len(words) >= 3 else set()
    if len(words) == 2 and len(words[0]) <= _LONGEST_ABBREVIATION:
        found.add(words[0])  # «КО» of «КО КМО»
    own = [word for word in words if word not in _SMALL_WORDS]
    if len(own) >= 2:
        found.add("".join(word[0] for word in own))
    return found - {"оо", "оу", "до", "мо"}
