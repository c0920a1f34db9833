"""Values read from workbooks: two passes, conflicts, all or nothing, and what can't be read or matched."""

import pytest
from django.urls import reverse

from indicators.actions.values import Way
from indicators.models import Indicator, Value
from portal.history.models import Change
from tests.excel_books import book_of, cell_of, make_value, table, upload
from tests.factories import make_indicator


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


@pytest.fixture
def share(district) -> Indicator:
    return make_indicator(district.municipality, "Доля сдавших", unit="%", heading="ЕГЭ, русский язык")


def download(client, district, name="value-export", **query):
    return book_of(client.get(reverse(name, args=[district.municipality.pk, "2026"]), query).content)


def send(client, district, book, kind="fact"):
    """The answer to the first pass: the page of changes, or the form with its faults."""
    url = reverse("value-import", args=[district.municipality.pk, "2026"])
    return client.post(url, {"file": upload(book), "kind": kind}, follow=True)


def confirm(client, answer, **choices):
    return client.post(answer.request["PATH_INFO"], {"shown": answer.context["checksum"], **choices}, follow=True)


def texts() -> set[tuple[str, str]]:
    return {(str(value.school), value.text) for value in Value.objects.select_related("school")}


class TestTwoPasses:
    def test_the_first_pass_shows_and_writes_nothing(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 45
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = "н/д"
        answer = send(client, district, book)

        plan = answer.context["plan"]
        assert [(item.fate, item.old, item.new) for item in plan.items] == [
            ("changed", "3,5", "45"), ("new", "", "н/д"),
        ]  # fmt: skip
        page = answer.content.decode()
        for words in ("3,5", "45", "не бывает больше 5", "Изменится: 1", "Новые: 1", "Проверьте: 1"):
            assert words in page
        assert texts() == {("Берёзовская СОШ", "3,5")}
        assert not Change.objects.filter(action=Way.IMPORT).exists()

    def test_the_second_writes_what_was_shown(self, browse, district, score):
        make_value(score, district.school, "3,5")
        client = browse("specialist")
        book = download(client, district)
        cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4.5
        cell_of(book, "Сосновская ООШ", "Средняя отметка").value = "н/д"
        answer = confirm(client, send(client, district, book))

        assert "Изменено значений: 2" in answer.content.decode()
        assert texts() == {("Берёзовская СОШ", "4,5"), ("Сосновская ООШ", "н/д")}
        changes = Change.objects.filter(action=Way.IMPORT).order_by("pk")
        assert [(change.changed_by, change.before["text"], change.after["text"]) for change in changes] == [
            (district.specialist, "3,5", "4,5"),
            (district.specialist, "", "н/д"),
        ]

    def test_an_unchanged_file_changes_nothing(self, browse, district, score, share):
        make_value(score, district.school, "3,5")
        make_value(share, None, "61,1 %")
        client = browse("specialist")

        for query in ({}, {"turned": "1"}):
            answer = send(client, district, download(client, district, **query))
            assert answer.context["plan"].items == []
            assert not answer.context["unplaced"]
            assert "файл ничего не меняет" in answer.content.decode()

    def test_a_plain_table(self, browse, district, score, share):
        book = table(
            [
                ["Сводная таблица"],
                ["№", "Школа", "Средняя отметка, балл", "ЕГЭ, русский язык", "Охват"],
                [None, None, None, "Доля сдавших", None],
                [1, "МБОУ «Березовская СОШ»", 3.8000000000000003, 0.45, 5],
                [2, "Сосновская школа", "-", None, 6],
                [None, "Итого", 3.8, 0.45, 11],
            ]
        )
        book.active.merge_cells("D2:D2")
        book.active["D4"].number_format = "0%"
        client = browse("specialist")
        answer = send(client, district, book)
        confirm(client, answer)

        assert texts() == {("Берёзовская СОШ", "3,8"), ("Берёзовская СОШ", "45%"), ("Сосновская ООШ", "-")}
        assert {(each.place, each.text) for _, each in answer.context["unplaced"]} == {
            ("столбец", "Охват"), ("строка", "Итого"),
        }  # fmt: skip
