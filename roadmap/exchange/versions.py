"""Which version of the format a file is of: the second where it says what the first has no place for.

Both versions have one shape (`format.py`); what is of the second alone is named here, for reading and for writing.
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
    """JSON paths of what a file of version 1 can't hold."""
    for place, order in enumerate(document.get("orders", [])):
        if "act" in order:
            yield f"$.orders[{place}].act"
    programme = document.get("programme", {})
    if "resources" in programme:
        yield "$.programme.resources"
    for path, texts in (("$.programme.sections", programme.get("sections")), ("$.annexes", document.get("annexes"))):
        yield from (f"{path}[{at}].tables" for at, each in enumerate(texts or []) if "tables" in each)
    yield from _of_indicators(programme.get("indicators", {}))
    roadmap = programme.get("roadmap", {})
    yield from _of_columns("$.programme.roadmap.columns", roadmap.get("columns"))
    yield from _of_directions("$.programme.roadmap", roadmap.get("directions"))
    for at, listed in enumerate(document.get("low_result_schools", [])):
        if is_part_of_year(listed.get("year", "")):
            yield f"$.low_result_schools[{at}].year"


def with_version(document: dict) -> dict:
    """The document under the first version that can hold it."""
    needs_second = any(True for _ in places_of_version_2(document))
    return document | {"format": FORMAT_2 if needs_second else FORMAT}


def _of_columns(path: str, columns: list | None) -> Iterator[str]:
    yield from (f"{path}[{at}].key" for at, each in enumerate(columns or []) if each["key"] not in _USUAL_COLUMNS)


def _of_indicators(table: dict) -> Iterator[str]:
    path = "$.programme.indicators"
    yield from _of_columns(f"{path}.columns", table.get("columns"))
    yield from (f"{path}.periods[{at}]" for at, label in enumerate(table.get("periods", [])) if is_part_of_year(label))
    for g, group in enumerate(table.get("groups", [])):
        for r, row in enumerate(group.get("rows", [])):
            yield from (f"{path}.groups[{g}].rows[{r}].{key}" for key in _OF_ROW if key in row)


def _of_directions(path: str, directions: list | None) -> Iterator[str]:
    for d, direction in enumerate(directions or []):
        here = f"{path}.directions[{d}]"
        for a, activity in enumerate(direction.get("activities", [])):
            yield from (f"{here}.activities[{a}].{key}" for key in _OF_PLACE if key in activity)
            for s, stage in enumerate(activity.get("stages", [])):
                keys = [key for key in ("name", *_OF_PLACE) if key in stage]
                yield from (f"{here}.activities[{a}].stages[{s}].{key}" for key in keys)
        yield from _of_directions(here, direction.get("directions"))
