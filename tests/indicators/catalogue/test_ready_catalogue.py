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
from indicators.workbooks.models import NameChoice
from portal.history.models import Change
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

    def test_is_offered_before_the_first_value(self, browse, district):
        """The first collection should ask for it already."""
        page = browse("coordinator").get(reverse("run-trial", args=[district.municipality.pk]))
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


def test_what_was_ticked_stays_ticked_through_a_search(browse, district):
    client, url = browse("coordinator"), reverse("indicator-ready", args=[district.municipality.pk])
    whole, before = client.get(url), district.municipality.indicators.count()
    [chemistry] = numbers_of(whole, "ЕГЭ, доля участников ниже минимального балла: Химия")
    [physics] = numbers_of(whole, "ЕГЭ, доля участников ниже минимального балла: Физика")
    found = client.post(url, {"find": "yes", "q": "егэ физика", "ready": [chemistry]})
    assert found.status_code == 200
    assert f'<input type="hidden" name="ready" value="{chemistry}">' in found.content.decode()
    again = client.post(url, {"find": "yes", "q": "", "ready": [chemistry, physics]})
    assert again.context["ticked"] == {int(chemistry), int(physics)}
    assert again.context["out_of_sight"] == []
    assert district.municipality.indicators.count() == before


def test_an_own_indicator_that_a_method_may_mean_is_named(browse, district):
    """«Доля «2» по ВПР» may be what the method reads; a person renames it, another subject is never offered."""
    own = make_indicator(district.municipality, "Доля «2» по ВПР: русский язык", unit="%")
    page = browse("coordinator").get(reverse("run-trial", args=[district.municipality.pk]), {"method": "federal"})
    near = {str(each.facts): each.near for each in page.context["lacking"]}
    assert near["ВПР, доля участников с отметкой «2»: Русский язык"] == [own]
    assert near["ВПР, доля участников с отметкой «2»: Математика"] == []
    assert near["ВПР, число участников: Русский язык"] == []
    assert reverse("indicator-edit", args=[own.pk]) in page.content.decode()


class TestOwnIsWhatTheMethodReads:
    WANTED = "ОГЭ, доля участников с отметкой «2»: Математика"

    @pytest.fixture
    def own(self, district) -> Indicator:
        return make_indicator(district.municipality, "Доля «2» по ОГЭ: математика", unit="%")

    def post(self, client, district, *same: str):
        url = reverse("method-indicators", args=[district.municipality.pk])
        return client.post(url, {"method": "federal", "same": same}, follow=True)

    def test_it_is_called_so_with_one_tick_and_known_by_its_own_name(self, browse, district, own):
        client = browse("coordinator")
        page = client.get(reverse("run-trial", args=[district.municipality.pk]), {"method": "federal"})
        assert f'value="{own.pk}:{self.WANTED}"' in page.content.decode()

        answer = self.post(client, district, f"{own.pk}:{self.WANTED}")
        assert "Названо, как в методе: 1" in answer.content.decode()
        assert lacking_indicators(delivered_identification()["federal"], district.municipality) == []
        own.refresh_from_db()
        assert str(own) == self.WANTED
        assert NameChoice.objects.get().indicator == own
        assert Change.objects.about(own).get().before == {"name": "Доля «2» по ОГЭ: математика"}

    def test_one_is_not_two(self, browse, district, own):
        other = self.WANTED.replace("Математика", "Русский язык")
        answer = self.post(browse("coordinator"), district, f"{own.pk}:{self.WANTED}", f"{own.pk}:{other}")
        assert "отмечен дважды" in answer.content.decode()
        own.refresh_from_db()
        assert str(own) == "Доля «2» по ОГЭ: математика"

    def test_another_exam_is_never_offered(self, browse, district, own):
        page = browse("coordinator").get(reverse("run-trial", args=[district.municipality.pk]), {"method": "federal"})
        near = {str(each.facts): each.near for each in page.context["lacking"]}
        assert near[self.WANTED] == [own]
        assert near[self.WANTED.replace("ОГЭ", "ВПР")] == []
