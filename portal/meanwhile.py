"""Nobody's words are overwritten unseen: what is sent is held against what was seen and what is there."""

from collections.abc import Mapping

Words = Mapping[object, object]  # by the places in which they stand


class ChangedMeanwhile(Exception):
    """Somebody else has changed the same places; `current` are their words as they are now."""

    def __init__(self, current: Words):
        super().__init__(", ".join(map(str, current)))
        self.current = current


def changed_places(words: Words, seen: Words, current: Words) -> dict:
    """Return the places that the person changed from what they had `seen`, and that don't hold these words yet.

    Raises ChangedMeanwhile if somebody else has written other words into one of these places.
    """
    touched = {key: value for key, value in words.items() if value != seen.get(key)}
    theirs = {key: current[key] for key in touched if current[key] not in (seen.get(key), touched[key])}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return {key: value for key, value in touched.items() if value != current[key]}
