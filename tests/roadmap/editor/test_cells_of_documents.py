"""Cells of a plan that only some documents have: parted terms, marks by periods, further columns, control events."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis.extra.django import TestCase as DatabaseTestCase

from portal.accounts.roles import Role
from portal.history.models import Change
from roadmap.editor.actions.arranging import undo_last
from roadmap.editor.forms.place import typed_mark
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.execution.queries.expected import expected_assignments
from roadmap.plan.models import Activity, Roadmap
from roadmap.plan.outline import key_of, read_outline
from roadmap.programmes.models import Programme
from tests.factories import make_programme, make_user
from tests.roadmap.editor.test_editor import Editor
from tests.roadmap.exchange.generated import documents

pytestmark = pytest.mark.django_db

COLUMNS = [
    {"key": "name", "title": "Мероприятие"},
    {"key": "2026-Q1", "title": "I кв."},
    {"key": "2026-Q2", "title": "II кв."},
    {"key": "responsible"},
    {"key": "column-1", "title": "Номер показателя"},
]


@pytest.fixture
def editor(client) -> Editor:
    """A plan marked by quarters, with a further column."""
    activity = {"name": "Диагностика", "marks": {"2026-Q1": "+"}, "cells": {"column-1": "2"}, "responsible": "Отдел"}
    programme = make_programme(roadmap={"columns": COLUMNS, "directions": [{"title": "А", "activities": [activity]}]})
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    return Editor(client, programme)


def the_activity() -> Activity:
    return Activity.objects.get(name="Диагностика")


def spans() -> set[tuple[int, int]]:
    return {(each.starts_on.month, each.ends_on.month) for each in expected_assignments(Roadmap.objects.get())}


def save(editor: Editor, **typed):
    url = editor.url("row-edit", key=key_of(the_activity()))
    return editor.client.post(url, editor.sent_back(url) | typed)


@pytest.mark.parametrize(
    ("sent", "was", "becomes"),
    [
        ((True, ""), None, "х"),
        ((True, ""), "V", "V"),
        ((False, ""), "V", None),
        ((False, ""), "", ""),
        ((True, "до 30 мая"), "х", "до 30 мая"),
        ((False, "до 30 мая"), None, "до 30 мая"),
        ((False, "до 30 мая"), "до 30 мая", None),
        ((True, ""), "до 30 мая", "х"),
        ((False, " "), "х", None),
    ],
)
def test_a_mark_as_it_is_ticked_and_typed(sent, was, becomes):
    assert typed_mark(sent, was, "х") == becomes


def test_marks_and_further_cells_are_typed_asked_for_and_taken_back(editor):
    assert save(editor, **{"mark-2026-Q2_0": "on", "cell-column-1": "2, 3"}).status_code == 302

    activity = the_activity()
    assert (activity.marks, activity.cells) == ({"2026-Q1": "+", "2026-Q2": "+"}, {"column-1": "2, 3"})
    assert spans() == {(1, 3), (4, 6)}

    undo_last(roadmap=Roadmap.objects.get(), change_pk=Change.objects.about(Roadmap.objects.get()).first().pk, by=None)
    activity = the_activity()
    assert (activity.marks, activity.cells) == ({"2026-Q1": "+"}, {"column-1": "2"})
    assert spans() == {(1, 3)}


def test_somebody_elses_mark_is_not_overwritten(editor):
    url = editor.url("row-edit", key=key_of(the_activity()))
    mine = editor.sent_back(url) | {"mark-2026-Q2_0": "on"}
    save(editor, **{"mark-2026-Q1_1": "до 1 марта"})

    answer = editor.client.post(url, mine)
    assert answer.status_code == 422
    assert "2026-Q1: до 1 марта" in answer.content.decode()
    assert the_activity().marks == {"2026-Q1": "до 1 марта"}


def test_a_control_event_is_added_asked_for_and_removed(editor):
    url = editor.url("row-edit", key=key_of(the_activity()))
    asked = editor.client.post(url, editor.sent_back(url) | {"do": "event"})
    assert asked.status_code == 200
    event = {"stages-TOTAL_FORMS": 1, "stages-INITIAL_FORMS": 0, "stages-0-kind": "event", "stages-0-ORDER": 1}
    refused = editor.client.post(url, editor.sent_back(url) | event | {"stages-0-responsible": "Отдел"})
    assert "Напишите, что за контрольное событие." in refused.content.decode()
    save(editor, **event, **{"stages-0-name": "Справка принята", "stages-0-mark-2026-Q2_1": "до 30 мая"})

    stage = the_activity().stages.get()
    assert (stage.name, stage.marks, stage.term) == ("Справка принята", {"2026-Q2": "до 30 мая"}, "до 30 мая 2026 года")
    assert the_activity().term == "I квартал 2026 года"
    assert {each.stage_id for each in expected_assignments(Roadmap.objects.get())} == {None, stage.pk}

    save(editor, **{"stages-0-DELETE": "on"})
    assert not the_activity().stages.exists()


def test_columns_are_added_by_a_button_and_a_filled_one_is_not_dropped_unasked(editor):
    url = editor.url("roadmap-heading")
    asked = editor.client.post(url, editor.sent_back(url) | {"do": "columns", "what": "halves", "year": "2027"})
    form = asked.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    assert editor.client.post(url, sent).status_code == 302
    roadmap = Roadmap.objects.get()
    assert [column["key"] for column in roadmap.columns][-2:] == ["2027-H1", "2027-H2"]

    without = {k: v for k, v in editor.sent_back(url).items() if k not in ("has-column-1", "has-2026-Q2")}
    refused = editor.client.post(url, without)
    assert "заполнено ячеек: 1" in refused.content.decode()
    assert the_activity().cells == {"column-1": "2"}
    assert editor.client.post(url, without | {"drops_cells": "on"}).status_code == 302
    assert the_activity().cells == {}
    assert [column["key"] for column in Roadmap.objects.get().columns][1:3] == ["2026-Q1", "responsible"]


def test_an_activity_is_parted_with_its_marks(editor):
    url = editor.url("row-edit", key=key_of(the_activity()))
    form = editor.client.post(url, editor.sent_back(url) | {"do": "stage"}).context["form"]
    assert (
        form.stages.forms[0]["mark-2026-Q1"].value() == [True, ""]
        or form.stages.forms[0].data["stages-0-mark-2026-Q1_0"]
    )
    assert form.stages.forms[0]["cell-column-1"].value() == "2"
    assert len(form.stages.forms) == 2


class AnyPlan(DatabaseTestCase):
    @settings(max_examples=15, deadline=None)
    @given(documents())
    def test_opened_and_saved_comes_out_as_it_went_in(self, data):
        programme = import_programme(ProgrammeDocument.model_validate(data), by=None).programme
        before = programme_as_document(programme)
        self.client.force_login(make_user(Role.COORDINATOR, programme.municipality))
        editor = Editor(self.client, programme)
        # A table without periods is offered the programme's years.
        if hasattr(programme, "indicator_table") and programme.indicator_table.period_labels:
            url = reverse("programme-targets-edit", args=[programme.pk])
            answer = self.client.post(url, editor.sent_back(url))
            assert answer.status_code == 302, answer.context["form"].errors
        for node in read_outline(programme.roadmap).root.walk() if hasattr(programme, "roadmap") else ():
            url = reverse("row-edit", args=[programme.pk, node.key])
            answer = self.client.post(url, editor.sent_back(url))
            assert answer.status_code == 302, answer.context["form"].errors
        assert programme_as_document(Programme.objects.get(pk=programme.pk)) == before
        assert not Change.objects.filter(action__endswith="исправлено").exists()


def test_a_new_row_has_an_empty_cell_in_each_further_column(editor):
    url = editor.url("row-create") + f"?kind=activity&within={key_of(the_activity().direction)}"
    sent = editor.sent_back(url) | {"name": "Ещё", "mark-2026-Q2_0": "on"}
    assert editor.client.post(url, sent).status_code == 302
    made = Activity.objects.get(name="Ещё")
    assert (made.marks, made.cells, made.term) == ({"2026-Q2": "+"}, {"column-1": ""}, "II квартал 2026 года")
    assert made.dates.term.spans[0].end == datetime.date(2026, 6, 30)
