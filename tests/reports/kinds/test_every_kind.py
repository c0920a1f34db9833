"""What holds of all kinds of documents: one that is added is taken in by its folder."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from reports.kinds.document_kind import DocumentRequest
from reports.kinds.registry import document_kinds
from tests.reports.kinds.of_any_kind import (
    address_of,
    assert_files,
    assert_issue,
    assert_page,
    request_of,
)

every_kind = pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.code)


def test_the_kinds_that_there_are_in_the_order_of_lists():
    known = [
        ("order", "Приказ"),
        ("amendments", "Изменения, которые вносятся"),
        ("passport", "Паспорт программы"),
        ("indicators", "Целевые показатели"),
        ("roadmap", "План мероприятий («дорожная карта»)"),
        ("execution", "Отчёт об исполнении плана мероприятий"),
        ("evaluation", "Оценка эффективности программы"),
        ("low-result-schools", "Список школ с низкими результатами"),
        ("analytical-note", "Аналитическая справка"),
        ("school-card", "Паспорт школы"),
        ("region-summary", "Свод по муниципалитетам"),
        ("programme", "Программа целиком"),
    ]
    assert [(kind.code, kind.label) for kind in document_kinds() if (kind.code, kind.label) in known] == known


@every_kind
def test_its_code_fits_the_database(kind):
    assert 0 < len(kind.code) <= 20
    assert set(kind.subject) <= {"programme", "low_result_list", "school", "region"}


@every_kind
def test_its_page(kind, of_everything, all_seeing):
    assert_page(kind, of_everything, all_seeing)


@pytest.mark.any_database
@every_kind
def test_its_files(kind, of_everything, all_seeing):
    assert_files(kind, of_everything, all_seeing)


@every_kind
def test_its_issue(kind, of_everything, browse, all_seeing):
    assert_issue(kind, of_everything, all_seeing if "region" in kind.subject else browse("coordinator"))


@every_kind
def test_it_asks_the_database_as_often_about_few_rows_as_about_many(kind, of_everything):
    def queries() -> int:
        known = request_of(kind, of_everything)
        fresh = {name: _anew(getattr(known, name)) for name in kind.subject if getattr(known, name)}
        request = DocumentRequest(kind, **fresh)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            request.content()
        return len(asked)

    few = queries()
    of_everything.more()
    assert queries() == few


@every_kind
def test_who_may_see_it(kind, of_everything, browse):
    """What names all schools is not for a director, unless it can be asked for about the own school alone."""
    expected = dict.fromkeys(["coordinator", "specialist", "observer", "director"], 200) | {"stranger": 404, None: 302}
    if "region" in kind.subject:
        expected |= {persona: 403 for persona in expected if persona}
    elif "programme" not in kind.subject and "school" not in kind.subject:
        expected["director"] = 404  # a list is nobody's who may not see all schools
    elif kind.names_schools and not {"school"} & {*kind.asks, *kind.subject}:
        expected["director"] = 403
    address = address_of(kind, of_everything, "xlsx")
    assert {persona: browse(persona).get(address).status_code for persona in expected} == expected


def _anew(subject: Model | str) -> Model | str:
    return subject if isinstance(subject, str) else type(subject).objects.get(pk=subject.pk)
