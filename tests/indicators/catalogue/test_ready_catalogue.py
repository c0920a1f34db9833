"""The ready catalogue: whole, known to the methods, ticked into a municipality's own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.catalogue.facts import name_key
from indicators.catalogue.models import Indicator
from indicators.catalogue.ready import alike_ready, ready_by_key, ready_sections, with_weights
from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import names_of
from indicators.identification.methods.needed import lacking_indicators
from schools.directory.models import Municipality
from tests.factories import make_indicator


def numbers_of(page, *titles: str) -> list[int]:
    choices = [choice for section in page.context["sections"] for choice in section.choices]
    return [choice.number for choice in choices if str(choice.facts) in titles]


def test_each_indicator_stands_in_it_once_and_can_be_made(db):
    everything = [facts for section in ready_sections() for facts in section.facts]
    assert len(everything) == len(ready_by_key()) > 250
    municipality = Municipality.objects.create(name="Заречный район")
    for facts in everything:
        assert facts.weight is None or facts.weight in ready_by_key()
        indicator = Indicator(municipality=municipality, heading=facts.heading, name=facts.name, unit=facts.unit,
                              **{name: value for name, value in facts.fields.items() if name != "rule"})  # fmt: skip
        try:
            indicator.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as fault:
            pytest.fail(f"{facts}: {fault}")


def test_it_has_what_delivered_methods_read():
    """But for the criteria of one district, which are its own words."""
    for key, method in delivered_identification().items():
        if key != "spassky":
            names = [name_key(name.heading, name.name) for name in names_of(method)]
            assert [name for name in names if name not in ready_by_key()] == [], key


def test_no_two_of_it_are_called_alike():
    assert alike_ready().doubles() == []


def test_a_share_comes_with_the_number_that_it_is_weighed_by():
    share = ready_by_key()[name_key("ОГЭ, доля участников с отметкой «2»", "Физика")]
    assert [str(each) for each in with_weights([share])] == ["ОГЭ, число участников: Физика", str(share)]


def test_what_is_ticked_is_made_and_what_is_there_is_marked(browse, district):
    client, url = browse("coordinator"), reverse("indicator-ready", args=[district.municipality.pk])
    make_indicator(district.municipality, "Доля учебников", unit="%")
    make_indicator(district.municipality, "Обеспеченность учебником", unit="%")
    page = client.get(url)
    assert "похож на ваш" in page.content.decode()

    ticked = numbers_of(page, "ЕГЭ, доля участников ниже минимального балла: Химия")
    client.post(url, {"ready": ticked})
    made = district.municipality.indicators.get(name="Химия", unit="%")
    assert (made.rule, made.weight.heading, made.group) == (
        Indicator.Rule.WEIGHTED_MEAN,
        "ЕГЭ, число участников",
        "ЕГЭ",
    )

    assert client.post(url, {"ready": ticked}).status_code == 422  # it is there already
    assert "уже есть" in client.get(url).content.decode()


class TestWhatAMethodLacks:
    def test_one_click_makes_it_as_the_method_needs_it(self, browse, district):
        client, municipality = browse("coordinator"), district.municipality
        url = reverse("method-indicators", args=[municipality.pk])
        lacking = lacking_indicators(delivered_identification()["federal"], municipality)
        assert len(lacking) == 12  # six shares, and the participants of each

        client.post(url, {"method": "federal", "period": "2026"})
        assert lacking_indicators(delivered_identification()["federal"], municipality) == []
        share = municipality.indicators.get(heading="ВПР, доля участников с отметкой «2»", name="Математика")
        assert (share.unit, share.direction) == ("%", Indicator.Direction.LESS_IS_BETTER)
        assert "уже есть" in client.post(url, {"method": "federal"}, follow=True).content.decode()

    def test_of_words_that_only_the_method_has(self, district):
        lacking = lacking_indicators(delivered_identification()["spassky"], district.municipality)
        by_name = {facts.name: (facts.unit, facts.fields["direction"]) for facts in lacking}
        assert by_name["Средний балл ЕГЭ, математика"] == ("балл", Indicator.Direction.MORE_IS_BETTER)
        assert by_name["Доля выпускников 9 кл., не получивших аттестат, %"] == ("%", Indicator.Direction.LESS_IS_BETTER)

    def test_is_offered_where_the_method_is_tried(self, browse, district):
        page = browse("coordinator").get(
            reverse("run-trial", args=[district.municipality.pk]), {"method": "federal", "period": "2026"}
        )
        assert "Завести их: 12" in page.content.decode()


@pytest.mark.parametrize("words", ["егэ химия", "химии ЕГЭ", "участников химия егэ минимального"])
def test_the_ready_catalogue_is_searched_by_words_of_sections_and_names(words, browse, district):
    url = reverse("indicator-ready", args=[district.municipality.pk])
    whole, page = browse("coordinator").get(url), browse("coordinator").get(url, {"q": words})

    found = [str(choice.facts) for section in page.context["sections"] for choice in section.choices]
    assert "ЕГЭ, доля участников ниже минимального балла: Химия" in found
    assert all("Химия" in each for each in found)
    # A number means the same indicator whatever was searched.
    number = numbers_of(page, "ЕГЭ, доля участников ниже минимального балла: Химия")
    assert number == numbers_of(whole, "ЕГЭ, доля участников ниже минимального балла: Химия")


def test_a_search_that_finds_nothing_says_so(browse, district):
    page = browse("coordinator").get(reverse("indicator-ready", args=[district.municipality.pk]), {"q": "бассейн"})

    assert "ничего нет" in page.content.decode()
