"""Whose document it is: municipality, region, department, its head; and the schools that it names."""

from __future__ import annotations

import re

from roadmap.recognition.placed import PlacedText

_DEPARTMENT = re.compile(
    r"((?:муниципальн\w+\s+\w+\s+)?(?:управлени|отдел|комитет|департамент)\w*\s+(?:\w+\s+){0,3}?образовани\w*(?:\s+и\s+(?!по\b)\w+)*)",
    re.I,
)
_HEAD = re.compile("начальник|председатель|заведующ|руководитель", re.I)
_TERRITORY = re.compile(
    r"(?!муниципальн|городск|сельск|администр)([А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?(?:ск|цк|льн)(?:ого|ий|ый|ому|ая|ой))\s+(?:районного\s+)?"
    r"((?:муниципальн|городск|сельск)\w+\s+)?(район|округ|образовани|город)\w*",
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
_NOUNS = (("школ", "Школа"), ("гимназ", "Гимназия"), ("лице", "Лицей"))


def municipality_of(orders: list[dict], programme: dict, region: PlacedText, head: dict | None) -> dict:
    """As far as the document says; what it doesn't say is asked."""
    texts = [order.get("issuer", "") for order in orders] + [programme["title"]]
    texts += [row.get("text", "") for row in programme.get("passport", [])]
    caption = programme.get("approved_by", {}).get("caption", "")
    texts.append(caption)
    found = next((match for text in texts if (match := _TERRITORY.search(text))), None)
    name = _named(found) if found else ""
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


def _named(found: re.Match) -> str:
    adjective, kind, noun = found[1], (found[2] or "").strip(), found[3].casefold()
    stem = re.sub(r"(ого|ий|ый|ому|ая|ой)$", "", adjective, flags=re.I)
    masculine = ("ый" if stem[-1:].casefold() == "н" else "ий") if noun in {"район", "округ", "город"} else "ое"
    words = [stem.capitalize() if adjective.isupper() else stem + ""]
    words[0] += masculine
    if kind:
        words.append(re.sub(r"(ого|ый|ому)$", "ый" if kind.casefold().startswith("муниц") else "ой", kind.casefold()))
    words.append(noun if noun != "образовани" else "образование")
    return " ".join(words)


def _nominative(department: str) -> str:
    """«Управления образования» of a caption is «Управление образования»."""
    first, space, rest = department.partition(" ")
    first = re.sub(r"^Управления$", "Управление", first)
    return re.sub(r"^(Отдел|Комитет|Департамент)а$", r"\1", first) + space + rest


def schools_of(programme: dict, lists: list[dict]) -> list[dict]:
    """Named in lists and by those responsible, each once, as it is written first."""
    names: dict[str, PlacedText] = {}
    for listed in lists:
        for school in listed.get("schools", []):
            names.setdefault(school["school"].casefold(), school["school"])
    texts = [section.get("text", "") for section in programme.get("sections", [])]
    for text in texts + list(_words_of_plan(programme.get("roadmap", {}).get("directions", []))):
        for name in _named_in(text):
            names.setdefault(name.casefold(), PlacedText(name, getattr(text, "places", ())))
    return [{"name": name} for name in names.values() if name]


def _named_in(text: str) -> list[str]:
    """In the order of the words; «школы № 3, 8, 11» are three."""
    found = [(match.start(), [" ".join(match[0].split())]) for match in _SCHOOL.finditer(text)]
    taken = [match.span() for match in _SCHOOL.finditer(text)]
    for match in _NUMBERED_SCHOOLS.finditer(text):
        numbers = re.findall(r"\d+", match[2])
        if len(numbers) == 1 and any(start <= match.start() < end for start, end in taken):
            continue
        noun = next((name for stem, name in _NOUNS if match[1].casefold().startswith(stem)), match[1])
        found.append((match.start(), [f"{noun} № {number}" for number in numbers]))
    return [name for _place, names in sorted(found) for name in names]


def _words_of_plan(directions: list[dict]):
    """Names and responsibles, which is where schools are named."""
    for direction in directions:
        for activity in direction.get("activities", []):
            yield from (activity.get("name", ""), activity.get("responsible", ""))
            yield from (stage.get("responsible", "") for stage in activity.get("stages", []))
        yield from _words_of_plan(direction.get("directions", []))
