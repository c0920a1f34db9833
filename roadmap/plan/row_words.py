"""The words of a roadmap's row as its editor shows and compares them."""

from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.plan.parted_terms import settled_term

OF_STAGE = ("term", "responsible", "result", "document")
# What a place of the plan is written in: the document's cells, and those of its own columns.
CELLS = ("term", "start", "end", "responsible", "result", "document")
OF_PLACE = (*CELLS, "marks", "cells")
_TERM_OF = ("term", "start", "end", "marks")
_OF_ACTIVITY = ("number", "name", "report", "requires_document")


def words_of(record: Direction | Activity) -> dict:
    """Plain values, None for a place that the document doesn't have; stages in their order with their ids."""
    if isinstance(record, Direction):
        return {"number": record.number, "title": record.title}
    stages = [{"id": stage.pk, "name": stage.name, **_of_place(stage)} for stage in record.stages.all()]
    return {**{name: getattr(record, name) for name in _OF_ACTIVITY}, **_of_place(record), "stages": stages}


def _of_place(place: Activity | Stage) -> dict:
    """A term that the portal made of other cells is not the document's."""
    words = {name: getattr(place, name) for name in OF_PLACE}
    return words | ({"term": None} if place.term_is_made else {})


def blank_place() -> dict:
    return dict.fromkeys(CELLS) | {"marks": {}, "cells": {}}


def with_term(words: dict) -> dict:
    """Words of a place as its fields hold them: with the term that follows from its other cells."""
    return words | settled_term(*(words[name] for name in _TERM_OF))


def write_place(place: Activity | Stage, words: dict) -> set[str]:
    """Set the words of a place that are given; the term follows from its other cells. Which fields have changed."""
    given = {name: words[name] for name in OF_PLACE if name in words}
    if set(_TERM_OF) & given.keys():
        whole = with_term(_of_place(place) | given)
        given |= {name: whole[name] for name in ("term", "term_is_made")}
    changed = {name for name, value in given.items() if getattr(place, name) != value}
    for name in changed:
        setattr(place, name, given[name])
    return changed


def heading_of(roadmap: Roadmap) -> dict:
    return {name: getattr(roadmap, name) for name in ("title", "period", "numbering", "columns")}
