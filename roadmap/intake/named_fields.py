"""Names form fields after the names in a document that they ask about."""

import hashlib


def field_of(what: str, name: str) -> str:
    """Return a field name that depends on the name alone, so that answers stay right if the document is read anew."""
    return f"{what}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
