"""The function that the worker calls in a process of its own to read a large document."""

from portal.sources.source import IN_WORKER
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import written_down
from roadmap.recognition.reading import recognise


def read_document_apart(name: str, content: bytes, corrections: dict) -> bytes:
    """Return the read and recognised document as bytes, from which `kept.read_again` makes it again."""
    source = read_source(name, content, IN_WORKER)
    return written_down(source, recognise(source, Corrections.of_json(corrections)))
