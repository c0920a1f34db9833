"""Reads and writes the words of a roadmap's row as plain values, which the editor shows and compares."""

from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.plan.parted_terms import settled_term

# The fields of an activity or a stage that hold words: the document's cells, and those of its own columns.
CELLS = ("term", "start", "end", "responsible", "result", "document")
OF_PLACE = (*CELLS, "marks", "cells")
_TERM_OF = ("term", "start", "end", "marks")
_OF_ACTIVITY = ("number", "name", "report", "requires_document")


def words_of(record: Direction | Activity) -> dict:
    """Return a row's words as plain values, None for what the document doesn't have.

    An activity's stages stand in their order with their ids.
    """
    if isinstance(record, Direction):
        return {"number": record.number, "title": record.title}
    stages = [{"id": stage.pk, "name": stage.name, **_read_place(stage)} for stage in record.stages.all()]
    return {**{name: getattr(record, name) for name in _OF_ACTIVITY}, **_read_place(record), "stages": stages}


def _read_place(place: Activity | Stage) -> dict:
    """Return a place's words; a term that the portal made of other cells is None, as the document doesn't have it."""
    words = {name: getattr(place, name) for name in OF_PLACE}
    return words | ({"term": None} if place.term_is_made else {})


def blank_place() -> dict:
    return dict.fromkeys(CELLS) | {"marks": {}, "cells": {}}


def with_term(words: dict) -> dict:
    """Return the words of a place with the term that follows from its other cells, as the record holds them."""
    return words | settled_term(*(words[name] for name in _TERM_OF))


def write_place(place: Activity | Stage, words: dict) -> set[str]:
    """Set those words of a place that are given, and return the names of the fields that have changed.

    Where one of the cells that make a term is given, the term is made anew. Saves nothing.
    """
    given = {name: words[name] for name in OF_PLACE if name in words}
    if set(_TERM_OF) & given.keys():
        whole = with_term(_read_place(place) | given)
        given |= {name: whole[name] for name in ("term", "term_is_made")}
    changed = {name for name, value in given.items() if getattr(place, name) != value}
    for name in changed:
        setattr(place, name, given[name])
    return changed


def heading_of(roadmap: Roadmap) -> dict:
    return {name: getattr(roadmap, name) for name in ("title", "period", "numbering", "columns")}
