"""Writes down as JSON what was read and recognised of a document, and reads it back unchanged.

A paragraph's place, which stands in it and in all that came from it, is written once and referred to by its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path

from portal.reading.version import version_of
from portal.sources import source as sources
from portal.sources.source import (
    Remark,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceCell,
    SourceOrigin,
    SourceParagraph,
    SourceTable,
    StyledText,
)
from roadmap.recognition.accounts import Balance, Leftover, RecognitionDoubt, Weight, paths_by_place
from roadmap.recognition.joined_tables import ReadTable
from roadmap.recognition.kinds import TableKind
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.reading import Recognition

_HERE, _SOURCES = Path(__file__).parent, Path(sources.__file__).parent
RECOGNITION_VERSION = version_of(_HERE, _HERE / "tables", _SOURCES, _SOURCES / "word")
_TEXT, _PLACES = "text", "@"


def written_down(source: Source, recognition: Recognition) -> bytes:
    """Return a source and what was recognised in it as JSON."""
    balance = recognition.balance
    numbers = {each.place: number for number, each in enumerate(source.paragraphs)}
    kept = {
        "blocks": [_write_block(each) for each in source.blocks],
        "remarks": [(each.text, each.place) for each in source.remarks],
        "document": _write_places(recognition.document, numbers),
        "doubts": [(each.reason, each.place, each.text, int(each.weight)) for each in recognition.doubts],
        "words": balance.words,
        "understood": balance.understood,
        "leftovers": [(each.place, each.text) for each in balance.leftovers],
        "read_only": [(numbers.get(place, place), kind) for place, kind in recognition.read_only.items()],
        "tables": [(each.place, each.kind, each.titles, each.keys, each.goes_on, each.can_go_on)
                   for each in recognition.tables],
    }  # fmt: skip
    return json.dumps(kept, ensure_ascii=False).encode()


def read_again(content: bytes) -> tuple[Source, Recognition]:
    """Return the source and the recognition that `written_down` wrote."""
    kept = json.loads(content)
    source = Source(tuple(map(_read_block, kept.pop("blocks"))), tuple(Remark(*each) for each in kept["remarks"]))
    places = dict(enumerate(each.place for each in source.paragraphs))
    document = _read_places(kept["document"], places)
    leftovers = tuple(Leftover(*each) for each in kept["leftovers"])
    tables = tuple(
        ReadTable(place, TableKind(kind), tuple(titles), tuple(keys), goes_on, can_go_on)
        for place, kind, titles, keys, goes_on, can_go_on in kept["tables"]
    )
    recognition = Recognition(
        document,
        [RecognitionDoubt(*said, Weight(weight)) for *said, weight in kept["doubts"]],
        Balance(kept["words"], kept["understood"], leftovers, paths_by_place(document)),
        {places.get(place, place): kind for place, kind in kept["read_only"]},
        tables,
        tuple(remark.text for remark in source.remarks),
    )
    return source, recognition


def _write_block(block: SourceBlock) -> dict:
    if isinstance(block, SourceParagraph):
        written = _fields_to_write(block)
        if block.pieces:
            written["pieces"] = [_fields_to_write(each) for each in block.pieces]
        return written
    cells = [{**_fields_to_write(cell), "blocks": [_write_block(each) for each in cell.blocks]} for cell in block.cells]
    return {**_fields_to_write(block), "cells": cells}


def _fields_to_write(value) -> dict:
    """Return a dataclass's fields that differ from their defaults."""
    return {
        each.name: said
        for each in fields(value)
        if (said := getattr(value, each.name)) != each.default or each.default is MISSING
    }


def _read_block(written: dict) -> SourceBlock:
    if "cells" in written:
        cells = tuple(
            SourceCell(**{**each, "blocks": tuple(map(_read_block, each["blocks"]))}) for each in written["cells"]
        )
        return SourceTable(**{**written, "cells": cells})
    written["pieces"] = tuple(StyledText(**each) for each in written.get("pieces", ()))
    for name, kind in (("alignment", SourceAlignment), ("origin", SourceOrigin)):
        if name in written:
            written[name] = kind(written[name])
    return SourceParagraph(**written)


def _write_places(value, numbers: Mapping[str, int]):
    """Replace strings with places by objects of two keys («text» and «@»), which no other object of a document has."""
    if isinstance(value, PlacedText):
        return {_TEXT: str(value), _PLACES: [numbers.get(place, place) for place in value.places]}
    if isinstance(value, dict):
        return {key: _write_places(each, numbers) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_write_places(each, numbers) for each in value]
    return value


def _read_places(value, places: Mapping[int | str, str]):
    if isinstance(value, list):
        return [_read_places(each, places) for each in value]
    if not isinstance(value, dict):
        return value
    if _PLACES in value:
        return PlacedText(value[_TEXT], (places.get(place, place) for place in value[_PLACES]))
    return {key: _read_places(each, places) for key, each in value.items()}
