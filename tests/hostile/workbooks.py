"""Workbooks of up to a megabyte that unfold into very much: of Excel and LibreOffice."""

import base64
import io
import random
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from portal.archives import MOST_RATIO, SMALL_PART


def packed(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, _loose(part), zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _loose(part: str | bytes) -> bytes:
    """Add noise to a part so that it compresses as usual; one that compresses far better is refused unread."""
    content = part.encode() if isinstance(part, str) else part
    if len(content) <= SMALL_PART or not content.endswith(b">"):
        return content
    return content + f"<!--{noise(len(content) * 11 // 10 // MOST_RATIO)}-->".encode()


def changed(content: bytes, **parts: str | bytes) -> bytes:
    """Return the archive with some parts replaced, which are named by their file names without extension."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed(
            {name: parts.get(name.rpartition("/")[2].split(".")[0], archive.read(name)) for name in archive.namelist()}
        )


def workbook(cells: str, number_format: str = "0.0", *, behind: str = "", before: str = "") -> bytes:
    """Make a workbook whose sheet has these XML cells.

    Style 1 has the number format; shared string 0 is a short word, 1 has 30,000 letters.
    """
    made, file = Workbook(), io.BytesIO()
    made.active["A1"], made.active["A1"].number_format = "школа", number_format
    made.active["A2"] = "ш" * 30_000
    made.save(file)
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    head, _, _ = sheet.partition("<sheetData>")
    if "<sheetFormatPr" in head:
        head = head[: head.index("<sheetFormatPr")]
    return changed(file.getvalue(), sheet1=f"{head}{before}<sheetData>{cells}</sheetData>{behind}</worksheet>")


def noise(size: int = 300_000) -> str:
    """Return text that doesn't compress well, to make a part compress as usual."""
    return base64.b64encode(random.Random(1).randbytes(size)).decode()


def rows(number: int, cells: list[tuple[str, str]], *, kind: str = "n", step: int = 1) -> str:
    """Return XML rows that all have these cells, given by column and value."""
    return "".join(
        f'<row r="{row}">' + "".join(f'<c r="{c}{row}" s="1" t="{kind}"><v>{v}</v></c>' for c, v in cells) + "</row>"
        for row in range(1, number * step + 1, step)
    )


def figures(number: int, columns: int, value: Callable[[int], str], number_format: str) -> bytes:
    """Make a workbook with a different number in each cell, in style 1."""
    cells = (f'<c s="1"><v>{value(each)}</v></c>' for each in range(1, number * columns + 1))
    body = "".join("<row>" + "".join(next(cells) for _ in range(columns)) + "</row>" for _ in range(number))
    return workbook(body, number_format)


def workbooks() -> dict[str, Callable[[], bytes]]:
    many = [(letter, "1") for letter in "ABCDEFGHIJKLMNOPQRST"]
    return {
        "different dates": lambda: figures(4_000, 10, lambda n: f"{40_000 + n / 1_000}", "dd.mm.yyyy hh:mm"),
        "different numbers of 280 digits": lambda: figures(4_000, 10, lambda n: f"{n}e270", "#,##0"),
        "different headings of 200 digits": lambda: figures(20, 2_000, lambda n: f"{n}e200", '#,##0" отметка"'),
        "different fractions": lambda: figures(4_000, 10, lambda n: f"0.{n * 7_919 % 10**17:017}", "0.0"),
        "different small numbers of 250 places": lambda: figures(4_000, 8, lambda n: f"{n}e-200", "0." + "0" * 250),
        "the corners of a sheet": lambda: workbook(
            rows(1, [("A", "1")]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "the first and the last column": lambda: workbook(rows(5_000, [("A", "1"), ("XFD", "1")])),
        "rows far apart": lambda: workbook(rows(20_000, [("A", "1"), ("B", "2")], step=50)),
        "many cells": lambda: workbook(rows(14_000, many)),
        "very many cells": lambda: workbook(rows(45_000, many)),
        "one long word in each cell": lambda: workbook(rows(3_000, [(c, "1") for c in "ABCDEFGH"], kind="s")),
        "a short word in each cell": lambda: workbook(rows(14_000, [(c, "0") for c, _ in many], kind="s")),
        "numbers of 300 digits": lambda: workbook(rows(20_000, [("A", "1e300")]), "#,##0.00"),
        "a format of 200 places": lambda: workbook(rows(20_000, [("A", "1e300")]), "#,##0." + "0" * 200),
        "numbers beyond every number": lambda: workbook(rows(20_000, [("A", "1e999")]), "0.00"),
        "digits without end": lambda: workbook(rows(8, [("A", "9" * 100_000)]), "0.00"),
        "a format of semicolons": lambda: workbook(rows(600, [("A", "1.5")]), ";" * 60_000),
        "a format of brackets": lambda: workbook(rows(600, [("A", "1.5")]), "[" * 60_000),
        "joined cells": lambda: workbook(
            rows(100, many),
            behind="<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 30_000))
            + "</mergeCells>",
        ),
        "a sheet joined many times": lambda: workbook(
            rows(100, many), behind="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5_000 + "</mergeCells>"
        ),
        "squares of joined cells": lambda: workbook(
            rows(2_000, many), behind="<mergeCells>" + '<mergeCell ref="A1:T2000"/>' * 5_000 + "</mergeCells>"
        ),
        "columns told many times": lambda: workbook(
            rows(10, many), before="<cols>" + '<col min="1" max="16384" width="3" hidden="1"/>' * 20_000 + "</cols>"
        ),
        "elements beside what can't be packed": lambda: workbook(f"<!--{noise()}-->" + "<row/>" * 6_000_000),
        "empty rows": lambda: workbook("".join(f'<row r="{n}"/>' for n in range(1, 200_000))),
        "empty cells": lambda: workbook('<row r="1">' + "<c/>" * 400_000 + "</row>"),
        "elements within elements": lambda: workbook("<row>" * 50_000),
        "runs of one cell": lambda: workbook(
            '<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>ш</t></r>" * 300_000 + "</is></c></row>"
        ),
    }


def open_documents() -> dict[str, Callable[[], bytes]]:
    def made(body: str) -> bytes:
        names = "".join(
            f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
            for short in ("office", "table", "text")
        )
        body = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        content = f'<?xml version="1.0"?><office:document-content{names}>{body}</office:document-content>'
        return packed(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}, stored=("mimetype",)
        )

    def cell(text: str = "а", repeated: int = 1, more: str = "") -> str:
        attributes = f'table:number-columns-repeated="{repeated}"{more}'
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    def sheet(content: str) -> str:
        return f'<table:table table:name="а">{content}</table:table>'

    def row(content: str, repeated: int = 1) -> str:
        return f'<table:table-row table:number-rows-repeated="{repeated}">{content}</table:table-row>'

    spanned = ' table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    return {
        "a row repeated to the end": lambda: made(sheet(row(cell(), 1_048_576))),
        "a cell repeated to the end": lambda: made(sheet(row(cell(repeated=16_384)) * 50)),
        "all cells of a sheet": lambda: made(sheet(row(cell(repeated=16_384), 1_048_576))),
        "a long word repeated": lambda: made(sheet(row(cell("ш" * 30_000, 100), 1_000))),
        "blank rows repeated": lambda: made(sheet((row("", 1_000_000) + row(cell())) * 5_000)),
        "sheets": lambda: made(sheet(row(cell())) * 20_000),
        "cells joined": lambda: made(sheet(row(cell(more=spanned)) * 20_000)),
        "many cells": lambda: made(sheet(row(cell("1") * 20) * 10_000)),
        "blanks": lambda: made(sheet(row(cell('<text:s text:c="999999999"/>' * 1_000)) * 20)),
        "elements in elements": lambda: made("<table:table>" * 100_000),
    }
