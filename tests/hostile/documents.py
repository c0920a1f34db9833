"""Word documents and pages of the clipboard, of up to a megabyte, that unfold into very much."""

from collections.abc import Callable

from tests.hostile.workbooks import noise, packed

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_document(paragraphs: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{paragraphs}<w:sectPr/></w:body></w:document>'
    )


def word(paragraphs: str, **others: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": text_document(paragraphs),
            **{f"word/{name}.xml": part for name, part in others.items()},
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: int, columns: int, text: str = "а", properties: str = "") -> str:
    cell = f"<w:tc>{properties}{paragraph(text)}</w:tc>"
    return "<w:tbl>" + f"<w:tr>{cell * columns}</w:tr>" * rows + "</w:tbl>"


def documents(words: dict[str, str]) -> dict[str, Callable[[], bytes]]:
    """Return Word documents by what they have; each text of `words` makes one as a paragraph and one as a cell."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>' for n in range(9)
    )
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>' for n in range(1, 20_000)
    )
    styles = f"<w:styles {W}>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(10_000)
    )
    nested = "<w:tbl><w:tr><w:tc>" * 400 + paragraph("а") + "</w:tc></w:tr></w:tbl>" * 400
    span = '<w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>'
    found = {
        "many paragraphs": lambda: word(paragraph("а") * 60_000),
        "drawn tables": lambda: word(paragraph("|а|б|в|") * 30_000),
        "a drawn line of very many bars": lambda: word(paragraph("|а" * 100_000 + "|") * 4),
        "levels within drawn lines": lambda: word(paragraph("|--|а" * 300 + "|") * 3_000),
        "lines parted by tabs": lambda: word(paragraph("а\tб\tв") * 30_000),
        "a plan of sentences": lambda: word(paragraph("1. А б. Срок: май. Ответственный: отдел.") * 9_000),
        "sentences that are nearly a plan": lambda: word(paragraph("срок - срок - " * 60 + "отв") * 9_000),
        "labels behind dashes": lambda: word(paragraph("Цель " + "- цель " * 100) * 9_000),
        "many blank paragraphs": lambda: word("<w:p/>" * 150_000),
        "elements beside what can't be packed": lambda: word(f"<!--{noise()}-->" + "<w:p/>" * 5_500_000),
        "words beside what can't be packed": lambda: word(f"<!--{noise()}-->" + paragraph("слово " * 3_000_000)),
        "a long paragraph of runs": lambda: word("<w:p>" + "<w:r><w:t>а </w:t></w:r>" * 100_000 + "</w:p>"),
        "a table of ten thousand rows": lambda: word(table(10_000, 6)),
        "a table of three thousand columns": lambda: word(table(3, 3_000)),
        "a table of 9,900 cells": lambda: word(table(1_100, 9, "1")),
        "tables of one cell": lambda: word(table(1, 1) * 9_000),
        "spans of two thousand millions": lambda: word(table(100, 3, properties=span.format(2_000_000_000))),
        "spans of a thousand": lambda: word(table(1_000, 8, properties=span.format(1_000))),
        "spans of a hundred": lambda: word(table(3_000, 3, properties=span.format(100))),
        "joined downwards": lambda: word(table(3_000, 3, properties="<w:tcPr><w:vMerge/></w:tcPr>")),
        "tables within tables": lambda: word(nested),
        "numbered": lambda: word(
            paragraph("а", '<w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="7"/></w:numPr></w:pPr>') * 9_000,
            numbering=numbering + "</w:numbering>",
        ),
        "styles based on styles": lambda: word(
            paragraph("а", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 9_000, styles=styles + "</w:styles>"
        ),
        "a style based on itself": lambda: word(
            paragraph("а", '<w:pPr><w:pStyle w:val="s"/></w:pPr>') * 1_000,
            styles=f'<w:styles {W}><w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="s"/></w:style>'
            "</w:styles>",
        ),
        "footnotes": lambda: word(
            '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 9_000,
            footnotes=f'<w:footnotes {W}><w:footnote w:id="1">{paragraph("ш" * 30_000)}</w:footnote></w:footnotes>',
        ),
        "deleted and inserted": lambda: word("<w:p><w:ins>" * 200 + "<w:r><w:t>а</w:t></w:r>" + "</w:ins></w:p>" * 200),
        "fields": lambda: word("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60_000 + "</w:p>"),
        "text boxes": lambda: word(
            ("<w:p><w:r><w:pict><w:txbxContent>" * 200) + paragraph("а") + "</w:txbxContent></w:pict></w:r></w:p>" * 200
        ),
    }
    for name, text in words.items():
        signs = set(text) - set("\n\t\xa0")
        if all(map(str.isprintable, signs)) and signs.isdisjoint("<&"):
            found[f"a paragraph: {name}"] = lambda text=text: word(paragraph(text))
            found[f"cells: {name}"] = lambda text=text: word(table(40, 6, text[: len(text) // 100]))
            found[f"paragraphs: {name}"] = lambda text=text: word(paragraph(text[: len(text) // 2_000]) * 2_000)
    return found


def pages(words: dict[str, str]) -> dict[str, Callable[[], str]]:
    """Return pasted pages (HTML) by what they have."""
    found = {
        "cells without end": lambda: "<table>" + "<tr><td>а" * 60_000,
        "a row without end": lambda: "<table><tr>" + "<td>а" * 100_000,
        "spans": lambda: "<table>" + '<tr><td rowspan="65000" colspan="1000">а' * 9_000,
        "spans of 200": lambda: "<table>" + '<tr><td rowspan="200" colspan="200">а' * 9_000,
        "blocks in blocks": lambda: "<div>" * 200_000,
        "bold in bold": lambda: "<b>а" * 150_000,
        "tables in tables": lambda: "<table><tr><td>" * 30_000,
        "lists in lists": lambda: "<ul><li>а" * 60_000,
        "list items": lambda: "<ol>" + "<li>а" * 100_000,
        "items without a list": lambda: "<li>а" * 100_000,
        "attributes": lambda: "<p " + " ".join(f'a{n}="1"' for n in range(60_000)) + ">а",
        "one attribute": lambda: f'<p style="{"text-align " * 80_000}">а',
        "hidden": lambda: '<p style="display:none">' * 30_000 + "а",
        "line breaks": lambda: "<br>" * 200_000,
        "entities": lambda: "&#1096;" * 140_000,
        "a document type": lambda: "<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;" + "<p>а" * 9_000,
        "paragraphs": lambda: "<p>а" * 200_000,
        "table of values": lambda: "<table>" + ("<tr>" + "<td>1,5" * 40) * 2_500,
    }
    return found | {f"a paragraph: {name}": lambda text=text: f"<p>{text}" for name, text in words.items()}
