"""What was read and understood of a document, written down: as JSON, to be the same again."""

from __future__ import annotations

import json
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
from roadmap.recognition.accounts import Balance, Leftover, RecognitionDoubt, Weight
from roadmap.recognition.kinds import TableKind
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.reading import Recognition
from roadmap.recognition.tables_in_order import ReadTable

_HERE, _SOURCES = Path(__file__).parent, Path(sources.__file__).parent
RECOGNITION_VERSION = version_of(_HERE, _HERE / "tables", _SOURCES, _SOURCES / "word")
_TEXT, _PLACES = "text", "@"


def written_down(source: Source, recognition: Recognition) -> bytes:
    balance = recognition.balance
    kept = {
        "blocks": [_block(each) for each in source.blocks],
        "remarks": [(each.text, each.place) for each in source.remarks],
        "document": _placed(recognition.document),
        "doubts": [(each.reason, each.place, each.text, int(each.weight)) for each in recognition.doubts],
        "words": balance.words,
        "understood": balance.understood,
        "leftovers": [(each.place, each.text) for each in balance.leftovers],
        "paths": balance.paths,
        "read_only": dict(recognition.read_only),
        "tables": [(each.place, each.kind, each.titles, each.keys, each.goes_on, each.can_go_on)
                   for each in recognition.tables],
    }  # fmt: skip
    return json.dumps(kept, ensure_ascii=False).encode()


def read_again(content: bytes) -> tuple[Source, Recognition]:
    kept = json.loads(content)
    source = Source(tuple(map(_block_of, kept["blocks"])), tuple(Remark(*each) for each in kept["remarks"]))
    leftovers = tuple(Leftover(*each) for each in kept["leftovers"])
    tables = tuple(
        ReadTable(place, TableKind(kind), tuple(titles), tuple(keys), goes_on, can_go_on)
        for place, kind, titles, keys, goes_on, can_go_on in kept["tables"]
    )
    recognition = Recognition(
        _document_of(kept["document"]),
        [RecognitionDoubt(*said, Weight(weight)) for *said, weight in kept["doubts"]],
        Balance(kept["words"], kept["understood"], leftovers, kept["paths"]),
        kept["read_only"],
        tables,
        tuple(remark.text for remark in source.remarks),
    )
    return source, recognition


def _block(block: SourceBlock) -> dict:
    if isinstance(block, SourceParagraph):
        written = _told(block)
        if block.pieces:
            written["pieces"] = [_told(each) for each in block.pieces]
        return written
    cells = [{**_told(cell), "blocks": [_block(each) for each in cell.blocks]} for cell in block.cells]
    return {**_told(block), "cells": cells}


def _told(value) -> dict:
    """A dataclass by what it says beside its defaults."""
    return {
        each.name: said
        for each in fields(value)
        if (said := getattr(value, each.name)) != each.default or each.default is MISSING
    }


def _block_of(written: dict) -> SourceBlock:
    if "cells" in written:
        cells = tuple(
            SourceCell(**{**each, "blocks": tuple(map(_block_of, each["blocks"]))}) for each in written["cells"]
        )
        return SourceTable(**{**written, "cells": cells})
    written["pieces"] = tuple(StyledText(**each) for each in written.get("pieces", ()))
    for name, kind in (("alignment", SourceAlignment), ("origin", SourceOrigin)):
        if name in written:
            written[name] = kind(written[name])
    return SourceParagraph(**written)


def _placed(value):
    """Strings with places as objects of two keys, which no other object of a document has."""
    if isinstance(value, PlacedText):
        return {_TEXT: str(value), _PLACES: value.places}
    if isinstance(value, dict):
        return {key: _placed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_placed(each) for each in value]
    return value


def _document_of(value):
    if isinstance(value, list):
        return [_document_of(each) for each in value]
    if not isinstance(value, dict):
        return value
    if _PLACES in value:
        return PlacedText(value[_TEXT], value[_PLACES])
    return {key: _document_of(each) for key, each in value.items()}
