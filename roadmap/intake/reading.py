"""An uploaded file read anew with what a person corrected; nothing that is read is kept beside the file."""

from functools import lru_cache

from portal.sources.source import Source
from roadmap.intake.models import Intake
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import Recognition, recognise


def source_of(intake: Intake) -> Source:
    return _read(intake.file.storage, intake.file.name, intake.name, intake.sha256)


def recognition_of(intake: Intake) -> Recognition:
    return recognise(source_of(intake), Corrections.of_json(intake.corrections))


@lru_cache(maxsize=4)
def _read(storage, path: str, name: str, _sha256: str) -> Source:
    """While somebody looks through a document it is opened once."""
    with storage.open(path, "rb") as file:
        return read_source(name, file.read())
