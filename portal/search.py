"""Search in names by their keys, alike on every database."""

from django.db.models import Q

from portal.text import natural_key


def containing(key_field: str, words: str) -> Q:
    """Names whose key holds every one of the words, in any order and case."""
    found = Q()
    for word in natural_key(words).split():
        found &= Q(**{f"{key_field}__contains": word})
    return found
