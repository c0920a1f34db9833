"""Converts a document's content to JSON and back. Issued documents are kept in this form and never built again."""

from pydantic import TypeAdapter

from reports.blocks.content import Content

_CONTENT = TypeAdapter(Content)


def to_json(content: Content) -> dict:
    return _CONTENT.dump_python(content, mode="json")


def from_json(stored: dict) -> Content:
    """Raises ValidationError if the stored content was tampered with or is of a later version of the portal."""
    return _CONTENT.validate_python(stored)
