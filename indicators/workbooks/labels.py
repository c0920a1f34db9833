"""Writes and reads the identifiers that the portal's workbooks carry in a hidden row and column of each sheet.

The hidden row 1 says in its first cell what the addresses of all cells of the sheet share, and above each column what
those of the column share. The hidden column A says the same for each row, and has the version and checksum of each
value as it was written into the file.
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
    """A code of this installation of the portal: identifiers have a meaning only where they were written."""
    return salted_hmac("indicators.excel", FORM).hexdigest()[:16]


def sheet_label(municipality_id: int, part: AddressPart, collection_id: int | None = None) -> str:
    of_collection = {"collection": collection_id} if collection_id else {}
    label = {"form": FORM, "portal": installation(), "municipality": municipality_id, "key": _part_as_json(part)}
    return _write_json(label | of_collection)


def column_label(part: AddressPart) -> str:
    return _write_json(_part_as_json(part))


def row_label(part: AddressPart, seen: Mapping[str, Seen]) -> str:
    return _write_json({"key": _part_as_json(part), "seen": {name: list(each) for name, each in seen.items()}})


def column_name(part: AddressPart) -> str:
    """The name by which a row's label refers to the column, even if somebody has moved the column."""
    return ":".join(str(value) for value in _part_as_json(part).values())


def read_label(text: str) -> dict:
    """The contents of a label; {} if somebody has changed it so that it can't be read."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def read_part(key: object) -> AddressPart | None:
    """The part of an address that a label gives; None if somebody has changed it so that it is none."""
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
    """What a row's label says of the values that were written into the file, by the names of their columns."""
    seen = label.get("seen")
    if not isinstance(seen, dict):
        return {}
    return {name: Seen(*each) for name, each in seen.items() if _is_seen(each)}


def _is_seen(each: object) -> bool:
    return isinstance(each, list) and len(each) == 2 and all(type(part) is int for part in each)


def _part_as_json(part: AddressPart) -> dict[str, object]:
    """The part of an address as labels have it; the form must not change, as earlier files must stay readable."""
    parts = {
        "indicator": part.indicator_id or None,
        **({"school": part.school_id} if part.has_school else {}),
        "period": part.period or None,
        "kind": part.kind or None,
    }
    return {name: value for name, value in parts.items() if value is not None or name == "school"}


def _write_json(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
