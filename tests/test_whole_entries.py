"""Entries of the journal say all that their transaction wrote; `tests/held_entries.py` holds every test's to that.

Here: that a gap is found, of each kind.
"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import transaction

from portal.history.actions import Recorded, record_changes
from schools.directory import actions as directory
from schools.directory.actions import SchoolRefused, change_school
from schools.directory.models import School
from schools.orders.models import Order
from tests.held_entries import Held, watch
from tests.test_access import undone
from tests.untold import UNTOLD
from tests.whole_entries import Written, gaps


def written_by(deed: Callable[[], object]) -> tuple[list[str], set[str]]:
    written = Written()
    written.begin()
    try:
        deed()
    finally:
        written.end()
    written.look()
    return gaps(written)


def change(school, told: dict, was: dict | None = None, **fields) -> list[str]:
    """The school gets these, in a transaction whose entry says `told`."""

    def deed():
        before = {name: getattr(school, name) for name in told} if was is None else was
        for name, value in fields.items():
            setattr(school, name, value)
        school.save()
        record_changes([Recorded(school, "школа изменена", before, told)], by=None)

    with undone():
        found = [each.split(":")[0] for each in written_by(deed)[0]]
    school.refresh_from_db()
    return found


def test_all_that_is_told_is_no_gap(district):
    fields = {"address": "Лесная, 1", "pupils": 120, "is_active": False}
    assert change(district.school, fields, **fields) == []


@pytest.mark.parametrize(
    ("fields", "told", "was", "missing"),
    [
        ({"address": "Лесная, 1"}, {"pupils": 120}, None, "schools.School.address, not said to"),
        ({"pupils": 120}, {"address": "120а"}, None, "schools.School.pupils, not said to"),
        ({"is_active": False}, {"is_active": False}, {}, "schools.School.is_active, not said from"),
        ({"name": "Новая СОШ"}, {"name": "Новая СОШ"}, {"name": "Другая"}, "schools.School.name, not said from"),
        ({"name": "Новая СОШ"}, {"name": "Новая"}, None, "schools.School.name, not said to"),
    ],
)
def test_what_is_not_told_is_found(fields, told, was, missing, district):
    assert change(district.school, told, was, **fields) == [missing]


def test_bulk_writes_are_seen(district):
    def deed():
        School.objects.filter(municipality=district.municipality).update(classes="1–9")
        record_changes([Recorded(district.school, "школа изменена", {}, {"classes": "1–9"})], by=None)

    assert [each.split(":")[0] for each in written_by(deed)[0]] == ["schools.School.classes, no entry about it"]


def test_rows_that_come_and_go_are_named(district):
    def come():
        for number in ("5", "6"):
            order = Order.objects.create(municipality=district.municipality, number=number)
        record_changes([Recorded(order, "приказ записан")], by=None)

    def go():
        Order.objects.all().delete()
        record_changes([Recorded(district.municipality, "удалено")], by=None)

    assert written_by(come)[0] == ["schools.Order came"]
    assert written_by(go)[0] == ["schools.Order went"] * 2


@pytest.mark.unheld
def test_an_action_that_forgets_its_words_is_caught_wherever_a_test_runs_it(district, monkeypatch):
    monkeypatch.setattr(directory, "Recorded", lambda subject, action, before, after: Recorded(subject, action))
    held = Held()
    with undone(), pytest.MonkeyPatch.context() as patch:
        watch(held, patch)
        with transaction.atomic():  # of a test, so none that counts
            change_school(school=district.school, facts={"address": "Лесная, 1"}, by=district.coordinator)
            Order.objects.create(municipality=district.municipality)
    assert [each.split(":")[0] for each in held.found] == ["schools.School.address, not said to"]


@pytest.mark.unheld
def test_what_is_rolled_back_need_not_be_told(district):
    held = Held()
    with pytest.MonkeyPatch.context() as patch:
        watch(held, patch)
        with pytest.raises(SchoolRefused):
            change_school(school=district.school, facts={"name": ""}, by=district.coordinator)
    assert held.found == []


@pytest.mark.parametrize("line", UNTOLD)
def test_an_excuse_names_what_there_is(line):
    label, _, field = line.removesuffix(" + –").replace(" without ", ".").partition(".")[2].partition(".")
    app = line.partition(".")[0]
    if app == "*":
        assert any(each.name == label for model in apps.get_models() for each in model._meta.concrete_fields)
    else:
        model = apps.get_model(app, label)
        assert not field or model._meta.get_field(field)
