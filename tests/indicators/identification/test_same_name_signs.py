"""Two signs of one method about the same indicator bear one name, and are told apart wherever a run is read."""

import pytest

from indicators.identification.format.known_signs import known_signs
from indicators.identification.lists.analysis import analysis_of
from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.models import Method
from indicators.identification.runs.side_by_side import runs_beside
from indicators.identification.trials.queries import early_warning
from indicators.values.models import Value
from reports.kinds.analytical_note.content import note_content
from roadmap.editions.copying import begin_for_listed
from roadmap.targets.models import IndicatorRow
from tests.factories import make_confirmed_run, make_indicator, make_period, make_run, make_school
from tests.indicators.identification.cases import method, protocol, sign
from tests.indicators.identification.test_command import enter
from tests.reports.kinds.analytical_note.test_analytical_note import words

LEVEL, GROWTH = "А не меньше 30 %", "А — рост за год на 3 п. п. и больше"
SHAPE = method({"kind": "any", "of": [sign(), sign("rose", "3")]})
YEARS = {"2024": ["40", "10", "27"], "2025": ["40", "10", "27"], "2026": ["35", "20", "28"]}


@pytest.fixture
def indicator(district):
    """In 2026 Берёзовская has the level only, Сосновская the growth only, Ольховая neither."""
    third = make_school(district.municipality, "Ольховая СОШ")
    Method.objects.create(municipality=district.municipality, name="Метод", body=SHAPE.as_json())
    made = make_indicator(district.municipality, "А", unit="%")
    for label, texts in YEARS.items():
        for school, text in zip([district.school, district.other_school, third], texts, strict=True):
            enter(made, school, label, text)
    return made


@pytest.fixture
def listed(indicator, district):
    made = make_confirmed_run(district.municipality, district.coordinator, "Метод", "2026").low_result_list
    return {each.name: each for each in made.listed_schools.all()}


def test_a_title_says_no_more_than_it_must():
    rule = {"kind": "all", "of": [
        sign(of="Б"), sign(), sign("rose", "3"), sign(weight="2"),
        sign("<", "1", of="В"), sign("<", "1", of="В", missing="drop"),
    ]}  # fmt: skip

    assert [each.title for each in known_signs(method(rule))] == [
        "Б", LEVEL, GROWTH, "В меньше 1 %", "В меньше 1 % (без данных не учитывается)",
    ]  # fmt: skip


def test_the_protocol_s_conclusion_names_the_sign_that_is_met():
    found = protocol(SHAPE, {"а": {"А": ["20", "10"]}})["а"]

    assert [(each.place, each.title) for each in found.signs] == [(0, LEVEL), (1, GROWTH)]
    assert found.sentence.endswith(f"Признаки, которые есть: {GROWTH} (2026).")


def test_the_note_counts_each(listed):
    low_result_list = listed["Берёзовская СОШ"].low_result_list
    level, growth = analysis_of(low_result_list).signs

    assert (level.name, level.threshold, level.met, level.unmet) == (LEVEL, 30, 1, 2)
    assert (growth.name, growth.threshold, growth.met, growth.unmet) == (GROWTH, None, 1, 2)
    assert [each.met for each in level.listed] == [True, False]
    assert [each.met for each in growth.listed] == [False, True]
    assert any(f"признак «{LEVEL}»: он есть у 1 школы" in said for said in words(note_content(low_result_list)))


def test_the_list_has_a_line_for_each(listed):
    assert [(each.name, each.current) for each in listed["Сосновская ООШ"].criteria.all()] == [
        (LEVEL, "20"), (GROWTH, "20"),
    ]  # fmt: skip


def test_expected_results_come_from_level_signs_that_are_met(listed):
    proposals = {name: [line.proposal for line in expected_lines(each)] for name, each in listed.items()}

    assert proposals == {"Берёзовская СОШ": ["менее 30 %", ""], "Сосновская ООШ": ["", ""]}


@pytest.mark.parametrize(("plan", "proposal"), [("не более 32", "не более 32"), ("40", "менее 30 %")])
def test_a_plan_worse_than_today_is_not_proposed(plan, proposal, listed, indicator, district):
    Value.objects.create(
        indicator=indicator, school=district.school, period=make_period("2027"), kind=Value.Kind.PLAN, text=plan
    )

    assert [line.proposal for line in expected_lines(listed["Берёзовская СОШ"])] == [proposal, ""]


def test_what_is_expected_is_held_against_its_own_sign(listed):
    for school in listed.values():
        school.criteria.update(expected="32 %")

    noted = {name: [line.notes for line in expected_lines(each)] for name, each in listed.items()}

    assert noted["Берёзовская СОШ"] == [["с таким результатом признак останется"], []]
    assert noted["Сосновская ООШ"] == [["с таким результатом признак появится"], []]


def test_runs_beside_compare_a_sign_with_itself(indicator, district):
    first, second = (make_run(district.municipality, district.coordinator, "Метод", each) for each in ("2025", "2026"))

    (entered,) = runs_beside(first, second).entered

    assert [each.sentence for each in entered.signs] == [f"{GROWTH}: 2025 — 10 (нет) → 2026 — 20 (есть)"]


def test_runs_beside_know_a_sign_whose_threshold_was_changed(indicator, district):
    stricter = method({"kind": "any", "of": [sign("rose", "15"), sign(threshold="20")]})
    Method.objects.create(municipality=district.municipality, name="Строже", body=stricter.as_json())
    first, second = (
        make_run(district.municipality, district.coordinator, each, "2026") for each in ("Метод", "Строже")
    )

    found = {each.name: [sign.sentence for sign in each.signs] for each in runs_beside(first, second).stayed}

    assert found["Сосновская ООШ"] == [
        "А — рост за год на 15 п. п. и больше: 2026 — 20 (есть) → 2026 — 20 (нет)",
        "А не меньше 20 %: 2026 — 20 (нет) → 2026 — 20 (есть)",
    ]


def test_the_warning_needs_each_of_them(indicator, district):
    (warned,) = early_warning(district.municipality, make_period("2026"), SHAPE)

    assert warned.school == "Ольховая СОШ"
    assert warned.sentence == f"Школа вошла бы в список, если бы появился признак «{LEVEL}»."
    assert warned.needed[0].sentence == "А: 28 %, признак — не меньше 30 %; осталось 2 п. п."
    both = method({"kind": "all", "of": [sign(), sign("rose", "3")]})
    assert early_warning(district.municipality, make_period("2026"), both) == []


def test_a_programme_aims_at_what_is_expected_of_the_level_not_of_the_growth(indicator, district):
    turned = method({"kind": "any", "of": [sign("rose", "3"), sign()]})
    Method.objects.create(municipality=district.municipality, name="Наоборот", body=turned.as_json())
    run = make_confirmed_run(district.municipality, district.coordinator, "Наоборот", "2026")
    listed = run.low_result_list.listed_schools.get(name="Берёзовская СОШ")
    for criterion, text in zip(listed.criteria.all(), ("рост не больше 1", "менее 30 %"), strict=True):
        criterion.expected = text
        criterion.save()

    made = begin_for_listed(district.programme, listed, start_year=2027, by=district.coordinator)

    rows = IndicatorRow.objects.filter(group__table__programme=made, group__title="Ожидаемые результаты школы")
    assert [row.target for row in rows] == ["менее 30 %"]
