"""What a workbook holds beside plain values carries a remark in the first pass: nothing goes in silence."""

import io
import time
import zipfile

import pytest
from openpyxl.comments import Comment

from indicators.catalogue.models import Indicator
from portal.spreadsheets import sheet_reader, sheets
from portal.spreadsheets.number_formats import shown
from portal.spreadsheets.opening import NotReadable
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_indicator, make_school
from tests.indicators.workbooks.excel_books import bytes_of, cell_of, confirm, download, make_value, send, table, texts
from tests.indicators.workbooks.test_excel_files import archive, part_of

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


@pytest.fixture
def share(district) -> Indicator:
    return make_indicator(district.municipality, "Доля писавших", unit="%")


def plain(*values, title: str = "Средняя отметка"):
    schools = ("Берёзовская СОШ", "Сосновская ООШ")
    return table([["Школа", title], *([school, value] for school, value in zip(schools, values, strict=False))])


def first_pass(client, district, book) -> tuple[list, list]:
    """Fate, value and notes of each cell; and the remarks on sheets."""
    answer = send(client, district, book)
    plan = answer.context["plan"]
    for _, where, what in plan.remarks:
        assert what.split(".")[0].replace('"', "&quot;") in answer.content.decode()
        assert where in answer.content.decode()
    items = [(str(item.fate), item.address, item.new, " ".join(item.notes)) for item in plan.items]
    return items, [(where, what) for _, where, what in plan.remarks]


class TestMerged:
    def test_a_value_over_several_schools_is_nobodys(self, browse, district, score):
        book = plain(4, None)
        book.active.merge_cells("B2:B3")
        client = browse("specialist")
        [(fate, address, new, notes)], _ = first_pass(client, district, book)

        assert (fate, address, new) == ("refused", "B2", "4")
        assert "Ячейки объединены (B2:B3)" in notes
        confirm(client, send(client, district, book))
        assert texts() == set()

    def test_merging_in_the_portals_own_file_erases_nobodys_value(self, browse, district, score):
        make_value(score, district.school, "3")
        make_value(score, district.other_school, "4")
        client = browse("specialist")
        book = download(client, district)
        first, second = (cell_of(book, name, "Средняя отметка") for name in ("Берёзовская СОШ", "Сосновская ООШ"))
        book.worksheets[0].merge_cells(f"{first.coordinate}:{second.coordinate}")
        items, _ = first_pass(client, district, book)

        assert {fate for fate, *_ in items} == {"refused"}
        confirm(client, send(client, district, book))
        assert texts() == {("Берёзовская СОШ", "3"), ("Сосновская ООШ", "4")}

    def test_two_columns_of_one_school_as_well(self, browse, district, score, share):
        book = table([["Школа", "Средняя отметка", "Доля писавших"], ["Берёзовская СОШ", 4, None]])
        book.active.merge_cells("B2:C2")
        [(fate, *_)], _ = first_pass(browse("specialist"), district, book)

        assert fate == "refused"

    def test_with_a_cell_that_is_nobodys_it_is_a_value(self, browse, district, score):
        book = plain(4, 5)
        book.active.merge_cells("B2:D2")
        book.active.merge_cells("A5:D9")

        assert [fate for fate, *_ in first_pass(browse("specialist"), district, book)[0]] == ["new", "new"]


class TestHidden:
    def test_rows_and_columns_are_told_at_each_value_and_of_the_sheet(self, browse, district, score):
        book = plain(4, 5)
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True
        items, remarks = first_pass(browse("specialist"), district, book)

        assert [(fate, address) for fate, address, *_ in items] == [("new", "B2"), ("new", "B3")]
        assert "Строка 3 в Excel скрыта." in items[1][3]
        assert "Столбец B в Excel скрыт." in items[0][3]
        assert [where for where, _ in remarks] == ["строка 3", "столбец B"]

    def test_a_sheet_is_told_and_not_read(self, browse, district, score):
        book = plain(4, 5)
        hidden = book.create_sheet("Черновик")
        hidden.append(["Школа", "Средняя отметка"])
        hidden.append(["Берёзовская СОШ", 1])
        hidden.sheet_state = "hidden"
        answer = send(browse("specialist"), district, book)

        assert [item.new for item in answer.context["plan"].items] == ["4", "5"]
        assert [(each.text, each.why[:10]) for _, each in answer.context["unplaced"]] == [("Черновик", "Лист скрыт")]

    def test_the_portals_own_labels_are_no_news(self, browse, district, score):
        make_value(score, district.school, "3,5")

        assert first_pass(browse("specialist"), district, download(browse("specialist"), district)) == ([], [])


class TestNoValue:
    @pytest.mark.parametrize("text", ["####", "########", "## ##"])
    def test_hashes(self, text, browse, district, score):
        [(fate, _, _, notes)], _ = first_pass(browse("specialist"), district, plain(text))

        assert (fate, "решётки" in notes) == ("refused", True)

    def test_an_error_and_a_formula_without_a_result(self, browse, district, score):
        make_value(score, district.school, "3")
        book = plain("=1/0", 4)
        content = self.with_error(book, "#DIV/0!")
        client = browse("specialist")
        items, _ = first_pass(client, district, content)

        assert [(fate, new) for fate, _, new, _ in items] == [("refused", "#ДЕЛ/0!"), ("new", "4")]
        assert "ошибка Excel" in items[0][3]
        [(fate, address, _, notes), _], _ = first_pass(client, district, book)
        assert (fate, address) == ("refused", "B2")
        assert "результата в файле нет" in notes

    @pytest.mark.parametrize("written", ["#Н/Д", "#DIV/0!", "#ссылка!", "#ИМЯ?"])
    def test_an_error_that_stands_as_text(self, written, browse, district, score):
        [(fate, _, _, notes)], _ = first_pass(browse("specialist"), district, plain(written))

        assert (fate, "ошибка Excel" in notes) == ("refused", True)

    def test_not_available_is_refused_as_in_a_paste(self, browse, district, score):
        [(fate, _, new, notes)], _ = first_pass(browse("specialist"), district, self.with_error(plain("=1/0"), "#N/A"))

        assert (fate, new) == ("refused", "#Н/Д")
        assert "впишите само значение, а если данных нет — «н/д» или «-»" in notes

    @staticmethod
    def with_error(book, error: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(bytes_of(book))) as parts:
            sheet = parts.read(SHEET).decode()
        old = '<c r="B2"><f>1/0</f><v></v></c>' if "<v></v>" in sheet else '<c r="B2"><f>1/0</f><v/></c>'
        assert old in sheet
        return part_of(book, SHEET, sheet.replace(old, f'<c r="B2" t="e"><f>1/0</f><v>{error}</v></c>').encode())

    def test_a_day_before_all_days_is_not_shown(self):
        assert shown("-5", "dd.mm.yyyy").text == "########"
        assert shown("-5", '0;"минус "0').text == "минус 5"

    def test_a_column_that_is_too_narrow_is_told(self, browse, district, share):
        book = plain(12345678.5, title="Доля писавших")
        book.active["B2"].number_format = "#,##0.00"
        book.active.column_dimensions["B"].width = 5
        [(fate, _, new, notes)], _ = first_pass(browse("specialist"), district, book)

        assert (fate, new.split()) == ("new", ["12", "345", "678,50"])
        assert "столбец узок" in notes


class TestComments:
    def test_of_a_value_and_of_a_heading(self, browse, district, score):
        book = plain(4, 5)
        book.active["B2"].comment = Comment("данные предварительные", "Иванова")
        book.active["A1"].comment = Comment("из отчёта\nза май", "Иванова")
        items, remarks = first_pass(browse("specialist"), district, book)

        assert "Примечание в Excel: «данные предварительные»" in items[0][3]
        assert remarks == [("A1", "Примечание в Excel: «из отчёта за май». На портал оно не переносится.")]

    def test_where_nothing_changes(self, browse, district, score):
        make_value(score, district.school, "4")
        book = plain(4)
        book.active["B2"].comment = Comment("уточнить", "Иванова")
        items, [(where, what)] = first_pass(browse("specialist"), district, book)

        assert (items, where) == ([], "B2")
        assert "«уточнить»" in what

    def test_more_than_can_be_shown_are_counted(self, browse, district, score, monkeypatch):
        monkeypatch.setattr(sheets, "MOST_COMMENTS", 1)
        book = plain(4, 5)
        for place in ("A1", "A2", "B2"):
            book.active[place].comment = Comment("о" * 400, "Иванова")
        [sheet] = read_workbook(io.BytesIO(bytes_of(book)))

        assert list(sheet.comments.values()) == ["о" * 300 + "…"]
        assert sheet.faults[0][1].endswith("остальные здесь не показаны: 2.")

    def test_threads(self):
        book = plain(4)
        book.active["B2"].comment = Comment("[Threaded comment]", "Иванова")
        content = bytes_of(book)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            all_parts = {name: parts.read(name) for name in parts.namelist()}
        relations = "xl/worksheets/_rels/sheet1.xml.rels"
        thread = b'<Relationship Id="t1" Type="http://x/threadedComment" Target="/xl/threads.xml"/></Relationships>'
        all_parts[relations] = all_parts[relations].replace(b"</Relationships>", thread)
        all_parts["xl/threads.xml"] = (
            '<ThreadedComments><threadedComment ref="B2"><text>Точно?</text></threadedComment>'
            '<threadedComment ref="B2"><text>Да</text></threadedComment></ThreadedComments>'
        ).encode()
        [sheet] = read_workbook(io.BytesIO(archive(all_parts)))

        assert sheet.comments == {(2, 2): "Точно? Да"}

    def test_one_on_a_whole_row_or_column_stands_at_its_first_cell(self):
        """No Excel writes it, but a file may."""
        book = plain(4)
        book.active["B2"].comment = book.active["A1"].comment = Comment("уточнить", "Иванова")
        with zipfile.ZipFile(io.BytesIO(bytes_of(book))) as parts:
            all_parts = {name: parts.read(name) for name in parts.namelist()}
        (part,) = (name for name in all_parts if "comment" in name and name.endswith(".xml"))
        all_parts[part] = all_parts[part].replace(b'ref="B2"', b'ref="2:2"').replace(b'ref="A1"', b'ref="C:C"')
        [sheet] = read_workbook(io.BytesIO(archive(all_parts)))

        assert sheet.comments.keys() == {(2, 1), (1, 3)}


class TestBounds:
    """What no Excel writes is refused or told before it costs anything."""

    def with_merged(self, *references: str) -> bytes:
        cells = "".join(f'<mergeCell ref="{each}"/>' for each in references)
        with zipfile.ZipFile(io.BytesIO(bytes_of(plain(4)))) as parts:
            sheet = parts.read(SHEET).decode()
        merged = sheet.replace("</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")
        return part_of(plain(4), SHEET, merged.encode())

    def test_a_reference_that_says_nothing_is_told(self, browse, district, score):
        items, remarks = first_pass(browse("specialist"), district, self.with_merged("zzz", "B3:A2"))

        assert [item[2] for item in items] == ["4"]
        assert remarks == [("zzz", "Объединение ячеек прочитать нельзя: портал его не учёл.")]

    def test_merged_cells(self, browse, district, monkeypatch):
        many = self.with_merged(*(f"A{number * 100 + 1}:CV{number * 100 + 100}" for number in range(101)))
        assert "слишком много объединённых ячеек" in send(browse("specialist"), district, many).content.decode()

        monkeypatch.setattr(sheet_reader, "MOST_MERGED", 1)
        with pytest.raises(NotReadable, match="объединённых"):
            read_workbook(io.BytesIO(self.with_merged("A1:B1", "A2:B2")))

    def test_ranges_one_over_the_other(self, browse, district, score, share, monkeypatch):
        book = table([["Школа", "Средняя отметка", "Доля писавших"], ["Берёзовская СОШ", 4, 5]])
        book.active.merge_cells("B2:C2")
        monkeypatch.setattr("indicators.workbooks.sheet_faults.MOST_MERGED_CELLS", 1)
        answer = send(browse("specialist"), district, book)

        assert (answer.status_code, "слишком много объединённых" in answer.content.decode()) == (422, True)

    def test_formats(self, monkeypatch):
        styles = '<styleSheet><numFmts>{}</numFmts><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'
        formats = "".join(f'<numFmt numFmtId="{number}" formatCode="0;0"/>' for number in range(200, 5_300))
        with pytest.raises(NotReadable, match="числовых форматов"):
            read_workbook(io.BytesIO(part_of(plain(4), STYLES, styles.format(formats).encode())))

        monkeypatch.setattr(sheets, "MOST_STYLES", 0)
        with pytest.raises(NotReadable, match="числовых форматов"):
            read_workbook(io.BytesIO(bytes_of(plain(4))))

    def test_a_format_longer_than_excels_is_told(self, browse, district, score):
        book = plain(4)
        book.active["B2"].number_format = "0" + ";" * 60_000
        start = time.process_time()
        [(fate, _, new, notes)], _ = first_pass(browse("specialist"), district, book)

        assert (fate, new, "числовой формат" in notes) == ("new", "4", True)
        assert time.process_time() - start < 20

    def test_many_formats_of_many_parts_are_quick(self):
        start = time.process_time()
        for number in range(1_000):
            shown("4", f"0{number}" + ";" * 240)
        assert time.process_time() - start < 5


def test_the_number_of_queries_does_not_grow(browse, district, score, django_assert_num_queries):
    for number in range(30):
        make_school(district.municipality, f"СОШ № {number + 100}")
    names = [school.name for school in district.municipality.schools.all()]
    book = table([["Школа", "Средняя отметка"], *([name, 4] for name in names)])
    book.active.merge_cells("B2:B9")
    client = browse("specialist")
    answer = send(client, district, book)
    with django_assert_num_queries(7):
        client.get(answer.request["PATH_INFO"])
