"""What the worker's own process does with a large document."""

from portal.sources.source import IN_WORKER
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import written_down
from roadmap.recognition.reading import recognise


def read_document_apart(name: str, content: bytes, corrections: dict) -> bytes:
    """Read and understood, as `kept.read_again` takes it."""
    source = read_source(name, content, IN_WORKER)
    return written_down(source, recognise(source, Corrections.of_json(corrections)))
