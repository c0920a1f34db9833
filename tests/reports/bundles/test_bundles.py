"""Bundles of documents: what is in them, for whom, made by a worker that may be stopped, killed or doubled."""

import contextlib
import datetime
import hashlib
import io
import json
import re
import threading
import time
import tracemalloc
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest
from django.core import mail
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from indicators.values.models import Value
from portal.history.models import Change
from portal.letters.models import Letter
from reports.bundles import contents, running, writing
from reports.bundles.actions import AnotherIsMade, ask_for_bundle, cancel_bundle
from reports.bundles.archive_paths import ArchivePaths
from reports.bundles.entries import BundleEntry, NotMade
from reports.bundles.models import SILENT_AFTER, Bundle
from reports.bundles.queries import standing_words
from reports.bundles.removing import remove_old_bundles
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, report_on_assignment
from roadmap.execution.actions.reviewing import return_reports
from roadmap.execution.models import Assignment
from roadmap.execution.reminders.models import ReminderChoice
from tests.factories import ContentFile, make_draft, make_indicator, make_issued, make_period, make_programme
from tests.reports.made_documents import pdf_words

What, Status = Bundle.What, Bundle.Status


@pytest.fixture(autouse=True)
def storage(settings):
    """Of each test alone, so that what is left in it is seen."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def told(in_force) -> SimpleNamespace:
    """The district with evidence and values of both schools, an issued document and a draft."""
    for number, school, person in (("1.3", "school", "director"), ("1.4", "other_school", "other_director")):
        assignment = in_force.activities[number].assignments.get(school=getattr(in_force, school))
        scan = ContentFile(f"%PDF-1.7 {number}".encode(), name=f"Приказ {number}.pdf")
        document = ReportedDocument(number=number, files=[scan])
        report = AssignmentReport(Assignment.Status.DONE, f"Сделано {number}", document=document)
        report_on_assignment(assignment, report, by=getattr(in_force, person))
    indicator = make_indicator(in_force.municipality, "Обученность")
    for school, text in ((in_force.school, "41"), (in_force.other_school, "97,13")):
        Value.objects.create(indicator=indicator, period=make_period("2026"), school=school, text=text)
    make_issued(in_force.programme, "passport", by=in_force.coordinator)
    make_draft(in_force.programme, "execution", by=in_force.coordinator)
    return in_force


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The worker runs in the test's own transaction, whose connection it must not close."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)


def asked(what: What, subject, by) -> Bundle:
    return ask_for_bundle(Bundle(what=what, **{what.subject: subject}), by=by)


def made(what: What, subject, by) -> Bundle:
    bundle = asked(what, subject, by)
    work()
    bundle.refresh_from_db()
    assert bundle.status == Status.DONE, bundle.message
    return bundle


def unpacked(bundle: Bundle) -> dict[str, bytes]:
    with bundle.file.open() as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def listed(files: dict[str, bytes]) -> dict[str, str]:
    lines = (line.split(" *", 1) for line in files["SHA256SUMS.txt"].decode().splitlines())
    return {path: digest for digest, path in lines}


def words_of_sheets(content: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


def test_the_dossier_of_a_programme_has_everything_and_lists_it(told):
    bundle = made(What.PROGRAMME, told.programme, told.coordinator)
    files = unpacked(bundle)
    passport = files["Документы сегодня/Паспорт программы 2025–2027.pdf"]

    assert {path: hashlib.sha256(files[path]).hexdigest() for path in listed(files)} == listed(files)
    assert set(listed(files)) == set(files) - {"SHA256SUMS.txt", "Опись.html"}
    assert (bundle.step, bundle.total, bundle.missing) == (len(listed(files)), len(listed(files)), 0)
    assert "Помочьшколам" in pdf_words(passport)
    assert json.loads(files["Данные/Программа.json"])["programme"]["passport"][0]["text"] == "Помочь школам"
    assert [each["value"] for each in json.loads(files["Данные/Показатели школ.json"])] == ["41", "97,13"]
    assert "97.13" in words_of_sheets(files["Данные/Показатели школ.xlsx"])
    assert {each["text"] for each in json.loads(files["Данные/Отчёты о мероприятиях.json"])} == {
        "Сделано 1.3", "Сделано 1.4"
    }  # fmt: skip
    assert files["Подтверждения/Сосновская ООШ/1.4 Мероприятие 1.4/Приказ № 1.4 — Приказ 1.4.pdf"] == b"%PDF-1.7 1.4"
    issued = [path for path in files if path.startswith("Изданные документы/")]
    assert len(issued) == 2  # the document and its scan
    assert any(path.startswith("Проекты документов/") for path in files)
    assert "Опись на" in files["Опись.html"].decode()
    with bundle.file.open() as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == bundle.sha256


def test_the_history_names_offices_and_no_staff(told):
    history = words_of_sheets(
        unpacked(made(What.PROGRAMME, told.programme, told.coordinator))["История/История изменений.xlsx"]
    )

    assert "директор школы" in history
    assert "Сделано 1.3" in history
    assert told.director.full_name not in history


def test_the_history_is_told_in_russian(told):
    assignment = told.activities["1.3"].assignments.get(school=told.school)
    later = AssignmentReport(Assignment.Status.POSTPONED, "Позже", postponed_to=datetime.date(2026, 9, 30))
    report_on_assignment(assignment, later, by=told.director)
    return_reports([assignment], note="Приложите приказ", by=told.coordinator)
    history = words_of_sheets(
        unpacked(made(What.PROGRAMME, told.programme, told.coordinator))["История/История изменений.xlsx"]
    )

    for words in (
        "состояние: не начато", "состояние: перенесено; что сделано: Позже",
        "подтверждение: ждёт подтверждения", "подтверждение: возвращено; замечание: Приложите приказ",
        "документ: Приказ №\u00a01.3", "вид: Паспорт программы",
    ):  # fmt: skip
        assert words in history
    assert not re.search(r"\b[a-z_]+: |not_started|waiting|postponed|\d{4}-\d\d-\d\d", history)


@pytest.mark.parametrize("who", ["director", "coordinator"])
def test_a_schools_dossier_has_nothing_of_other_schools(told, who):
    files = unpacked(made(What.SCHOOL, told.school, getattr(told, who)))
    readable = "\n".join(
        words_of_sheets(content) if path.endswith(".xlsx") else content.decode()
        for path, content in files.items()
        if not path.endswith((".pdf", ".docx"))
    )

    assert json.loads(files["Данные/Показатели.json"])[0]["value"] == "41"
    assert any(path.startswith("Подтверждения/Берёзовская СОШ/") for path in files)
    assert "Сделано 1.3" in readable
    assert not [word for word in ("Сосновская", "Сделано 1.4", "97,13", "97.13") if word in readable]
    assert not [path for path in files if "Сосновская" in path or "1.4" in path]


def test_documents_of_a_programme_are_those_that_the_person_may_read(told):
    of_director = set(unpacked(made(What.DOCUMENTS, told.programme, told.director)))
    of_coordinator = set(unpacked(made(What.DOCUMENTS, told.programme, told.coordinator)))

    assert "Документы сегодня/Паспорт программы 2025–2027.pdf" in of_director
    assert not [path for path in of_director if "исполнении" in path or path.startswith("Проекты")]
    assert [path for path in of_coordinator if "исполнении" in path]


def test_a_director_may_not_have_the_dossier_of_all_schools(told, browse):
    answer = browse("director").post(reverse("bundle-new"), {"of": f"programme-{told.programme.pk}"})
    assert answer.status_code == 403
    assert browse("director").post(reverse("bundle-new"), {"of": f"school-{told.other_school.pk}"}).status_code == 404


def test_a_schools_own_programme_is_its_directors(told):
    own = make_programme(told.municipality, passport=[{"label": "Цель", "text": "Своя цель"}])
    own.school = told.school
    own.save()
    files = unpacked(made(What.PROGRAMME, own, told.director))
    assert "Своя цель" in files["Данные/Программа.json"].decode()


def test_a_right_that_is_lost_meanwhile_ends_it(told):
    bundle = asked(What.PROGRAMME, told.programme, told.specialist)
    told.specialist.memberships.all().delete()
    work()
    bundle.refresh_from_db()
    assert (bundle.status, bundle.file) == (Status.FAILED, "")
    assert "права" in bundle.message


def test_cards_are_told_where_the_portal_has_them(told):
    cards = list(contents.cards_of_schools(told.municipality, told.coordinator))
    assert len(cards) == 2


def test_cards_of_schools(told):
    files = unpacked(made(What.CARDS, told.municipality, told.coordinator))
    assert {"Паспорт школы Берёзовская СОШ.pdf", "Паспорт школы Сосновская ООШ.pdf"} <= set(files)


class TestWriting:
    def test_what_can_not_be_made_is_listed_with_why(self, caplog):
        def refused():
            yield b"half"
            raise NotMade("Файла нет.")

        def broken():
            raise ZeroDivisionError

        entries = [
            BundleEntry(("А",), "1.txt", lambda: [b"one"]),
            BundleEntry((), "2.txt", refused),
            BundleEntry((), "3.txt", broken),
        ]
        file = io.BytesIO()
        lines = writing.write_archive(file, entries, title="Т", before_each=lambda path: None)
        with zipfile.ZipFile(file) as archive:
            assert set(archive.namelist()) == {"А/1.txt", writing.CONTENTS, writing.DIGESTS}
            assert "Файла нет." in archive.read(writing.CONTENTS).decode()
        assert [bool(line.why) for line in lines] == [False, True, True]
        assert "3.txt" in caplog.text

    def test_a_stored_file_that_is_gone_or_changed_is_told(self, told):
        pieces = list(contents.evidence_entries(contents.visible_assignments(told.coordinator)))
        gone, changed = (each.chunks.args[0].name for each in pieces)
        default_storage.delete(gone)
        with default_storage.open(changed, "wb") as file:
            file.write(b"other")
        bundle = made(What.PROGRAMME, told.programme, told.coordinator)
        page = unpacked(bundle)["Опись.html"].decode()
        assert bundle.missing == 1
        assert "Файла нет в хранилище" in page
        assert "не тот, что был принят" in page

    def test_paths_are_safe_short_and_unlike(self):
        paths = ArchivePaths()
        names = [paths.path(("../..", "Ш" * 300), name) for name in ("А.pdf", "а.PDF", "A" * 300 + ".pdf", "..\\x.pdf")]
        long = "4.2 Корректировка школьных программ с учётом результатов года " * 2
        assert paths.path((long,), "Приказ.pdf").startswith("4.2 Корректировка")
        assert paths.path((), long).startswith("4.2 Корректировка")
        assert len({name.casefold() for name in names}) == 4
        assert names[1].endswith("а (2).PDF")
        assert all(len(part) <= 76 and part not in ("..", ".", "") for name in names for part in name.split("/"))

    def test_memory_does_not_grow_with_the_archive(self):
        def chunks():
            for _ in range(16):
                yield bytes(2**18)

        def peak(number):
            tracemalloc.start()
            entries = (BundleEntry((), f"{each}.jpg", chunks) for each in range(number))
            with zipfile.ZipFile(io.BytesIO(), "w"), open("/dev/null", "wb") as nowhere:  # noqa: PTH123
                writing.write_archive(Unseekable(nowhere), entries, title="Т", before_each=lambda path: None)
            size = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return size

        peak(1)
        assert peak(30) < 24 * 2**20  # of 120 MB; what the collector has not freed yet varies


class Unseekable:
    """A file that an archive can only be written to."""

    def __init__(self, file):
        self.write, self.flush = file.write, file.flush


class TestWorkers:
    def test_one_bundle_for_a_person_and_the_same_for_the_same(self, told):
        first = asked(What.PROGRAMME, told.programme, told.coordinator)
        assert asked(What.PROGRAMME, told.programme, told.coordinator) == first
        with pytest.raises(AnotherIsMade, match="Досье программы"):
            asked(What.SCHOOL, told.school, told.coordinator)
        assert asked(What.SCHOOL, told.school, told.director).pk != first.pk

    def test_cancelled_before_it_is_begun(self, told):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        assert cancel_bundle(bundle=bundle, by=told.coordinator)
        work()
        bundle.refresh_from_db()
        assert (bundle.status, bundle.attempt, bundle.file) == (Status.CANCELLED, 0, "")
        assert not cancel_bundle(bundle=bundle, by=told.coordinator)

    def test_cancelled_in_the_middle(self, told, monkeypatch):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        monkeypatch.setattr(running, "_BEAT_SECONDS", 0)
        at_entry(monkeypatch, 3, lambda: cancel_bundle(bundle=bundle, by=told.coordinator))
        work()
        bundle.refresh_from_db()
        assert (bundle.status, bundle.step, bundle.file, bundle.sha256) == (Status.CANCELLED, 1, "", "")
        assert kept_files() == []

    def test_cancelled_while_the_file_is_put_away(self, told, monkeypatch):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        save = InMemoryStorage.save

        def save_and_cancel(storage, name, content):
            cancel_bundle(bundle=bundle, by=told.coordinator)
            return save(storage, name, content)

        monkeypatch.setattr(InMemoryStorage, "save", save_and_cancel)
        work()
        bundle.refresh_from_db()
        assert bundle.status == Status.CANCELLED
        assert kept_files() == []

    def test_a_worker_that_is_stopped_leaves_it_to_the_next(self, told, monkeypatch):
        """As a second SIGTERM does: the worker's own handler raises SystemExit in the middle of the task."""
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        with monkeypatch.context() as patch:
            at_entry(patch, 3, stop)
            with pytest.raises(SystemExit):
                running.run_bundle(bundle.pk)
        bundle.refresh_from_db()
        assert (bundle.status, bundle.file) == (Status.WAITING, "")
        work()
        bundle.refresh_from_db()
        assert (bundle.status, bundle.attempt) == (Status.DONE, 2)

    def test_what_a_dead_worker_left_is_begun_again_and_at_last_given_up(self, told):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        for attempt in (1, 2, 3):
            assert running.claim_bundle(bundle.pk).attempt == attempt
            assert running.claim_bundle(bundle.pk) is None, "its worker has just been heard of"
            Bundle.objects.filter(pk=bundle.pk).update(heartbeat_at=timezone.now() - SILENT_AFTER * 2)
        DBTaskResult.objects.update(run_after=timezone.now())  # three minutes later
        work()
        bundle.refresh_from_db()
        assert bundle.status == Status.FAILED
        assert "прервалась 3 раза" in bundle.message

    def test_a_worker_that_was_taken_for_dead_changes_nothing(self, told):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        late = running.Held(running.claim_bundle(bundle.pk))
        Bundle.objects.filter(pk=bundle.pk).update(heartbeat_at=timezone.now() - SILENT_AFTER * 2)
        running.run_bundle(bundle.pk)
        with pytest.raises(running.Stopped):
            late.beat("x")
        with pytest.raises(running.Stopped):
            late.finish(file="bundles/x.zip", size=1, sha256="0" * 64, missing=0)
        late.fail("Поздно")
        bundle.refresh_from_db()
        assert (bundle.status, bundle.attempt) == (Status.DONE, 2)

    def test_the_watch_ends_with_the_bundle(self, told):
        bundle = made(What.DOCUMENTS, told.programme, told.director)
        waiting = DBTaskResult.objects.ready() | DBTaskResult.objects.filter(status="READY")
        assert waiting.filter(task_path__endswith="watch_bundle").count() == 1
        waiting.filter(task_path__endswith="watch_bundle").update(run_after=timezone.now())
        work()
        assert not DBTaskResult.objects.filter(status="READY", task_path__endswith="watch_bundle").exists()
        bundle.refresh_from_db()
        assert bundle.attempt == 1

    def test_a_fault_is_said_to_the_person_and_kept_for_the_administrator(self, told, monkeypatch):
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        at_entry(monkeypatch, 2, lambda: 1 / 0)
        work()
        bundle.refresh_from_db()
        assert bundle.status == Status.FAILED
        assert "Сообщите администратору" in bundle.message
        assert DBTaskResult.objects.failed().get().exception_class_path == "builtins.ZeroDivisionError"


def at_entry(monkeypatch, number: int, act) -> None:
    """`act` when that entry's turn has come."""
    tell = running.contents_of
    counts = []

    def entries(bundle):
        for place, entry in enumerate(tell(bundle), 1):
            if place == number and counts:
                act()
            yield entry
        counts.append(bundle)

    monkeypatch.setattr(running, "contents_of", entries)


def stop() -> None:
    raise SystemExit(1)


def kept_files() -> list[str]:
    try:
        folders, files = default_storage.listdir("bundles")
    except FileNotFoundError:
        return []
    return [*files, *(name for folder in folders for name in files_within(f"bundles/{folder}"))]


def files_within(folder: str) -> list[str]:
    folders, files = default_storage.listdir(folder)
    return [*files, *(name for each in folders for name in files_within(f"{folder}/{each}"))]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_it_once(told, monkeypatch):
    bundle = asked(What.DOCUMENTS, told.programme, told.director)
    both, claimed = threading.Barrier(2, timeout=20), []

    def claim():
        try:
            both.wait()
            for _ in range(200):
                # A database in memory refuses a locked table at once; one in a file, or a server, has the other wait.
                with contextlib.suppress(OperationalError):
                    claimed.append(running.claim_bundle(bundle.pk))
                    break
                time.sleep(0.02)
        finally:
            connection.close()

    workers = [threading.Thread(target=claim) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(each is None for each in claimed) == [False, True]
    bundle.refresh_from_db()
    assert bundle.attempt == 1


class TestNotices:
    def test_a_letter_goes_to_whoever_has_letters_on(self, told):
        ReminderChoice.objects.create(user=told.director)
        bundle = made(What.DOCUMENTS, told.programme, told.director)
        (letter,) = mail.outbox
        assert letter.to == [told.director.email]
        assert reverse("bundle-detail", args=[bundle.pk]) in letter.body

    def test_and_to_nobody_else(self, told):
        off = {"month_before": False, "week_before": False, "day_before": False, "weekly_after": False}
        ReminderChoice.objects.create(user=told.director, **off)
        made(What.DOCUMENTS, told.programme, told.director)
        made(What.DOCUMENTS, told.programme, told.coordinator)
        assert mail.outbox == []

    def test_it_calls_by_name_and_is_from_the_portal(self, told, mail_host):
        ReminderChoice.objects.create(user=told.director)
        made(What.DOCUMENTS, told.programme, told.director)
        (letter,) = mail_host.letters
        assert letter["From"].addresses[0].display_name == "Портал результатов школ"
        assert letter.get_content().startswith("Здравствуйте, Мария Олеговна!")

    def test_a_letter_that_was_not_taken_waits_and_takes_nothing_away(self, told, dead_mail_host):
        ReminderChoice.objects.create(user=told.director)
        bundle = made(What.DOCUMENTS, told.programme, told.director)
        letter = Letter.objects.get()
        assert bundle.status == Bundle.Status.DONE
        assert (letter.state, letter.failure) == (Letter.State.WAITING, "Почтовый сервер не отвечает.")

    def test_without_a_mail_server_the_log_says_that_none_was_sent(self, told, no_mail_host, caplog):
        ReminderChoice.objects.create(user=told.director)
        assert made(What.DOCUMENTS, told.programme, told.director).status == Bundle.Status.DONE
        assert "is not sent: Портал не может отправлять письма" in caplog.text
        assert not Letter.objects.exists()

    def test_the_next_page_says_it_once(self, told, browse):
        client, banner = browse("coordinator"), "Документы программы: Программа"
        client.post(reverse("bundle-new"), {"of": f"documents-{told.programme.pk}"})
        assert banner not in client.get(reverse("document-list")).content.decode()
        work()
        assert banner in client.get(reverse("document-list")).content.decode()
        assert banner not in client.get(reverse("document-list")).content.decode()


class TestPages:
    def test_the_way_from_the_programmes_page_to_the_file(self, told, browse):
        client = browse("coordinator")
        page = client.get(reverse("programme-detail", args=[told.programme.pk])).content.decode()
        assert f'value="programme-{told.programme.pk}"' in page
        answer = client.post(reverse("bundle-new"), {"of": f"programme-{told.programme.pk}"}, follow=True)
        bundle = Bundle.objects.get()
        assert "сейчас начнём" in answer.content.decode()
        assert client.get(reverse("bundle-file", args=[bundle.pk])).status_code == 404
        work()
        assert "Скачать ZIP" in client.get(reverse("bundle-detail", args=[bundle.pk])).content.decode()
        file = client.get(reverse("bundle-file", args=[bundle.pk]))
        assert hashlib.sha256(file.getvalue()).hexdigest() == Bundle.objects.get().sha256

    def test_progress_and_cancel(self, told, browse):
        client = browse("coordinator")
        bundle = asked(What.PROGRAMME, told.programme, told.coordinator)
        held = running.Held(running.claim_bundle(bundle.pk))
        held.count(8)
        for name in ("1.pdf", "2.pdf"):
            held._last_beat_at = 0
            held.beat(name)
        page = client.get(reverse("bundle-detail", args=[bundle.pk])).content.decode()
        assert 'value="1" max="8"' in " ".join(page.split())
        assert '<meta http-equiv="refresh"' in page
        answer = client.post(reverse("bundle-cancel", args=[bundle.pk]), follow=True).content.decode()
        assert "Отменено" in answer
        assert "Собрать снова" in answer

    def test_a_queue_without_a_worker_is_said(self, told):
        bundle, now = asked(What.SCHOOL, told.school, told.director), timezone.now()
        minute = datetime.timedelta(minutes=1)
        assert "сейчас начнём" in standing_words(bundle, now)
        assert standing_words(bundle, now + minute).startswith("Очередь не обрабатывается:")
        DBTaskResult.objects.filter(pk=DBTaskResult.objects.first().pk).update(status="RUNNING", started_at=now)
        assert "занят другой работой" in standing_words(bundle, now + minute)
        claimed = running.claim_bundle(bundle.pk)
        assert standing_words(claimed, now + minute) == ""
        assert "прервалась" in standing_words(claimed, now + 9 * minute)

    def test_what_is_refused_is_said(self, told, browse):
        client = browse("coordinator")
        assert "Выберите, что собрать." in client.post(reverse("bundle-new"), {}).content.decode()
        for unknown in ("programme-0", "planet-1", "programme-", "school-99999999999999999999"):
            assert client.post(reverse("bundle-new"), {"of": unknown}).status_code == 404
        asked(What.SCHOOL, told.school, told.coordinator)
        answer = client.post(reverse("bundle-new"), {"of": f"programme-{told.programme.pk}"}, follow=True)
        assert "Ещё собирается" in answer.content.decode()

    def test_old_files_are_removed_and_it_is_said(self, told, browse, settings):
        bundle = made(What.SCHOOL, told.school, told.coordinator)
        name, later = bundle.file.name, timezone.now() + datetime.timedelta(days=settings.BUNDLE_DAYS, minutes=1)
        assert remove_old_bundles(timezone.now()) == 0
        assert remove_old_bundles(later) == 1
        assert Change.objects.about(bundle).get(action="файл удалён по сроку").before == {"sha256": bundle.sha256}
        assert not default_storage.exists(name)
        assert "Файл удалён" in browse("coordinator").get(reverse("bundle-detail", args=[bundle.pk])).content.decode()
        call_command("remove_old_bundles")

    def test_a_right_that_is_lost_later_closes_the_file(self, told, browse):
        bundle = made(What.PROGRAMME, told.programme, told.specialist)
        client = browse("specialist")
        told.specialist.memberships.all().delete()
        assert client.get(reverse("bundle-file", args=[bundle.pk])).status_code == 403

    def test_pages_ask_little(self, told, browse, django_assert_num_queries):
        client, others = browse("coordinator"), []
        for _ in range(3):
            others.append(made(What.SCHOOL, told.school, told.coordinator))
        with django_assert_num_queries(9):
            client.get(reverse("bundle-list"))
        with django_assert_num_queries(5):
            client.get(reverse("bundle-detail", args=[others[0].pk]))
