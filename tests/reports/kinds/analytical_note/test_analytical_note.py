"""The analytical note: figures from what the run found, and sentences in right Russian."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.identification.lists.analysis import analysis_of
from indicators.identification.models import LowResultList, Method
from indicators.identification.runs.actions import confirm_run, decide
from portal.text.prose import Paragraph
from reports.blocks.content import Chart, Table, text_of
from reports.blocks.missing import MissingPart
from reports.kinds.analytical_note.content import note_content
from tests.factories import make_confirmed_run, make_indicator, make_period, make_run, make_school
from tests.indicators.identification.cases import method, sign
from tests.indicators.identification.test_command import enter

SHAPE = method({"kind": "any", "of": [sign(of="А"), sign(of="Б", threshold="50")]})
YEARS = {"2024": ["40", "10", "10"], "2025": ["35", "33", "5"], "2026": ["40", "10", "31,5"]}


@pytest.fixture
def noted(district):
    """Three years: Берёзовская always, Сосновская in 2025, Ольховая in 2026; Дубовая without data."""
    third = make_school(district.municipality, "Ольховая СОШ")
    make_school(district.municipality, "Дубовая СОШ")
    Method.objects.create(municipality=district.municipality, name="Метод", body=SHAPE.as_json())
    first, second = (make_indicator(district.municipality, name, unit="%") for name in "АБ")
    for label, texts in YEARS.items():
        for school, text in zip([district.school, district.other_school, third], texts, strict=True):
            enter(first, school, label, text)
            enter(second, school, label, "20")
    for label in ("2024", "2025"):
        make_confirmed_run(district.municipality, district.coordinator, "Метод", label)
    run = make_run(district.municipality, district.coordinator, "Метод", "2026")
    decided = {"Дубовая СОШ": ("out", "Новая школа."), "Сосновская ООШ": ("in", "ОГЭ аннулирован")}
    for name, (decision, reason) in decided.items():
        decide(school=run.schools.get(name=name), decision=decision, reason=reason, by=district.coordinator)
    return confirm_run(run=run, by=district.coordinator).low_result_list


def test_the_figures(noted):
    analysis = analysis_of(noted)

    assert dict(analysis.found) == {"in": 2, "out": 1, "unknown": 1}
    assert dict(analysis.decided) == {"in": 3, "out": 1}
    assert [(each.school, each.decision) for each in analysis.overruled] == [
        ("Дубовая СОШ", "out"), ("Сосновская ООШ", "in"),
    ]  # fmt: skip
    assert analysis.unknown == ["Дубовая СОШ"]
    first, second = analysis.signs
    assert (first.name, first.met, first.met_of_listed, first.unmet, first.unknown) == ("А", 2, 2, 1, 1)
    assert (first.asked, first.threshold, round(first.mean, 2)) == ("не меньше 30 %", 30, Decimal("27.17"))
    assert [(each.school, each.text, each.met) for each in first.listed] == [
        ("Берёзовская СОШ", "40", True), ("Ольховая СОШ", "31,5", True), ("Сосновская ООШ", "10", False),
    ]  # fmt: skip
    assert (second.met, second.mean) == (0, 20)
    assert [(y.period.label, len(y.schools), y.entered, y.left) for y in analysis.years] == [
        ("2024", 1, None, None), ("2025", 2, ["Сосновская ООШ"], []), ("2026", 3, ["Ольховая СОШ"], []),
    ]  # fmt: skip


@pytest.mark.parametrize("schools", [1, 3])
def test_the_number_of_queries(schools, noted, district, django_assert_num_queries):
    for _ in range(schools):
        make_school(district.municipality)

    with django_assert_num_queries(3):
        analysis_of(noted)


def words(content) -> list[str]:
    return [text_of(block) for block in content.parts[0].blocks if isinstance(block, Paragraph)]


def test_the_sentences(noted):
    said = words(note_content(noted))

    for sentence in (
        "В 2026 году по методу «Метод» рассмотрены 4 школы. К школам с низкими результатами отнесены 3 школы (75 %), "
        "не отнесена 1 школа.",
        "В списке: Берёзовская СОШ; Ольховая СОШ; Сосновская ООШ.",
        "Дубовая СОШ по решению отдела не входит в список, хотя методу не хватило данных: новая школа.",
        "Сосновская ООШ по решению отдела входит в список, хотя по методу не входит: ОГЭ аннулирован.",
        "Чаще всего встречается признак «А»: он есть у 2 школ, в том числе у 2 школ из списка.",
        "Чаще всего данных не хватает для признака «А»: их нет у 1 школы.",
        "По сравнению с 2025 годом число школ в списке выросло на 1: было 2, стало 3.",
        "Вошла в список: Ольховая СОШ.",
        "Из списка не вышла ни одна школа.",
        "Во всех списках с 2024 года (это 3 списка) стоят: Берёзовская СОШ.",
        "Дальше всех от среднего по признаку «А» — Берёзовская СОШ: 40 %, это выше среднего (27,17 %) на 12,83 п. п.",
        "Методу не хватило данных, чтобы отнести к списку или не отнести 1 школу: Дубовая СОШ. Отсутствие данных не "
        "считалось ни признаком, ни его отсутствием: решение о ней принял отдел.",
    ):
        assert sentence in said


def test_the_tables_and_charts(noted):
    blocks = note_content(noted).parts[0].blocks
    charts = [block for block in blocks if isinstance(block, Chart)]
    tables = [block for block in blocks if isinstance(block, Table)]

    assert [(chart.title, chart.kind, len(chart.categories)) for chart in charts] == [
        ("Решения о школах", "columns", 3), ("У скольких школ есть признак", "bars", 1),
        ("Школ в списке по годам", "columns", 3), ("А, 2026", "bars", 3),
    ]  # fmt: skip
    assert charts[2].series[0].values == (1, 2, 3)
    assert charts[3].limit == 30
    assert [len(table.rows) for table in tables] == [3, 2, 3, 8]


def test_a_chart_s_figures_have_two_decimals_as_its_sentences_have(noted):
    for school in noted.run.schools.all():
        first = school.protocol.signs[0]
        school.protocol.signs[0] = replace(first, number=Decimal("33.333333"), threshold=Decimal("26.666667"))
        school.save()

    chart = [block for block in note_content(noted).parts[0].blocks if isinstance(block, Chart)][-1]

    assert set(chart.series[0].values) == {Decimal("33.33")}
    assert chart.limit == Decimal("26.67")


def test_a_list_of_a_school_year_stands_in_no_row_of_calendar_years(noted, district):
    LowResultList.objects.create(municipality=district.municipality, period=make_period("2025-2026"))

    assert [year.period.label for year in analysis_of(noted).years] == ["2024", "2025", "2026"]


def test_a_first_list_with_nobody_on_it(district):
    made = make_confirmed_run(district.municipality, district.coordinator).low_result_list

    said = words(note_content(made))

    assert "Ни у одной школы признаков низких результатов нет." in said
    assert "Списков прежних лет на портале нет, поэтому сравнивать не с чем." in said


def test_a_list_that_came_with_a_programme_has_none(noted):
    noted.run = None

    with pytest.raises(MissingPart, match="внесён готовым"):
        note_content(noted)


def test_a_value_that_is_missing_is_told_also_of_a_sign_that_then_leaves_the_rule(district):
    """Берёзовская has no value; Сосновская has one of too few participants; to Ольховая the sign doesn't apply."""
    third = make_school(district.municipality, "Ольховая СОШ")
    some = sign(of="А", missing="drop", fewest="10", few="drop")
    shape = method({"kind": "any", "of": [some, sign(of="Б")]})
    Method.objects.create(municipality=district.municipality, name="Метод", body=shape.as_json())
    first, second = (make_indicator(district.municipality, name, unit="%") for name in "АБ")
    enter(first, district.other_school, "2026", "1 из 4")
    enter(first, third, "2026", "-")
    for school in (district.school, district.other_school, third):
        enter(second, school, "2026", "40")
    made = make_confirmed_run(district.municipality, district.coordinator, "Метод", "2026").low_result_list

    story = next(each for each in analysis_of(made).signs if each.name == "А")

    assert (story.unknown, story.not_concerned) == (1, 2)
