"""The pages: judge, move a threshold, keep, decide, confirm."""

import pytest
from django.urls import reverse

from indicators.identification.methods.actions import copy_delivered
from indicators.identification.models import Run
from portal.history.models import Change
from tests.factories import make_indicator, make_period, make_run, make_school
from tests.indicators.identification.test_command import enter


@pytest.fixture
def low(district):
    """Берёзовская has «2» in both subjects of ОГЭ, Сосновская a little, a third nothing entered."""
    third = make_school(district.municipality, "Дубовая СОШ")
    heading = "ОГЭ, доля участников с отметкой «2»"
    for name, texts in {"Русский язык": ["35%", "20%"], "Математика": ["более 40", "3 из 12"]}.items():
        indicator = make_indicator(district.municipality, name, heading=heading, unit="%")
        for school, text in zip([district.school, district.other_school], texts, strict=True):
            enter(indicator, school, "2026", text)
    return third


def trial_url(district, **query) -> str:
    return reverse("run-trial", args=[district.municipality.pk], query={"method": "federal", "period": "2026"} | query)


def test_who_is_in_and_why(low, district, browse):
    page = browse("observer").get(trial_url(district)).content.decode()

    assert page.index("Берёзовская СОШ") < page.index("Дубовая СОШ")
    assert "в списке: 1" in page
    assert "Доля «2» по ОГЭ (математика), 2026: «более 40», понято как больше 40 %" in page
    assert "В каталоге муниципалитета нет показателей" in page
    assert "Сохранить с протоколами" not in page
    assert "Сохранить с протоколами" in browse("coordinator").get(trial_url(district)).content.decode()
    assert Run.objects.count() == 0


def test_a_moved_threshold_tells_who_would_leave(low, district, browse):
    page = browse("coordinator").get(trial_url(district, p_share="45,5")).content.decode()

    assert "при других порогах решение изменилось: 1" in page
    assert "не меньше 45,5 %" in page
    assert "Сохранить с протоколами" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"p_procedures": "70"}, "Не менее 70 из 6 не бывает."),
        ({"p_share": "много"}, "Введите число"),
        ({"method": "нет такого"}, "Выберите корректный вариант"),
        ({"period": "1999"}, "Выберите корректный вариант"),
    ],
)
def test_what_makes_no_sense_is_told(low, district, browse, query, words):
    response = browse("coordinator").get(trial_url(district, **query))

    assert response.status_code == 200
    assert words in response.content.decode()


@pytest.mark.parametrize("schools", [1, 3])
def test_the_number_of_queries(schools, low, district, browse, django_assert_num_queries):
    for _ in range(schools):
        make_school(district.municipality)
    client = browse("coordinator")
    client.get(trial_url(district))

    with django_assert_num_queries(16):
        client.get(trial_url(district))


def test_from_keeping_to_confirming(low, district, browse):
    client = browse("coordinator")
    copy_delivered(key="federal", municipality=district.municipality, name="Наш метод", by=district.coordinator)
    keep = client.post(
        reverse("run-keep", args=[district.municipality.pk]), {"method": "Наш метод", "period": "2026"}, follow=True
    )
    run = Run.objects.get()
    assert "Сохранено" in keep.content.decode()

    refused = client.post(reverse("run-confirm", args=[run.pk]), follow=True).content.decode()
    assert "Сначала решите о школах" in refused
    for school in run.schools.filter(verdict="unknown"):
        url = reverse("run-school", args=[school.pk])
        without_reason = client.post(url, {"decision": "out", "reason": ""})
        assert without_reason.status_code == 422
        assert "Напишите, почему" in without_reason.content.decode()
        client.post(url, {"decision": "out", "reason": "Выпуска ещё не было"})
        assert Change.objects.about(school).count() == 1
    confirmed = client.post(reverse("run-confirm", args=[run.pk]), follow=True).content.decode()
    assert "Список утверждён" in confirmed
    assert "Утвердить список" not in confirmed


def test_a_director_sees_their_own_school_only(low, district, browse):
    run = make_run(district.municipality, by=district.coordinator)
    own, other = (run.schools.get(school=school) for school in (district.school, district.other_school))
    client = browse("director")

    listed = client.get(reverse("run-list")).content.decode()
    page = client.get(reverse("run-school", args=[own.pk])).content.decode()

    assert "Берёзовская СОШ" in listed
    assert "Сосновская ООШ" not in listed
    assert "признак есть" in page
    assert "Решение отдела" not in page
    assert client.get(reverse("run-school", args=[other.pk])).status_code == 404


def test_what_has_changed_since_is_told(low, district, browse):
    run = make_run(district.municipality, by=district.coordinator)
    value = district.school.values.get(indicator__name="Математика")
    value.text = "10%"
    value.save()

    page = browse("observer").get(reverse("run-school", args=[run.schools.get(school=district.school).pk]))

    assert "было «более 40», сейчас" in " ".join(page.content.decode().split())


def test_who_entered_and_left_against_the_year_before(low, district, browse):
    make_run(district.municipality, by=district.coordinator, label="2025")
    run = make_run(district.municipality, by=district.coordinator)
    run.schools.filter(verdict="unknown").delete()
    before = Run.objects.get(period__label="2025")
    before.schools.filter(school=district.school).update(verdict="out")

    page = " ".join(browse("observer").get(reverse("run-detail", args=[run.pk])).content.decode().split())

    assert "Вошли: Берёзовская СОШ" in page
    assert "Вышли: никто" in page


def test_only_years_with_facts_are_offered_and_the_latest_is_meant(low, district, browse):
    """A programme's plans bring years that nobody can judge yet."""
    make_period("2030")
    for name in ("run-trial", "method-compare"):
        field = browse("coordinator").get(reverse(name, args=[district.municipality.pk])).context["form"]["period"]
        assert [str(label) for _, label in field.field.choices if "год" in str(label)] == ["2026 год"]
        assert str(field.initial) == "2026 год"


def test_a_link_that_names_a_method_alone_shows_the_latest_year(low, district, browse):
    url = reverse("run-trial", args=[district.municipality.pk], query={"method": "federal"})

    assert "в списке: 1" in browse("coordinator").get(url).content.decode()
