"""A file taken in for looking through, corrected, accepted whole or dropped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.history.circumstances import by_import
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.editions.copying import begin_amendment
from roadmap.exchange.document_file import read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import Imported, import_programme
from roadmap.intake.changes.proposed import PartChanges
from roadmap.intake.changes.whole import changes_of
from roadmap.intake.models import Intake
from roadmap.intake.reading import ask_worker, forget_read, is_heavy, recognition_of
from roadmap.programmes.drafts import draft_programme
from roadmap.programmes.models import Programme
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.reading import Recognition
from schools.directory.models import Municipality, School


@dataclass(frozen=True)
class ProgrammeFacts:
    """What a person settles before a document becomes a programme."""

    title: str
    kind: str
    start_year: int
    end_year: int


@dataclass(frozen=True)
class SentFile:
    """A file that can be read, looked through before anything is written; `is_heavy`: by the worker."""

    name: str
    content: bytes
    is_heavy: bool


def looked_through(name: str, content: bytes) -> SentFile:
    """Refusal: what it is not."""
    return SentFile(name, content, is_heavy(name, content))


@transaction.atomic
def begin_intake(*, municipality: Municipality, sent: SentFile, by, into: Programme | None = None) -> Intake:
    """Keep a file; the same again of the same person goes on where it was.

    `into`: the programme to which the document, or a part of one, is to be added.
    """
    name, content = sent.name, sent.content
    sha256 = hashlib.sha256(content).hexdigest()
    begun = Intake.objects.open().filter(municipality=municipality, sha256=sha256, uploaded_by=by, into=into).first()
    if begun:
        return begun
    intake = Intake(municipality=municipality, name=name[-255:], sha256=sha256, uploaded_by=by, into=into)
    intake.is_heavy = sent.is_heavy
    intake.file.save(f"{sha256[:16]}-{name[-60:]}", ContentFile(content), save=True)
    record_changes([Recorded(intake, "документ загружен", after={"name": name, "sha256": sha256})], by=by)
    if intake.is_heavy:
        ask_worker(intake, by=by)
    return intake


@transaction.atomic
def correct_intake(*, intake: Intake, corrections: Corrections, by) -> None:
    """What a person says of tables and columns; an accepted document is not read anew."""
    intake = _open(intake)
    before, after = intake.corrections, corrections.as_json()
    if before == after:
        return
    intake.corrections = after
    intake.save(update_fields=["corrections"])
    record_changes([Recorded(intake, "распознанное исправлено", before, after)], by=by)
    if intake.is_heavy:
        ask_worker(intake, by=by)


@by_import
def accept_intake(
    *,
    intake: Intake,
    facts: ProgrammeFacts,
    schools: Mapping[str, School | None],
    by,
    recognition: Recognition | None = None,
) -> Imported:
    """Make the programme, all or nothing. `schools`: whom each name of the document means; None makes a new one.
    `recognition`: the document as it was read before; nothing makes it be read here.

    A programme that said the same and was edited since is no answer: the document stays, to be held against it.
    """
    read = _read(_document(intake, recognition or recognition_of(intake), facts, schools))
    meant = {natural_key(name): school for name, school in schools.items() if school}
    municipalities = Municipality.objects.filter(pk=intake.municipality_id)
    with transaction.atomic():
        intake = _open(intake)
        imported = import_programme(read, by=by, municipalities=municipalities, meant=meant)
        if imported.is_edited:
            return imported
        if not hasattr(imported.programme, "intake"):
            intake.programme = imported.programme
            intake.save(update_fields=["programme"])
            forget_read(intake)
        record_changes([Recorded(intake, "документ принят", after={"programme": imported.programme.pk})], by=by)
    return imported


def proposed_changes(
    intake: Intake, programme: Programme, *, by, recognition: Recognition | None = None
) -> list[PartChanges]:
    """What the document, or the part of one, changes in the programme. FaultyFile: it is no document of the format."""
    facts = ProgrammeFacts(programme.title, programme.kind or "programme", programme.start_year, programme.end_year)
    recognition = recognition or recognition_of(intake)
    document = recognition.document["programme"]
    if intake.into_id is None:
        period = document.get("period") or {"start": programme.start_year, "end": programme.end_year}
        facts = ProgrammeFacts(document["title"] or programme.title, facts.kind, period["start"], period["end"])
    read = _read(_document(intake, recognition, facts, {}))
    return changes_of(programme, read, is_fragment=intake.into_id is not None, by=by)


def take_changes(
    *, intake: Intake, programme: Programme, chosen: Collection[str], by, recognition: Recognition | None = None
) -> Programme:
    """Write the chosen differences, all or nothing; an approved programme's go into an amendment's draft.

    Refusal: nothing is chosen, or the programme says something else by now.
    """
    if not chosen:
        raise Refusal("Отметьте, что внести.")
    with transaction.atomic():
        intake = _open(intake)
        if programme.status == Programme.Status.APPROVED:
            programme = _amendment(programme, by=by)
        programme = draft_programme(programme)
        parts = proposed_changes(intake, programme, by=by, recognition=recognition)
        proposed = {each.key: (part, each) for part in parts for each in part.proposed}
        if set(chosen) - set(proposed):
            raise Refusal("Программу за это время изменили. Посмотрите на отличия ещё раз.")
        taken = [proposed[key] for key in proposed if key in set(chosen)]
        written = [recorded for _part, each in taken for recorded in each.write()]
        for part in {id(part): part for part, _each in taken}.values():
            part.settle()
        intake.into, intake.accepted_at = programme, timezone.now()
        intake.save(update_fields=["into", "accepted_at"])
        forget_read(intake)
        record_changes([Recorded(intake, "изменения приняты", after={"programme": programme.pk}), *written], by=by)
    return programme


def _amendment(programme: Programme, *, by) -> Programme:
    if programme.amendments.filter(status=Programme.Status.DRAFT).exists():
        raise Refusal("Изменения этой программы уже начаты: сравните документ с проектом изменений.")
    return begin_amendment(programme, by=by)


def _read(document: dict) -> ProgrammeDocument:
    return read_document(json.dumps(document, ensure_ascii=False).encode())


@transaction.atomic
def drop_intake(*, intake: Intake, by) -> None:
    """The file goes too; what was accepted stays."""
    intake = _open(intake)
    record_changes([Recorded(intake, "приём отменён", before={"name": intake.name, "sha256": intake.sha256})], by=by)
    forget_read(intake)
    storage, path = intake.file.storage, intake.file.name
    intake.delete()
    transaction.on_commit(lambda: storage.delete(path))


def _open(intake: Intake) -> Intake:
    found = Intake.objects.select_for_update(of=("self",)).filter(pk=intake.pk).first()
    if found is None:
        raise Refusal("Этот документ уже снят с приёма. Загрузите файл ещё раз.")
    if found.programme_id or found.accepted_at:
        raise Refusal("Документ уже принят: правьте программу.")
    return found


def _document(
    intake: Intake, recognition: Recognition, facts: ProgrammeFacts, schools: Mapping[str, School | None]
) -> dict:
    """As recognised, with whose programme it is and what a person settled."""
    document = {**recognition.document, "programme": dict(recognition.document["programme"])}
    municipality = intake.municipality
    document["municipality"] = {
        "name": municipality.name,
        **({"region": municipality.region} if municipality.region else {}),
    }
    document["programme"] |= {"title": facts.title, "kind": facts.kind}
    document["programme"]["period"] = {"start": facts.start_year, "end": facts.end_year}
    if schools:
        document["schools"] = [{"name": name} for name in schools]
    else:
        document.pop("schools", None)
    return document
