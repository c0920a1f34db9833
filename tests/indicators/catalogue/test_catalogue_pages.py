"""The catalogue as its coordinator keeps it: looked through, added to, changed, put in order, archived."""

import pytest
from django.urls import reverse

from indicators.catalogue.actions import CatalogueRefused, create_indicators
from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from portal.history.models import Change
from tests.factories import make_collection, make_indicator, make_municipality
from tests.indicators.workbooks.excel_books import make_value

NEW = {"name": "Охват кружками", "unit": "%", "direction": "more", "rule": "by-hand", "parts_rule": "exactly"}


@pytest.fixture
def municipality(district):
    Indicator.objects.filter(municipality=district.municipality).update(group="Программа")
    return district.municipality


def names(municipality) -> list[str]:
    return [each.name for each in municipality.indicators.collected() if each.group != "Программа"]


class TestList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_long_it_is(self, browse, municipality, count, django_assert_num_queries):
        for number in range(count):
            make_indicator(municipality, f"Охват {number}", whole=municipality.indicators.first())
        client, url = browse("coordinator"), reverse("indicator-list", args=[municipality.pk])
        client.get(url)
        with django_assert_num_queries(7):
            client.get(url)

    def test_is_searched_by_words_of_heading_and_name(self, browse, municipality):
        make_indicator(municipality, "Русский язык", heading="Средний балл ЕГЭ")
        make_indicator(municipality, "Математика", heading="Средний балл ЕГЭ")
        page = browse("coordinator").get(reverse("indicator-list", args=[municipality.pk]), {"q": "егэ РУССК"})

        assert "Русский язык" in page.content.decode()
        assert "Математика" not in page.content.decode()


class TestOneIndicator:
    def url(self, name: str, pk: int) -> str:
        return reverse(name, args=[pk])

    def test_is_made(self, browse, municipality):
        answer = browse("coordinator").post(self.url("indicator-new", municipality.pk), NEW)

        made = municipality.indicators.get(name="Охват кружками")
        assert answer.url.endswith(f"#indicator-{made.pk}")
        assert (made.unit, made.direction) == ("%", Indicator.Direction.MORE_IS_BETTER)
        assert Change.objects.about(made).get().action == "показатель заведён"

    def test_much_like_another_is_asked_about_once(self, browse, municipality):
        make_indicator(municipality, "Охват учащихся кружками")
        client, url = browse("coordinator"), self.url("indicator-new", municipality.pk)
        data = NEW | {"name": "Охват обучающихся кружками"}
        asked = client.post(url, data)

        assert asked.status_code == 422
        assert "Похоже на «Охват учащихся кружками»" in asked.content.decode()
        assert client.post(url, data | {"is_other": "on"}).status_code == 302

    def test_called_as_another_is_refused(self, browse, municipality):
        make_indicator(municipality, "Охват  КРУЖКАМИ")
        answer = browse("coordinator").post(self.url("indicator-new", municipality.pk), NEW | {"is_other": "on"})

        assert answer.status_code == 422
        assert "уже есть в каталоге" in answer.content.decode()

    def changed(self, client, indicator, **fields):
        url = self.url("indicator-edit", indicator.pk)
        stood = client.get(url).context["form"]["stood"].value()
        return client.post(url, NEW | {"name": indicator.name, "stood": stood} | fields)

    def test_a_change_of_what_values_mean_is_shown_before_it_is_saved(self, browse, district, municipality):
        indicator = make_indicator(municipality, "Ремонт", unit="тыс. руб.")
        value = make_value(indicator, district.school, "1,5", number="1.5", unit="тыс. руб.")
        client = browse("coordinator")
        asked = self.changed(client, indicator, unit="руб.", reason="единица указана неверно")

        assert asked.status_code == 422
        assert "Значения будут прочитаны иначе" in asked.content.decode()
        assert "Причина изменения" in asked.content.decode()
        indicator.refresh_from_db()
        assert indicator.unit == "тыс. руб."

        seen = asked.context["form"]["seen"].value()
        assert self.changed(client, indicator, unit="руб.", reason="ошибка", seen=seen).status_code == 302
        assert Value.objects.get(pk=value.pk).unit == "руб."

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self, browse, municipality):
        indicator, client = make_indicator(municipality, "Охват"), browse("coordinator")
        stood = client.get(self.url("indicator-edit", indicator.pk)).context["form"]["stood"].value()
        Indicator.objects.filter(pk=indicator.pk).update(unit="чел.")

        answer = client.post(self.url("indicator-edit", indicator.pk), NEW | {"name": "Охват", "stood": stood})
        assert "изменил другой человек" in answer.content.decode()

    def test_of_another_municipality_is_nobodys_business(self, browse, municipality):
        elsewhere = make_indicator(make_municipality("Степной край"), "Чужой")

        assert browse("coordinator").get(self.url("indicator-edit", elsewhere.pk)).status_code == 404
        page = browse("coordinator").get(self.url("indicator-new", municipality.pk)).content.decode()
        assert "Чужой" not in page


class TestState:
    def send(self, client, indicator, step: str) -> str:
        url = reverse("indicator-state", args=[indicator.pk])
        return client.post(url, {"do": step}, follow=True).content.decode()

    def test_what_nothing_depends_on_is_deleted(self, browse, municipality):
        indicator = make_indicator(municipality, "Лишний")

        assert "удалён" in self.send(browse("coordinator"), indicator, "delete")
        assert not municipality.indicators.filter(name="Лишний").exists()

    def test_what_something_depends_on_is_not(self, browse, district, municipality):
        indicator = make_indicator(municipality, "Нужный")
        make_value(indicator, district.school, "5")
        make_collection(municipality, by=district.coordinator, indicators=[indicator])
        page = self.send(browse("coordinator"), indicator, "delete")

        assert "значения — 1" in page
        assert "сборы показателей — 1" in page
        assert municipality.indicators.filter(pk=indicator.pk).exists()

    def test_an_archived_one_is_asked_for_no_more_and_its_values_stay(self, browse, district, municipality):
        indicator, client = make_indicator(municipality, "Прежний"), browse("coordinator")
        make_value(indicator, district.school, "5", period="2024")
        self.send(client, indicator, "archive")

        def shown(name: str, *args) -> bool:
            return "Прежний" in client.get(reverse(name, args=args)).content.decode()

        assert not shown("collection-open", municipality.pk)
        assert not shown("value-grid", municipality.pk, "2026")
        assert shown("value-grid", municipality.pk, "2024")
        self.send(client, indicator, "restore")
        assert shown("collection-open", municipality.pk)


class TestOrder:
    @pytest.fixture
    def ordered(self, municipality):
        municipality.indicators.all().delete() if not municipality.programmes.exists() else None
        groups = (("а", "ВПР"), ("б", "ВПР"), ("в", "ОГЭ"), ("г", "ВПР"))
        for number, (name, group) in enumerate(groups, 10):
            make_indicator(municipality, name, group=group, position=number)
        return municipality

    def move(self, client, municipality, *indicators: str, way: str = "up") -> list[str]:
        keys = ",".join(str(municipality.indicators.get(name=name).pk) for name in indicators)
        client.post(reverse("indicator-arrange", args=[municipality.pk]), {"move": f"{keys}:{way}"})
        return names(municipality)

    def test_one_is_moved_within_its_group(self, browse, ordered):
        assert self.move(browse("coordinator"), ordered, "г") == ["а", "г", "б", "в"]

    def test_the_first_stays_where_it_is(self, browse, ordered):
        assert self.move(browse("coordinator"), ordered, "а")[0] == "а"

    def test_a_group_is_moved_whole(self, browse, ordered):
        assert self.move(browse("coordinator"), ordered, "а", "б", "г", way="down") == ["в", "а", "б", "г"]


def test_a_weighted_mean_is_tied_to_its_weight_or_left_to_be_entered(municipality):
    share = IndicatorFacts("Доля", "", "%", {"rule": Indicator.Rule.WEIGHTED_MEAN}, weight=("", "участники"))
    made = create_indicators(municipality=municipality, facts=[share, IndicatorFacts("Участники")], by=None)
    assert made[0].weight == made[1]

    alone = IndicatorFacts("Ещё доля", "", "%", {"rule": Indicator.Rule.WEIGHTED_MEAN}, weight=("", "неизвестно"))
    [made] = create_indicators(municipality=municipality, facts=[alone], by=None)
    assert made.rule == Indicator.Rule.BY_HAND


def test_an_indicator_is_not_made_twice(municipality):
    with pytest.raises(CatalogueRefused, match="уже есть"):
        create_indicators(municipality=municipality, facts=[IndicatorFacts("А"), IndicatorFacts("а ")], by=None)
    assert not municipality.indicators.filter(name_key="а").exists()
