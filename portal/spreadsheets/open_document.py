"""Reads a spreadsheet of LibreOffice (.ods) as people see it: the words that its cells show, repeated cells too.

Libraries for it (python-calamine, odfpy with pandas) return the number behind a cell and not what is shown, so that
«45 %» would be 0,45; the file itself has the words beside the number.
"""

from decimal import Decimal
from xml.parsers import expat

from portal.spreadsheets.opening import (
    MOST_COLUMNS,
    MOST_ROWS,
    NotReadable,
    WorkbookArchive,
    parse,
    refuse_doctype,
    too_many_cells,
    too_wide,
)
from portal.spreadsheets.workbook_sheet import WorkbookSheet, told_rounding

CONTENT, MANIFEST, MIMETYPE = "content.xml", "META-INF/manifest.xml", "mimetype"
LONGEST_COMMENT, LONGEST_CELL = 300, 32_767
_ERROR = "В ячейке ошибка «{}», значения в ней нет: исправьте формулу или впишите значение."
_ENCRYPTED = "Книга защищена паролем на открытие. Снимите пароль (Файл → Сохранить как) и загрузите снова."


def is_open_document(archive: WorkbookArchive) -> bool:
    return CONTENT in archive.NameToInfo and "xl/workbook.xml" not in archive.NameToInfo


def read_open_document(archive: WorkbookArchive, most_cells: int) -> list[WorkbookSheet]:
    """Return the sheets that aren't empty. Raises NotReadable if the file is encrypted or no spreadsheet."""
    if MANIFEST in archive.NameToInfo and b"encryption-data" in archive.read(MANIFEST):
        raise NotReadable(_ENCRYPTED)
    if MIMETYPE in archive.NameToInfo and b"spreadsheet" not in archive.read(MIMETYPE):
        raise NotReadable("Это документ LibreOffice, а не таблица: нужен файл .ods или .xlsx.")
    reader = _Reader(archive, most_cells)
    with archive.open(CONTENT) as stream:
        parse(reader.parser, stream)
    return [sheet for sheet in reader.sheets if sheet.rows]


class _Reader:
    """Fills sheets from the XML elements as they come, and repeats cells and rows as often as the file says."""

    def __init__(self, archive: WorkbookArchive, most_cells: int):
        self.archive, self.most_cells = archive, most_cells
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = refuse_doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._take_text
        self.sheets: list[WorkbookSheet] = []
        self.hidden_styles: set[str] = set()
        self.style, self.count = "", 0
        self.row_number, self.column, self.first_column = 1, 1, 1
        self.row: dict[int, str] = {}
        self.row_attributes: dict[str, str] = {}
        self.pieces: list[str] | None = None  # of the cell that is open
        self.remark: list[str] | None = None  # of the annotation in it
        self.in_paragraph = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.archive.take_element()
        tag = name.rpartition(":")[2]
        if tag == "style":
            self.style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table":
            is_hidden = attributes.get("table:style-name") in self.hidden_styles
            self.sheets.append(WorkbookSheet(attributes.get("table:name", ""), is_hidden=is_hidden))
            self.row_number, self.first_column = 1, 1
        elif tag == "table-column":
            self._keep_columns(attributes)
        elif tag == "table-row":
            self.row, self.column, self.row_attributes = {}, 1, attributes
        elif tag in ("table-cell", "covered-table-cell"):
            self.pieces, self.cell = [], attributes
        elif tag == "annotation":
            self.remark = []
        elif tag == "p":
            self._begin_paragraph()
        elif tag == "s":
            self._take_text(" " * _number(attributes.get("text:c"), 1_000))
        elif tag in ("tab", "line-break"):
            self._take_text("\t" if tag == "tab" else "\n")

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "p":
            self.in_paragraph = False
        elif tag == "annotation" and self.remark is not None:
            text = "".join(self.remark).strip()
            if self.sheets and text:
                shown = text if len(text) <= LONGEST_COMMENT else f"{text[:LONGEST_COMMENT]}…"
                self.sheets[-1].comments[self.row_number, self.column] = shown
            self.remark = None
        elif tag in ("table-cell", "covered-table-cell") and self.pieces is not None:
            self._keep_cell()
            self.pieces = None
        elif tag == "table-row":
            self._keep_row()

    def _take_text(self, text: str) -> None:
        if self.in_paragraph:
            self.archive.take_letters(len(text))
            (self.pieces if self.remark is None else self.remark).append(text)

    def _begin_paragraph(self) -> None:
        open_text = self.pieces if self.remark is None else self.remark
        self.in_paragraph = open_text is not None
        if open_text:
            open_text.append("\n")

    def _keep_columns(self, attributes: dict[str, str]) -> None:
        repeated = _number(attributes.get("table:number-columns-repeated"), MOST_COLUMNS + 1 - self.first_column)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            self.sheets[-1].hidden_columns.update(range(self.first_column, self.first_column + repeated))
        self.first_column += repeated

    def _keep_cell(self) -> None:
        repeated = _number(self.cell.get("table:number-columns-repeated"), MOST_COLUMNS)
        text, place = "".join(self.pieces)[:LONGEST_CELL], (self.row_number, self.column)
        across = _number(self.cell.get("table:number-columns-spanned"), MOST_COLUMNS)
        down = _number(self.cell.get("table:number-rows-spanned"), MOST_ROWS)
        if across > 1 or down > 1:
            merged = (self.column, self.row_number, self.column + across - 1, self.row_number + down - 1)
            self.sheets[-1].merged.append(merged)
        if text:
            if self.column + repeated - 1 > MOST_COLUMNS:
                raise too_wide(self.row_number, MOST_COLUMNS)
            if self.row_number > MOST_ROWS:
                raise ValueError("A sheet has no such row")
            self._count_cells(repeated)
            self.archive.take_letters(len(text) * (repeated - 1))
            self.row.update(dict.fromkeys(range(self.column, self.column + repeated), text))
            if self.cell.get("calcext:value-type") == "error":
                self.sheets[-1].no_values[place] = _ERROR.format(text[:20])
            elif hidden := _hidden_digits(self.cell, text):
                self.sheets[-1].rounded[place] = told_rounding(hidden, text)
        self.column += repeated

    def _keep_row(self) -> None:
        repeated = _number(self.row_attributes.get("table:number-rows-repeated"), MOST_ROWS)
        sheet, last = self.sheets[-1], self.row_number + repeated
        if self.row:
            self._count_cells(len(self.row) * (repeated - 1))
            self.archive.take_letters(sum(map(len, self.row.values())) * (repeated - 1))
            sheet.rows.update((number, dict(self.row)) for number in range(self.row_number, last))
            if self.row_attributes.get("table:visibility") in ("collapse", "filter"):
                sheet.hidden_rows.update(range(self.row_number, last))
        self.row_number = last

    def _count_cells(self, cells: int) -> None:
        self.count += cells
        if self.count > self.most_cells:
            raise too_many_cells(self.most_cells)


def _hidden_digits(cell: dict[str, str], text: str) -> str:
    """Return the number behind the cell if it has more digits than are shown, else ""."""
    kind = cell.get("office:value-type")
    if kind not in ("float", "percentage"):
        return ""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".").removesuffix("%")
    try:
        number, shown = Decimal(cell.get("office:value", "")), Decimal(plain)
        number = number.scaleb(2) if kind == "percentage" else number
    except ArithmeticError:
        return ""
    if number == shown or abs(number.adjusted()) > 30:
        return ""
    return f"{number.normalize():f}".replace(".", ",") + ("%" if kind == "percentage" else "")


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 10 else 1
