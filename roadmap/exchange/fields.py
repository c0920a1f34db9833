"""Keys of the format as fields of records."""

from roadmap.exchange.format import ActivityShape, AnnexShape, ExchangeShape, SectionShape, StageShape
from roadmap.plan.parted_terms import settled_term


def fields_of(shape: ExchangeShape, *keys: str) -> dict[str, str]:
    return {key: getattr(shape, key) for key in keys}


def tables_of(shape: SectionShape | AnnexShape | None) -> list[dict]:
    return [table.as_json() for table in (shape and shape.tables) or []]


def times_of(shape: ActivityShape | StageShape) -> dict:
    """The term, or what it is made of where the document parts it in cells or marks it by periods."""
    times = fields_of(shape, "term", "start", "end") | {"marks": shape.marks or {}, "cells": shape.cells or {}}
    return times | settled_term(shape.term, shape.start, shape.end, shape.marks)
