"""Names that the portal doesn't find: a person says what they mean, and it is remembered."""

import pytest
from django.urls import reverse
from lxml import html
from openpyxl import Workbook

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from indicators.workbooks.models import NameChoice
from portal.history.models import Change
from portal.text.keys import natural_key
from tests.factories import make_collection, make_indicator
from tests.indicators.workbooks.excel_books import cell_of, confirm, download, send, table, texts
from tests.indicators.workbooks.test_collection_excel import send as send_to_collection
from tests.sealing import sealed_at_once

ROWS = [["Школа", "Ср. отм.", "Средняя отметка"], ["Филиал на Лесной", 4, 3], ["Берёзовская СОШ", 5, 2]]


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


@pytest.fixture
def mark(district) -> Indicator:
    return make_indicator(district.municipality, "Качество знаний")


def names_of(answer) -> dict[str, int]:
    return {name.text: name.number for name in answer.context["names"]}


def choose(client, answer, *, once: bool = False, **meanings):
    """Say what names of the page mean: `choose(client, answer, **{"Филиал": school.pk})`."""
    numbers = names_of(answer)
    data = {f"name:{numbers[name]}": meant for name, meant in meanings.items()}
    data |= {"once": "1"} if once else {}
    url = f"{answer.request['PATH_INFO']}names/"
    return client.post(url, {"shown": answer.context["checksum"], **data}, follow=True)


class TestChoosing:
    def test_schools_and_indicators_and_the_same_file_needs_none_next_time(self, browse, district, score, mark):
        client = browse("specialist")
        first = send(client, district, table(ROWS))
        assert names_of(first).keys() == {"Филиал на Лесной", "Ср. отм."}
        assert "Что значат эти названия?" in first.content.decode()

        again = choose(client, first, **{"Филиал на Лесной": district.other_school.pk, "Ср. отм.": mark.pk})
        assert "Сопоставлено названий: 2" in again.content.decode()
        assert not again.context["names"]
        assert len(again.context["plan"].items) == 4
        assert not Value.objects.exists()
        confirm(client, again)
        assert texts() == {("Сосновская ООШ", text) for text in "43"} | {("Берёзовская СОШ", text) for text in "52"}

        Value.objects.all().delete()
        next_year = send(browse("coordinator"), district, table(ROWS))
        assert not next_year.context["unplaced"]
        assert len(next_year.context["plan"].items) == 4
        assert ("Филиал на Лесной", "Сосновская ООШ") in {
            (each.text, each.name) for _, each in next_year.context["renamed"]
        }

    def test_what_is_proposed_is_chosen_on_the_page(self, browse, district, score):
        rows = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["По району", 3], ["Итого", 7]]
        answer = send(browse("specialist"), district, table(rows))

        proposed = {name.number: name.proposed for name in answer.context["names"]}
        tree = html.fromstring(answer.content)
        assert "municipality" in proposed.values()
        for number, key in proposed.items():
            assert tree.get_element_by_id(f"name-{number}").value == key

    def test_for_this_file_alone_nothing_is_remembered(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table(ROWS))
        again = choose(
            client, first, once=True, **{"Филиал на Лесной": district.other_school.pk, "Ср. отм.": "left-out"}
        )
        assert "Только для этого файла" in again.content.decode()
        assert not again.context["names"]
        confirm(client, again)
        assert texts() == {("Сосновская ООШ", "3"), ("Берёзовская СОШ", "2")}

        assert not NameChoice.objects.exists()
        assert names_of(send(client, district, table(ROWS))).keys() == {"Филиал на Лесной", "Ср. отм."}

    def test_who_chose_is_in_the_history(self, browse, district, score):
        client = browse("specialist")
        choose(client, send(client, district, table(ROWS)), **{"Филиал на Лесной": district.other_school.pk})

        choice = NameChoice.objects.get()
        [change] = Change.objects.about(choice)
        assert (change.changed_by, change.after) == (
            district.specialist, {"name": "Филиал на Лесной", "meant": "Сосновская ООШ"},
        )  # fmt: skip

    def test_a_name_means_the_municipality(self, browse, district, score):
        client = browse("specialist")
        rows = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 5], ["Итого", 4]]
        confirm(client, choose(client, send(client, district, table(rows)), **{"Итого": "municipality"}))

        assert texts() == {("Берёзовская СОШ", "5"), ("None", "4")}

    def test_a_row_added_to_the_portals_own_file(self, browse, district, score):
        client = browse("specialist")
        book = download(client, district, "value-template")
        sheet = book.worksheets[0]
        column = cell_of(book, "Берёзовская СОШ", "Средняя отметка").column
        sheet.protection.sheet = False
        sheet.cell(20, 2, "Филиал на Лесной")
        sheet.cell(20, column, 4)
        answer = choose(client, send(client, district, book), **{"Филиал на Лесной": district.other_school.pk})
        confirm(client, answer)

        assert texts() == {("Сосновская ООШ", "4")}

    @pytest.mark.parametrize(
        "rows",
        [
            [["Сводка"], ["Школа", "Ср. отм."], ["Берёзовская СОШ", 4], ["Сосновская ООШ", 5]],
            [["Сводка"], ["Показатель", "Берёзовская СОШ", "Сосновская ООШ"], ["Ср. отм.", 4, 5]],
            [["Лесной район"], ["№", "Школа", "Ср. отм."], [1, "Берёзовская СОШ", 4], [2, "Сосновская ООШ", 5]],
        ],
    )
    def test_where_no_indicator_is_known_at_all(self, rows, browse, district, mark):
        client = browse("specialist")
        first = send(client, district, table(rows))
        confirm(client, choose(client, first, **{name: mark.pk for name in names_of(first) if "Ср. отм." in name}))

        assert texts() == {("Берёзовская СОШ", "4"), ("Сосновская ООШ", "5")}

    def test_where_no_school_is_known_at_all(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table([["№", "Школа", "Средняя отметка"], [1, "Первая", 4], [2, "Вторая", 5]]))
        meant = {"Первая": district.school.pk, "Вторая": district.other_school.pk}
        confirm(client, choose(client, first, **meant))

        assert texts() == {("Берёзовская СОШ", "4"), ("Сосновская ООШ", "5")}

    def test_two_names_of_one_school_are_told(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table(ROWS))
        again = choose(client, first, **{"Филиал на Лесной": district.school.pk})

        assert "Эта школа на листе уже есть." in again.content.decode()

    def test_nothing_chosen_and_a_list_made_anew_are_told(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table(ROWS))

        assert "Выберите хотя бы для одного" in choose(client, first).content.decode()
        for meant in ("999999", "чушь", "0", "-1", "municipality "):
            refused = choose(client, first, **{"Филиал на Лесной": meant})
            assert "Выберите хотя бы для одного" in refused.content.decode()
        url = f"{first.request['PATH_INFO']}names/"
        assert "составлен заново" in client.post(url, {"shown": "другой"}, follow=True).content.decode()
        assert not NameChoice.objects.exists()


class TestWhoMay:
    def test_a_directors_choice_is_for_their_schools_files_only(self, browse, district, score, mark):
        client = browse("director")
        first = send(client, district, table(ROWS))
        assert [title for name in first.context["names"] for _, title in name.options if "ООШ" in title] == []
        again = choose(client, first, **{"Ср. отм.": mark.pk, "Филиал на Лесной": district.other_school.pk})
        assert names_of(again).keys() == {"Филиал на Лесной"}

        assert NameChoice.objects.get().of_school == district.school
        assert "Ср. отм." not in names_of(send(client, district, table(ROWS)))
        for persona in ("specialist", "other_director"):
            assert "Ср. отм." in names_of(send(browse(persona), district, table(ROWS)))

    def test_in_a_collection_only_what_it_asks_for(self, browse, district, score, mark):
        collection = make_collection(
            district.municipality, by=district.coordinator, indicators=[score], schools=[district.school]
        )
        client = browse("specialist")
        first = send_to_collection(client, collection, table(ROWS))
        offered = {title for name in first.context["names"] for _, title in name.options}
        assert offered == {"Средняя отметка", "Берёзовская СОШ"}
        again = choose(client, first, **{"Ср. отм.": mark.pk, "Филиал на Лесной": district.other_school.pk})

        assert "Выберите хотя бы для одного" in again.content.decode()

    def test_another_municipalitys_names_are_its_own(self, browse, district, score):
        other = district.stranger.memberships.get().municipality
        school = other.schools.create(name="Дальняя СОШ")
        NameChoice.objects.create(
            municipality=other, what="school", name="Филиал на Лесной", school=school, chosen_by=district.stranger
        )

        assert "Филиал на Лесной" in names_of(send(browse("specialist"), district, table(ROWS)))


class TestForgetting:
    def test_what_was_chosen_is_listed_and_can_be_forgotten(self, browse, district, score, mark):
        client = browse("specialist")
        choose(client, send(client, district, table(ROWS)), **{"Ср. отм.": mark.pk})
        url = reverse("value-names", args=[district.municipality.pk])
        page = client.get(url).content.decode()
        assert "<strong>Ср. отм.</strong> — показатель «Качество знаний»" in page
        assert str(district.specialist) in page
        assert "Отметьте названия" in client.post(url, {"names": ["чушь"]}, follow=True).content.decode()
        assert "Ср. отм." not in browse("director").get(url).content.decode()
        choice = NameChoice.objects.get()
        browse("director").post(url, {"names": [choice.pk]})
        assert NameChoice.objects.exists()

        assert "Забыто названий: 1" in client.post(url, {"names": [choice.pk]}, follow=True).content.decode()
        assert "Ср. отм." in names_of(send(client, district, table(ROWS)))
        assert Change.objects.filter(action="сопоставление забыто", before__name="Ср. отм.").exists()

    def test_saying_it_anew_changes_it(self, browse, district, score, mark):
        client = browse("specialist")
        first = send(client, district, table(ROWS))
        second = send(client, district, table(ROWS))
        choose(client, first, **{"Ср. отм.": mark.pk})
        choose(client, second, **{"Ср. отм.": score.pk})

        choice = NameChoice.objects.get()
        assert (choice.indicator, choice.name_key) == (score, natural_key("Ср. отм."))
        assert Change.objects.about(choice).first().before["meant"] == "Качество знаний"

    def test_a_deleted_indicator_takes_its_names_with_it(self, browse, district, mark):
        client = browse("specialist")
        rows = [["Школа", "Ср. отм."], ["Берёзовская СОШ", 4], ["Сосновская ООШ", 4]]
        choose(client, send(client, district, table(rows)), **{"Ср. отм.": mark.pk})
        mark.delete()

        assert "Ср. отм." in names_of(send(client, district, table(rows)))


@pytest.mark.parametrize("names", [1, 30])
def test_number_of_queries_does_not_grow(names, browse, district, score, django_assert_num_queries):
    client = browse("specialist")
    rows = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], *([f"Филиал {each}", 1] for each in range(names))]
    shown = send(client, district, table(rows))
    numbers = names_of(shown).values()
    url = shown.request["PATH_INFO"]
    with django_assert_num_queries(9):
        client.get(url)
    data = {f"name:{number}": district.other_school.pk for number in numbers} | {"shown": shown.context["checksum"]}
    with django_assert_num_queries(21 + sealed_at_once()):
        client.post(f"{url}names/", data)
    assert NameChoice.objects.count() == names


class TestNeverLoaded:
    ROWS = [["Школа", "Средняя отметка"], ["Берёзовская СОШ", 5], ["Итого", 4]]

    def test_a_row_of_totals_is_asked_about_once(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table(self.ROWS))
        assert names_of(first).keys() == {"Итого"}
        again = choose(client, first, **{"Итого": "left-out"})

        assert not again.context["names"]
        assert not again.context["unplaced"]
        assert "«Итого»: не загружается, так решено раньше." in again.content.decode()
        confirm(client, again)
        assert texts() == {("Берёзовская СОШ", "5")}
        assert not send(client, district, table(self.ROWS)).context["names"]

    def test_it_is_seen_and_forgotten_like_other_names(self, browse, district, score):
        client = browse("specialist")
        choose(client, send(client, district, table(self.ROWS)), **{"Итого": "left-out"})
        url = reverse("value-names", args=[district.municipality.pk])
        assert "не загружать" in client.get(url).content.decode()
        client.post(url, {"names": [NameChoice.objects.get().pk]})

        assert names_of(send(client, district, table(self.ROWS))).keys() == {"Итого"}

    def test_it_can_be_told_anew_what_it_means(self, browse, district, score):
        client = browse("specialist")
        first = send(client, district, table(self.ROWS))
        choose(client, first, **{"Итого": "left-out"})
        NameChoice.objects.update(is_left_out=False)

        [item] = [each for each in send(client, district, table(self.ROWS)).context["plan"].items if each.new == "4"]
        assert item.cell.school_id is None


class TestSharedHeading:
    """«Математика» over five columns of a protocol names none of them."""

    @pytest.fixture
    def mathematics(self, district) -> Indicator:
        return make_indicator(district.municipality, "Математика", heading="ВПР, доля участников с отметкой «2»")

    def protocol(self, *measures: str) -> Workbook:
        book = table([["Школа", "Математика"], ["", *measures], ["Берёзовская СОШ", *range(58, 58 + len(measures))]])
        if len(measures) > 1:
            book.active.merge_cells(start_row=1, start_column=2, end_row=1, end_column=1 + len(measures))
        return book

    def test_no_column_is_taken_for_the_subject(self, browse, district, mathematics):
        answer = send(browse("specialist"), district, self.protocol("Кол-во участников", "% «2»", "Ср. балл"))
        assert not answer.context["plan"].items
        assert {"Математика: Кол-во участников", "Математика: % «2»", "Математика: Ср. балл"} <= names_of(answer).keys()

    def test_over_one_column_a_whole_name_names_it(self, browse, district, mathematics):
        book = self.protocol("факт")
        book.active["B1"] = str(mathematics)
        answer = send(browse("specialist"), district, book)
        assert [item.new for item in answer.context["plan"].items] == ["58"]

    @pytest.mark.parametrize("above", ["", "ОГЭ, доля участников с отметкой «2»"])
    def test_a_subject_alone_is_asked_about(self, above, browse, district, mathematics):
        headings = [["Школа", above], ["", "Математика"]] if above else [["Школа", "Математика"]]
        answer = send(browse("specialist"), district, table([*headings, ["Берёзовская СОШ", 58]]))
        assert answer.context["plan"].items == []
        proposed = [name.proposed for name in answer.context["names"] if name.what == "indicator"]
        assert proposed == ([""] if above else [str(mathematics.pk)])


@pytest.mark.parametrize(
    ("unit", "heading", "is_taken"),
    [
        ("чел.", "Участники ВПР, %", False), ("чел.", "Участники ВПР (%)", False), ("%", "Участники ВПР, чел.", False),
        ("чел.", "Участники ВПР, чел.", True), ("чел.", "Участники ВПР", True), ("", "Участники ВПР, %", True),
    ],
)  # fmt: skip
def test_a_name_in_another_unit_is_asked_about(unit, heading, is_taken, browse, district):
    indicator = make_indicator(district.municipality, "Участники ВПР", unit=unit)
    answer = send(browse("specialist"), district, table([["Школа", heading], ["Берёзовская СОШ", 58]]))
    assert bool(answer.context["plan"].items) == is_taken
    if not is_taken:
        assert [name.proposed for name in answer.context["names"]] == [str(indicator.pk)]
