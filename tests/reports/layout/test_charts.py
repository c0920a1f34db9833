"""Charts as drawings: nothing outside of them, no words on others, whatever the figures and names are."""

import ctypes
import io
from decimal import Decimal
from itertools import combinations, pairwise

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.blocks.content import Chart, Content, DocumentPart, Series
from reports.layout.charts.axis import value_axis
from reports.layout.charts.drawing import Drawing
from reports.layout.charts.figures_in_words import chart_words, figure_words, known
from reports.layout.charts.lettering import overlap, wrapped
from reports.layout.charts.pages import drawn
from reports.layout.charts.svg import LANDSCAPE_HEIGHT, PORTRAIT_HEIGHT, PORTRAIT_WIDTH, chart_html
from reports.layout.letters import text_width
from reports.layout.pdf import render_pdf
from tests.reports.made_documents import pdf_words, squeezed

LONG = "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № {}»"
HOSTILE = ["<script>alert(1)</script>", "=1+1", "\x00\x07\x1b\ud800", "", "щ" * 300, "{{ title }}", "школа\nи сад", "%"]

names = st.one_of(st.sampled_from([*HOSTILE, LONG, "2024", "МБОУ СОШ № 5"]), st.text(max_size=40))
figures = st.one_of(st.none(), st.integers(0, 100).map(Decimal), st.decimals(), st.decimals(-1000, 1000, places=2))


@st.composite
def charts(draw) -> Chart:
    size = draw(st.one_of(st.integers(0, 5), st.integers(0, 70)))
    categories = draw(st.lists(names, min_size=size, max_size=size))
    values = st.lists(figures, min_size=size, max_size=size).map(tuple)
    same = figures.map(lambda figure: (figure,) * size)
    series = draw(st.lists(st.builds(Series, names, st.one_of(values, same)), max_size=4))
    kind = draw(st.sampled_from(["lines", "columns", "bars"]))
    return Chart(draw(names), kind, tuple(categories), tuple(series), draw(names), draw(figures), draw(names))


def chart(kind="columns", categories=("2024", "2025"), *values, **options) -> Chart:
    rows = values or [("1", "2")]
    series = tuple(
        Series(f"Ряд {number}", tuple(None if each is None else Decimal(each) for each in row))
        for number, row in enumerate(rows, 1)
    )
    return Chart("Средний балл", kind, tuple(categories), series, **options)


def places(drawing: Drawing):
    """Left, top, right and bottom of everything that is drawn."""
    yield from (label.box for label in drawing.labels)
    yield from ((each.x, each.y, each.x + each.width, each.y + each.height) for each in drawing.bars)
    yield from ((*point, *point) for curve in drawing.curves for point in curve.places)
    for each in [*drawing.rules, *drawing.limits]:
        yield min(each.x1, each.x2), min(each.y1, each.y2), max(each.x1, each.x2), max(each.y1, each.y2)


@settings(max_examples=100, deadline=None)
@given(charts(), st.sampled_from([(PORTRAIT_WIDTH, PORTRAIT_HEIGHT), (262, LANDSCAPE_HEIGHT)]))
@example(chart("lines", ("а",), ("1E+999",)), (170, 225))
@example(chart("bars", ("а", "б"), ("-1E+30", "1E-30")), (170, 225))
@example(chart("columns", (), ()), (170, 225))
def test_everything_is_inside_and_no_words_cover_others(made, page):
    for drawing in drawn(made, *page):
        for left, top, right, bottom in places(drawing):
            assert -0.01 <= left <= right <= drawing.width + 0.01
            assert -0.01 <= top <= bottom <= drawing.height + 0.01
        for one, other in combinations(drawing.labels, 2):
            assert not overlap(one.box, other.box), (one, other)


@settings(max_examples=100, deadline=None)
@given(charts())
def test_the_axis_rises_in_equal_steps_and_holds_every_figure(made):
    axis = value_axis(made)
    assert 2 <= len(axis.ticks) <= 12
    assert all(below < above for below, above in pairwise(axis.ticks))
    numbers = [known(value) for series in made.series for value in series.values[: len(made.categories)]]
    for number in [*numbers, known(made.limit)]:
        if number is not None:
            assert axis.lowest <= number <= axis.highest
            assert 0 <= axis.share(number) <= 1
    if made.kind != "lines":
        assert axis.lowest <= 0 <= axis.highest


@pytest.mark.parametrize(
    ("kind", "values", "ticks"),
    [
        ("columns", ("26", "60"), "0 20 40 60"),
        ("columns", ("0", "0"), "0 1"),
        ("columns", (None, None), "0 1"),
        ("columns", ("1", "3"), "0 1 2 3"),
        ("columns", ("0.2", "0.5"), "0 0,1 0,2 0,3 0,4 0,5"),
        ("columns", ("-12", "30"), "-20 -10 0 10 20 30"),
        ("lines", ("63.1", "65"), "63,0 63,5 64,0 64,5 65,0"),
        ("lines", ("10", "65"), "0 20 40 60 80"),
        ("bars", ("1200", "900"), "0 250 500 750 1\u00a0000 1\u00a0250"),
    ],
)
def test_ticks_are_round(kind, values, ticks):
    axis = value_axis(chart(kind, ("а", "б"), values))
    assert [figure_words(tick) for tick in axis.ticks] == ticks.split(" ")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("63.50", "63,50"), ("-3.5", "-3,5"), ("1234567", "1\u00a0234\u00a0567"), ("0E+5", "0"), ("1E+2", "100"),
        ("33.33333333333", "33,3333"), ("1.5E+15", "1,5·10¹⁵"), ("2E-9", "2·10⁻⁹"),
    ],
)  # fmt: skip
def test_figures_are_written_as_people_write_them(number, words):
    assert figure_words(Decimal(number)) == words


@given(st.text(), st.floats(5, 100), st.integers(0, 4))
def test_wrapped_words_are_all_there_or_end_with_a_sign_of_more(text, width, most):
    lines = wrapped(text, width, 9, most=most)
    assert all(text_width(line, 9) <= width or len(line) <= 2 for line in lines)
    if most and len(lines) == most and lines[-1].endswith("…"):
        return
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_sixty_schools_are_drawn_as_charts_that_fit_a_page_with_one_axis():
    schools = [LONG.format(number) for number in range(60)]
    made = chart("bars", schools, [str(number) for number in range(60)])
    drawings = drawn(made, PORTRAIT_WIDTH, PORTRAIT_HEIGHT)
    assert len(drawings) > 1
    assert all(drawing.height <= PORTRAIT_HEIGHT for drawing in drawings)
    texts = [" ".join(label.text for label in drawing.labels) for drawing in drawings]
    assert all("№ " in text and " 60" in text for text in texts)
    assert sum(len(drawing.bars) for drawing in drawings) == 60
    assert squeezed("".join(texts)).count("«Средняя") == 60


def test_columns_whose_names_do_not_fit_are_bars():
    assert drawn(chart("columns", ("2024", "2025")), 170, 225)[0].bars[0].height > 20
    (drawing,) = drawn(chart("columns", (LONG.format(1), LONG.format(2), "а", "б", "в"), "12345"), 170, 225)
    assert {bar.height for bar in drawing.bars} == {4.2}


def test_a_gap_parts_a_line_and_is_said_beside_bars():
    (lines,) = drawn(chart("lines", "абвг", ("1", None, "3", "4")), 170, 225)
    assert [len(curve.places) for curve in lines.curves] == [1, 2]
    (bars,) = drawn(chart("bars", "аб", (None, "3")), 170, 225)
    assert [label.text for label in bars.labels].count("нет данных") == 1
    (nothing,) = drawn(chart("columns", "аб", (None, None)), 170, 225)
    assert [label.text for label in nothing.labels].count("нет данных") == 1


@pytest.mark.parametrize("kind", ["lines", "columns", "bars"])
def test_the_threshold_is_a_line_and_named(kind):
    (drawing,) = drawn(chart(kind, limit=Decimal("1.5"), limit_name="Минимальный балл"), 170, 225)
    assert len(drawing.limits) == 2
    assert "Минимальный балл: 1,5" in [label.text for label in drawing.labels]


def test_series_are_told_apart_without_colour():
    made = chart("lines", ("2024", "2025"), *[("1", "2")] * 6)
    styles = {curve.style for curve in drawn(made, 170, 225)[0].curves}
    assert len({each.dash for each in styles}) == len({each.marker for each in styles}) == 6
    assert len({each.pattern for each in styles}) == 6


def test_the_data_in_words():
    made = chart("lines", ("2024", "2025"), ("63.5", None), ("1", "2"), unit="%", limit=Decimal(36))
    assert chart_words(made) == (
        "Диаграмма «Средний балл», %. Ряд 1: 2024 — 63,5; 2025 — нет данных. Ряд 2: 2024 — 1; 2025 — 2. Порог: 36."
    )


def alternative_texts(pdf: bytes) -> list[str]:
    raw = pypdfium2.raw

    def texts(element):
        length = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if length > 2:
            place = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetAltText(element, place, length)
            yield place.raw.decode("utf-16-le").rstrip("\0")
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from texts(child)

    found = []
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            for number in range(raw.FPDF_StructTree_CountChildren(tree)):
                found += texts(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
            raw.FPDF_StructTree_Close(tree)
    return found


def test_in_pdf_a_chart_is_a_figure_with_its_data_in_words():
    made = chart("columns", ("2024", "2025"), ("63.5", "1"), limit=Decimal(36))
    content = Content("Диаграмма", (DocumentPart((made,)),))
    pdf = render_pdf(content)
    assert alternative_texts(pdf) == [chart_words(made)]
    assert squeezed("Средний балл") in pdf_words(pdf)
    assert "63,5" in pdf_words(pdf)
    assert pdf == render_pdf(content)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_words_of_the_drawing(words, caplog):
    made = Chart(words, "bars", (words, "2025"), (Series(words, (Decimal(1), None)),), words, Decimal(1), words)
    html = chart_html(made)
    assert "<script" not in html
    pdf = render_pdf(Content("Диаграмма", (DocumentPart((made,)),)))
    assert not caplog.records
    shown = squeezed(words.replace("\x00\x07\x1b\ud800", ""))[:20]
    assert shown in pdf_words(pdf)
