"""A spreadsheet of LibreOffice (.ods) as people see it: the words that its cells show, repeated cells written out.

Libraries that read it (python-calamine, odfpy through pandas) give the number behind a cell and not what is shown, so
that «45 %» would come as 0,45; the file itself keeps the words beside the number.
"""

from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from indicators.workbooks.opening import MOST_CELLS, NotReadable, WorkbookArchive, too_many_cells
from indicators.workbooks.workbook_sheet import WorkbookSheet

CONTENT, MANIFEST, MIMETYPE = "content.xml", "META-INF/manifest.xml", "mimetype"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_COMMENT, LONGEST_CELL = 300, 32_767
_ERROR = "В ячейке ошибка «{}», значения в ней нет: исправьте формулу или впишите значение."
_HIDDEN_DIGITS = "В ячейке {}, а показано «{}»: взято показанное."
_ENCRYPTED = "Книга защищена паролем на открытие. Снимите пароль (Файл → Сохранить как) и загрузите снова."


def is_open_document(archive: WorkbookArchive) -> bool:
    return CONTENT in archive.NameToInfo and "xl/workbook.xml" not in archive.NameToInfo


def read_open_document(archive: WorkbookArchive) -> list[WorkbookSheet]:
    """The sheets with anything on them."""
    if MANIFEST in archive.NameToInfo and b"encryption-data" in archive.read(MANIFEST):
        raise NotReadable(_ENCRYPTED)
    if MIMETYPE in archive.NameToInfo and b"spreadsheet" not in archive.read(MIMETYPE):
        raise NotReadable("Это документ LibreOffice, а не таблица: нужен файл .ods или .xlsx.")
    reader = _Reader(archive)
    with archive.open(CONTENT) as stream:
        while chunk := stream.read(2**18):
            reader.parser.Parse(chunk)
    reader.parser.Parse(b"", True)
    return [sheet for sheet in reader.sheets if sheet.rows]


class _Reader:
    """Fills sheets from the elements as they come; cells of a row are repeated as often as the file says."""

    def __init__(self, archive: WorkbookArchive):
        self.archive = archive
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        self.sheets: list[WorkbookSheet] = []
        self.hidden_styles: set[str] = set()
        self.style, self.count = "", 0
        self.pieces: list[str] | None = None  # of the cell that is open
        self.remark: list[str] | None = None  # of the annotation in it
        self.in_paragraph = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.archive.take_elements()
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
            self._column(attributes)
        elif tag == "table-row":
            self.row, self.column, self.row_attributes = {}, 1, attributes
        elif tag in ("table-cell", "covered-table-cell"):
            self.pieces, self.cell = [], attributes
        elif tag == "annotation":
            self.remark = []
        elif tag == "p":
            self._paragraph()
        elif tag == "s":
            self._text(" " * _number(attributes.get("text:c"), 1_000))
        elif tag in ("tab", "line-break"):
            self._text("\t" if tag == "tab" else "\n")

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

    def _text(self, text: str) -> None:
        if self.in_paragraph:
            self.archive.take_letters(len(text))
            (self.pieces if self.remark is None else self.remark).append(text)

    def _paragraph(self) -> None:
        open_text = self.pieces if self.remark is None else self.remark
        self.in_paragraph = open_text is not None
        if open_text:
            open_text.append("\n")

    def _column(self, attributes: dict[str, str]) -> None:
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
            self._count(repeated)
            self.row.update(dict.fromkeys(range(self.column, self.column + repeated), text))
            if self.cell.get("calcext:value-type") == "error":
                self.sheets[-1].no_values[place] = _ERROR.format(text[:20])
            elif hidden := _hidden_digits(self.cell, text):
                self.sheets[-1].remarks[place] = _HIDDEN_DIGITS.format(hidden, text)
        self.column += repeated

    def _keep_row(self) -> None:
        repeated = _number(self.row_attributes.get("table:number-rows-repeated"), MOST_ROWS)
        sheet, last = self.sheets[-1], self.row_number + repeated
        if self.row:
            self._count(len(self.row) * (repeated - 1))
            sheet.rows.update((number, dict(self.row)) for number in range(self.row_number, last))
            if self.row_attributes.get("table:visibility") in ("collapse", "filter"):
                sheet.hidden_rows.update(range(self.row_number, last))
        self.row_number = last

    def _count(self, cells: int) -> None:
        self.count += cells
        if self.count > MOST_CELLS:
            raise too_many_cells()


def _hidden_digits(cell: dict[str, str], text: str) -> str:
    """The number behind the cell where it shows fewer digits; "" where it shows all."""
    kind = cell.get("office:value-type")
    if kind not in ("float", "percentage"):
        return ""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".").removesuffix("%")
    try:
        number, shown = Decimal(cell.get("office:value", "")), Decimal(plain)
    except InvalidOperation:
        return ""
    number = number.scaleb(2) if kind == "percentage" else number
    if number == shown or abs(number.adjusted()) > 30:
        return ""
    return f"{number.normalize():f}".replace(".", ",") + ("%" if kind == "percentage" else "")


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 10 else 1


def _refuse_doctype(*_):
    raise ValueError("A workbook's parts declare no document type")
