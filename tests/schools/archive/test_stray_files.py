"""Files that no row knows are removed a day later, told in the journal; one that a row knows never is."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from portal.heavy.models import HeavyReading
from portal.history.models import Change
from portal.history.verifying import verify_chain
from reports.bundles.actions import ask_for_bundle
from reports.bundles.models import Bundle
from reports.letterhead.actions import remove_letterhead, replace_letterhead
from reports.letterhead.models import Letterhead
from roadmap.execution.evidence.waiting import begin_file, take_piece
from schools.archive.actions import restore
from schools.archive.models import Archived
from schools.archive.stray_files import LEFT_FOR, remove_stray_files, stray_files
from tests.factories import make_evidence_file, make_intake, make_issued

FIELDS = [
    (model, field)
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.get_fields()
    if isinstance(field, models.FileField)
]


def in_time(days: float = 2):
    return timezone.now() + timedelta(days=days)


def store(name: str = "documents/2026/11/ничей.pdf") -> str:
    return default_storage.save(name, ContentFile(b"12345"))


@pytest.fixture(autouse=True)
def empty_storage(db):
    """Other tests leave files there, which is what this is about."""
    remove_stray_files(now=in_time())


def test_a_file_that_no_row_knows_is_removed_a_day_later_and_told():
    name = store()

    assert remove_stray_files(now=timezone.now() + LEFT_FOR / 2) == []
    assert [each.name for each in stray_files(now=in_time())] == [name]
    assert default_storage.exists(name)

    [removed] = remove_stray_files(now=in_time())
    entry = Change.objects.get(action="файлы удалены", before__files=[name])
    assert (removed.name, removed.size) == (name, 5)
    assert not default_storage.exists(name)
    assert (entry.subject.files, entry.subject.size, entry.changed_by) == (1, 5, None)
    assert remove_stray_files(now=in_time()) == []
    assert verify_chain().faults == []


def make_one_of_each(district) -> None:
    make_intake(district)
    make_evidence_file(district)
    make_issued(district.programme, "passport", by=district.coordinator)
    replace_letterhead(municipality=district.municipality, content=b"PK", name="бланк.docx", by=district.coordinator)
    asked = Bundle(what=Bundle.What.PROGRAMME, programme=district.programme)
    made = {"status": Bundle.Status.DONE, "sha256": "0", "file": store("bundles/a.zip"), "finished_at": timezone.now()}
    Bundle.objects.filter(pk=ask_for_bundle(asked, by=district.coordinator).pk).update(**made)
    read = {
        "key": "k",
        "reader": "document",
        "name": "a.docx",
        "status": HeavyReading.Status.DONE,
        "asked_by": district.coordinator,
    }
    HeavyReading.objects.create(**read, file=store("readings/a"), result=store("readings/b"))


def test_a_file_that_any_field_of_any_model_names_is_known(district):
    """A field without a row here fails: let it have one."""
    make_one_of_each(district)
    for model, field in FIELDS:
        [row, *_] = model.objects.exclude(**{field.name: ""})
        own, other = getattr(row, field.name).name, store(f"known/{model.__name__}-{field.name}")
        assert field.storage is default_storage
        assert [each.name for each in stray_files(now=in_time())] == [other], model

        model.objects.filter(pk=row.pk).update(**{field.name: other})
        assert [each.name for each in stray_files(now=in_time())] == [own], model
        remove_stray_files(now=in_time())
        assert default_storage.exists(other)


def test_a_file_of_something_deleted_stays_with_it(district):
    replace_letterhead(municipality=district.municipality, content=b"PK", name="бланк.docx", by=district.coordinator)
    remove_letterhead(municipality=district.municipality, by=district.coordinator)

    assert remove_stray_files(now=in_time()) == []
    restore(archived=Archived.objects.get(), by=district.coordinator)
    assert Letterhead.objects.get().file.read() == b"PK"


def test_a_file_on_its_way_to_a_report_stays(in_force):
    assignment = in_force.activities["1.3"].assignments.get()
    waiting = begin_file(assignment=assignment, name="a.pdf", size=9, by=in_force.director)
    take_piece(key=waiting.key, offset=0, content=b"%PDF", by=in_force.director)

    assert stray_files(now=in_time()) == []
    waiting.delete()
    assert len(stray_files(now=in_time())) == 1


def test_the_command_shows_before_it_removes(monkeypatch):
    name, later = store(), in_time()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    def told(*options: str) -> str:
        out = io.StringIO()
        call_command("remove_stray_files", *options, stdout=out)
        return out.getvalue()

    assert f"{name}\nНичьих файлов: 1 (5" in told("--dry-run")
    assert default_storage.exists(name)
    assert "Удалено ничьих файлов: 1 (5" in told()
    assert "Удалено ничьих файлов: 0" in told()
    assert not default_storage.exists(name)
