"""Workbooks whose parts are named, told or repeated very often, or hold one piece without end."""

import io
import zipfile
from collections.abc import Callable

from tests.hostile.workbooks import changed, noise, packed, rows, workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELLS = rows(30, [(letter, "1") for letter in "ABCDE"])


def _text(cell: str, text: str, style: str = "0") -> str:
    return f'<c r="{cell}" t="inlineStr" s="{style}"><is><t>{text}</t></is></c>'


def _part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def _with(content: bytes, **parts: str) -> bytes:
    return changed(content, **parts)


def _sheets_of_one_part(count: int) -> bytes:
    made = workbook(_CELLS)
    main = _part(made, "xl/workbook.xml")
    start, _, rest = main.partition("<sheets>")
    sheet = rest.partition("</sheets>")[0]
    return _with(made, workbook=f"{start}<sheets>{sheet * count}{rest[rest.index('</sheets>') :]}")


def _commented(comments: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    parts = {}
    with zipfile.ZipFile(io.BytesIO(workbook(_CELLS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="/xl/comments1.xml"/></Relationships>'
    )
    parts["xl/comments1.xml"] = f'<comments xmlns="{_MAIN}"><commentList>{comments}</commentList></comments>'
    return packed(parts)


def _comment(place: str, text: str = "а") -> str:
    return f'<comment ref="{place}"><text><t>{text}</t></text></comment>'


def _styled(formats: str, styles: str) -> bytes:
    sheet = f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'
    return _with(workbook(rows(1_000, [(letter, "1.5") for letter in "ABCDE"])), styles=sheet)


def _strings(items: str, cells: str) -> bytes:
    return _with(workbook(cells), sharedStrings=f'<sst xmlns="{_MAIN}">{items}</sst>')


def shaped_workbooks() -> dict[str, Callable[[], bytes]]:
    long = "ш" * 30_000
    validations = "<dataValidations>" + '<dataValidation sqref="A1:XFD1048576"/>' * 30_000 + "</dataValidations>"
    conditions = '<conditionalFormatting sqref="A1:XFD9"><cfRule type="x"/></conditionalFormatting>' * 30_000
    shared = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" ref="A1:A9000" si="0">B{n}+1</f></c></row>' for n in range(1, 9_000)
    )
    names = "<definedNames>" + "".join(f'<definedName name="н{n}">а!$A$1</definedName>' for n in range(30_000))
    return {
        "formulas without results": lambda: workbook(shared),
        "validations and conditions": lambda: workbook(_CELLS, behind=conditions + validations),
        "defined names": lambda: _with(
            workbook(_CELLS),
            workbook=_part(workbook(_CELLS), "xl/workbook.xml").replace(
                "</sheets>", f"</sheets>{names}</definedNames>"
            ),
        ),
        "a dimension beyond sheets": lambda: workbook(_CELLS, before='<dimension ref="A1:ZZZ99999999999"/>'),
        "sheets of one part": lambda: _sheets_of_one_part(9_000),
        "two hundred sheets of one part": lambda: _sheets_of_one_part(200),
        "comments": lambda: _commented("".join(_comment(f"A{n}", "слово " * 9) for n in range(1, 30_000))),
        "comments on one cell": lambda: _commented(_comment("A1", "слово " * 30) * 20_000),
        "comments nowhere": lambda: _commented(
            "".join(map(_comment, ("A", "5", "XFD1048576", "$A$1", "A1:B2", "1:3")))
        ),
        "a comment beyond sheets": lambda: _commented(_comment("A0") + _comment("AAA9999999999")),
        "columns told backwards": lambda: workbook(
            _CELLS,
            before='<cols><col min="999999999999999" max="1" hidden="1"/>'
            + '<col min="1" max="16384" width="3" customWidth="1"/>' * 5_000
            + '<col min="1" max="16384" hidden="1"/>' * 20_000
            + "</cols>",
        ),
        "columns before the first one": lambda: workbook(
            _CELLS, before='<cols><col min="-16000" max="16" hidden="1"/></cols>'
        ),
        "rows before the first one": lambda: workbook(
            '<row r="-5"><c r="A-5"><v>1</v></c><c><v>1</v></c></row>' + _CELLS
        ),
        "columns beyond the last one": lambda: workbook(
            '<row r="1"><c r="ZZZ1"><v>1</v></c><c><v>1</v></c></row>' + _CELLS
        ),
        "an attribute of forty megabytes": lambda: workbook(
            f'<!--{noise()}--><row r="1" spans="{"1:5 " * 10_000_000}"/>' + _CELLS
        ),
        "a comment of markup of forty megabytes": lambda: workbook(f"<!--{noise()}{'а' * 20_000_000}-->" + _CELLS),
        "a value of twenty megabytes": lambda: workbook(
            f'<!--{noise()}--><row r="1"><c r="A1"><v>{"1" * 20_000_000}</v></c></row>'
        ),
        "attributes": lambda: workbook(
            f"<!--{noise()}-->" + ("<row " + " ".join(f'a{n}="1"' for n in range(900)) + "/>") * 4_000
        ),
        "attributes of one element": lambda: workbook("<row " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>"),
        "namespaces": lambda: workbook("<row " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(60_000)) + "/>"),
        "large ranges joined": lambda: workbook(
            rows(2_000, [(letter, "1") for letter in "ABCDE"]),
            behind="<mergeCells>"
            + "".join(f'<mergeCell ref="A{1 + n % 1_900}:XFD{100_000 + n}"/>' for n in range(60_000))
            + "</mergeCells>",
        ),
        "a long word joined over forty columns": lambda: workbook(
            f'<row r="1">{_text("A1", long)}{_text("AO1", "а")}</row><row r="1990">{_text("A1990", "б")}</row>',
            behind='<mergeCells><mergeCell ref="A1:AN1990"/></mergeCells>',
        ),
        "hidden rows and columns joined": lambda: workbook(
            "".join(f'<row r="{n}" hidden="1"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 9_000)),
            before='<cols><col min="1" max="16384" hidden="1"/></cols>',
            behind="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>",
        ),
        "rich runs of shared strings": lambda: _strings(
            "<si>" + "<r><rPr><b/></rPr><t>а</t></r>" * 60_000 + "</si>", rows(3_000, [("A", "0")], kind="s")
        ),
        "a long shared string in every cell": lambda: _strings(
            f"<si><t>{'слово ' * 400_000}</t></si>", rows(4_000, [("A", "0"), ("B", "0")], kind="s")
        ),
        "shared strings that aren't there": lambda: _strings(
            "<si/>", rows(9, [("A", "-1"), ("B", "99999999999")], kind="s")
        ),
        "escapes": lambda: workbook(
            f'<row r="1">{_text("A1", "_x0000_" * 60_000)}{_text("B1", "_xD800__x" * 9_000)}</row>'
        ),
        "many formats": lambda: _styled(
            "".join(f'<numFmt numFmtId="{n}" formatCode="{"0." * 120}{n}"/>' for n in range(164, 5_100)),
            "".join(f'<xf numFmtId="{n}"/>' for n in range(164, 5_100)),
        ),
        "more formats than there are": lambda: _styled(
            "".join(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(30_000)), "<xf/>"
        ),
        "styles": lambda: _styled('<numFmt numFmtId="170" formatCode="0"/>', '<xf numFmtId="170"/>' * 60_000),
        "a format of per cent": lambda: workbook(rows(3_000, [(c, "1e30") for c in "ABCDE"]), "0" + "%" * 250),
        "a format of commas": lambda: workbook(rows(3_000, [(c, "1e300") for c in "ABCDE"]), "0" + "," * 250),
        "days of no calendar": lambda: workbook(
            rows(3, [(c, v) for c, v in zip("ABCDE", ("1e30", "-1", "2958466", "99999999", "0.99999"), strict=True)]),
            "mmmm yyyy",
        ),
        "days by ISO": lambda: workbook(
            "".join(
                f'<row r="{n}"><c r="A{n}" t="d"><v>{v}</v></c></row>'
                for n, v in enumerate(("2026", "2026-13-45", "0000-00-00", "-1-1-1", "x-y-z", "--------"), 1)
            )
        ),
        "months without years": lambda: workbook(rows(4_000, [(c, "45000") for c in "ABCDE"]), "mmmm yyyy"),
        "short words of one row": lambda: workbook(
            '<row r="1">' + "".join("<c t='inlineStr'><is><t>а</t></is></c>" for _ in range(16_000)) + "</row>"
        ),
    }


def shaped_open_documents() -> dict[str, Callable[[], bytes]]:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )

    def made(body: str) -> bytes:
        body = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        content = f'<?xml version="1.0"?><office:document-content{names}>{body}</office:document-content>'
        return packed(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}, stored=("mimetype",)
        )

    def sheet(*table_rows: str) -> str:
        return f'<table:table table:name="а">{"".join(table_rows)}</table:table>'

    def row(*cells: str, more: str = "") -> str:
        return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"

    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    covered = '<table:covered-table-cell table:number-columns-repeated="16384"/>'
    wide = ' table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    note = "<office:annotation><text:p>{}</text:p></office:annotation>"
    return {
        "a cell far to the right": lambda: made(sheet(row(blank * 3, cell("1")), row(cell("1")))),
        "cells thousands of millions to the right": lambda: made(sheet(row(blank * 60_000, cell("1"), cell("2")))),
        "a row far below": lambda: made(
            sheet(row(more=' table:number-rows-repeated="1048576"') * 9_000, row(cell("1"), cell("2")))
        ),
        "covered cells": lambda: made(sheet(row(cell("1", wide), covered * 60_000))),
        "cells that cover each other": lambda: made(
            sheet(*(row(*(cell("1", wide) for _ in range(9)), *(cell("2") for _ in range(9))) for _ in range(500)))
        ),
        "hidden columns": lambda: made(
            sheet(
                '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>' * 60_000,
                row(cell("1"), cell("2")),
            )
        ),
        "notes": lambda: made(sheet(row(*(cell("1" + note.format("слово " * 20)) for _ in range(9))) * 1_000)),
        "notes in notes": lambda: made(sheet(row(cell("1" + "<office:annotation><text:p>" * 90_000)))),
        "numbers of no size": lambda: made(
            sheet(
                row(
                    *(
                        cell("1", f' office:value-type="percentage" office:value="{value}"')
                        for value in ("1e999999999", "nan", "inf", "-0", "9" * 9_000, "1e-999999", "x")
                    )
                )
            )
        ),
        "digits behind a cell": lambda: made(
            sheet(row(*(cell("1", f' office:value-type="float" office:value="1.{n:09}"') for n in range(9))) * 2_000)
        ),
        "cells without a sheet": lambda: made(row(cell("1"))),
        "a cell in a cell": lambda: made(sheet(row("<table:table-cell><text:p>а" * 60_000))),
        "a comment of markup of forty megabytes": lambda: made(
            f"<!--{noise()}{'а' * 20_000_000}-->" + sheet(row(cell("1")))
        ),
        "an attribute of forty megabytes": lambda: made(
            f"<!--{noise()}-->" + sheet(row(cell("1", f' table:formula="{"of:=1+" * 6_000_000}"')))
        ),
        "a long word repeated over forty columns": lambda: made(
            sheet(row(cell("слово " * 5_000, ' table:number-columns-repeated="40"')) * 50)
        ),
        "a long word joined over forty columns": lambda: made(
            sheet(
                row(cell("слово " * 5_000, ' table:number-columns-spanned="40" table:number-rows-spanned="1990"')),
                row(cell("а")) * 1_989,
            )
        ),
    }


def in_archives() -> dict[str, Callable[[], bytes]]:
    """Return archives that harm whatever opens them as ZIP files, by what they have."""
    macros = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000_000
    return {
        "parts that begin as macros do": lambda: packed(
            {f"xl/part{number}.bin": macros for number in range(150)} | {"[Content_Types].xml": "<Types/>"}
        ),
        "lists of parts": lambda: packed(
            {"xl/a.xml": "<a/>"}
            | {
                "[Content_Types].xml"[:number] + "[Content_Types].xml"[number:].upper(): b"<!--" + b" " * 5_000_000
                for number in range(15)
            }
        ),
        "many parts": lambda: packed({f"xl/{number}": "" for number in range(9_000)}),
        "long names of parts": lambda: packed({"xl/" + "а" * 15_000 + str(number): "" for number in range(14)}),
    }
