"""Reads a workbook's sheets as people see them: each cell as a text, with remarks on it.

openpyxl's read-only mode can't tell a formula without a calculated value from an empty cell, and takes several times
as long; so the few parts of a workbook that matter are read by an XML parser here.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries

from portal.spreadsheets.delimited import read_delimited
from portal.spreadsheets.number_formats import GENERAL
from portal.spreadsheets.open_document import is_open_document, read_open_document
from portal.spreadsheets.opening import (
    MOST_CELLS,
    WorkbookArchive,
    damaged,
    is_archive,
    opened,
    parse,
    refuse_doctype,
    too_many_formats,
)
from portal.spreadsheets.sheet_reader import SheetReader, unescaped
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_FAULTS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError, EOFError, OSError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
MOST_FORMATS, MOST_STYLES = 5_000, 66_000  # Excel allows 250 and 65,490
MOST_COMMENTS, LONGEST_COMMENT = 1_000, 300


def read_workbook(file: BinaryIO, most_cells: int = MOST_CELLS) -> list[WorkbookSheet]:
    """Return the non-empty sheets of a file of Excel or LibreOffice, or of a table as text, told by its content.

    Raises NotReadable, which says why, if the file can't be read, and TooManyCells if it has more than `most_cells`.
    """
    try:
        if not is_archive(file) and (sheets := read_delimited(file, most_cells)) is not None:
            return sheets
        with opened(file) as archive:
            read = read_open_document if is_open_document(archive) else _read_sheets
            return read(archive, most_cells)
    except _FAULTS as fault:
        raise damaged() from fault


def _read_sheets(archive: WorkbookArchive, most_cells: int) -> list[WorkbookSheet]:
    """Return the non-empty sheets of an Excel workbook."""
    main = _find_target(_read_relations(archive, ""), "/officeDocument")
    relations = _read_relations(archive, main)
    parts, dates_from_1904 = _list_sheets(archive, main)
    strings = _read_optional(archive, relations, "/sharedStrings", _read_shared_strings, [])
    formats = _read_optional(archive, relations, "/styles", _read_number_formats, [])
    found, left = [], most_cells
    for title, relation, is_hidden in parts:
        kind, part = relations[relation]
        if not kind.endswith("/worksheet"):
            continue
        sheet = WorkbookSheet(title, is_hidden=is_hidden)
        reader = SheetReader(sheet, strings, formats, dates_from_1904, left, most_cells)
        _parse(archive, part, reader.start, reader.end)
        left -= reader.count
        _read_comments(archive, part, reader.sheet)
        if reader.sheet.rows:
            found.append(reader.sheet)
    return found


def _parse(archive: WorkbookArchive, part: str, start: Callable, end: Callable | None = None) -> None:
    """Parse a part: call `start(name, attributes)` and `end(name, text)`, with names without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    texts: list[str] = []
    names: dict[str, str] = {}

    def started(name, attributes):
        archive.take_element()
        texts.clear()
        start(names.get(name) or names.setdefault(name, name.rpartition(":")[2]), attributes)

    def ended(name):
        end(names[name], "".join(texts))
        texts.clear()

    def heard(text):
        archive.take_letters(len(text))
        texts.append(text)

    parser.StartElementHandler = started
    if end:
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = heard
    with archive.open(part) as stream:
        parse(parser, stream)


def _read_relations(archive: WorkbookArchive, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and path of each part that is related to this one, by the relation's id."""
    folder, name = posixpath.split(part)
    found = {}

    def start(tag, attributes):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            found[attributes["Id"]] = attributes["Type"], target

    _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _find_target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next(part for each, part in relations.values() if each.endswith(kind))


def _read_optional(archive: WorkbookArchive, relations: dict, kind: str, read: Callable, without):
    """Return what `read` finds in the related part of that kind, or `without` if there is no such part."""
    parts = [part for each, part in relations.values() if each.endswith(kind)]
    return read(archive, parts[0]) if parts and parts[0] in archive.NameToInfo else without


def _list_sheets(archive: WorkbookArchive, part: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Return each sheet's title, relation and whether it is hidden; and whether days are counted from 1904."""
    sheets, properties = [], {}

    def start(tag, attributes):
        if tag == "workbookPr":
            properties.update(attributes)
        elif tag == "sheet":
            relation = next(value for name, value in attributes.items() if name.endswith(":id"))
            sheets.append((attributes["name"], relation, attributes.get("state", "visible") != "visible"))

    _parse(archive, part, start)
    return sheets, properties.get("date1904") in ("1", "true")


def _read_shared_strings(archive: WorkbookArchive, part: str) -> list[str]:
    """Return the workbook's shared strings, without their reading aids (`rPh`)."""
    strings, pieces, reading_aid = [], [], []

    def start(tag, attributes):
        if tag == "rPh":
            reading_aid.append(tag)

    def end(tag, text):
        if tag == "t" and not reading_aid:
            pieces.append(text)
        elif tag == "rPh":
            reading_aid.clear()
        elif tag == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()

    _parse(archive, part, start, end)
    return strings


def _read_number_formats(archive: WorkbookArchive, part: str) -> list[str]:
    """Return the number format of each cell style."""
    codes, styles, within = dict(BUILTIN_FORMATS), [], []

    def start(tag, attributes):
        if tag == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            if len(codes) > MOST_FORMATS:
                raise too_many_formats()
        elif tag == "cellXfs":
            within.append(tag)
        elif tag == "xf" and within:
            styles.append(int(attributes.get("numFmtId", 0)))
            if len(styles) > MOST_STYLES:
                raise too_many_formats()

    def end(tag, text):
        if tag == "cellXfs":
            within.clear()

    _parse(archive, part, start, end)
    return [codes.get(number, GENERAL) for number in styles]


def _read_comments(archive: WorkbookArchive, part: str, sheet: WorkbookSheet) -> None:
    """Read notes and then threaded comments, which replace the notes that stand in for them."""
    folder, name = posixpath.split(part)
    if posixpath.join(folder, "_rels", f"{name}.rels") not in archive.NameToInfo:
        return
    related = _read_relations(archive, part).values()
    left_out = 0
    for kind, element in (("/comments", "comment"), ("/threadedComment", "threadedComment")):
        found: dict[tuple[int, int], list[str]] = {}
        for path in (path for each, path in related if each.endswith(kind) and path in archive.NameToInfo):
            _parse(archive, path, *_comment_reader(element, found))
        for place, pieces in found.items():
            if len(sheet.comments) < MOST_COMMENTS or place in sheet.comments:
                sheet.comments[place] = _shorten(" ".join("".join(pieces).split()))
            else:
                left_out += 1
    if left_out:
        sheet.faults.append(("", f"Примечаний больше {MOST_COMMENTS}, остальные здесь не показаны: {left_out}."))


def _comment_reader(element: str, found: dict[tuple[int, int], list[str]]) -> tuple[Callable, Callable]:
    """Return handlers that collect a part's comments by cell, answers behind what they answer."""
    pieces: list[str] = []
    place: list[tuple[int, int]] = []

    def start(tag, attributes):
        if tag == element:
            column, row = range_boundaries(attributes["ref"])[:2]
            place[:] = [(row or 1, column or 1)]  # of a whole row or column the first cell

    def end(tag, text):
        if tag in ("t", "text"):
            pieces.append(text)
        elif tag == element:
            found.setdefault(place[0], []).append("".join(pieces) + " ")
            pieces.clear()

    return start, end


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_COMMENT else f"{text[:LONGEST_COMMENT]}…"
