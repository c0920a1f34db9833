"""Takes in an uploaded file for review, corrects how it was read, accepts the document as a programme, or drops it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from indicators.workbooks.actions import remember_own_names
from portal.history.actions import Recorded, record_changes
from portal.history.circumstances import by_import
from portal.refusals import Refusal
from roadmap.editions.copying import begin_amendment
from roadmap.exchange.document_file import read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import Imported, import_programme
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.changes.proposed import PartChanges
from roadmap.intake.changes.whole import changes_of
from roadmap.intake.models import Intake
from roadmap.intake.reading import ask_worker, forget_read, is_heavy, recognition_of
from roadmap.programmes.drafts import draft_programme
from roadmap.programmes.models import Programme
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.reading import Recognition
from schools.archive.actions import delete_kept
from schools.directory.models import Municipality


@dataclass(frozen=True)
class ProgrammeFacts:
    """What a person confirms about a programme before the document becomes one."""

    title: str
    kind: str
    start_year: int
    end_year: int


@dataclass(frozen=True)
class SentFile:
    """An uploaded file that can be read; `is_heavy` if it is so large that the worker reads it."""

    name: str
    content: bytes
    is_heavy: bool


def inspect_upload(name: str, content: bytes) -> SentFile:
    """Open an uploaded file before anything is written; raises Refusal if it can't be read or has no text."""
    return SentFile(name, content, is_heavy(name, content))


@transaction.atomic
def begin_intake(*, municipality: Municipality, sent: SentFile, by, into: Programme | None = None) -> Intake:
    """Store a file for review, or return the open intake if the same person has uploaded the same file before.

    `into` is the programme to which the document, or a part of one, is to be added.
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
    """Store a person's corrections of how the document was read; raises Refusal if it has been accepted already."""
    intake = _lock_open(intake)
    before, after = intake.corrections, corrections.as_json()
    if before == after:
        return
    intake.corrections = after
    intake.save(update_fields=["corrections"])
    record_changes([Recorded(intake, "распознанное исправлено", before, after)], by=by)
    if intake.is_heavy:
        ask_worker(intake, by=by)


def document_of(
    intake: Intake, facts: ProgrammeFacts, meant: NamesMeant, recognition: Recognition | None = None
) -> ProgrammeDocument:
    """Return the document to accept, checked against the format; raises FaultyFile if it doesn't fit it."""
    return _parse(_complete_document(intake, recognition or recognition_of(intake), facts, meant))


@by_import
@transaction.atomic
def accept_intake(*, intake: Intake, document: ProgrammeDocument, meant: NamesMeant, by) -> Imported:
    """Store the document as a programme, all or nothing, and remember which indicators its names mean.

    If the same document was imported before and that programme has been edited since, nothing is written and the
    intake stays open, so that the two can be compared.
    """
    intake = _lock_open(intake)
    municipalities = Municipality.objects.filter(pk=intake.municipality_id)
    imported = import_programme(document, by=by, municipalities=municipalities, meant=meant)
    if imported.is_edited:
        return imported
    if not hasattr(imported.programme, "intake"):
        intake.programme = imported.programme
        intake.save(update_fields=["programme"])
        forget_read(intake)
    if meant.indicators:
        remember_own_names(municipality=intake.municipality, names=meant.indicators, by=by)
    record_changes([Recorded(intake, "документ принят", after={"programme": imported.programme.pk})], by=by)
    return imported


def proposed_changes(
    intake: Intake, programme: Programme, *, by, recognition: Recognition | None = None
) -> list[PartChanges]:
    """Return what the document, or a part of one, changes in the programme; raises FaultyFile if it is invalid."""
    facts = ProgrammeFacts(programme.title, programme.kind or "programme", programme.start_year, programme.end_year)
    recognition = recognition or recognition_of(intake)
    document = recognition.document["programme"]
    if intake.into_id is None:
        period = document.get("period") or {"start": programme.start_year, "end": programme.end_year}
        facts = ProgrammeFacts(document["title"] or programme.title, facts.kind, period["start"], period["end"])
    read = _parse(_complete_document(intake, recognition, facts))
    return changes_of(programme, read, is_fragment=intake.into_id is not None, by=by)


def take_changes(
    *,
    intake: Intake,
    programme: Programme,
    chosen: Collection[str],
    answers: Mapping[str, str] | None = None,
    by,
    recognition: Recognition | None = None,
) -> Programme:
    """Write the chosen differences, all or nothing; those of an approved programme go into a draft amendment.

    `chosen` are keys of differences or of their cells, `answers` those to their questions, by key. Raises Refusal if
    nothing is chosen, a question has no answer, or the programme has changed since.
    """
    if not chosen:
        raise Refusal("Отметьте, что внести.")
    with transaction.atomic():
        intake = _lock_open(intake)
        if Programme.TRANSITIONS.allows("amend", programme.status):
            programme = _begin_amendment(programme, by=by)
        programme = draft_programme(programme)
        parts = proposed_changes(intake, programme, by=by, recognition=recognition)
        chosen = set(chosen)
        proposed = [(part, each) for part in parts for each in part.proposed]
        if chosen - {key for _part, each in proposed for key in each.keys}:
            raise Refusal("Программу за это время изменили. Посмотрите на отличия ещё раз.")
        taken = [(part, each) for part, each in proposed if each.keys & chosen]
        for part, each in taken:
            part.indicators_meant |= each.meant(answers or {})
        written = [recorded for _part, each in taken for recorded in each.write_chosen(chosen)]
        for part in {id(part): part for part, _each in taken}.values():
            part.settle()
            if part.indicators_meant:
                remember_own_names(municipality=intake.municipality, names=part.indicators_meant, by=by)
        intake.into, intake.accepted_at = programme, timezone.now()
        intake.save(update_fields=["into", "accepted_at"])
        forget_read(intake)
        record_changes([Recorded(intake, "изменения приняты", after={"programme": programme.pk}), *written], by=by)
    return programme


def _begin_amendment(programme: Programme, *, by) -> Programme:
    if programme.amendments.filter(status=Programme.Status.DRAFT).exists():
        raise Refusal("Изменения этой программы уже начаты: сравните документ с проектом изменений.")
    return begin_amendment(programme, by=by)


def _parse(document: dict) -> ProgrammeDocument:
    return read_document(json.dumps(document, ensure_ascii=False).encode())


@transaction.atomic
def drop_intake(*, intake: Intake, by) -> None:
    """Delete an open intake, restorable with its file for a year; raises Refusal if it has been accepted already."""
    intake = _lock_open(intake)
    record_changes([Recorded(intake, "приём отменён", before={"name": intake.name, "sha256": intake.sha256})], by=by)
    forget_read(intake)
    delete_kept(intake, by=by)


def _lock_open(intake: Intake) -> Intake:
    """Lock the intake and return it as stored; raises Refusal if it has been dropped or accepted."""
    found = Intake.objects.select_for_update(of=("self",)).filter(pk=intake.pk).first()
    if found is None:
        raise Refusal("Этот документ уже снят с приёма. Загрузите файл ещё раз.")
    if found.programme_id or found.accepted_at:
        raise Refusal("Документ уже принят: правьте программу.")
    return found


def _complete_document(
    intake: Intake, recognition: Recognition, facts: ProgrammeFacts, meant: NamesMeant | None = None
) -> dict:
    """Return the recognised document with the intake's municipality, the confirmed facts and the schools named."""
    document = {**recognition.document, "programme": dict(recognition.document["programme"])}
    municipality = intake.municipality
    document["municipality"] = {
        "name": municipality.name,
        **({"region": municipality.region} if municipality.region else {}),
    }
    document["programme"] |= {"title": facts.title, "kind": facts.kind}
    document["programme"]["period"] = {"start": facts.start_year, "end": facts.end_year}
    named = [school["name"] for school in document.pop("schools", [])] if meant else []
    if named and (named := meant.named(named)):
        document["schools"] = [{"name": name} for name in named]
    return document
