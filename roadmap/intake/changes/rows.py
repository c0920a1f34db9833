"""Matches the rows of a document with stored ones, and puts these into the document's order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)
Shape = TypeVar("Shape")


def pair_rows(
    stored: Sequence[Row], said: Sequence[Shape], tests: Sequence[Callable[[Row, Shape], bool]]
) -> dict[int, Row]:
    """Return matching stored rows by their indexes in the document.

    Each test is tried on all rows before the next, so the strictest has to come first; a stored row matches once.
    """
    found: dict[int, Row] = {}
    left = list(stored)
    for test in tests:
        for at, each in enumerate(said):
            if at not in found and (same := next((row for row in left if test(row, each)), None)):
                found[at] = same
                left.remove(same)
    return found


def put_in_order(
    said: Sequence[Model], stored: list[Model], placed: Collection[Model], *, is_fragment: bool
) -> list[Model]:
    """Put the stored rows in the order of `order_like_document`, save their positions, and return them."""
    rows = order_like_document(said, stored, placed, is_fragment=is_fragment)
    for position, row in enumerate(rows):
        if row.position != position:
            type(row).objects.filter(pk=row.pk).update(position=position)
    return rows


def order_like_document(said: Sequence, stored: Sequence, placed: Collection, *, is_fragment: bool = False) -> list:
    """Return `stored` with each row of `placed` moved behind the row that precedes it in `said`, the document's order.

    A row without a predecessor goes before the first row of the document, or to the end if the document is a fragment.
    """
    order = [each for each in stored if each not in placed]
    before = None
    for each in said:
        if each in placed:
            if before is not None:
                at = order.index(before) + 1
            else:
                at = len(order) if is_fragment else next((i for i, row in enumerate(order) if row in said), len(order))
            order.insert(at, each)
        if each in order:
            before = each
    return order
