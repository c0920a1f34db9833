"""Finds whose document it is (municipality, region, department and its head) and the schools that it names."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from difflib import get_close_matches
from operator import itemgetter

from roadmap.recognition.placed import PlacedText
from roadmap.recognition.regions import find_region

_NEARLY = 0.9
_MOST_PLACES = 50  # that are kept of a school's name from a long text
_DEPARTMENT = re.compile(
    r"((?:муниципальн\w+\s+\w+\s+)?(?:управлени|отдел|комитет|департамент)\w*\s+(?:\w+\s+){0,3}?образовани\w*(?:\s+и\s+(?!по\b)\w+)*)",
    re.I,
)
_HEAD = re.compile("начальник|председатель|заведующ|руководитель", re.I)
_TERRITORY = re.compile(
    r"\b(?!муниципальн|городск|сельск|администр)([А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?(?:ск|цк|льн)(?:ого|ий|ый|ому?|ая|о[йе]))\s+"
    r"((?:(?:районн|городск)\w+\s+)?(?:муниципальн|городск|сельск)\w+\s+)?(район|округ|образовани|город|улус|кожуун)\w*",
    re.I,
)
_SCHOOL = re.compile(
    r"(?:М[БКА]ОУ\s+)?(?:«[^»]{3,60}(?:СОШ|ООШ|школа|гимназия|лицей)[^»]{0,30}»|"
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?(?:ая|ой)\s+(?:кадетская\s+школа|СОШ|ООШ|НОШ|школа|гимназия)|"
    r"(?:СОШ|ООШ|НОШ|[Шш]кола|[Гг]имназия|[Лл]ицей)\s+№\s*\d+)"
)
_NUMBERED_SCHOOLS = re.compile(
    r"\b(СОШ|ООШ|НОШ|школ\w*|гимнази\w*|лице\w*)\s+№\s*(\d+(?:\s*(?:,|и|;)\s*(?:№\s*)?\d+)*)", re.I
)
_QUOTED_TERRITORY = re.compile(
    r"муниципальн\w+\s+(?:район|округ|образовани)\w*\s+«([^»]{4,60}(?:район|улус|кожуун|округ)[^»]{0,20})»", re.I
)
_CALLED_TERRITORY = re.compile(r"муниципальн\w+\s+(район|округ)\w*\s+(«[^»]{4,40}»)", re.I)
_NAMED_TERRITORY = re.compile(
    r"\b(городск|муниципальн)(?:ого|ой|ый)\s+(округ|район)а?\s+(?:(город)а?\s+)?"
    r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)\b(?!\s+(?:области|края|республики|автономн|район|округ))",
)
_ADJECTIVE = re.compile(r"(?:ого|ой|ий|ый|ая)$")
_KIND_OF_BODY = re.compile(r"^\s*М[БКА]?ОУ\s+", re.I)
_NOUNS = (("школ", "Школа"), ("гимназ", "Гимназия"), ("лице", "Лицей"))


def municipality_of(
    orders: list[dict], programme: dict, region: PlacedText, head: dict | None, bodies: list[PlacedText]
) -> dict:
    """Return name, region and department of the municipality, as far as the document or its title page (`bodies`) says.

    The name may be empty; whoever takes the document in is then asked.
    """
    texts = [order.get("issuer", "") for order in orders] + [programme["title"], *bodies]
    texts += [row.get("text", "") for row in programme.get("passport", [])]
    caption = programme.get("approved_by", {}).get("caption", "")
    texts.append(caption)
    quoted = next((match[1] for text in texts if (match := _QUOTED_TERRITORY.search(text))), "")
    found = next((match for text in texts if (match := _TERRITORY.search(text))), None)
    name = _name_territory(found) if found and found[0] not in quoted else _without_capitals(quoted)
    if not name and (called := next((match for text in texts if (match := _CALLED_TERRITORY.search(text))), None)):
        name = f"муниципальный {called[1].casefold()} {_without_capitals(called[2])}"
    name = name or next(filter(None, map(_named_after_kind, texts)), "")
    said = [*texts[: len(orders) + 1 + len(bodies)], caption]
    region = region or PlacedText(next(filter(None, map(find_region, said)), ""))
    department = next((match[1] for text in texts if (match := _DEPARTMENT.search(text))), "")
    read: dict = {"name": name}
    if region:
        read["region"] = region
    if department:
        read["department"] = {"name": PlacedText(_nominative(department[0].upper() + department[1:].lower()))}
        if issuer := next(
            (text for text in texts[: len(orders)] if department in text and len(text) > len(department)), None
        ):
            read["department"]["full_name"] = issuer
    if head:
        read.setdefault("department", {})["head"] = head
    elif orders and (signatory := orders[0].get("signatory")) and _HEAD.search(signatory.get("position", "")):
        read.setdefault("department", {})["head"] = dict(signatory)
    return read


def other_spelling(name: str, texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the first text that names the municipality nearly, but not quite so, and how it does; or None."""
    for text in texts:
        for found in _TERRITORY.finditer(text):
            if (other := _name_territory(found)) != name and get_close_matches(other, [name], cutoff=_NEARLY):
                return text, other
    return None


def _named_after_kind(text: str) -> str:
    """Return a territory whose name follows its kind and isn't declined: «городского округа Мытищи»; else ""."""
    found = next((each for each in _NAMED_TERRITORY.finditer(text) if not _ADJECTIVE.search(each[4])), None)
    if found is None:
        return ""
    kind = f"{found[1]}{'ой' if found[1] == 'городск' else 'ый'} {found[2]}"
    return " ".join(filter(None, [kind, found[3], found[4]]))


def _without_capitals(name: str) -> str:
    """Rewrite a name that is printed in capitals with capitals only where they belong; leave any other unchanged."""
    if not name.isupper():
        return name
    first, *rest = name.casefold().split(" ")
    return " ".join([re.sub(r"(^\W*|-)(\w)", lambda found: found[1] + found[2].upper(), first), *rest])


def _name_territory(found: re.Match) -> str:
    """Return a territory's name in the nominative: «Тавдинский муниципальный округ» for «Тавдинского …»."""
    adjective, kind, noun = found[1], (found[2] or "").strip(), found[3].casefold()
    stem = re.sub(r"(ого|ий|ый|ому?|ая|о[йе])$", "", adjective, flags=re.I)
    is_masculine = noun in {"район", "округ", "город", "улус", "кожуун"}
    ending = ("ый" if stem[-1:].casefold() == "н" else "ий") if is_masculine else "ое"
    words = [(stem.capitalize() if adjective.isupper() else stem) + ending]
    for word in kind.casefold().split():
        own = ("ой" if word.startswith(("городск", "сельск")) else "ый") if is_masculine else "ое"
        words.append(re.sub(r"(ого|[иы]й|ой|ому?|ое)$", own, word))
    words.append(noun if noun != "образовани" else "образование")
    return " ".join(words)


def _nominative(department: str) -> str:
    """Put a department's name into the nominative: «Управления образования» becomes «Управление образования»."""
    first, space, rest = department.partition(" ")
    first = re.sub(r"^Управления$", "Управление", first)
    return re.sub(r"^(Отдел|Комитет|Департамент)а$", r"\1", first) + space + rest


def schools_of(programme: dict, lists: list[dict]) -> list[dict]:
    """Return the schools that lists name, and those that sections and the plan name besides, each once.

    Schools of lists are all kept as they are written: if two spellings mean one school, a person says so.
    """
    names: dict[str, PlacedText] = {}
    for listed in lists:
        for school in listed.get("schools", []):
            names.setdefault(school["school"], school["school"])
    known = set(map(_school_key, names))
    texts = [section.get("text", "") for section in programme.get("sections", [])]
    for text in texts + list(_words_of_plan(programme.get("roadmap", {}).get("directions", []))):
        for name in _find_schools(text):
            if _school_key(name) not in known:
                known.add(_school_key(name))
                names[name] = PlacedText(name, getattr(text, "places", ())[:_MOST_PLACES])
    return [{"name": name} for name in names.values() if name]


def _school_key(name: str) -> str:
    """Return a key that is the same for «МБОУ СОШ № 1» and «СОШ №1», with quotation marks or without."""
    return re.sub(r'[«»"\s]+', "", _KIND_OF_BODY.sub("", name)).casefold()


def _find_schools(text: str) -> list[str]:
    """Return the schools that the text names, in its order; «школы № 3, 8, 11» are three."""
    named = {match.span(): " ".join(match[0].split()) for match in _SCHOOL.finditer(text)}
    spans, found = list(named), []
    for match in _NUMBERED_SCHOOLS.finditer(text):
        numbers = re.findall(r"\d+", match[2])
        before = bisect(spans, match.start(), key=itemgetter(0)) - 1
        around = spans[before] if before >= 0 and match.start() < spans[before][1] else None
        if len(numbers) == 1 and around:
            continue
        noun = next((name for stem, name in _NOUNS if match[1].casefold().startswith(stem)), match[1])
        body = text[around[0] : match.start()] if around else ""
        named.pop(around, None)
        found.append((match.start(), [f"{body}{noun} № {number}" for number in numbers]))
    found += [(span[0], [name]) for span, name in named.items()]
    return [name for _place, names in sorted(found) for name in names]


def _words_of_plan(directions: list[dict]):
    """Yield the names and responsibles of activities, in which schools may be named."""
    for direction in directions:
        for activity in direction.get("activities", []):
            yield from (activity.get("name", ""), activity.get("responsible", ""))
            yield from (stage.get("responsible", "") for stage in activity.get("stages", []))
        yield from _words_of_plan(direction.get("directions", []))
