"""Replaces and removes letterheads, and changes print settings."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from reports.letterhead.models import Letterhead, PrintSettings
from schools.archive.actions import delete_kept
from schools.directory.models import Municipality


@transaction.atomic
def replace_letterhead(*, municipality: Municipality, content: bytes, name: str, by) -> Letterhead:
    """Keep a letterhead, which has to be checked already; the previous one goes to «Удалённое»."""
    previous = _lock_letterhead(municipality)
    letterhead = Letterhead(municipality=municipality)
    before = _describe(previous)
    _delete(previous, by)
    letterhead.name, letterhead.sha256 = name, hashlib.sha256(content).hexdigest()
    letterhead.uploaded_at, letterhead.uploaded_by = timezone.now(), by
    letterhead.file.save("letterhead.docx", ContentFile(content), save=False)
    letterhead.save()
    record_changes([Recorded(municipality, "бланк приказа загружен", before, _describe(letterhead))], by=by)
    return letterhead


@transaction.atomic
def remove_letterhead(*, municipality: Municipality, by) -> bool:
    """Remove the letterhead, so that orders are printed on the portal's own page; tell whether there was one."""
    letterhead = _lock_letterhead(municipality)
    if letterhead is None:
        return False
    _delete(letterhead, by)
    record_changes([Recorded(municipality, "бланк приказа убран", _describe(letterhead), {})], by=by)
    return True


def _lock_letterhead(municipality: Municipality) -> Letterhead | None:
    """Lock the municipality, so that simultaneous uploads wait for each other, and return its letterhead.

    Its first upload has no letterhead yet that could be locked instead.
    """
    lock_record(municipality)
    return Letterhead.objects.filter(municipality=municipality).first()


def _describe(letterhead: Letterhead | None) -> dict:
    return {"name": letterhead.name, "sha256": letterhead.sha256} if letterhead else {}


def _delete(letterhead: Letterhead | None, by) -> None:
    if letterhead:
        delete_kept(letterhead, by=by)


@transaction.atomic
def change_print_settings(*, changed: PrintSettings, by) -> None:
    """Save a department's print settings; documents that are issued already stay as they were printed."""
    before = model_to_dict(PrintSettings.of(changed.municipality_id), exclude=["id", "municipality"])
    changed.save()
    after = model_to_dict(changed, exclude=["id", "municipality"])
    record_changes([Recorded(changed.municipality, "оформление документов изменено", before, after)], by=by)
