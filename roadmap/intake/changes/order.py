"""Where rows of a document stand among those that are stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def in_order_of(said: Sequence, stored: Sequence, placed: Collection, *, is_fragment: bool = False) -> list:
    """`stored` with those of `placed` each behind the row that the document, whose order `said` is, has before it.

    What the document has before all others stands before the first of them; where only a part of a document is at
    hand, that says nothing, and it goes to the end.
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
