"""Reads an uploaded document with a person's corrections; a large one is read by the worker."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from portal.heavy.actions import ask_for_reading, forget_readings
from portal.heavy.models import HeavyReading
from portal.refusals import Refusal
from portal.sources.source import IN_WORKER, Source, TakesLong
from roadmap.intake.models import Intake
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import RECOGNITION_VERSION, read_again
from roadmap.recognition.reading import Recognition, recognise


@dataclass(frozen=True)
class ReadDocument:
    source: Source
    recognition: Recognition


class NotRead(Refusal):
    """Raised if the worker hasn't read the document; `reading` is None if nothing is queued or its result is gone."""

    def __init__(self, reading: HeavyReading | None):
        super().__init__("Документ ещё читается. Подождите, пока он будет прочитан.")
        self.reading = reading


def is_heavy(name: str, content: bytes) -> bool:
    """Return whether the worker has to read the file; raises Refusal if it can't be read or has no text."""
    try:
        source = read_source(name, content)
    except TakesLong:
        return True
    if all(paragraph.is_blank for paragraph in source.paragraphs):
        raise Refusal("В файле нет текста. Если это отсканированные страницы, загрузите документ до печати.")
    return False


def read_intake(intake: Intake) -> ReadDocument:
    """Return the document as it is read with its present corrections; raises NotRead if the worker has yet to do it."""
    if intake.is_heavy:
        return _read_by_worker(intake)
    source = _open_source(intake.file.storage, intake.file.name, intake.name, intake.sha256)
    return ReadDocument(source, recognise(source, Corrections.of_json(intake.corrections)))


def recognition_of(intake: Intake) -> Recognition:
    return read_intake(intake).recognition


def ask_worker(intake: Intake, *, by) -> None:
    """Queue a large document to be read with its present corrections, unless it is queued; a failed one is retried."""
    with intake.file.open("rb") as file:
        content = file.read()
    ask_for_reading(
        _key(intake), reader="document", name=intake.name, content=content, arguments=intake.corrections, by=by
    )


def forget_read(intake: Intake) -> None:
    forget_readings(key_begins=f"intake-{intake.pk}-")


def _read_by_worker(intake: Intake) -> ReadDocument:
    reading = HeavyReading.objects.filter(key=_key(intake)).first()
    try:
        if reading is None or not reading.is_done:
            raise NotRead(reading)
        return ReadDocument(*read_again(reading.content()))
    except LookupError:
        raise NotRead(None) from None


def _key(intake: Intake) -> str:
    """Return the key of this document's reading by this version of the readers with these corrections."""
    corrected = hashlib.sha256(json.dumps(intake.corrections, sort_keys=True).encode()).hexdigest()[:16]
    return f"intake-{intake.pk}-{RECOGNITION_VERSION}-{corrected}"


@lru_cache(maxsize=4)
def _open_source(storage, path: str, name: str, _sha256: str) -> Source:
    """Open a stored file that was small enough when it was uploaded; cached, so that it is parsed once."""
    with storage.open(path, "rb") as file:
        return read_source(name, file.read(), IN_WORKER)
