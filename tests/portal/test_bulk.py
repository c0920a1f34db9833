"""Many rows at once are the same rows as one by one."""

from decimal import Decimal

import pytest

from indicators.values.models import Value
from portal import bulk
from portal.history.actions import Recorded, record_changes
from portal.history.models import Change
from tests.factories import make_indicator, make_period, make_school

TEXTS = ["3,5", "a\tb", "a\nb\r", "\\N", "\\", '"', "", "«ё» 😀", "%s", "'; --"]


@pytest.fixture
def values(district) -> list[Value]:
    indicator, period = make_indicator(district.municipality), make_period()
    return [
        Value(
            indicator=indicator, period=period, school=make_school(district.municipality), text=text,
            number=Decimal("-3.5") if text else None, notes=[text], entered_by=district.specialist,
        )
        for text in TEXTS
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 1_000])
def test_rows_are_as_they_were_given(many, values, district, monkeypatch):
    monkeypatch.setattr(bulk, "MANY", many)
    bulk.create_many(values)
    record_changes([Recorded(each, "внесено", {}, {"text": each.text}) for each in values], by=district.specialist)

    kept = Value.objects.order_by("pk")
    assert [(each.pk, each.text, each.number, each.notes) for each in kept] == [
        (each.pk, each.text, each.number, [each.text]) for each in values
    ]
    assert all(each.entered_at and each.entered_by == district.specialist and each.version == 1 for each in kept)
    changes = Change.objects.filter(action="внесено").order_by("pk")
    assert [(change.subject, change.after) for change in changes] == [(each, {"text": each.text}) for each in values]


def test_keys_go_on_where_they_were(values, monkeypatch):
    monkeypatch.setattr(bulk, "MANY", 1)
    bulk.create_many(values[:3])
    values[3].save()
    bulk.create_many(values[4:])

    assert Value.objects.count() == len(TEXTS)
    assert sorted(each.pk for each in values) == [each.pk for each in values]


@pytest.mark.parametrize("many", [1, 1_000])
def test_only_the_named_fields_of_the_given_rows_are_updated(many, values, district, monkeypatch):
    monkeypatch.setattr(bulk, "MANY", many)
    bulk.create_many(values)
    for each, text in zip(values, reversed(TEXTS), strict=True):
        each.text, each.number, each.notes, each.version = text, None if text else Decimal("0.000001"), [text], 7
    bulk.update_many(values[1:], ["text", "number", "notes"])

    kept = list(Value.objects.order_by("pk"))
    assert [(each.text, each.number, each.notes) for each in kept[1:]] == [
        (each.text, each.number, each.notes) for each in values[1:]
    ]
    assert kept[0].text == TEXTS[0]
    assert {each.version for each in kept} == {1}
    assert all(each.entered_by == district.specialist for each in kept)


def test_nothing_is_nothing():
    bulk.create_many([])
    bulk.update_many([], ["text"])
    record_changes([], by=None)
