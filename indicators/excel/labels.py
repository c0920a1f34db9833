"""Identifiers that a workbook of the portal carries in a hidden row and column of each sheet, and reading them.

The hidden row 1 says at its start what all cells of the sheet share, and above each column what its cells share; the
hidden column A says it for each row, and which writing of each value stands there: number and checksum.
"""

import json
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.crypto import salted_hmac

FORM = "values-1"


class Seen(NamedTuple):
    """The value that stood in a cell when the file was written: its version, and the checksum of what was shown."""

    version: int = 0
    checksum: int = 0


NOTHING = Seen()


def checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def installation() -> str:
    """Identifiers mean something in the portal that wrote them only."""
    return salted_hmac("indicators.excel", FORM).hexdigest()[:16]


def sheet_label(municipality_id: int, key: Mapping[str, object]) -> str:
    return _json({"form": FORM, "portal": installation(), "municipality": municipality_id, "key": dict(key)})


def column_label(key: Mapping[str, object]) -> str:
    return _json(dict(key))


def row_label(key: Mapping[str, object], seen: Mapping[str, Seen]) -> str:
    return _json({"key": dict(key), "seen": {name: list(each) for name, each in seen.items()}})


def column_name(key: Mapping[str, object]) -> str:
    """What a row calls the column by, wherever it has been moved to."""
    return ":".join(str(part) for part in key.values())


def read_label(text: str) -> dict:
    """The label's content; {} where somebody changed it into something else."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def is_of_this_portal(label: dict) -> bool:
    return label.get("form") == FORM and label.get("portal") == installation()


def read_seen(label: dict) -> dict[str, Seen]:
    seen = label.get("seen")
    if not isinstance(seen, dict):
        return {}
    return {name: Seen(*each) for name, each in seen.items() if _is_seen(each)}


def _is_seen(each: object) -> bool:
    return isinstance(each, list) and len(each) == 2 and all(type(part) is int for part in each)


def _json(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
