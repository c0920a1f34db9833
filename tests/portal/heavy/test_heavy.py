"""A large file is read by the worker, in a process of its own with limits; who waits is told how it stands."""

import datetime
import time
from pathlib import Path

import pytest
from django.utils import timezone

from portal.heavy import running
from portal.heavy.actions import ask_for_reading, forget_readings
from portal.heavy.apart import ReadingFailed, read_apart
from portal.heavy.limits import Limits
from portal.heavy.models import KEPT_FOR, SILENT_AFTER, HeavyReading
from portal.heavy.waiting import NOBODY, standing_words
from portal.refusals import Refusal

ROOMY = Limits(60, 1000)


@pytest.fixture(autouse=True)
def readers(settings):
    settings.HEAVY_READERS = {"test": "tests.portal.heavy.readers.of_tests"}


def processes_with(sign: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [each for each in [path.read_text()] if sign in each]
        except OSError:
            continue
    return found


def asked(district, content: bytes = b"words", key: str = "a-1") -> HeavyReading:
    return ask_for_reading(
        key, reader="test", name="план.docx", content=content, arguments={"x": 1}, by=district.coordinator
    )


def test_what_was_read_comes_back():
    assert read_apart("test", "план.docx", b"words", {"x": 1}, ROOMY).decode() == "план.docx: words, {'x': 1}"


def test_at_its_time_it_is_ended_with_whatever_it_started(tmp_path):
    sign = tmp_path / "its-child-has-started"
    for seconds in (2, 20, 60):  # a busy machine is slow to start it
        with pytest.raises(Refusal, match=rf"больше {seconds}.секунд"):
            read_apart("test", "план.docx", b"endless", {"sign": str(sign)}, Limits(seconds, 1000))
        if sign.exists():
            break
    assert sign.exists()
    end = time.monotonic() + 60
    while processes_with(str(sign)):  # what is killed is gone as soon as a core is free for it
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("content", "limits", "said"),
    [
        (b"refused", ROOMY, "Это не программа"),
        (b"busy", Limits(1, 1000), r"больше 1.секунд"),
        (b"greedy", ROOMY, "больше памяти"),
    ],
)
def test_refusals_and_limits_are_sentences(content, limits, said):
    with pytest.raises(Refusal, match=said):
        read_apart("test", "план.docx", content, {}, limits)


@pytest.mark.parametrize(("content", "said"), [(b"broken", "broken reader"), (b"killed", "Abort")])
def test_a_fault_is_no_refusal(content, said):
    with pytest.raises(ReadingFailed, match=said):
        read_apart("test", "план.docx", content, {}, ROOMY)


def test_a_reading_is_asked_for_once_and_kept(district):
    reading = asked(district)
    assert asked(district).pk == reading.pk
    assert running.run_reading(reading.pk) == "done"
    assert running.run_reading(reading.pk) == "not to be read"
    reading.refresh_from_db()
    assert reading.content().decode() == "план.docx: words, {'x': 1}"


def test_one_that_failed_says_why_and_may_be_asked_for_again(district, caplog):
    reading = asked(district, b"broken")
    assert running.run_reading(reading.pk) == "failed"
    reading.refresh_from_db()
    assert "Ошибка портала" in reading.said
    assert "broken reader" in caplog.text
    with pytest.raises(LookupError):
        reading.content()
    assert asked(district).status == HeavyReading.Status.WAITING


def test_what_a_gone_worker_left_is_taken_over_and_given_up_at_last(district):
    reading = asked(district)
    own = HeavyReading.objects.filter(pk=reading.pk)
    for attempt in range(running.MOST_ATTEMPTS):
        assert own.claim(timezone.now()) == 1
        assert own.claim(timezone.now()) == 0
        own.update(started_at=timezone.now() - SILENT_AFTER - datetime.timedelta(seconds=1))
        assert own.get().attempt == attempt + 1
    assert running.run_reading(reading.pk) == "given up"
    assert "несколько раз" in own.get().said


def test_a_stopped_worker_puts_it_back(district, monkeypatch):
    reading = asked(district)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "read_apart", stopped)
    with pytest.raises(KeyboardInterrupt):
        running.run_reading(reading.pk)
    assert HeavyReading.objects.get(pk=reading.pk).status == HeavyReading.Status.WAITING


def test_who_waits_is_told_that_nobody_works(district):
    reading = asked(district)
    assert "сейчас начнём" in standing_words(reading)
    reading.asked_at -= datetime.timedelta(minutes=1)
    assert standing_words(reading) == NOBODY


def test_files_go_with_it(district, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        reading = asked(district)
    running.run_reading(reading.pk)
    reading.refresh_from_db()
    storage, names = reading.file.storage, [reading.file.name, reading.result.name]
    HeavyReading.objects.update(asked_at=timezone.now() - KEPT_FOR - datetime.timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        other = asked(district, key="b-1")
    assert not any(map(storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        forget_readings(key_begins="b-")
    assert not HeavyReading.objects.filter(pk=other.pk).exists()


def test_another_reading_that_gets_the_number_of_a_lost_one_has_its_own_result(district):
    """As after a restoration, when numbers are given once more."""
    first = asked(district)
    assert running.run_reading(first.pk) == "done"
    first.refresh_from_db()
    assert b"words" in first.content()
    number, stored = first.pk, first.result
    first.delete()
    stored.storage.delete(stored.name)
    second = asked(district, b"others", key="a-2")
    HeavyReading.objects.filter(pk=second.pk).update(id=number)
    assert running.run_reading(number) == "done"
    assert b"others" in HeavyReading.objects.get(pk=number).content()
