"""A document's content as JSON and back: what was issued is kept so and never built again."""

from pydantic import TypeAdapter

from reports.blocks.content import Content

_CONTENT = TypeAdapter(Content)


def to_json(content: Content) -> dict:
    return _CONTENT.dump_python(content, mode="json")


def from_json(stored: dict) -> Content:
    """ValidationError: the stored content was tampered with or is of a later version of the portal."""
    return _CONTENT.validate_python(stored)
