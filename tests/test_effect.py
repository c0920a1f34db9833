"""Which indicators the activities are to move, and how these stood before and after."""

import pytest
from django.urls import reverse

from indicators.models import Indicator, Value
from roadmap.queries.effect import programme_effect
from tests.factories import make_period


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
    assert [str(each.indicator) for each in found.unmoved] == ["Доля сдавших, %"]
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
