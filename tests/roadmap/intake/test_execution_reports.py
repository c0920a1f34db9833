"""A report that a school sends as Word: its rows go to the activities that they speak of, after a look."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.refusals import Refusal
from portal.sources.word import read_word
from roadmap.execution.actions.reporting import AssignmentReport
from roadmap.execution.models import Assignment
from roadmap.intake.execution_reports.actions import ChosenReport, report_all
from roadmap.intake.execution_reports.matching import match_rows, open_assignments
from roadmap.intake.execution_reports.reading import reported_rows, status_of
from roadmap.recognition.reading import recognise
from tests.factories import approve
from tests.roadmap.recognition.papers.paper import Paper
from tests.roadmap.recognition.papers.plans import an_execution_report


def report_of(*rows: tuple[str, str]) -> bytes:
    head = ["№", "Мероприятие", "Информация об исполнении"]
    paper = Paper().heading("Отчёт об исполнении дорожной карты за 2026 год")
    return paper.table(head, *([str(at), name, said] for at, (name, said) in enumerate(rows, 1))).file()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Исполнено. Назначены 3 куратора", "done"),
        ("Не исполнено, перенесено на 2025 год", "postponed"),
        ("Не проведено из-за карантина", "not_done"),
        ("Выполняется, обучено 5 педагогов", "in_progress"),
        ("см. приложение", ""),
    ],
)
def test_words_tell_the_state_or_nothing(text, status):
    assert status_of(text) == status


def test_rows_of_a_report_with_the_documents_that_they_name():
    rows = reported_rows(recognise(read_word(an_execution_report().file())))
    assert [(row.number, row.name, row.status) for row in rows] == [
        ("1.1", "Назначение кураторов", "done"),
        ("1.2", "Создание раздела на сайте", "done"),
        ("2.1", "Диагностика дефицитов учителей", "postponed"),
    ]
    first = rows[0]
    assert (first.kind, first.document_number, first.issued_on) == ("order", "45", datetime.date(2024, 2, 12))
    assert rows[1].document_number == ""


@pytest.fixture
def asked(district) -> list[Assignment]:
    approve(district.programme, by=district.coordinator)
    return open_assignments(district.programme, district.director)


def test_a_director_reports_from_a_file_after_a_look(client, district, asked):
    client.force_login(district.director)
    url = reverse("programme-reports", args=[district.programme.pk])
    name = asked[0].activity.name
    content = report_of((name, "Выполнено. Приказ от 12.02.2026 № 45"), ("Чего в плане нет", "Проведено"))
    sent = {"party": district.school.pk, "file": SimpleUploadedFile("отчёт.docx", content)}
    page = client.post(url, sent)
    rows = page.context["rows"]
    assert [form["take"].value() for form in rows] == [True, False]
    assert Assignment.objects.reported().count() == 0
    posted = {"party": district.school.pk, "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2}
    for form in rows:
        posted |= {form.add_prefix(field): form[field].value() or "" for field in form.fields}
    posted["form-0-issued_on"] = "12.02.2026"
    posted["form-1-take"] = ""
    assert client.post(url, posted).status_code == 302
    (reported,) = Assignment.objects.reported()
    assert (reported.activity.name, reported.status) == (name, Assignment.Status.DONE)
    assert reported.text.startswith("Выполнено.")
    assert (reported.evidence.get().number, reported.evidence.get().issued_on) == ("45", datetime.date(2026, 2, 12))
    again = client.post(url, posted)
    assert again.status_code == 422


def test_all_are_reported_or_none(district, asked):
    first, second = asked[0], asked[-1]
    done = AssignmentReport(Assignment.Status.DONE, "Сделано")
    chosen = [ChosenReport(first, 0, done), ChosenReport(second, 7, done)]
    with pytest.raises(Refusal, match="уже отчитались"):
        report_all(chosen=chosen, by=district.director)
    assert not Assignment.objects.reported().exists()


def test_only_what_one_may_report_on_is_offered_and_names_are_not_guessed(district, asked):
    assert {each.school for each in asked} == {district.school}
    rows = reported_rows(recognise(read_word(report_of(("Совсем другое дело", "Выполнено")))))
    assert match_rows(rows, asked)[0].assignment is None
