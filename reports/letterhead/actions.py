import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from reports.letterhead.models import Letterhead, PrintSettings
from schools.directory.models import Municipality


@transaction.atomic
def replace_letterhead(*, municipality: Municipality, content: bytes, name: str, by) -> Letterhead:
    """Keep a letterhead that was checked before; the one before it is forgotten, its checksum stays in the history."""
    previous = _locked(municipality)
    letterhead = previous or Letterhead(municipality=municipality)
    before = _words(previous)
    _delete_file_afterwards(previous)
    letterhead.name, letterhead.sha256 = name, hashlib.sha256(content).hexdigest()
    letterhead.uploaded_at, letterhead.uploaded_by = timezone.now(), by
    letterhead.file.save("letterhead.docx", ContentFile(content), save=False)
    letterhead.save()
    record_changes([Recorded(municipality, "бланк приказа загружен", before, _words(letterhead))], by=by)
    return letterhead


@transaction.atomic
def remove_letterhead(*, municipality: Municipality, by) -> bool:
    """Whether there was one; orders are printed on the portal's own page from now on."""
    letterhead = _locked(municipality)
    if letterhead is None:
        return False
    _delete_file_afterwards(letterhead)
    letterhead.delete()
    record_changes([Recorded(municipality, "бланк приказа убран", _words(letterhead), {})], by=by)
    return True


def _locked(municipality: Municipality) -> Letterhead | None:
    """Two uploads at once wait for each other; the first one of a municipality has nothing else to be locked by."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    return Letterhead.objects.filter(municipality=municipality).first()


def _words(letterhead: Letterhead | None) -> dict:
    return {"name": letterhead.name, "sha256": letterhead.sha256} if letterhead else {}


def _delete_file_afterwards(letterhead: Letterhead | None) -> None:
    if letterhead:
        storage, path = letterhead.file.storage, letterhead.file.name
        transaction.on_commit(lambda: storage.delete(path))


@transaction.atomic
def change_print_settings(*, changed: PrintSettings, by) -> None:
    """Of a department; what was issued stays as it was printed."""
    before = model_to_dict(PrintSettings.of(changed.municipality_id), exclude=["id", "municipality"])
    changed.save()
    after = model_to_dict(changed, exclude=["id", "municipality"])
    record_changes([Recorded(changed.municipality, "оформление документов изменено", before, after)], by=by)
