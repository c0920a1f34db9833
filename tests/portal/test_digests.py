"""A digest is another one whenever something else is shown, and the same whatever the order of what has none."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import pytest

from portal.digests import digest_of

DAY = datetime.date(2026, 5, 1)


@dataclass(frozen=True)
class Offer:
    name: str
    days: tuple[datetime.date, ...] = ()


def test_what_differs_has_another_digest():
    shown = [
        None, "", "1", 1, [], ["1"], ["1", ""], ["", "1"], [["1"], []], {1: "a"}, {2: "a"}, {1: "b"}, Offer("а"),
        Offer("а", (DAY,)), Offer("б", (DAY,)), {DAY: 1}, {None: 1}, DAY - datetime.timedelta(1), Decimal("1.50"),
    ]  # fmt: skip
    for one, other in combinations(shown, 2):
        assert digest_of(one) != digest_of(other), (one, other)


def test_order_counts_where_it_is_shown():
    assert digest_of([1, 2]) != digest_of([2, 1])
    assert digest_of({1: "a", None: "b", DAY: "c"}) == digest_of({DAY: "c", 1: "a", None: "b"})
    assert digest_of({"а", "б", "в"}) == digest_of({"в", "а", "б"})
    assert digest_of((1, "а")) == digest_of([1, "а"])


def test_what_nobody_knows_how_to_show_is_refused():
    with pytest.raises(TypeError):
        digest_of(object())
