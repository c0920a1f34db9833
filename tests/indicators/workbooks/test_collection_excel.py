"""A collection as a workbook: out for the department and for a school, and back where it came from."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.values.models import Value
from tests.factories import make_collection, make_indicator
from tests.indicators.workbooks.excel_books import book_of, cell_of, confirm, make_value, reply, table, texts, upload


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


@pytest.fixture
def collection(district, score) -> Collection:
    """Of two indicators; the catalogue has more."""
    other = make_indicator(district.municipality, "Доля выпускников", unit="%")
    return make_collection(district.municipality, by=district.coordinator, indicators=[score, other])


def download(client, collection, name="template", school=None):
    if school:
        url = reverse(f"submission-{name}", args=[collection.pk, school.pk])
    else:
        url = reverse(f"collection-{name}", args=[collection.pk])
    return book_of(client.get(url).content)


def send(client, collection, book):
    url = reverse("collection-import", args=[collection.pk])
    return client.post(url, {"file": upload(book)}, follow=True)


def words_of(sheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_a_coordinator_gets_all_schools_and_loads_them_back(browse, district, collection, score):
    client = browse("coordinator")
    book = download(client, collection)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[4]][1:] == ["Школа", "Доля выпускников", "Средняя отметка"]
    assert [cell.value for cell in sheet["B"]][4:] == ["Берёзовская СОШ", "Сосновская ООШ"]
    assert f"внести до {collection.due_on:%d.%m.%Y}" in sheet["B2"].value.casefold()
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "C5"
    assert any("на странице сбора «Итоги года»" in words for words in words_of(book.worksheets[-1]))

    cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4.5
    cell_of(book, "Сосновская ООШ", "Доля выпускников").value = "н/д"
    shown = send(client, collection, book)
    assert "Изменится: 2" in shown.content.decode()
    assert not Value.objects.filter(period__label="2026").exists()
    after = confirm(client, shown)
    assert after.redirect_chain[-1][0] == reverse("collection-detail", args=[collection.pk])
    assert texts() == {("Берёзовская СОШ", "4,5"), ("Сосновская ООШ", "н/д")}


def test_a_director_gets_their_own_sheet_and_loads_it_back(browse, district, collection, score):
    make_value(score, district.school, "3,9", period="2025")
    make_value(score, district.other_school, "2,2", period="2025")
    client = browse("director")
    template = reverse("collection-template", args=[collection.pk])
    own = reverse("submission-template", args=[collection.pk, district.school.pk])
    assert client.get(template).url == own
    other = reverse("submission-template", args=[collection.pk, district.other_school.pk])
    assert client.get(other).status_code == 404

    book = download(client, collection, school=district.school)
    assert [cell.value for cell in book.worksheets[0][4]][1:] == ["Показатель", "2025 год", "2026 год"]
    assert "3,9" in words_of(book.worksheets[0])
    assert not {"2,2", "Сосновская ООШ"} & set(words_of(book.worksheets[0]))
    cell_of(book, "Средняя отметка, балл", "2026 год").value = 4
    after = confirm(client, send(client, collection, book))
    assert after.redirect_chain[-1][0] == reverse("submission-detail", args=[collection.pk, district.school.pk])
    assert Value.objects.get(period__label="2026").text == "4"


@pytest.mark.parametrize("name", ["template", "export"])
def test_what_is_accepted_is_grey_and_does_not_come_back(name, browse, district, collection, score):
    client = browse("director")
    before = download(client, collection, name, district.school)
    collection.submissions.filter(school=district.school).update(status="accepted")
    cell_of(before, "Средняя отметка, балл", "2026 год").value = 5
    answer = send(client, collection, before)

    assert "Принято отделом" in answer.content.decode()
    assert answer.context["writes"] == 0
    locked = download(client, collection, name, district.school)
    assert cell_of(locked, "Средняя отметка, балл", "2026 год").protection.locked


def test_a_director_writes_no_other_school(browse, district, collection):
    book = download(browse("coordinator"), collection)
    cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
    cell_of(book, "Сосновская ООШ", "Средняя отметка").value = 5
    client = browse("director")
    answer = send(client, collection, book)

    assert "Это не ваша школа." in answer.content.decode()
    confirm(client, answer)
    assert texts() == {("Берёзовская СОШ", "4")}


def test_only_what_is_asked_is_taken(browse, district, collection):
    """Another indicator, a school that is not asked, another year."""
    collection.submissions.filter(school=district.other_school).delete()
    make_indicator(district.municipality, "Охват кружками")
    rows = [["Школа", "Средняя отметка", "Охват кружками"], ["Берёзовская СОШ", 4, 50], ["Сосновская ООШ", 5, 60]]
    book = table(rows)
    book.create_sheet("2025 год").append(["Школа", "Средняя отметка"])
    book["2025 год"].append(["Берёзовская СОШ", 3])
    client = browse("specialist")
    answer = send(client, collection, book)

    assert {(each.text, each.why) for _, each in answer.context["unplaced"]} == {
        ("Охват кружками", "В этом сборе такого названия нет."),
        ("Сосновская ООШ", "В этом сборе такого названия нет."),
    }
    [question] = answer.context["plan"].questions
    assert question.words == "На листе сказано: факт, 2025 год. Загружаете вы на странице: факт, 2026 год."
    assert [key for key, _ in question.options] == ["page", "skip"]
    confirm(client, answer)
    assert texts() == {("Берёзовская СОШ", "4")}


def test_a_template_of_another_collection_is_asked_about(browse, district, collection, score):
    other = make_collection(district.municipality, by=district.coordinator, title="Весенний сбор", indicators=[score])
    client = browse("specialist")
    book = download(client, other)
    cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4
    shown = send(client, collection, book)
    assert "Лист выгружен из другого сбора" in shown.content.decode()
    confirm(client, shown)
    assert texts() == set()

    confirm(client, reply(client, send(client, collection, book), "load"))
    assert texts() == {("Берёзовская СОШ", "4")}


def test_a_file_of_another_school_is_asked_about_and_one_returns_to_ones_own(browse, district, collection, score):
    client = browse("specialist")
    book = download(client, collection, school=district.other_school)
    cell_of(book, "Средняя отметка, балл", "2026 год").value = 4
    url = f"{reverse('collection-import', args=[collection.pk])}?school={district.school.pk}"
    shown = client.post(url, {"file": upload(book)}, follow=True)
    assert "значения другой школы" in shown.content.decode()
    assert shown.context["plan"].items == []

    after = confirm(client, reply(client, shown, "load"))
    assert texts() == {("Сосновская ООШ", "4")}
    own = reverse("submission-detail", args=[collection.pk, district.school.pk])
    assert after.redirect_chain[-1][0] == own


def test_a_withdrawn_collection_takes_nothing_from_a_school(browse, district, collection):
    client = browse("director")
    book = download(client, collection, school=district.school)
    cell_of(book, "Средняя отметка, балл", "2026 год").value = 5
    shown = send(client, collection, book)
    Collection.objects.update(state=Collection.State.WITHDRAWN)

    assert confirm(client, shown).status_code == 404
    assert not Value.objects.filter(period__label="2026").exists()


def test_an_empty_upload_is_told(browse, collection):
    answer = browse("director").post(reverse("collection-import", args=[collection.pk]), {})
    assert answer.status_code == 422
    assert "Какие это значения" not in answer.content.decode()
