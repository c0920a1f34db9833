"""Files that people upload: tables made by hand, matched by names, and what can't be read at all."""

import io
import zipfile

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.workbooks.forms import ValueImportForm
from indicators.workbooks.views import first_pass
from portal.spreadsheets import opening
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_indicator, make_school
from tests.indicators.workbooks.excel_books import (
    bytes_of,
    cell_of,
    confirm,
    download,
    reply,
    send,
    table,
    texts,
    upload,
)


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


@pytest.fixture
def share(district) -> Indicator:
    return make_indicator(district.municipality, "Доля сдавших", unit="%", heading="ЕГЭ, русский язык")


class TestPlainTables:
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
        book.active["D4"].number_format = "0%"
        client = browse("specialist")
        answer = send(client, district, book)
        confirm(client, answer)

        assert texts() == {("Берёзовская СОШ", "3,8"), ("Берёзовская СОШ", "45%"), ("Сосновская ООШ", "-")}
        assert {(each.place, each.text) for _, each in answer.context["unplaced"]} == {
            ("столбец", "Охват"), ("строка", "Итого"),
        }  # fmt: skip

    def test_turned_about_with_merged_headings(self, browse, district, score, share):
        book = table(
            [
                ["Итоги 2025", None, None, None],
                ["Показатель", "Ед.", "Школы", None],
                [None, None, "Берёзовская", "Сосновская ООШ"],
                ["Средняя отметка", "балл", 4, "н/д"],
                ["ЕГЭ, русский язык: Доля сдавших", "%", "12 из 40", "=1/0"],
            ],
            title="2025 год",
        )
        book.active.merge_cells("C2:D2")
        client = browse("specialist")
        answer = reply(client, send(client, district, book, kind="plan"), "said")
        plan = answer.context["plan"]

        assert {(item.cell.period, item.cell.kind, item.fate, item.new) for item in plan.items} == {
            ("2025", "plan", "new", "4"), ("2025", "plan", "new", "н/д"), ("2025", "plan", "new", "12 из 40"),
            ("2025", "plan", "refused", ""),
        }  # fmt: skip
        assert ("Берёзовская", "Берёзовская СОШ") in {(each.text, each.name) for _, each in answer.context["renamed"]}

    def test_names_like_it_are_suggested_where_their_own_stands_there_too(self, browse, district, score):
        book = table([["Школа", "Средняя отметка", "Средння отметка"], ["Берёзовская СОШ", 4, 5], ["Сосны", 1, 2]])
        unplaced = {
            each.text: each.nearest for _, each in send(browse("specialist"), district, book).context["unplaced"]
        }

        assert unplaced["Средння отметка"][0] == "Средняя отметка"
        assert unplaced["Сосны"] == []

    @pytest.mark.parametrize(
        ("school", "indicator", "why"),
        [
            ("Берёзовская СОШ", "Средняя отметка, в баллах", "по названию без учёта единицы"),
            ("Берёзовская СОШ", "Средняя отметка (балл)", ""),
        ],
    )
    def test_near_names_are_taken_and_the_reason_is_shown(self, school, indicator, why, browse, district, score):
        client = browse("specialist")
        shown = send(client, district, table([["Школа", indicator], [school, 4]]))
        assert why in shown.content.decode()
        assert {each.why for _, each in shown.context["renamed"]} <= {why}
        confirm(client, shown)

        assert texts() == {("Берёзовская СОШ", "4")}

    @pytest.mark.parametrize(
        ("school", "indicator"), [("Берёзовская СОШ", "Средння отметка"), ("Березовскоя СОШ", "Средняя отметка")]
    )
    def test_a_mistake_in_a_name_is_proposed_and_never_taken(self, school, indicator, browse, district, score):
        client = browse("specialist")
        shown = send(client, district, table([["Школа", indicator], [school, 4]]))
        assert shown.context["plan"].items == []
        [name] = shown.context["names"]
        assert dict(name.options)[name.proposed] in ("Берёзовская СОШ", "Средняя отметка")
        said = {f"name:{name.number}": name.proposed, "shown": shown.context["checksum"]}
        names_url = reverse("value-import-names", args=[district.municipality.pk, shown.context["token"]])
        confirm(client, client.post(names_url, said, follow=True))

        assert texts() == {("Берёзовская СОШ", "4")}

    @pytest.mark.parametrize("near", ["СОШ № 11 имени Пушкина", "СОШ имени Пушкина", "СОШ № 12 имени Пушкена"])
    def test_another_number_is_another_school(self, near, browse, district, score):
        make_school(district.municipality, name="СОШ № 1 имени Пушкина")
        make_school(district.municipality, name="СОШ № 2 имени Пушкина")
        shown = send(browse("specialist"), district, table([["Школа", "Средняя отметка"], [near, 4]]))

        assert shown.context["plan"].items == []

    def test_a_school_twice(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4], ["МБОУ Берёзовская СОШ", 5]])
        answer = send(browse("specialist"), district, book)

        assert "уже есть" in answer.content.decode()
        assert [item.new for item in answer.context["plan"].items] == ["4"]

    def test_digits_that_the_format_hides_and_a_formula_without_a_result(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4.25]])
        book.active["B2"].number_format = "0.0"
        client = browse("specialist")
        [item] = send(client, district, book).context["plan"].items
        formula = download(client, district)
        cell_of(formula, "Берёзовская СОШ", "Средняя отметка").value = "=2+2"
        [refused] = send(client, district, formula).context["plan"].items

        assert item.new == "4,3"
        assert "4,25" in item.notes[0]
        assert refused.fate == "refused"
        assert "формула" in refused.notes[0]

    def test_nothing_to_match(self, browse, district, score):
        answer = send(browse("specialist"), district, table([["Смета"], ["Мел", 5]]))

        assert "Не найдено ни строки" in answer.content.decode()
        assert "Записывать нечего" in answer.content.decode()

    def test_too_long_a_value_is_refused_at_its_cell(self, browse, district, score):
        answer = send(
            browse("specialist"), district, table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", "х" * 2001]])
        )

        assert [item.fate for item in answer.context["plan"].items] == ["refused"]
        assert "Слишком длинно" in answer.content.decode()


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


def part_of(book, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(bytes_of(book))) as parts:
        return archive({each: parts.read(each) for each in parts.namelist()} | {name: content})


class TestRefusals:
    """What can't be read gets a sentence and changes nothing."""

    COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    SHEET = "xl/worksheets/sheet1.xml"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "пуст"),
            (b"hello, world", "не книга Excel"),
            (b"%PDF-1.7 ...", "не книга Excel"),
            (archive({"xl/workbook.bin": b"a"}), "двоичная книга (.xlsb)"),
            (archive({"content.xml": b"<a/>", "mimetype": b"application/vnd.oasis.opendocument.text"}), "не таблица"),
            (COMPOUND + b"Workbook", "старого вида (.xls)"),
            (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "защищена паролем"),
            (b"PK\x03\x04 and no more", "повреждён"),
            (archive({"a.txt": b"a"}), "повреждён"),
            (bytes_of(table([["a"]]))[:-300], "повреждён"),
            (archive({"xl/worksheets/sheet1.xml": b"0" * 30_000_000}), "слишком велика"),
            (archive({str(number): b"" for number in range(2_500)}), "слишком велика"),
            (part_of(table([["a"]]), SHEET, b"<worksheet><sheetData><row><c"), "повреждён"),
            (part_of(table([["a"]]), SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'), "повреждён"),
            (
                part_of(table([["a"]]), SHEET, b'<worksheet><row><c r="1" t="s"><v>99</v></c></row></worksheet>'),
                "повреждён",
            ),
        ],
    )
    def test_with_a_sentence(self, content, words, browse, district):
        answer = send(browse("specialist"), district, content)

        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_of_size_and_of_cells(self, browse, district, monkeypatch):
        monkeypatch.setattr(first_pass, "read_workbook", lambda file: read_workbook(file, 3))
        assert "заполненных ячеек" in send(browse("specialist"), district, table([[1, 2, 3, 4]])).content.decode()

        monkeypatch.setattr(ValueImportForm.base_fields["file"], "most_bytes", 100)
        assert "Файл больше" in send(browse("specialist"), district, table([["a"]])).content.decode()
        assert opening.MOST_BYTES == 50 * 2**20

    def test_a_damaged_part_is_told_wherever_the_damage_is(self, browse, district):
        content = bytes_of(table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]]))
        client = browse("specialist")

        for place in range(0, len(content), 211):
            damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
            assert send(client, district, damaged).status_code in (200, 422)

    def test_numbers_and_formats_that_excel_cannot_have(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        book.active["B2"].number_format = "0" + ";" * 30_000
        client = browse("specialist")
        assert [item.new for item in send(client, district, book).context["plan"].items] == ["4"]

        content = self.sheet_with(b"<v>4</v>", b"<v>1e500</v>")
        assert "повреждён" in send(client, district, content).content.decode()

    def test_cells_merged_by_a_reference_without_rows_are_left_out(self, browse, district, score):
        content = self.sheet_with(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="ZZZ"/></mergeCells>'
        )

        assert [item.new for item in send(browse("specialist"), district, content).context["plan"].items] == ["4"]

    def sheet_with(self, old: bytes, new: bytes) -> bytes:
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        with zipfile.ZipFile(io.BytesIO(bytes_of(book))) as parts:
            sheet = parts.read(self.SHEET)
        assert old in sheet
        return part_of(book, self.SHEET, sheet.replace(old, new))

    def test_macros_are_not_in_the_way(self, browse, district, score):
        book = table([["Школа", "Средняя отметка"], ["Берёзовская СОШ", 4]])
        content = part_of(book, "xl/vbaProject.bin", b"macro")
        url = reverse("value-import", args=[district.municipality.pk, "2026"])
        data = {"file": upload(content, "значения.xlsm"), "kind": "fact"}

        assert [item.new for item in browse("specialist").post(url, data, follow=True).context["plan"].items] == ["4"]


class TestSeveralYears:
    """Columns of years side by side: none of them is taken for the year of the page."""

    @staticmethod
    def sent(browse, district, headings: list[list[str]]):
        width = len(headings[0])
        return send(browse("specialist"), district, table([*headings, ["Берёзовская СОШ", *range(2, width + 1)]]))

    @pytest.mark.parametrize(
        "headings",
        [
            [["Школа", "Средняя отметка", "Средняя отметка"], ["", "2024", "2025 год"]],
            [["Школа", "2024", "2025"], ["", "Средняя отметка", "Средняя отметка"]],
            [["Школа", "Средняя отметка, 2024", "Средняя отметка, 2025"]],
            [["Школа", "Средняя отметка", "Средняя отметка"], ["", "2024 факт", "план 2024"]],
        ],
    )
    def test_each_goes_to_its_own_once_a_person_has_seen_it(self, headings, browse, district, score):
        shown = self.sent(browse, district, headings)
        plan = shown.context["plan"]
        assert plan.items == []
        if not plan.questions:  # headings that say a year beside the name are names that nobody knows
            assert len(plan.unplaced) == 2
            return
        [question] = plan.questions
        assert "Столбцы названы по-разному" in question.words
        answers = reverse("value-import-answers", args=[district.municipality.pk, shown.context["token"]])
        data = {"shown": shown.context["checksum"], f"answer:{question.key}": "said"}
        items = browse("specialist").post(answers, data, follow=True).context["plan"].items
        assert len({(item.cell.period, item.cell.kind) for item in items}) == 2

    def test_one_year_in_the_headings_is_held_against_the_page(self, browse, district, score):
        plan = self.sent(browse, district, [["Школа", "Средняя отметка"], ["", "2024"]]).context["plan"]
        assert plan.items == []
        assert "2024" in plan.questions[0].words
