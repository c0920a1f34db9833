"""Large documents are read by the worker: the upload answers at once, its page waits, then goes on as others do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from portal.heavy.models import HeavyReading
from portal.heavy.running import run_reading
from portal.sources import source as sources
from portal.sources.word import read_word
from roadmap.intake import reading as intake_reading
from roadmap.intake.models import Intake
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import read_again, written_down
from roadmap.recognition.placed import placed_strings
from roadmap.recognition.reading import recognise
from tests.factories import approve, make_intake
from tests.roadmap.intake.test_intake import posted_facts
from tests.roadmap.recognition.laid_out import Layout, written
from tests.roadmap.recognition.made_programmes import made_programme
from tests.roadmap.recognition.papers.paper import Paper
from tests.roadmap.recognition.papers.plans import an_execution_report


def placed_in(document: dict) -> list[tuple]:
    return [(path, text.places) for path, text in placed_strings(document)]


def plain(value) -> str:
    return repr(value).replace("=0.0", "=0")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_written_down_is_read_again_the_same(seed):
    source = read_word(written(made_programme(seed), Layout(), seed))
    recognition = recognise(source)
    again, understood = read_again(written_down(source, recognition))
    assert plain(again) == plain(source)
    assert understood == recognition
    places = [
        [(path, text.places) for path, text in placed_strings(each.document)] for each in (understood, recognition)
    ]
    assert places[0] == places[1]


def test_a_few_cells_with_very_much_text_are_left_to_the_worker():
    """Packed they take a few kilobytes."""
    content = Paper().heading("План").table(["Мероприятие", "Срок"], *[["слово " * 10_000, "май"]] * 6).file()
    with pytest.raises(sources.TakesLong):
        read_source("План.docx", content)
    assert len(read_source("План.docx", content, sources.IN_WORKER).paragraphs) == 15


@pytest.fixture
def small_limit(monkeypatch):
    """Anything is large."""
    monkeypatch.setattr(sources.AT_ONCE.__class__, "check", _checked)


def _checked(limits, paragraphs: int) -> None:
    if not limits.is_final and paragraphs > 3:
        raise sources.TakesLong("много")


@pytest.fixture
def uploaded(client, district, small_limit):
    client.force_login(district.coordinator)
    content = written(made_programme(3), Layout(), 3)
    file = SimpleUploadedFile("Программа.docx", content)
    answer = client.post(
        reverse("programme-import"), {"municipality": district.municipality.pk, "file": file}, follow=True
    )
    return answer, Intake.objects.get()


def test_it_waits_is_read_and_becomes_a_programme(client, uploaded):
    page, intake = uploaded
    assert page.status_code == 200
    assert "ждёт очереди" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert client.post(reverse("intake-check", args=[intake.pk])).status_code == 200
    assert run_reading(HeavyReading.objects.get().pk) == "done"
    page = client.get(reverse("intake-check", args=[intake.pk]))
    assert "Понято" in page.text
    answer = client.post(reverse("intake-check", args=[intake.pk]), posted_facts(intake), follow=True)
    assert made_programme(3).title in answer.text
    intake.refresh_from_db()
    assert intake.programme
    assert not HeavyReading.objects.exists()


def test_a_correction_is_the_workers_turn_again(client, uploaded):
    _page, intake = uploaded
    run_reading(HeavyReading.objects.get().pk)
    place = next(each.place for each in intake_reading.recognition_of(intake).tables if each.kind == "plan")
    client.post(reverse("intake-correct", args=[intake.pk]), {"place": place, "kind": "general"})
    assert "ждёт очереди" in client.get(reverse("intake-check", args=[intake.pk])).text
    run_reading(HeavyReading.objects.latest("pk").pk)
    intake.refresh_from_db()
    assert "roadmap" not in intake_reading.recognition_of(intake).document["programme"]


def test_ended_at_its_limit_it_says_so_and_can_be_tried_again(client, uploaded):
    _page, intake = uploaded
    HeavyReading.objects.update(status="failed", said="Чтение остановлено: оно заняло больше 120 секунд.")
    assert "Чтение остановлено" in client.get(reverse("intake-check", args=[intake.pk])).text
    client.post(reverse("intake-read", args=[intake.pk]))
    assert HeavyReading.objects.get().status == "waiting"
    HeavyReading.objects.all().delete()
    assert "Прочитать ещё раз" in client.get(reverse("intake-check", args=[intake.pk])).text


def test_a_large_report_waits_and_shows_its_rows(client, district, small_limit):
    approve(district.programme, by=district.coordinator)
    client.force_login(district.coordinator)
    file = SimpleUploadedFile("отчёт.docx", an_execution_report().file())
    url = reverse("programme-reports", args=[district.programme.pk])
    page = client.post(url, {"party": "0", "file": file}, follow=True)
    assert "ждёт очереди" in page.text
    run_reading(HeavyReading.objects.get().pk)
    address = page.redirect_chain[-1][0]
    assert "Внести отмеченное" in client.get(address).text
    client.force_login(district.director)
    assert "Внести отмеченное" not in client.get(address).text


def test_a_large_report_that_failed_is_read_once_more(client, district, small_limit):
    approve(district.programme, by=district.coordinator)
    client.force_login(district.coordinator)
    url = reverse("programme-reports", args=[district.programme.pk])
    file = SimpleUploadedFile("отчёт.docx", an_execution_report().file())
    waiting = client.post(url, {"file": file, "party": "0"}).url
    HeavyReading.objects.update(status="failed", said="Чтение остановлено.")
    page = client.get(waiting).text
    assert "Чтение остановлено." in page
    assert "Прочитать ещё раз" in page
    assert client.post(waiting, {"again": "1"}).url == waiting
    assert run_reading(HeavyReading.objects.get().pk) == "done"
    assert "Внести отмеченное" in client.get(waiting).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("url", ["programme-import", "intake-check"])
def test_no_document_is_read_while_the_database_is_locked(client, district, monkeypatch, url):
    seen = []

    def read(name, content, *limits):
        seen.append(connection.in_atomic_block)
        return read_word(content)

    intake = make_intake(district)
    intake_reading._open_source.cache_clear()
    monkeypatch.setattr(intake_reading, "read_source", read)
    client.force_login(district.coordinator)
    if url == "programme-import":
        file = SimpleUploadedFile("Программа.docx", written(made_programme(3), Layout(), 3))
        answer = client.post(reverse(url), {"municipality": district.municipality.pk, "file": file})
    else:
        answer = client.post(reverse(url, args=[intake.pk]), posted_facts(intake))
    assert answer.status_code == 302
    assert seen
    assert not any(seen)
