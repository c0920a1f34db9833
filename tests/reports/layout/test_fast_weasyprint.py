"""The same documents laid out with our functions in WeasyPrint's place and by WeasyPrint alone are the same pages."""

import ast
import re
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from portal.text.prose import Paragraph, ProseSpan
from reports.blocks.content import Content, DocumentPart, Table, TableCell, TableColumn, TableRow
from reports.blocks.paper import PageNumbers
from reports.layout import fast_weasyprint
from reports.layout.fast_weasyprint import borders, lines, writing
from reports.layout.pdf import render_pdf
from tests.reports.layout.whole_document import whole_document, words
from tests.reports.made_documents import content_of, programme

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "reports" / "layout" / "fast_weasyprint"
REPLACEMENTS = (*lines.REPLACEMENTS, *borders.REPLACEMENTS, *writing.REPLACEMENTS)
DOTS_PER_POINT = 1.5
# Of 255. A table's line that is drawn in one piece has other greys at its joints; one that isn't there is 150 and more.
SAME_GREY = 90


@dataclass(frozen=True)
class LaidOut:
    """What a file shows: each page's size and letters with their boxes, its picture, and the objects with its tags.

    White space isn't seen; WeasyPrint draws the one that ends a paragraph, ours doesn't.
    """

    letters: list[tuple[tuple[float, float], list[tuple[str, tuple[float, ...]]]]]
    pictures: list[Image.Image]
    objects: dict[int, bytes]


def laid_out(pdf: bytes) -> LaidOut:
    document = pypdfium2.PdfDocument(pdf)
    letters, pictures = [], []
    for page in document:
        text = page.get_textpage()
        boxes = [
            (letter, tuple(round(side, 3) for side in text.get_charbox(each)))
            for each in range(text.count_chars())
            if (letter := text.get_text_range(each, 1)).strip()
        ]
        letters.append((page.get_size(), boxes))
        pictures.append(page.render(scale=DOTS_PER_POINT).to_pil().convert("L"))
    document.close()
    return LaidOut(letters, pictures, objects_of(pdf))


def objects_of(pdf: bytes) -> dict[int, bytes]:
    """Tags, outline, metadata and the like by their numbers: all but streams, and fonts, which say what letters are."""
    ((first, packed),) = re.findall(
        rb"<<[^<>]*/ObjStm[^<>]*/First (\d+)[^<>]*>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL
    )
    unpacked = zlib.decompress(packed)
    places = [int(each) for each in unpacked[: int(first)].split()]
    objects = unpacked[int(first) :]
    ends = [*places[3::2], len(objects)]
    made = {number: objects[start:end] for number, start, end in zip(places[::2], places[1::2], ends, strict=True)}
    return {number: each for number, each in made.items() if b"/Type /Font" not in each}


def assert_same_pages(content: Content, **options) -> None:
    assert fast_weasyprint.is_in_place()
    fast = laid_out(render_pdf(content, **options))
    with fast_weasyprint.stepped_aside():
        plain = laid_out(render_pdf(content, **options))
    assert fast.letters == plain.letters
    assert fast.objects == plain.objects
    for number, (one, other) in enumerate(zip(fast.pictures, plain.pictures, strict=True), 1):
        assert ImageChops.difference(one, other).getextrema()[1] < SAME_GREY, f"page {number}"


def test_a_document_of_every_kind_of_block_is_the_same_both_ways():
    content = whole_document()
    assert len(laid_out(render_pdf(content)).letters) == 8
    assert_same_pages(content)
    assert_same_pages(content, numbers=PageNumbers.NUMBER_OF_TOTAL)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["order", "roadmap", "programme"])
def test_documents_of_a_programme_are_the_same_both_ways(kind):
    activities = [
        {"name": f"Семинар {n} для учителей математики и русского языка", "term": "Май", "responsible": "Методист"}
        for n in range(70)
    ]
    directions = [{"number": "1", "title": "Работа со школами", "activities": activities}]
    made = programme(
        passport=[{"label": "Цель", "text": "Помочь школам.\n\n- одной\n- **другой**"}],
        roadmap={
            "directions": directions,
            "columns": [{"key": key} for key in ("number", "direction", "name", "term")],
        },
        orders=[{"id": "1", "number": "1", "clauses": ["Утвердить программу помощи школам (приложение № 1). " * 9]}],
    )
    assert_same_pages(content_of(made, kind))


LETTERS = st.text(alphabet=st.sampled_from("абвщё ЖЫabfié -–—.,№%«»()\u00a0\u00ad\u200b\t\nשלם"), max_size=90)


@settings(max_examples=25, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=8), st.sampled_from(["left", "center", "right", "justify"]))
@example(["щ" * 300, "а\u00adб" * 90, "слово\tслово " * 9, " \n \n", "abc שלום абв " * 9], "left")
@example(["а", "абв где "], "center")
def test_whatever_letters_there_are(texts, align):
    rows = tuple(TableRow((TableCell(words(text, align), align=align), TableCell(words(text)))) for text in texts)
    table = Table((TableColumn("term"), TableColumn()), (), rows)
    running = tuple(Paragraph((ProseSpan(text),), align) for text in texts)
    assert_same_pages(Content("Слова", (DocumentPart((*running, table)),)))


def test_every_replacement_is_in_its_place_and_is_taken_back():
    assert all(vars(owner)[name] is ours for owner, name, ours in REPLACEMENTS)
    with fast_weasyprint.stepped_aside():
        places = [vars(owner)[name] for owner, name, _ in REPLACEMENTS]
        functions = [getattr(each, "fget", each) for each in places]
        assert {each.__module__.partition(".")[0] for each in functions} == {"weasyprint", "pydyf"}
    assert all(vars(owner)[name] is ours for owner, name, ours in REPLACEMENTS)


def shifted_down(context, *arguments):
    for line, resume_at in lines.iter_line_boxes(context, *arguments):
        line.translate(0, 0.1)
        yield line, resume_at


def one_line_short(context, *arguments):
    yield from list(lines.iter_line_boxes(context, *arguments))[:1]


BROKEN = {
    "lines moved": (lines.REPLACEMENTS[0], shifted_down),
    "lines lost": (lines.REPLACEMENTS[0], one_line_short),
    "no borders": (borders.REPLACEMENTS[1], lambda stream, table: None),
    "thin borders": (borders.REPLACEMENTS[0], lambda stream, x1, y1, x2, y2, width, *rest, **options: None),
    "one page for all": (writing.REPLACEMENTS[0], property(lambda pdf: writing._page_references(pdf)[:1] * 99)),
}


@pytest.mark.parametrize(("replacement", "broken"), BROKEN.values(), ids=BROKEN)
def test_a_broken_replacement_is_seen(replacement, broken, monkeypatch):
    owner, name, _ = replacement
    content = whole_document()
    monkeypatch.setattr(owner, name, broken)
    with pytest.raises(AssertionError):
        assert_same_pages(content)


WITH_ANOTHER_VERSION = """
import importlib.metadata, logging, sys
upgraded, known = sys.argv[1], importlib.metadata.version
importlib.metadata.version = lambda name: "99.0" if name == upgraded else known(name)
logging.basicConfig()
import django
django.setup()
from reports.layout.pdf import render_pdf
from tests.reports.layout.whole_document import whole_document
sys.stdout.buffer.write(render_pdf(whole_document()))
ours = [name for name in sys.modules if name.startswith("reports.layout.fast_weasyprint.")]
assert ours == ["reports.layout.fast_weasyprint.plain"], ours
"""


@pytest.mark.parametrize("upgraded", sorted(fast_weasyprint.MADE_FOR))
def test_with_another_version_nothing_is_replaced_and_the_log_says_so(upgraded):
    command = [sys.executable, "-c", WITH_ANOTHER_VERSION, upgraded]
    ended = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)  # noqa: S603
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stderr.decode().count("Documents are made slowly") == 1
    assert "99.0" in ended.stderr.decode()
    with fast_weasyprint.stepped_aside():
        assert ended.stdout == render_pdf(whole_document())


def inner_names(path: Path) -> list[str]:
    """Of WeasyPrint and pydyf in a module: what isn't in their front window, or begins with an underscore."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name.startswith(("weasyprint.", "pydyf."))]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("weasyprint", "pydyf"):
            found += [f"{node.module}.{each.name}" for each in node.names if "." in node.module or each.name[0] == "_"]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            is_set = isinstance(node.ctx, ast.Store)
            if node.value.id in ("weasyprint", "pydyf") and (is_set or node.attr.startswith("_")):
                found.append(f"{node.value.id}.{node.attr}")
    return found


def test_inner_names_are_touched_in_one_package_only():
    apps = ("portal", "schools", "indicators", "roadmap", "reports", "benchmarks")
    modules = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    assert ROOT / "reports" / "layout" / "pdf.py" in modules
    touching = {path.relative_to(ROOT).as_posix(): names for path in modules if (names := inner_names(path))}
    assert {Path(path).parent for path in touching} == {PACKAGE.relative_to(ROOT)}, touching
    assert "plain.py" not in {Path(path).name for path in touching}
