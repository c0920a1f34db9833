"""Decides which version of the format a file needs: the second if it says something that the first can't hold.

Both versions have one shape (`format.py`); what only the second allows is found here, for reading and for writing.
"""

from collections.abc import Iterator

from roadmap.exchange.format import FORMAT, FORMAT_2
from roadmap.programmes.written import is_part_of_year

_OF_ROW = ("unit", "cells")
_OF_PLACE = ("start", "end", "marks", "cells")
_USUAL_COLUMNS = {
    "number", "name", "baseline", "values", "target", "period", "direction", "term", "responsible", "result",
    "document", "report",
}  # fmt: skip


def places_of_version_2(document: dict) -> Iterator[str]:
    """Yield the JSON paths of what a file of version 1 can't hold."""
    for place, order in enumerate(document.get("orders", [])):
        if "act" in order:
            yield f"$.orders[{place}].act"
    programme = document.get("programme", {})
    if "resources" in programme:
        yield "$.programme.resources"
    for path, texts in (("$.programme.sections", programme.get("sections")), ("$.annexes", document.get("annexes"))):
        yield from (f"{path}[{at}].tables" for at, each in enumerate(texts or []) if "tables" in each)
    yield from _find_in_indicators(programme.get("indicators", {}))
    roadmap = programme.get("roadmap", {})
    yield from _find_in_columns("$.programme.roadmap.columns", roadmap.get("columns"))
    yield from _find_in_directions("$.programme.roadmap", roadmap.get("directions"))
    for at, listed in enumerate(document.get("low_result_schools", [])):
        if is_part_of_year(listed.get("year", "")):
            yield f"$.low_result_schools[{at}].year"


def with_version(document: dict) -> dict:
    """Return the document with the lowest version that can hold it."""
    needs_second = any(True for _ in places_of_version_2(document))
    return document | {"format": FORMAT_2 if needs_second else FORMAT}


def _find_in_columns(path: str, columns: list | None) -> Iterator[str]:
    yield from (f"{path}[{at}].key" for at, each in enumerate(columns or []) if each["key"] not in _USUAL_COLUMNS)


def _find_in_indicators(table: dict) -> Iterator[str]:
    path = "$.programme.indicators"
    yield from _find_in_columns(f"{path}.columns", table.get("columns"))
    yield from (f"{path}.periods[{at}]" for at, label in enumerate(table.get("periods", [])) if is_part_of_year(label))
    for g, group in enumerate(table.get("groups", [])):
        for r, row in enumerate(group.get("rows", [])):
            yield from (f"{path}.groups[{g}].rows[{r}].{key}" for key in _OF_ROW if key in row)


def _find_in_directions(path: str, directions: list | None) -> Iterator[str]:
    for d, direction in enumerate(directions or []):
        here = f"{path}.directions[{d}]"
        for a, activity in enumerate(direction.get("activities", [])):
            yield from (f"{here}.activities[{a}].{key}" for key in _OF_PLACE if key in activity)
            for s, stage in enumerate(activity.get("stages", [])):
                keys = [key for key in ("name", *_OF_PLACE) if key in stage]
                yield from (f"{here}.activities[{a}].stages[{s}].{key}" for key in keys)
        yield from _find_in_directions(here, direction.get("directions"))
