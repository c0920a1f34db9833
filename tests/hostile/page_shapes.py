"""What a clipboard may hold as HTML: cells that cover very much, long attributes, tags that never end."""

from collections.abc import Callable


def shaped_pages() -> dict[str, Callable[[], str]]:
    spanned = '<td colspan="65534" rowspan="65534">'
    columns = '<col span="200" style="display:none">'
    return {
        "spans of 65,534 in every cell": lambda: "<table>" + f"<tr>{spanned}а</tr>" * 20_000 + "</table>",
        "a long word over many places": lambda: (
            f'<table><tr><td colspan="200" rowspan="200">{"слово " * 140_000}</td></tr>'
            + "<tr></tr>" * 199
            + "</table>"
        ),
        "a long word over forty columns": lambda: (
            f'<table><tr><td colspan="40" rowspan="200">{"слово " * 140_000}</td></tr>' + "<tr></tr>" * 199 + "</table>"
        ),
        "words over many places": lambda: (
            "<table>"
            + "".join(f'<tr><td colspan="40" rowspan="1">{"слово " * 60}</td></tr>' for _ in range(1_900))
            + "</table>"
        ),
        "hidden columns": lambda: f"<table>{columns * 25_000}<tr>{'<td>а' * 9}</tr></table>",
        "hidden columns and many cells": lambda: (
            f"<table>{columns}{'<tr>' + '<td>а' * 40}" + ("<tr>" + "<td>а" * 40) * 500
        ),
        "rows below joined cells": lambda: (
            "<table><tr>" + '<td rowspan="200">а' * 1_900 + "</tr>" + "<tr><td>б</tr>" * 199 + "</table>"
        ),
        "tables five hundred deep": lambda: "<table><tr><td>а" * 500 + "</table>" * 500,
        "rows within divisions": lambda: "<table><tr><td>" + "<div>" * 200 + "<table>" + "<tr><td>а" * 20_000,
        "a style of 500 kilobytes": lambda: f'<p style="{"color: red; " * 42_000}">а',
        "styles of a kilobyte": lambda: f'<p style="{"color: red; " * 80}">а' * 950,
        "half words of styles": lambda: f'<p style="{"display : " * 90_000}">а',
        "blanks in a style": lambda: f'<p style="display{" " * 400_000}:{" " * 400_000}x">а',
        "font weights": lambda: f'<p style="{"font-weight:" * 75_000}">а',
        "named entities": lambda: "&nbsp;&laquo;&shy;" * 50_000,
        "entities of no sign": lambda: "&#xffffffff;&#0;&#xd800;&bogus" * 30_000,
        "a picture within": lambda: f'<p>а<img src="data:image/png;base64,{"QUJD" * 220_000}">',
        "a tag that never ends": lambda: "<p>а" + "<a " * 300_000,
        "open quotation marks": lambda: "<p>а" + "<a b='" * 150_000,
        "open comments": lambda: "<p>а" + "<!--" * 220_000,
        "open declarations": lambda: "<p>а" + "<![CDATA[<?x " * 70_000,
        "ends without a beginning": lambda: "<p>а" + "</table></td></p></b>" * 40_000,
        "forms and fields": lambda: "<form><input value='а'><select><option>а" * 20_000,
        "ordered lists in lists": lambda: '<ol start="999999999"><li>а' * 60_000,
        "a start beyond numbers": lambda: f'<ol start="{"9" * 500_000}"><li>а' + "<li>б" * 9_000,
        "spans of other digits": lambda: "<table>" + '<tr><td colspan="٣" rowspan="²">а' * 20_000,
        "namespaces": lambda: "<o:p><w:sdt><v:shape>а" * 40_000,
        "conditional comments": lambda: "<![if !supportLists]><p>а<![endif]>" * 20_000,
        "letters of every kind": lambda: "<p>" + "".join(chr(number) for number in range(1, 0xD800)) * 8,
        "words between blanks": lambda: "<p>" + "а \t\n" * 200_000,
        "bold letters one by one": lambda: "<p>" + "<b>а</b>б" * 60_000,
    }
