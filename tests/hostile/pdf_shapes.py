"""PDF files whose objects refer to each other, claim to be huge, or draw very many small things."""

import zlib
from collections.abc import Callable


def _file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return body + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n" % (len(packed), more) + packed + b"\nendstream"


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_OF_SIGNS = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>"
)


def _page(
    content: bytes, font: bytes = _FONT, box: bytes = b"0 0 595 842", resources: bytes = b"", *others: bytes
) -> bytes:
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
            % (box, resources),
            _stream(content),
            font,
            *others,
        ]
    )


def _words(count: int) -> bytes:
    pieces = (b"1 0 0 1 %d %d Tm (a) Tj " % (n % 590, n // 590 % 830) for n in range(count))
    return b"BT /F 1 Tf " + b"".join(pieces) + b"ET"


def _deep_pages(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(depth)]
    return _file([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def _object_stream(count: int) -> bytes:
    places = b" ".join(b"%d %d" % (10 + number, 2 * number) for number in range(count))
    stream = _stream(places + b" " + b"1 " * count, b"/Type/ObjStm/N %d/First %d" % (count, len(places) + 1))
    return _page(b"BT /F 9 Tf (a) Tj ET", _FONT, b"0 0 595 842", b"", stream)


def _form_in_form(depth: int, times: int) -> bytes:
    forms = [
        _stream(
            b"/X Do " * times, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + n)
        )
        for n in range(depth)
    ]
    last = _stream(b"BT /F 9 Tf (a) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return _page(b"/X Do " * times, _FONT, b"0 0 595 842", b"/XObject<</X 6 0 R>>", *forms, last)


def _mapped(pairs: int) -> bytes:
    lines = b"".join(b"<%04x> <0430>\n" % (number % 65_536) for number in range(pairs))
    cmap = _stream(
        b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange %d beginbfchar\n" % pairs
        + lines
        + b"endbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
    inner = _OF_SIGNS % b"/DW 500"
    return _page(b"BT /F 9 Tf 9 700 Td <00010002> Tj ET", font, b"0 0 595 842", b"", cmap, inner)


def _range_mapped() -> bytes:
    cmap = _stream(b"begincmap 1 beginbfrange\n" + b"<00000000> <7fffffff> <0430>\n" * 900 + b"endbfrange endcmap")
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
    inner = _OF_SIGNS % b"/W[0 2147483647 500]"
    return _page(b"BT /F 9 Tf 9 700 Td <00010002> Tj ET", font, b"0 0 595 842", b"", cmap, inner)


def shaped_portable_documents() -> dict[str, Callable[[], bytes]]:
    square = b"%d %d %d %d re S "
    return {
        "a hundred thousand pieces": lambda: _page(_words(100_000)),
        "two thousand rectangles": lambda: _page(
            b"".join(square % (n % 60 * 9, n // 60 * 9, 9, 9) for n in range(2_000))
        ),
        "sixty thousand rectangles": lambda: _page(b"".join(square % (n % 590, n % 830, 5, 5) for n in range(60_000))),
        "one rectangle very often": lambda: _page(square % (9, 9, 500, 500) * 60_000),
        "curves": lambda: _page(b"".join(b"%d %d m 1 2 3 4 5 6 c S " % (n % 590, n % 830) for n in range(60_000))),
        "a path of many points": lambda: _page(
            b"0 0 m " + b"".join(b"%d %d l " % (n % 590, n * 7 % 830) for n in range(200_000)) + b"S"
        ),
        "a page of thousands of millions of points": lambda: _page(_words(900), _FONT, b"0 0 2147483647 2147483647"),
        "a page of no size": lambda: _page(_words(900), _FONT, b"0 0 0 0"),
        "a page of no numbers": lambda: _page(_words(9), _FONT, b"/a /b null true"),
        "a page turned over": lambda: _page(_words(900), _FONT, b"595 842 -595 -842"),
        "coordinates beyond numbers": lambda: _page(
            b"BT /F 9 Tf 1e308 0 0 1e308 1e308 1e308 Tm (a) Tj ET 1e308 1e308 m 9 9 l S"
        ),
        "letters of no size": lambda: _page(b"BT /F 0 Tf 0 0 0 0 0 0 Tm " + b"(abc) Tj " * 20_000 + b"ET"),
        "letters of a million points": lambda: _page(b"BT /F 1000000 Tf " + b"(abc) Tj " * 2_000 + b"ET"),
        "a font without a map": lambda: _page(
            b"BT /F 9 Tf 9 700 Td " + b"<00010002> Tj " * 9_000 + b"ET",
            b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>",
        ),
        "no font": lambda: _page(b"BT /G 9 Tf (abc) Tj ET", b"null"),
        "a font of itself": lambda: _page(
            b"BT /F 9 Tf (abc) Tj ET", b"<</Type/Font/Subtype/Type0/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"
        ),
        "a map of sixty thousand letters": lambda: _mapped(65_000),
        "a map of thousands of millions": lambda: _range_mapped(),
        "pages five thousand deep": lambda: _deep_pages(5_000),
        "pages of pages of themselves": lambda: _file(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]
        ),
        "a catalogue of itself": lambda: _file([b"1 0 R"]),
        "objects of one stream": lambda: _object_stream(100_000),
        "forms in forms": lambda: _form_in_form(12, 9),
        "a form of itself": lambda: _page(
            b"/X Do",
            _FONT,
            b"0 0 595 842",
            b"/XObject<</X 6 0 R>>",
            _stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
        ),
        "a length beyond the file": lambda: _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                b"<</Length 99999999999>>stream\nBT ET\nendstream",
            ]
        ),
        "filters of filters": lambda: _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                b"<</Length 900/Filter["
                + b"/FlateDecode" * 60_000
                + b"]>>stream\n"
                + zlib.compress(b"q ")
                + b"\nendstream",
            ]
        ),
        "a predictor of many columns": lambda: _page(b"q").replace(
            b"/FlateDecode", b"/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>", 1
        ),
        "run lengths": lambda: _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                b"<</Length 800000/Filter/RunLengthDecode>>stream\n" + b"\x81q" * 400_000 + b"\nendstream",
            ]
        ),
        "letters of the code 85": lambda: _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
                b"<</Length 800000/Filter[/ASCII85Decode/ASCIIHexDecode]>>stream\n" + b"z" * 800_000 + b"~>\nendstream",
            ]
        ),
        "tables of places without end": lambda: (
            b"%PDF-1.7\n" + b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF" * 9_000
        ),
        "names of a megabyte": lambda: b"%PDF-1.7\n1 0 obj<</" + b"a" * 900_000 + b" 1>>endobj\nstartxref\n9\n%%EOF",
        "brackets of texts": lambda: b"%PDF-1.7\n1 0 obj" + b"(" * 900_000 + b"endobj",
        "numbers of a megabyte": lambda: _page(b"9" * 900_000 + b" 0 m 9 9 l S"),
        "marked content": lambda: _page(b"/P <</MCID 0>> BDC " * 60_000 + b"BT /F 9 Tf (a) Tj ET" + b" EMC" * 60_000),
        "pictures in lines": lambda: _page(b"BI /W 9 /H 9 ID aaaa EI " * 40_000),
        "locked": lambda: _file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/ID[(a)(b)]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/P -1/O(a)/U(b)/OE(a)/UE(b)>>",
        ),
        "lines of words over each other": lambda: _page(
            b"BT /F 9 Tf " + b"1 0 0 1 50 700 Tm (word) Tj " * 20_000 + b"ET"
        ),
        "lines of words side by side": lambda: _page(
            b"BT /F 1 Tf "
            + b"".join(b"1 0 0 1 %d.%d 700 Tm (a) Tj " % (n // 40, n % 40) for n in range(20_000))
            + b"ET"
        ),
        "grid of words": lambda: _page(
            b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (n * 7, n * 7, n * 9, n * 9) for n in range(60))
            + _words(12_000)
        ),
        "a fine grid": lambda: _page(
            b"".join(b"0 %d.5 m 595 %d.5 l S " % (n, n) for n in range(840))
            + b"".join(b"%d 0 m %d 842 l S " % (n * 4, n * 4) for n in range(148))
        ),
    }
