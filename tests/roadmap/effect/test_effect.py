"""Which indicators the activities are to move, and how these stood before and after."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from roadmap.effect.queries import programme_effect
from roadmap.targets.models import IndicatorRow
from tests.factories import make_period, make_programme


@pytest.fixture
def score(district) -> Indicator:
    """The table's «Средний балл», with base 3,4 and target 4,0."""
    Indicator.objects.filter(name="Средний балл, балл").update(direction="more")
    return Indicator.objects.get(name="Средний балл, балл")


def effect_of(district, indicator: Indicator):
    found = programme_effect(district.programme)
    return next(each for each in found.effects if each.indicator == indicator)


def enter(indicator: Indicator, label: str, text: str) -> None:
    Value.objects.create(indicator=indicator, period=make_period(label), text=text)


@pytest.mark.parametrize(
    ("text", "change", "course", "is_reached"),
    [
        ("4,1", "+0,7", "better", True),
        ("3,9", "+0,5", "better", False),
        ("3,1", "−0,3", "worse", False),
        ("3,40", "", "same", False),
        ("более 3", "", "unknown", None),
        ("-", "", "unknown", None),
    ],
)
def test_before_and_after(text, change, course, is_reached, district, score):
    enter(score, "2026", text)
    effect = effect_of(district, score)

    assert (effect.before, effect.after, effect.after_label, effect.target) == ("3,4", text, "2026", "4,0")
    assert (effect.change, effect.course, effect.is_reached) == (change, course, is_reached)


def test_what_is_doubtful_is_told_and_a_word_against_the_direction_is_a_goal(browse, district, score):
    IndicatorRow.objects.filter(indicator=score).update(target="до 4,0", baseline="3.4.5")
    Value.objects.create(indicator=score, period=make_period("2026"), text="4,1", notes=["Выше обычного."])
    effect = effect_of(district, score)
    page = browse("coordinator").get(reverse("programme-effect", args=[district.programme.pk])).content.decode()

    assert effect.is_reached is True
    assert {each.place for each in effect.doubts} == {"было", "стало", "цель"}
    assert "▲ Стало «4,1»: Выше обычного." in page
    assert "▲ Цель: «до 4,0» прочитано как цель — достичь 4,0, а не как предел" in page


def test_an_indicator_without_a_direction_says_so(browse, district):
    indicator = Indicator.objects.get(name="Средний балл, балл")
    enter(indicator, "2026", "4,1")
    page = browse("coordinator").get(reverse("programme-effect", args=[district.programme.pk])).content.decode()

    assert effect_of(district, indicator).course == "unknown"
    assert "▲ Не сказано, больше или меньше — лучше." in page
    assert reverse("programme-questions", args=[district.programme.pk]) in page


def test_without_a_baseline_the_last_fact_before_the_programme_counts(district):
    indicator = Indicator.objects.get(name="Доля сдавших, %")
    for label, value in (("2023", "50"), ("2024", "55"), ("2026", "70")):
        enter(indicator, label, value)
    effect = effect_of(district, indicator)

    assert (effect.before, effect.after, effect.target) == ("55", "70", "Более 70")


def test_the_documents_own_fact_counts_where_none_was_entered(district):
    effect = effect_of(district, Indicator.objects.get(name="Доля сдавших, %"))

    assert (effect.before, effect.after, effect.after_label) == ("", "61,1", "2025")


def test_activities_are_told_what_they_move_and_the_rest_is_listed(browse, district, score):
    activity = district.activities["1.3"]
    client = browse("coordinator")
    client.post(reverse("activity-aims", args=[activity.pk]), {"indicators": [score.pk]})
    page = client.get(reverse("programme-effect", args=[district.programme.pk])).content.decode()
    found = programme_effect(district.programme)

    assert [each.activities for each in found.effects if each.indicator == score] == [[activity]]
    assert [each.number for each in found.unnamed] == ["1.1", "1.2", "1.4"]
    assert [str(each.indicator) for each in found.effects if not each.activities] == ["Доля сдавших, %"]
    assert "которые не называют показателя: 3" in page
    assert "ни одно мероприятие этот показатель не называет" in page


@pytest.mark.parametrize("years", [1, 6])
def test_the_number_of_queries_does_not_grow(years, district, score, django_assert_num_queries):
    for number in range(years):
        enter(score, str(2024 - number), "5")
    district.activities["1.3"].indicators.add(score)
    programme = type(district.programme).objects.get(pk=district.programme.pk)
    with django_assert_num_queries(10):
        programme_effect(programme)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("periods", "after"),
    [(["2026", "2027"], ("3,8", "2026")), (["2026-Q1", "2026-Q4"], ("4,5", "IV квартал 2026 года"))],
)
def test_a_quarter_is_not_weighed_against_a_year(periods, after):
    row = {"name": "Доля, %", "baseline": "3", "values": {periods[-1]: {"plan": "4"}}}
    programme = make_programme(indicators={"periods": periods, "groups": [{"rows": [row]}]})
    indicator = IndicatorRow.objects.get(group__table__programme=programme).indicator
    for label, text in (("2026", "3,8"), ("2026-Q1", "4,4"), ("2026-Q4", "4,5")):
        enter(indicator, label, text)

    [effect] = programme_effect(programme).effects
    assert (effect.after, effect.after_label) == after
