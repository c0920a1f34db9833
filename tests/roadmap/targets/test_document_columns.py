"""Cells of the table of indicators that only some documents have: the unit in its words, and columns of its own."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from roadmap.targets.models import IndicatorRow, IndicatorTable
from tests.factories import make_programme, make_user
from tests.roadmap.editor.test_editor import Editor

pytestmark = pytest.mark.django_db

COLUMNS = [{"key": "name"}, {"key": "unit", "title": "Ед."}, {"key": "values"}, {"key": "column-1", "title": "Кто"}]


@pytest.fixture
def editor(client) -> Editor:
    row = {"name": "Охват", "unit": "%", "values": {"2026-Q1": {"plan": "5"}}, "cells": {"column-1": "Отдел"}}
    table = {"periods": ["2026-Q1", "2026-Q2"], "columns": COLUMNS, "groups": [{"rows": [row]}]}
    programme = make_programme(indicators=table)
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    return Editor(client, programme)


def send(editor: Editor, **typed):
    url = editor.url("programme-targets-edit")
    sent = editor.sent_back(url) | typed
    return editor.client.post(url, {name: value for name, value in sent.items() if value is not None})


def row() -> IndicatorRow:
    return IndicatorRow.objects.get(name="Охват")


def test_the_unit_and_further_cells_are_typed(editor):
    assert send(editor, **{"rows-0-written_unit": "процент", "rows-0-cell-column-1": "ИМЦ"}).status_code == 302
    assert (row().unit, row().cells) == ("процент", {"column-1": "ИМЦ"})


def test_quarters_are_shown_and_typed_in_words(editor):
    url = reverse("programme-targets-edit", args=[editor.programme.pk])
    form = editor.client.get(url).context["form"]
    assert form["periods"].value() == "I квартал 2026 года, II квартал 2026 года"
    send(editor, periods="I квартал 2026, 2 кв. 2026, III кв. 2026")
    assert IndicatorTable.objects.get().period_labels == ["2026-Q1", "2026-Q2", "2026-Q3"]


def test_a_column_is_added_and_a_filled_one_is_not_dropped_unasked(editor):
    form = send(editor, do="column").context["form"]
    assert form["added"].value() == "column-2"
    send(editor, **{"added": "column-2", "has-column-2": "on", "title-column-2": "Примечание", "place-column-2": "9"})
    assert IndicatorTable.objects.get().columns[-1] == {"key": "column-2", "title": "Примечание"}
    send(editor, **{"rows-0-cell-column-2": "да"})

    without = {"has-column-1": None, "has-column-2": None}
    refused = send(editor, **without)
    assert "заполнено ячеек: 2" in refused.content.decode()
    assert send(editor, **without, drops_cells="on").status_code == 302
    assert [column["key"] for column in IndicatorTable.objects.get().columns] == ["name", "unit", "values"]
    assert row().cells == {}


def test_somebody_elses_title_stays_when_rows_are_saved(editor):
    url = editor.url("programme-targets-edit")
    mine = editor.sent_back(url) | {"rows-0-baseline": "3"}
    send(editor, title="Их заголовок")

    assert editor.client.post(url, mine).status_code == 302
    assert (IndicatorTable.objects.get().title, row().baseline) == ("Их заголовок", "3")
