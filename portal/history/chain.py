"""The chain of hashes: what of an entry, and of a link of entries, each hash stands for.

SHA-256 over one line of JSON with sorted keys and no blanks, so that both databases and every later release reckon
the same. What the law may ask to be removed (`contents`) is hashed by itself with a salt of its own: without its words
and its salt the digest tells nothing of them, and the chain goes on. The forms are of version 1 and stay as they are.
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
    """`previous`: the hash of the entry before it; `facts`: whatever is never removed."""
    return digest(previous, *facts, contents)


def seal_of(previous: str, number: int, entries: int, last_hash: str) -> str:
    """Of a link: of all links before it, of how many entries it has, and of the last of them."""
    return digest(previous, number, entries, last_hash)


def moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat()


def as_json(recorded: dict) -> dict:
    """As the database gives it back: keys are words there, and a pair is a list."""
    if all(type(key) is str and type(value) in _PLAIN for key, value in recorded.items()):
        return recorded
    return json.loads(json.dumps(recorded))
