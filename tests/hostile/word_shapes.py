"""Word documents whose parts refer to each other very often, or state what no document has."""

from collections.abc import Callable

from tests.hostile.documents import W, paragraph, table, word
from tests.hostile.workbooks import noise

_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
_NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
_STYLED = '<w:pPr><w:pStyle w:val="s{}"/></w:pPr>'
_RUN = "<w:r><w:t>{}</w:t></w:r>"


def _numbering(abstracts: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>') -> str:
    return f"<w:numbering {W}>{abstracts}{numbers}</w:numbering>"


def _abstract(levels: str, number: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def _styles(*styles: str) -> str:
    return f"<w:styles {W}>{''.join(styles)}</w:styles>"


def _style(name: str, content: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}{content}</w:style>'


def _numberings() -> dict[str, Callable[[], bytes]]:
    many = paragraph("а", _NUMBERED.format(0, 1)) * 9_000
    return {
        "a level's text of a megabyte": lambda: word(
            many, numbering=_numbering(_abstract(_LEVEL.format(0, 1, "decimal", "%1." * 300_000)))
        ),
        "a level's text of 60 kilobytes": lambda: word(
            many, numbering=_numbering(_abstract(_LEVEL.format(0, 1, "decimal", "%1." * 20_000)))
        ),
        "numbers of 300 digits": lambda: word(
            many, numbering=_numbering(_abstract(_LEVEL.format(0, "1e300", "decimal", "%1." * 9)))
        ),
        "ten thousand levels": lambda: word(
            many, numbering=_numbering(_abstract("".join(_LEVEL.format(n, 1, "decimal", "%1.") for n in range(10_000))))
        ),
        "levels of no number": lambda: word(
            "".join(paragraph("а", _NUMBERED.format(n, 1)) for n in ("-1", "9", "1e300", "", "x", "²")) * 900,
            numbering=_numbering(
                _abstract("".join(_LEVEL.format(n, n, "russianLower", f"%{n}") for n in ("-1", "9", "1e300", "x", "²")))
            ),
        ),
        "overrides of a list": lambda: word(
            many,
            numbering=_numbering(
                _abstract(_LEVEL.format(0, 1, "upperRoman", "%1.")),
                '<w:num w:numId="1"><w:abstractNumId w:val="1"/>'
                + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>' * 20_000
                + "</w:num>",
            ),
        ),
        "lists described anew": lambda: word(
            "".join(paragraph("а", _NUMBERED.format(n % 9, n)) for n in range(9_000)),
            numbering=_numbering(
                "".join(_abstract(_LEVEL.format(0, 1, "upperLetter", "%1."), n) for n in range(9_000)),
                "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(9_000)),
            ),
        ),
        "lists that link each other": lambda: word(
            many,
            numbering=_numbering(
                "".join(
                    f'<w:abstractNum w:abstractNumId="{n}"><w:styleLink w:val="s{n}"/>'
                    f'<w:numStyleLink w:val="s{n + 1}"/></w:abstractNum>'
                    for n in range(9_000)
                )
            ),
        ),
    }


def _look() -> dict[str, Callable[[], bytes]]:
    runs = '<w:rPr><w:rStyle w:val="c{}"/></w:rPr>'
    return {
        "styles five thousand deep": lambda: word(
            "".join(paragraph("а", _STYLED.format(n)) for n in range(4_500)),
            styles=_styles(*(_style(f"s{n}", "<w:rPr><w:b/></w:rPr>", f"s{n + 1}") for n in range(5_000))),
        ),
        "styles in circles": lambda: word(
            "".join(paragraph("а", _STYLED.format(n % 40)) for n in range(9_000)),
            styles=_styles(*(_style(f"s{n}", "<w:rPr><w:b/></w:rPr>", f"s{(n + 1) % 40}") for n in range(40))),
        ),
        "a style of very many properties of a paragraph": lambda: word(
            paragraph("а", _STYLED.format(0)) * 9_000,
            styles=_styles(_style("s0", "<w:pPr>" + "<w:x/>" * 200_000 + "</w:pPr>")),
        ),
        "styles of very many properties of words": lambda: word(
            "".join(
                f"<w:p>{_STYLED.format(n % 90)}<w:r>{runs.format(n // 90)}<w:t>а</w:t></w:r></w:p>"
                for n in range(9_000)
            ),
            styles=_styles(
                *(_style(f"s{n}", "<w:rPr>" + "<w:b/>" * 1_500 + "</w:rPr>", f"s{n + 1}") for n in range(90)),
                *(_style(f"c{n}", "<w:rPr>" + "<w:b/>" * 1_500 + "</w:rPr>", f"c{n + 1}") for n in range(100)),
            ),
        ),
        "two hundred thousand empty runs": lambda: word(("<w:p>" + "<w:r/>" * 1_000 + "</w:p>") * 200),
        "a paragraph of long runs": lambda: word(
            "<w:p>" + _RUN.format("слово слово слово слово ") * 190_000 + "</w:p>"
        ),
        "letters of ten thousand sizes": lambda: word(
            "".join(f'<w:p><w:r><w:rPr><w:sz w:val="{n}e300"/></w:rPr><w:t>а</w:t></w:r></w:p>' for n in range(9_000))
        ),
        "outlines and indents of no number": lambda: word(
            "".join(
                paragraph(
                    "а", f'<w:pPr><w:outlineLvl w:val="{n}"/><w:ind w:left="{n}"/><w:spacing w:before="{n}"/></w:pPr>'
                )
                for n in ("-1", "-9", "8", "9", "1e308", "-1e308", "nan", "inf", "", "x", "9" * 5_000)
            )
        ),
    }


def _within() -> dict[str, Callable[[], bytes]]:
    box, end = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    cell, of_cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    begin, separate = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "separate"))
    return {
        "boxes of one drawing": lambda: word(
            "<w:p><w:r><w:pict>" + f"<w:txbxContent>{paragraph('а')}</w:txbxContent>" * 9_000 + "</w:pict></w:r></w:p>"
        ),
        "empty boxes of one drawing": lambda: word(
            "<w:p><w:r><w:pict>" + "<w:txbxContent/>" * 500_000 + "</w:pict></w:r></w:p>"
        ),
        "tables in boxes in tables": lambda: word((cell + box) * 30 + paragraph("а") + (end + of_cell) * 30),
        "tables in boxes in tables with many paragraphs": lambda: word(
            (cell + box) * 30 + paragraph("а") * 4_000 + (end + of_cell) * 30
        ),
        "tables twelve deep with many blanks": lambda: word(
            cell * 60 + "<w:p>" + _RUN.format(" ") * 180_000 + "</w:p>" + of_cell * 60
        ),
        "sdt in sdt": lambda: word(
            "<w:sdt><w:sdtContent>" * 120 + paragraph("а") * 9_000 + "</w:sdtContent></w:sdt>" * 120
        ),
        "changes in changes": lambda: word(
            "<w:p>" + "<w:ins><w:del>" * 120 + _RUN.format("а") + "</w:del></w:ins>" * 120 + "</w:p>"
        ),
        "a hundred thousand changes": lambda: word(
            ("<w:p>" + f"<w:ins>{_RUN.format('а')}</w:ins><w:del>{_RUN.format('б')}</w:del>" * 10 + "</w:p>") * 9_000
        ),
        "ends of paragraphs that were deleted": lambda: word(
            (
                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
                + "<w:r><w:t>а</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>б</w:t></w:r>" * 9
                + "</w:p>"
            )
            * 9_000
        ),
        "fields with results in fields": lambda: word(
            "<w:p>" + (begin + separate) * 40_000 + _RUN.format("а") * 60_000 + "</w:p>"
        ),
        "bookmarks": lambda: word(
            "<w:p>"
            + '<w:bookmarkStart w:id="1" w:name="а"/><w:bookmarkEnd w:id="1"/>' * 300_000
            + _RUN.format("а")
            + "</w:p>"
        ),
        "fifty thousand footnotes": lambda: word(
            "".join(f'<w:p><w:r><w:t>а</w:t><w:footnoteReference w:id="{n}"/></w:r></w:p>' for n in range(4_900)),
            footnotes=f"<w:footnotes {W}>"
            + "".join(f'<w:footnote w:id="{n}">{paragraph("а")}</w:footnote>' for n in range(50_000))
            + "</w:footnotes>",
        ),
        "a footnote that refers to itself": lambda: word(
            '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
            footnotes=f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>а</w:t><w:footnoteReference w:id="1"/>'
            "</w:r></w:p></w:footnote></w:footnotes>",
        ),
        "five large parts": lambda: word(
            paragraph("а") + "<w:x/>" * 750_000,
            styles=_styles("<w:x/>" * 750_000),
            numbering=_numbering("<w:x/>" * 750_000),
            footnotes=f"<w:footnotes {W}>" + "<w:x/>" * 750_000 + "</w:footnotes>",
            endnotes=f"<w:endnotes {W}>" + "<w:x/>" * 750_000 + f"<!--{noise()}--></w:endnotes>",
        ),
        "attributes": lambda: word(
            f"<!--{noise()}-->" + ("<w:p " + " ".join(f'a{n}="1"' for n in range(90)) + "/>") * 18_000
        ),
        "an attribute of nine megabytes": lambda: word(
            f"<!--{noise()}-->" + paragraph("а", f'<w:pPr><w:jc w:val="{"center " * 1_250_000}"/></w:pPr>')
        ),
        "relationships": lambda: word(
            paragraph("а"),
            **{
                "_rels/document.xml": "<Relationships>" + '<Relationship Id="r"/>' * 400_000 + "</Relationships>",
            },
        ),
    }


def _tables() -> dict[str, Callable[[], bytes]]:
    def with_grid(widths: tuple, cells: str, rows: int) -> bytes:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) * 20_000
        return word(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>" + f"<w:tr>{cells}</w:tr>" * rows + "</w:tbl>")

    one = f"<w:tc>{paragraph('а')}</w:tc>"
    blank = "<w:tc><w:p/></w:tc>"
    before = '<w:trPr><w:gridBefore w:val="{}"/></w:trPr>'
    kinds = ("restart", "continue", "continue")
    merged = '<w:tcPr><w:gridSpan w:val="{}"/><w:vMerge w:val="{}"/></w:tcPr>'

    def crosswise(row: int) -> str:
        own = (merged.format(1 + (row * 7 + n) % 5, kinds[(row + n) % 3]) for n in range(9))
        return "<w:tr>" + "".join(f"<w:tc>{each}{paragraph('а')}</w:tc>" for each in own) + "</w:tr>"

    return {
        "a grid of sixty thousand columns": lambda: with_grid((1, 1, 2_000), blank * 9, 1_000),
        "a grid of hairs": lambda: with_grid((1, 2_000, 2_000), one * 90, 50),
        "ten thousand columns": lambda: word(table(1, 10_000)),
        "two hundred columns": lambda: word(table(24, 200)),
        "columns before the first one": lambda: word(
            "<w:tbl>"
            + "".join(f"<w:tr>{before.format(n)}{one * 3}</w:tr>" for n in ("-3", "-1", "0", "2", "150", "x") * 50)
            + "</w:tbl>"
        ),
        "two thousand millions of columns before": lambda: word(
            f"<w:tbl><w:tr>{before.format('-2000000000')}{one * 3}</w:tr><w:tr>{one * 3}</w:tr></w:tbl>"
        ),
        "spans of no number": lambda: word(
            "".join(
                table(3, 3, properties=merged.format(span, kind))
                for span in ("-5", "0", "1e308", "nan", "x", "²", "9" * 5_000)
                for kind in ("restart", "continue", "x", "")
            )
        ),
        "joined crosswise": lambda: word("<w:tbl>" + "".join(map(crosswise, range(500))) + "</w:tbl>"),
        "rows without cells": lambda: word("<w:tbl>" + "<w:tr/>" * 19_000 + f"<w:tr>{one}</w:tr></w:tbl>"),
        "tables without rows": lambda: word("<w:tbl/>" * 9_000),
        "joined to the cell before": lambda: word(
            "<w:tbl>"
            + (f"<w:tr>{one}" + '<w:tc><w:tcPr><w:hMerge w:val="continue"/></w:tcPr><w:p/></w:tc>' * 190 + "</w:tr>")
            * 40
            + "</w:tbl>"
        ),
    }


def shaped_documents() -> dict[str, Callable[[], bytes]]:
    return _numberings() | _look() | _within() | _tables()
