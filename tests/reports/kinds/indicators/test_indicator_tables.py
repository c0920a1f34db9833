"""«Форма 1» as it is asked for: plan, fact, the degree of achievement, years in columns or in rows."""

import pytest
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.values.models import Value
from reports.blocks.content import Caption, Table, grid, text_of
from reports.blocks.missing import MissingPart
from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.kinds.indicators.achievement import achievement, reached_sentence
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorRow
from tests.reports.made_documents import pdf_words, programme, squeezed

pytestmark = pytest.mark.django_db
MORE, LESS, NEITHER = Indicator.Direction.MORE_IS_BETTER, Indicator.Direction.LESS_IS_BETTER, "neither"


@pytest.mark.parametrize(
    ("plan", "fact", "direction", "words", "reached"),
    [
        ("50", "45", MORE, "90", False),
        ("50", "49,99", MORE, "99,98", False),
        ("50", "60", MORE, "120", True),
        ("4", "5", LESS, "80", False),
        ("4", "0", LESS, "100", True),
        ("0", "0", LESS, "100", True),
        ("0", "1", LESS, "0", False),
        ("0", "3", MORE, "–", None),
        ("Более 70", "70", NEITHER, "100 (не достигнут)", False),
        ("Более 70", "71", NEITHER, "101,4", True),
        ("Не более 10", "20", NEITHER, "50", False),
        ("3,8 – 4,0", "3,8", MORE, "100", True),
        ("3,8 – 4,0", "3,6", MORE, "94,7", False),
        ("-", "5", MORE, "–", None),
        ("5", "-", MORE, "–", None),
        ("", "5", MORE, "", None),
        ("5", "", MORE, "", None),
        ("5", "5", "", "", None),
        ("5", "5", NEITHER, "–", None),
        ("до 75 %", "78 %", MORE, "104", True),
        ("до 75 %", "74 %", MORE, "98,7", False),
        ("создано", "создано", MORE, "", None),
        ("-5", "-4", MORE, "", None),
        ("12 чел.", "10%", MORE, "", None),
        ("1 (9%)", "1 (9%)", MORE, "100", True),
    ],
)
def test_the_degree_of_achievement(plan, fact, direction, words, reached):
    found = achievement(plan, fact, Indicator(unit="", direction=direction))

    assert (found.words, found.reached) == (words, reached)


def test_the_sentence_leaves_out_what_is_not_assessed():
    stated = [("50", "60"), ("50", "40"), ("-", "-"), ("50", "нет данных")]
    achieved = [achievement(plan, fact, Indicator(direction=MORE)) for plan, fact in stated]

    assert reached_sentence("2025 год", achieved) == (
        "2025 год: достигнуто показателей – 1 из 3, не достигнуто – 1, нельзя определить – 1."
    )


SHAPE = {
    "periods": ["2024", "2025"],
    "groups": [{"title": "Результаты", "rows": [
        {"number": "1", "name": "Средний балл", "baseline": "40", "target": "60",
         "values": {"2024": {"plan": "45", "fact": "44"}, "2025": {"plan": "50"}}},
        {"number": "2", "name": "Не сдали", "values": {"2024": {"plan": "4"}, "2025": {"plan": "3"}}},
    ]}],
}  # fmt: skip


@pytest.fixture
def made():
    order = {"id": "2", "number": "44", "date": "2025-01-20"}
    found = programme(indicators=SHAPE, orders=[order], approved_by={"order": "2", "annex": "1"})
    Indicator.objects.filter(name="Средний балл").update(direction=MORE, unit="балл")
    Indicator.objects.filter(name="Не сдали").update(direction=LESS, unit="чел.")
    return found


def enter(number, label, text):
    indicator = IndicatorRow.objects.get(number=number).indicator
    Value.objects.create(indicator=indicator, period=Period.objects.get(label=label), text=text)


def form_of(made, **options):
    return build_content(Document(kind="indicators", programme=made, municipality=made.municipality, options=options))


def cells(content):
    (table,) = [block for block in content.parts[0].blocks if isinstance(block, Table)]
    rows = [*grid(table.header, len(table.columns)), *grid(table.rows, len(table.columns))]
    return [[cell and cell.text for cell in row] for row in rows]


def words(content):
    return " ".join(text_of(block) for block in content.parts[0].blocks if hasattr(block, "spans"))


def captions(content):
    return [block for block in content.parts[0].blocks if isinstance(block, Caption)]


def test_facts_entered_since_the_order_do_not_stand_under_its_caption(made):
    assert captions(form_of(made))
    enter("2", "2024", "5")
    today = f"по состоянию на {timezone.localdate():%d.%m.%Y}"

    assert not captions(form_of(made))
    assert today in words(form_of(made))
    assert captions(form_of(made, shows="plan"))
    assert today not in words(form_of(made, shows="plan"))


def test_the_plan_alone_has_no_facts(made):
    assert cells(form_of(made, shows="plan"))[4:] == [
        ["1", "Средний балл", "40", "45", "50", "60"],
        ["2", "Не сдали", "", "4", "3", ""],
    ]


def test_facts_alone_are_those_of_the_years_that_have_them(made):
    table = cells(form_of(made, shows="fact"))

    assert [row[3] for row in table] == ["Значения показателя по годам", "2024 год", "факт", "4", None, "44", ""]
    assert "2025 год" not in str(table)


def test_achievement_has_unit_direction_and_degree(made):
    enter("2", "2024", "5")
    content = form_of(made, shows="achievement")
    table = cells(content)

    assert table[2][5:8] == ["план", "факт", "степень достижения, %"]
    assert table[5] == ["1", "Средний балл", "балл", "возрастание", "40", "45", "44", "97,8", "60"]
    assert table[6] == ["2", "Не сдали", "чел.", "убывание", "", "4", "5", "80", ""]
    assert "2024 год: достигнуто показателей – 0 из 2, не достигнуто – 2." in words(content)


def test_what_is_doubtful_is_told_below_the_degrees(made):
    """A plan against the catalogue's direction, and what was asked when the fact was entered."""
    IndicatorRow.objects.get(number="1").values.filter(period__label="2024").update(plan="до 45")
    enter("2", "2024", "5")
    Value.objects.update(notes=["Выше обычного: как правило, не больше 4."])
    told = words(form_of(made, shows="achievement"))

    assert "Средний балл, 2024 год. План: «до 45» прочитано как цель — достичь 45, а не как предел" in told
    assert "Не сдали, 2024 год. Факт «5»: Выше обычного: как правило, не больше 4." in told
    assert "требуют проверки" not in words(form_of(made))


def test_years_turn_round_when_asked(made):
    assert [row[0] for row in cells(form_of(made, layout="rows", shows="achievement"))][2:] == [
        "Базовое значение", "2024 (план)", "2024 (факт)", "2024 (степень достижения, %)", "Целевое значение",
    ]  # fmt: skip
    assert "2025 (план)" in [row[0] for row in cells(form_of(made, layout="rows"))]
    assert cells(form_of(made, layout="columns")) == cells(form_of(made))


def test_without_facts_there_is_no_such_form():
    bare = programme(indicators={"periods": ["2024"], "groups": [{"rows": [{"name": "Доля"}]}]})

    with pytest.raises(MissingPart, match="ещё нет"):
        form_of(bare, shows="fact")


def test_the_form_is_asked_for_on_its_page(browse, district):
    client, asked = browse("director"), {"programme": district.programme.pk, "shows": "achievement", "layout": "rows"}
    page = client.get("/documents/new/indicators/", asked)

    assert page.context["form"].asks[0].name == "shows"
    assert squeezed("степень достижения") in pdf_words(client.get("/documents/new/indicators/pdf/", asked).content)
    assert client.get("/documents/new/indicators/", asked | {"shows": "all"}).status_code == 422


@pytest.mark.parametrize("shows", ["", "achievement"])
@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, count, shows):
    rows = [{"number": str(n), "name": f"П{n}", "values": {"2024": {"plan": "1", "fact": "2"}}} for n in range(count)]
    found = programme(indicators={"periods": ["2024"], "groups": [{"rows": rows}]})
    found = Programme.objects.select_related("municipality").get(pk=found.pk)
    with django_assert_num_queries(6):
        form_of(found, shows=shows)
