"""Early warning by hand-computed examples, and its page."""

import pytest
from django.urls import reverse

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import years_of
from indicators.identification.judging.early_warning import YEARS_BEFORE, Warned, warning_of
from indicators.identification.judging.judge import Judge, layout_of, names_of
from indicators.identification.trials.queries import early_warning
from tests.factories import make_indicator, make_period
from tests.indicators.identification.cases import LABELS, method, schools_of, sign
from tests.indicators.identification.test_command import enter


def warned(rule: dict, **values) -> Warned | None:
    """Of one school, each indicator's values from the year judged back."""
    shape = method(rule)
    labels = LABELS[: years_of(shape) + YEARS_BEFORE]
    judge = Judge(shape, layout_of(shape, labels, dict.fromkeys(names_of(shape), "%")))
    (judgement,) = judge.judge_all(schools_of(judge, {"СОШ": values}))
    return warning_of(judge, judgement)


@pytest.mark.parametrize(
    ("compare", "values", "is_warned"),
    [
        (">=", ["27"], True),
        (">=", ["26,9"], False),
        (">=", ["30"], False),  # is on the list
        ("<", ["33"], True),
        ("<", ["33,1"], False),
        (">=", ["20", "15", "10"], True),
        (">=", ["20", "15", "15"], False),
        (">=", ["20", "15"], False),
        (">=", ["20", "25", "29"], False),  # moves away
        ("<", ["50", "60", "70"], True),
        (">=", ["более 20"], False),
        (">=", ["20", "15", "-"], False),
        (">=", [""], False),
    ],
)
def test_near_or_moving_to_the_threshold(compare, values, is_warned):
    assert bool(warned(sign(compare, "30"), А=values)) is is_warned


def test_nothing_is_near_to_zero():
    assert warned(sign(">", "0"), А="0") is None


def test_it_says_what_would_bring_the_school_in():
    rule = {"kind": "at_least", "m": "2", "of": [sign(of=name) for name in "АБВ"]}

    assert warned(rule, А="28", Б="10", В="10") is None  # one sign wouldn't do
    found = warned(rule, А="35", Б="28,5", В="27")
    assert found.sentence == "Школа вошла бы в список, если бы появился признак «Б»."
    assert found.needed[0].sentence == "Б: 28,5 %, признак — не меньше 30 %; осталось 1,5 п. п."
    both = warned(rule, А="29", Б=["25", "20", "15"], В="10")
    assert both.sentence == "Школа вошла бы в список, если бы появились признаки «А» и «Б»."
    assert both.needed[1].sentence.endswith("второй год подряд ближе к порогу: 15 → 20 → 25.")


def test_a_sign_that_keeps_out_brings_nobody_in():
    assert warned({"kind": "all", "of": [sign(), {"kind": "none", "of": [sign(of="Б")]}]}, А="10", Б="29") is None


def test_two_years_running_need_this_year_only():
    assert warned({"kind": "years", "rule": sign(), "k": "2", "of_last": 2}, А=["29", "31"])
    assert warned({"kind": "years", "rule": sign(), "k": "2", "of_last": 2}, А=["31", "29"]) is None


@pytest.fixture
def near(district) -> None:
    """Берёзовская is on the list by two subjects, Сосновская by one and near to it by the other."""
    for name, texts in {"Русский язык": ["35%", "33%"], "Математика": ["40", "28"]}.items():
        indicator = make_indicator(district.municipality, name, heading="ОГЭ, доля участников с отметкой «2»", unit="%")
        for school, text in zip([district.school, district.other_school], texts, strict=True):
            enter(indicator, school, "2026", text)


def test_on_the_page_it_is_a_hint(near, district, browse):
    url = reverse("run-warning", args=[district.municipality.pk], query={"method": "federal", "period": "2026"})

    page = " ".join(browse("observer").get(url).content.decode().split())

    assert "подсказка, а не решение" in page
    assert "Сосновская ООШ" in page
    assert "если бы появился признак «доля „2“ по ОГЭ (математика)»" in page
    assert "Берёзовская СОШ" not in page
    moved = " ".join(browse("observer").get(f"{url}&p_share=60").content.decode().split())
    assert "Близко к списку никого нет" in moved


def test_the_number_of_queries(near, district, django_assert_num_queries):
    period, shape = make_period(), delivered_identification()["federal"]
    with django_assert_num_queries(4):
        early_warning(district.municipality, period, shape)
