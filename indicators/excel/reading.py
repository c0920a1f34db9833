"""A workbook's sheets as people see them: each cell a text, and what there is to ask about it.

openpyxl's read-only mode tells no formula without a calculated value from an empty cell, and takes several times as
long; so the few parts of a workbook that matter here are read by the XML parser itself.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string, range_boundaries

from indicators.excel.formats import GENERAL, shown
from indicators.excel.opening import MOST_CELLS, damaged, opened, too_many_cells

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ERRORS = {
    "#DIV/0!": "#ДЕЛ/0!", "#VALUE!": "#ЗНАЧ!", "#REF!": "#ССЫЛКА!", "#NAME?": "#ИМЯ?", "#NUM!": "#ЧИСЛО!",
    "#N/A": "#Н/Д",
}  # fmt: skip
_FAULTS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError, EOFError, OSError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
NO_RESULT = "В ячейке формула, а её результата в файле нет: откройте книгу в Excel, сохраните и загрузите снова."
_MOST_MERGED = 100_000


@dataclass
class Sheet:
    """Rows and columns count from 1; empty cells are not kept."""

    title: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    remarks: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first column, row, last column, row

    def text(self, row: int, column: int) -> str:
        return self.rows.get(row, {}).get(column, "")


def read_workbook(file: BinaryIO) -> list[Sheet]:
    """The visible sheets with anything on them. NotReadable: the file is no workbook that can be read, and why."""
    with opened(file) as archive:
        try:
            return _sheets(archive)
        except _Stopped:
            raise too_many_cells() from None
        except _FAULTS as fault:
            raise damaged() from fault


class _Stopped(Exception):
    """More cells than a table of values may have."""


def _sheets(archive: zipfile.ZipFile) -> list[Sheet]:
    main = _target(_relations(archive, ""), "/officeDocument")
    relations = _relations(archive, main)
    parts, dates_from_1904 = _listed_sheets(archive, main)
    strings = _optional(archive, relations, "/sharedStrings", _shared_strings, [])
    formats = _optional(archive, relations, "/styles", _number_formats, [])
    found, left = [], MOST_CELLS
    for title, relation in parts:
        kind, part = relations[relation]
        if not kind.endswith("/worksheet"):
            continue
        reader = _SheetReader(Sheet(title), strings, formats, dates_from_1904, left)
        _parse(archive, part, reader.start, reader.end)
        left -= reader.count
        if reader.sheet.rows:
            found.append(reader.sheet)
    return found


def _parse(archive: zipfile.ZipFile, part: str, start: Callable, end: Callable | None = None) -> None:
    """`start(name, attributes, parser)` and `end(name, text)` get names without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    texts: list[str] = []
    names: dict[str, str] = {}

    def started(name, attributes):
        texts.clear()
        start(names.get(name) or names.setdefault(name, name.rpartition(":")[2]), attributes)

    def ended(name):
        end(names[name], "".join(texts))
        texts.clear()

    parser.StartElementHandler = started
    if end:
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = texts.append
    with archive.open(part) as stream:
        while chunk := stream.read(2**18):
            parser.Parse(chunk)
    parser.Parse(b"", True)


def _refuse_doctype(*_):
    raise ValueError("A workbook's parts declare no document type")


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Of the part: kind and path of each related part, by its id."""
    folder, name = posixpath.split(part)
    found = {}

    def start(tag, attributes):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            found[attributes["Id"]] = attributes["Type"], target

    _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next(part for each, part in relations.values() if each.endswith(kind))


def _optional(archive: zipfile.ZipFile, relations: dict, kind: str, read: Callable, without):
    parts = [part for each, part in relations.values() if each.endswith(kind)]
    return read(archive, parts[0]) if parts and parts[0] in archive.NameToInfo else without


def _listed_sheets(archive: zipfile.ZipFile, part: str) -> tuple[list[tuple[str, str]], bool]:
    sheets, properties = [], {}

    def start(tag, attributes):
        if tag == "workbookPr":
            properties.update(attributes)
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next(value for name, value in attributes.items() if name.endswith(":id"))
            sheets.append((attributes["name"], relation))

    _parse(archive, part, start)
    return sheets, properties.get("date1904") in ("1", "true")


def _shared_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
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
            strings.append(_unescaped("".join(pieces)))
            pieces.clear()

    _parse(archive, part, start, end)
    return strings


def _number_formats(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The number format of each cell style."""
    codes, styles, within = dict(BUILTIN_FORMATS), [], []

    def start(tag, attributes):
        if tag == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "cellXfs":
            within.append(tag)
        elif tag == "xf" and within:
            styles.append(int(attributes.get("numFmtId", 0)))

    def end(tag, text):
        if tag == "cellXfs":
            within.clear()

    _parse(archive, part, start, end)
    return [codes.get(number, GENERAL) for number in styles]


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


class _SheetReader:
    """Fills a sheet from its elements, as they come."""

    def __init__(self, sheet: Sheet, strings: list[str], formats: list[str], dates_from_1904: bool, most: int):
        self.sheet, self.strings, self.formats, self.dates_from_1904 = sheet, strings, formats, dates_from_1904
        self.most, self.count = most, 0
        self.row_number = self.column = 0
        self.row: dict[int, str] = {}
        self.columns: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.value, self.has_formula, self.pieces, self.aid = None, False, [], False
        elif tag == "row":
            number = attributes.get("r")
            self.row_number = int(number) if number else self.row_number + 1
            self.row, self.column = {}, 0
        elif tag == "rPh":
            self.aid = True
        elif tag == "mergeCell" and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append(range_boundaries(attributes["ref"]))

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self.value = text
        elif tag == "c":
            self._keep()
        elif tag == "f":
            self.has_formula = True
        elif tag == "t" and not self.aid:
            self.pieces.append(text)
        elif tag == "rPh":
            self.aid = False
        elif tag == "row" and self.row:
            self.sheet.rows[self.row_number] = self.row

    def _keep(self) -> None:
        text = self._text()
        if text:
            self.row[self.column] = text
            self.count += 1
            if self.count > self.most:
                raise _Stopped
        elif self.has_formula and not self.value and self.kind != "str":
            self._remark(NO_RESULT)

    def _text(self) -> str:
        value, kind = self.value, self.kind
        if kind == "inlineStr":
            return _unescaped("".join(self.pieces))
        if not value:
            return ""
        if kind == "n":
            return self._number(value)
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "ИСТИНА" if value in ("1", "true") else "ЛОЖЬ"
        if kind == "e":
            return _ERRORS.get(value, value)
        if kind == "d":
            year, month, day = value[:10].split("-")
            return f"{day}.{month}.{year}"
        return _unescaped(value)

    def _number(self, value: str) -> str:
        style = int(self.style)
        number_format = self.formats[style] if style < len(self.formats) else GENERAL
        seen = shown(value, number_format, self.dates_from_1904)
        if seen.hidden:
            self._remark(f"В ячейке {seen.hidden}, а показано «{seen.text}»: взято показанное.")
        return seen.text

    def _remark(self, sentence: str) -> None:
        self.sheet.remarks[self.row_number, self.column] = sentence
        self.sheet.rows.setdefault(self.row_number, self.row)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = column_index_from_string(letters)
        return column
