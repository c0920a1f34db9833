"""Turns keys of the interchange format into fields of records."""

import datetime

from roadmap.exchange.format import ActivityShape, AnnexShape, ExchangeShape, OrderShape, SectionShape, StageShape
from roadmap.plan.parted_terms import settled_term
from schools.orders.acts import Act, act_of


def fields_of(shape: ExchangeShape, *keys: str) -> dict[str, str]:
    return {key: getattr(shape, key) for key in keys}


def tables_of(shape: SectionShape | AnnexShape | None) -> list[dict]:
    return [table.as_json() for table in (shape and shape.tables) or []]


def times_of(shape: ActivityShape | StageShape) -> dict:
    """Return the fields of a term, which is made of other cells if the document has no words for it."""
    times = fields_of(shape, "term", "start", "end") | {"marks": shape.marks or {}, "cells": shape.cells or {}}
    return times | settled_term(shape.term, shape.start, shape.end, shape.marks)


def order_fields(shape: OrderShape) -> dict:
    """Return the fields of an `Order`; without a kind of act it is «приказ»."""
    signatory = shape.signatory
    return {
        **fields_of(shape, "number", "issuer", "place", "title", "preamble", "clauses"),
        "act": act_of(shape.act) if shape.states("act") else Act.ORDER,
        "act_word": shape.act,
        "issued_on": shape.date and datetime.date.fromisoformat(shape.date),
        "signatory_position": signatory and signatory.position,
        "signatory_name": signatory and signatory.name,
    }
