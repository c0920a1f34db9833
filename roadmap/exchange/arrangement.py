"""Finds out where the parts of a programme stand in its document, which the interchange format says only in part.

A section with a title and no text is the heading of the part that it names. A part without such a heading goes where
documents usually have it: a table whose own title has a number, before the section with the next number; the passport
first; abbreviations after the terms; an untitled table of indicators after the expected results; all others at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.exchange.format import ActivityShape, DirectionShape, ProgrammeShape, SectionShape
from roadmap.programmes.models import Section

Part = Section.Part

_HEADINGS = {
    Part.PASSPORT: re.compile(r"паспорт"),
    Part.ABBREVIATIONS: re.compile(r"сокращени|обозначени|термин|поняти|аббревиатур"),
    Part.INDICATORS: re.compile(r"показател|индикатор"),
    Part.ROADMAP: re.compile(r"мероприяти|дорожн|план"),
}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMBERED = re.compile(
    r"(?:раздел\s+)?(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)|(?P<roman>[IVX]+))(?=[.)]|$|\s+[А-ЯЁ«])", re.IGNORECASE
)
_AFTER_TEXT = {
    Part.ABBREVIATIONS: re.compile(r"термин|поняти|сокращени|определени"),
    Part.INDICATORS: re.compile(r"показател|индикатор|результат"),
}


@dataclass(frozen=True)
class PartPlace:
    """A place in the document: which part stands there, and the section that the file has there, if any."""

    part: Section.Part
    section: SectionShape | None = None


def arrange(programme: ProgrammeShape) -> list[PartPlace]:
    """Return the document's places in order; each part that the programme has stands in exactly one."""
    missing = _find_parts(programme)
    places = []
    for section in programme.sections or []:
        part = _find_headed_part(section, missing)
        if part != Part.TEXT:
            missing.remove(part)
        places.append(PartPlace(part, section))
    for part in _sort_by_numbers(missing, programme):
        title = _title_of_table(part, programme)
        at = _find_place_by_number(title, places)
        if at is None:
            at = len(places) if title and part == Part.INDICATORS else _find_usual_place(part, places)
        places.insert(at, PartPlace(part))
    return places


def _sort_by_numbers(parts: list[Section.Part], programme: ProgrammeShape) -> list[Section.Part]:
    """Sort the parts whose tables have numbers among each other; the other parts keep their places."""
    numbers = {part: _number_of_heading(_title_of_table(part, programme)) for part in parts}
    numbered = iter(sorted((part for part in parts if numbers[part]), key=numbers.get))
    return [next(numbered) if numbers[part] else part for part in parts]


def _title_of_table(part: Section.Part, programme: ProgrammeShape) -> str | None:
    table = {Part.INDICATORS: programme.indicators, Part.ROADMAP: programme.roadmap}.get(part)
    return table and table.title


def _find_place_by_number(title: str | None, places: list[PartPlace]) -> int | None:
    """Return the index of the first section with a greater number; None if there is none or the title has no number."""
    own = _number_of_heading(title)
    if not own:
        return None
    sections = ((at, place.section) for at, place in enumerate(places) if place.section)
    numbers = ((at, _number_of_heading(each.number) or _number_of_heading(each.title)) for at, each in sections)
    return next((at for at, number in numbers if number > own), None)


def _number_of_heading(text: str | None) -> list[int]:
    """Return [4] for «4. План» and «IV. План», [2, 1] for «Раздел 2.1»; [] without a number, and for a year."""
    found = _NUMBERED.match((text or "").strip())
    if not found:
        return []
    if found["roman"]:
        values = [_ROMAN[letter] for letter in found["roman"].upper()]
        return [sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))]
    return [int(digits) for digits in found["number"].split(".")]


def _find_parts(programme: ProgrammeShape) -> list[Section.Part]:
    """Return the parts that the programme has, in the order in which those without a heading are to be placed."""
    return [
        part
        for part, content in (
            (Part.PASSPORT, programme.passport),
            (Part.ABBREVIATIONS, programme.abbreviations),
            (Part.INDICATORS, programme.indicators),
            (Part.ROADMAP, programme.roadmap),
        )
        if content
    ]


def _find_headed_part(section: SectionShape, missing: list[Section.Part]) -> Section.Part:
    """Return the part whose heading the section is, TEXT if it isn't one."""
    if section.title and not section.text:
        for part in missing:
            if _HEADINGS[part].search(natural_key(section.title)):
                return part
    return Part.TEXT


def _find_usual_place(part: Section.Part, places: list[PartPlace]) -> int:
    if after := _AFTER_TEXT.get(part):
        for index, place in enumerate(places):
            if place.part == Part.TEXT and place.section.title and after.search(natural_key(place.section.title)):
                return index + 1
    return 0 if part in (Part.PASSPORT, Part.ABBREVIATIONS) else len(places)


def in_document_order(direction: DirectionShape) -> Iterator[ActivityShape | DirectionShape]:
    """Yield a direction's activities and directions ordered by their numbers; without numbers activities come first."""
    activities, directions = list(direction.activities or []), list(direction.directions or [])
    while activities and directions:
        numbers = _read_number(activities[0]), _read_number(directions[0])
        yield (directions if all(numbers) and numbers[1] < numbers[0] else activities).pop(0)
    yield from activities
    yield from directions


def _read_number(item: ActivityShape | DirectionShape) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", item.number or "")]
