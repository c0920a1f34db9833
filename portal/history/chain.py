"""The chain of hashes: what exactly is hashed of an entry, and of a link of several entries.

A hash is the SHA-256 of one line of JSON with sorted keys and no blanks, so that both databases and every later release
compute the same. What may have to be removed by law (`contents`) is hashed separately with a salt: once words and salt
are removed, the digest reveals nothing, and the chain still holds. These are the forms of version 1; they never change.
"""

import datetime
import hashlib
import json
from collections.abc import Sequence

_line = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_PLAIN = (str, int, type(None))


def digest(*parts: object) -> str:
    return hashlib.sha256(_line(parts).encode()).hexdigest()


def contents_digest(salt: str, before: dict, after: dict, reason: str, subject_name: str) -> str:
    return digest(salt, before, after, reason, subject_name)


def entry_hash(previous: str, facts: Sequence[object], contents: str) -> str:
    """Hash an entry: the hash of the one before it, the facts that are never removed, the digest of its contents."""
    return digest(previous, *facts, contents)


def seal_of(previous: str, number: int, entries: int, last_hash: str) -> str:
    """Hash a link: the seal of the one before it, its number, how many entries it has, and the hash of the last one."""
    return digest(previous, number, entries, last_hash)


def moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat()


def as_json(recorded: dict) -> dict:
    """Return what is recorded as the database will return it, with strings for keys and lists for tuples."""
    if all(type(key) is str and type(value) in _PLAIN for key, value in recorded.items()):
        return recorded
    return json.loads(json.dumps(recorded))
