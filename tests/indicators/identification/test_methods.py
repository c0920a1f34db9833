"""Methods beside each other, copied and changed, on their pages."""

from django.urls import reverse

from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.methods.actions import copy_delivered
from indicators.identification.models import Method
from indicators.identification.trials.queries import methods_beside
from portal.history.models import Change
from tests.factories import make_indicator, make_period, make_run, make_school
from tests.indicators.identification.cases import method, sign
from tests.indicators.identification.test_command import enter

HEADING = "ОГЭ, доля участников с отметкой «2»"


def compare(client, district, **query) -> str:
    query = {"first": "federal", "second": "Строже", "period": "2026"} | query
    page = client.get(reverse("method-compare", args=[district.municipality.pk], query=query))
    return " ".join(page.content.decode().split())


def enter_oge(school, indicators, *texts: str) -> None:
    for indicator, text in zip(indicators, texts, strict=True):
        enter(indicator, school, "2026", text)


def test_two_methods_side_by_side(district, browse):
    """Two subjects of 50 % are on both lists, of 35 % on the federal one only; with one of them empty, who can tell."""
    indicators = [
        make_indicator(district.municipality, name, heading=HEADING, unit="%")
        for name in ("Русский язык", "Математика")
    ]
    third = make_school(district.municipality, "Дубовая СОШ")
    enter_oge(district.school, indicators, "50", "50")
    enter_oge(district.other_school, indicators, "35", "35")
    enter(indicators[0], third, "2026", "50")
    method = copy_delivered(key="federal", municipality=district.municipality, name="Строже", by=district.coordinator)
    browse("coordinator").post(reverse("method-detail", args=[method.pk]), {"p_share": "45"})

    page = compare(browse("observer"), district)

    assert "По обоим методам: 1" in page
    assert page.index("По обоим методам: 1") < page.index("Берёзовская СОШ") < page.index("Только первый")
    assert "Только второй: 0" in page
    assert page.index("Недостаточно данных:") < page.index("Дубовая СОШ")


def test_the_number_of_queries(district, django_assert_num_queries):
    shapes = [choose_method(key, district.municipality).shape for key in ("federal", "rating")]
    inquiries = [Inquiry(district.municipality, make_period(), shape) for shape in shapes]

    with django_assert_num_queries(6):
        methods_beside(*inquiries)


def test_one_method_twice_is_nothing_to_compare(district, browse):
    page = compare(browse("observer"), district, second="federal")

    assert "сравнивать метод с ним самим нечего" in page


def test_a_delivered_method_becomes_ones_own(district, browse):
    client, url = browse("coordinator"), reverse("method-copy", args=[district.municipality.pk])

    page = client.post(url, {"method": "federal", "name": "Наш метод"}, follow=True).content.decode()
    again = client.post(url, {"method": "federal", "name": "наш метод"}, follow=True).content.decode()
    nameless = client.post(url, {"method": "federal", "name": " "}, follow=True).content.decode()

    assert Method.objects.get().name == "Наш метод"
    assert "Записать пороги" in page
    assert "Дайте своему другое название" in again
    assert "напишите, как назвать свой" in nameless


def test_thresholds_are_changed_in_place_until_a_run_has_used_them(district, browse):
    method = copy_delivered(key="federal", municipality=district.municipality, name="Наш", by=district.coordinator)
    client, url = browse("coordinator"), reverse("method-detail", args=[method.pk])

    senseless = client.post(url, {"p_procedures": "70"})
    assert senseless.status_code == 422
    assert "Не менее 70 из 6 не бывает" in senseless.content.decode()
    client.post(url, {"p_share": "25,5"})
    method.refresh_from_db()
    assert (method.version, method.shape.parameters["share"].value) == (1, "25.5")

    run = make_run(district.municipality, by=district.coordinator, method="Наш")
    page = client.post(url, {"p_share": "40"}, follow=True).content.decode()

    newest = Method.objects.newest().get()
    assert (newest.version, newest.shape.parameters["share"].value) == (2, "40")
    assert "сделана новая: редакция 2" in page
    assert run.shape.parameters["share"].value == "25.5"
    old = client.get(url).content.decode()
    assert "Записать пороги" not in old
    assert client.post(url, {"p_share": "50"}).status_code == 422


def test_an_observer_reads_a_method_only(district, browse):
    method = copy_delivered(key="federal", municipality=district.municipality, name="Наш", by=district.coordinator)
    url = reverse("method-detail", args=[method.pk])

    assert "Записать пороги" not in browse("observer").get(url).content.decode()
    assert browse("observer").post(url, {"p_share": "1"}).status_code == 403


def test_a_rule_as_a_list_of_lists():
    years = {"kind": "years", "k": "2", "of_last": 2, "rule": sign(of="Б", threshold="50")}
    points = {"kind": "points", "threshold": "3", "of": [sign(of="В", weight="2", obligatory=True), sign(of="Г")]}
    shape = method({"kind": "any", "of": [sign(of="А"), years, points]})

    line = outline(shape.rule, shape)

    assert line.words == "хотя бы одно из:"
    assert [each.words for each in line.of] == [
        "А не меньше 30 %", "в каждом из 2 последних лет: Б не меньше 50 %", "не меньше 3 баллов в сумме из:",
    ]  # fmt: skip
    assert [each.words for each in line.of[2].of] == [
        "В не меньше 30 % — 2 балла (обязательно)", "Г не меньше 30 % — 1 балл",
    ]  # fmt: skip


def test_the_journal_calls_the_sample_by_its_name(district):
    method = copy_delivered(key="federal", municipality=district.municipality, name="Наш", by=district.coordinator)

    assert Change.objects.about(method).get().after == {"version": 1, "origin": "Федеральный подход"}
