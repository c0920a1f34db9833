"""`manage.py identify`: a run as JSON, nothing saved; and the reading of values from the database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.catalogue.models import Indicator, Period
from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import names_of
from indicators.identification.judging import inquiry
from indicators.identification.judging.inquiry import Inquiry
from indicators.identification.methods.actions import copy_delivered
from indicators.identification.models import Method, Run
from indicators.values.models import Value
from indicators.values.understanding import understand
from tests.factories import make_indicator, make_municipality, make_period, make_school
from tests.indicators.identification.cases import method, sign

pytestmark = pytest.mark.django_db


def enter(indicator: Indicator, school, label: str, text: str, **fields) -> Value:
    value = Value(indicator=indicator, school=school, period=make_period(label), text=text, **fields)
    understand(value, indicator)
    value.save()
    return value


def identify(*arguments: str) -> dict:
    out = StringIO()
    call_command("identify", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def town():
    """Three schools with the shares that the federal approach reads, for two years."""
    municipality = make_municipality("Лесной район")
    schools = {name: make_school(municipality, name) for name in ("Берёзовская СОШ", "Дубовая СОШ", "Сосновская ООШ")}
    names = names_of(delivered_identification()["federal"])
    indicators = [make_indicator(municipality, n.name, heading=n.heading.upper(), unit="%") for n in names]
    texts = {
        "Берёзовская СОШ": ["35%", "31%", "10%", "1 (25%)", "0", "0"],
        "Дубовая СОШ": ["5", "10", "12", "более 25", "0", "н/д"],
        "Сосновская ООШ": ["5", "10", "3 из 10", "0%", "-", ""],
    }
    for name, row in texts.items():
        for indicator, text in zip(indicators, row, strict=True):
            enter(indicator, schools[name], "2026", text)
            enter(indicator, schools[name], "2025", "0" if text not in ("-", "") else text)
    return municipality


def test_a_run_as_json(town):
    before = Value.objects.count(), Indicator.objects.count()

    run = identify("federal", "2026", "--municipality", str(town.pk))

    assert {key: run[key] for key in ("method", "version", "year", "remarks")} == {
        "method": "Федеральный подход", "version": 1, "year": "2026", "remarks": [],
    }  # fmt: skip
    verdicts = {school["school"]: school["verdict"] for school in run["schools"]}
    assert verdicts == {"Берёзовская СОШ": "in", "Дубовая СОШ": "unknown", "Сосновская ООШ": "out"}
    first = run["schools"][0]["signs"][0]
    assert {key: first[key] for key in ("name", "value", "number", "threshold", "met")} == {
        "name": "доля «2» по ВПР (русский язык)", "value": "35%", "number": "35", "threshold": "30", "met": True,
    }  # fmt: skip
    assert first["sentence"].startswith("Доля «2» по ВПР (русский язык), 2026: «35%»")
    assert (Value.objects.count(), Indicator.objects.count(), Run.objects.count()) == (*before, 0)


def test_the_municipality_by_its_name_and_a_method_of_its_own(town):
    copy_delivered(key="rosobrnadzor-2024", municipality=town, name="Наш метод", by=None)

    run = identify("наш метод", "2026", "--municipality", "лесной  район")

    assert run["method"] == "Наш метод"
    assert run["remarks"] == [
        "В каталоге муниципалитета нет показателей: «Доля участников, не справившихся с диагностической работой». "
        "Признаки по ним остаются без данных."
    ]
    assert run["schools"][0]["verdict"] == "in"


def test_one_municipality_needs_no_name(town):
    assert len(identify("federal", "2026")["schools"]) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["нет такого", "2026"], "Метода «нет такого» нет. Есть: "),
        (["federal", "2031"], "За период «2031» на портале ничего нет. Есть: 2025, 2026"),
        (["federal", "прошлый год"], "Период «прошлый год» не понят"),
        (["federal", "2026", "--municipality", "Степной"], "Муниципалитета «Степной» нет. Есть: "),
        (["federal", "2026", "--municipality", "777777"], "Муниципалитета «777777» нет"),
    ],
)
def test_what_is_unknown_is_told(town, arguments, words):
    with pytest.raises(CommandError, match=words) as refusal:
        identify(*arguments)

    assert refusal.value.returncode == 1


def test_a_method_out_of_its_span(town):
    shape = method(sign(), valid_from="2027-01-01")
    Method.objects.create(municipality=town, name="Новый", body=shape.as_json())

    with pytest.raises(CommandError, match=r"действует с 01\.01\.2027"):
        identify("Новый", "2026")


def test_a_closed_school_is_judged_for_the_years_of_its_values(town):
    school = town.schools.get(name="Дубовая СОШ")
    school.is_active = False
    school.save()
    make_school(town, "Закрытая СОШ", is_active=False)

    assert [each["school"] for each in identify("federal", "2026")["schools"]] == [
        "Берёзовская СОШ", "Дубовая СОШ", "Сосновская ООШ",
    ]  # fmt: skip
    assert len(identify("federal", "2025")["schools"]) == 3


def test_the_values_of_others_do_not_count(town):
    """Neither plans, nor the municipality's own, nor those of another district."""
    indicator = make_indicator(town, "Свой", unit="%")
    school, other = town.schools.first(), make_school(make_municipality("Степной район"), "Чужая СОШ")
    enter(indicator, school, "2026", "90", kind=Value.Kind.PLAN)
    enter(indicator, None, "2026", "90")
    enter(indicator, other, "2026", "90")
    inquiry = Inquiry(town, make_period("2026"), method(sign(of="Свой")))

    assert {each.verdict.value for each in inquiry.judgements()} == {"unknown"}


def test_a_name_without_a_heading_finds_the_only_one_there_is(town):
    make_indicator(town, "Доля", heading="ОГЭ", unit="%")
    assert Inquiry(town, make_period("2026"), method(sign(of="Доля"))).remarks == []

    make_indicator(town, "Доля", heading="ЕГЭ", unit="%")
    assert "«Доля»" in Inquiry(town, make_period("2026"), method(sign(of="Доля"))).remarks[0]


@pytest.mark.parametrize("schools", [1, 3])
@pytest.mark.parametrize(("rule", "queries"), [(sign(of="А"), 4), (sign("lowest", "1", of="А"), 4)])
def test_the_number_of_queries(schools, rule, queries, django_assert_num_queries):
    municipality = make_municipality()
    indicator = make_indicator(municipality, "А", unit="%")
    for place in range(schools):
        enter(indicator, make_school(municipality), "2026", str(place))
    period = Period.objects.get(label="2026")

    with django_assert_num_queries(queries):
        assert len(list(Inquiry(municipality, period, method(rule)).judgements())) == schools


def test_batches_make_no_difference(town, monkeypatch):
    shape = method({"kind": "any", "of": [sign("lowest", "1", of="А"), sign("below_mean", "0", of="А")]})
    indicator = make_indicator(town, "А", unit="%")
    for number in range(8):
        enter(indicator, make_school(town), "2026", str(number))
    whole = list(Inquiry(town, make_period("2026"), shape).judgements())

    monkeypatch.setattr(inquiry, "SCHOOLS_AT_ONCE", 2)
    in_batches = list(Inquiry(town, make_period("2026"), shape).judgements())

    assert [(each.school.name, each.verdict) for each in in_batches] == [
        (each.school.name, each.verdict) for each in whole
    ]
