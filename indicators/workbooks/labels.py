"""Identifiers that a workbook of the portal carries in a hidden row and column of each sheet, and reading them.

The hidden row 1 says at its start what all cells of the sheet share, and above each column what its cells share; the
hidden column A says it for each row, and which writing of each value stands there: number and checksum.
"""

import json
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from indicators.values.address import AddressPart, is_period
from indicators.values.models import Value

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


def sheet_label(municipality_id: int, part: AddressPart, collection_id: int | None = None) -> str:
    of_collection = {"collection": collection_id} if collection_id else {}
    label = {"form": FORM, "portal": installation(), "municipality": municipality_id, "key": _key(part)}
    return _json(label | of_collection)


def column_label(part: AddressPart) -> str:
    return _json(_key(part))


def row_label(part: AddressPart, seen: Mapping[str, Seen]) -> str:
    return _json({"key": _key(part), "seen": {name: list(each) for name, each in seen.items()}})


def column_name(part: AddressPart) -> str:
    """What a row calls the column by, wherever it has been moved to."""
    return ":".join(str(value) for value in _key(part).values())


def read_label(text: str) -> dict:
    """The label's content; {} where somebody changed it into something else."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def read_part(key: object) -> AddressPart | None:
    """None where somebody changed it into what is no part of an address."""
    if not isinstance(key, dict):
        return AddressPart()
    indicator, school = key.get("indicator"), key.get("school")
    period, kind = key.get("period", ""), key.get("kind", "")
    is_part = (
        (indicator is None or type(indicator) is int)
        and (school is None or type(school) is int)
        and (period == "" or (isinstance(period, str) and is_period(period)))
        and (kind == "" or (isinstance(kind, str) and kind in Value.Kind.values))
    )
    return AddressPart(indicator, "school" in key, school, period, kind) if is_part else None


def is_of_this_portal(label: dict) -> bool:
    return label.get("form") == FORM and label.get("portal") == installation()


def read_seen(label: dict) -> dict[str, Seen]:
    seen = label.get("seen")
    if not isinstance(seen, dict):
        return {}
    return {name: Seen(*each) for name, each in seen.items() if _is_seen(each)}


def _is_seen(each: object) -> bool:
    return isinstance(each, list) and len(each) == 2 and all(type(part) is int for part in each)


def _key(part: AddressPart) -> dict[str, object]:
    """As workbooks have it since the first: a file that was taken out earlier must be read for ever."""
    parts = {
        "indicator": part.indicator_id or None,
        **({"school": part.school_id} if part.has_school else {}),
        "period": part.period or None,
        "kind": part.kind or None,
    }
    return {name: value for name, value in parts.items() if value is not None or name == "school"}


def _json(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
