"""Checks a workbook before it is read; has the bounds, and the refusals with their sentences."""

import zipfile
from typing import BinaryIO
from xml.parsers import expat

from portal.archives import is_encrypted, is_too_large
from portal.refusals import Refusal

MOST_BYTES = 50 * 2**20
MOST_UNPACKED_BYTES = 400 * 2**20
MOST_CELLS = 700_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet of Excel
# By the size of the packed file: what tables of values have several times over, and what still is read in seconds.
LEAST_ELEMENTS, ELEMENTS_PER_BYTE = 300_000, 1
LEAST_LETTERS, LETTERS_PER_BYTE = 3_000_000, 10
LONGEST_PIECE = 4 * 2**20  # bytes of one tag or comment, which the XML parser begins anew with each chunk
_CHUNK = 2**18

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HOW_TO_SAVE = "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)»."


class NotReadable(Refusal):
    """The file can't be read; the message says why, and what to do."""


class TooManyCells(NotReadable):
    """The workbook has more cells than the caller wants to read."""


class WorkbookArchive(zipfile.ZipFile):
    """A workbook's archive that counts what is read: a small file may not unpack into far too much."""

    def __init__(self, file: BinaryIO, size: int):
        super().__init__(file)
        self.elements_left = LEAST_ELEMENTS + size * ELEMENTS_PER_BYTE
        self.letters_left = LEAST_LETTERS + size * LETTERS_PER_BYTE

    def take_element(self) -> None:
        self.elements_left -= 1
        if self.elements_left < 0:
            raise too_much_unpacked()

    def take_letters(self, count: int) -> None:
        self.letters_left -= count
        if self.letters_left < 0:
            raise too_much_unpacked()


def is_archive(file: BinaryIO) -> bool:
    """Return whether the file is a ZIP archive, or the container of older files, which is refused when it is opened."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    return start.startswith(b"PK") or start == _COMPOUND_FILE


def opened(file: BinaryIO) -> WorkbookArchive:
    """Open the workbook's archive.

    Raises NotReadable if it is no workbook that can be read, or too large, packed or unpacked.
    """
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(8)
    if not start:
        raise NotReadable("Файл пуст.")
    if size > MOST_BYTES:
        raise NotReadable(f"Файл больше {MOST_BYTES // 2**20} МБ. Удалите из него рисунки и лишние листы.")
    if start == _COMPOUND_FILE:
        raise NotReadable(_about_compound(file))
    if not start.startswith(b"PK"):
        raise NotReadable(
            "Это не книга Excel: нужен файл .xlsx, .ods или .csv (между ячейками точка с запятой, табуляция или "
            "запятая). Таблицу из другой программы сохраните в одном из этих видов."
        )
    try:
        archive = WorkbookArchive(file, size)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise damaged() from None
    _check_sizes(archive)
    if "xl/workbook.bin" in archive.NameToInfo:
        raise NotReadable(f"Это двоичная книга (.xlsb), портал читает .xlsx. {_HOW_TO_SAVE}")
    return archive


def parse(parser: expat.XMLParserType, stream: BinaryIO) -> None:
    """Parse the whole stream; raises NotReadable if a single piece of it is longer than any in a table of values."""
    read = 0
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk)
        read += len(chunk)
        if read - parser.CurrentByteIndex > LONGEST_PIECE:
            raise too_much_unpacked()
    parser.Parse(b"", True)


def refuse_doctype(*_):
    """Raises ValueError: a handler for the XML parser, because a document type could make it expand entities."""
    raise ValueError("A workbook's parts declare no document type")


def damaged() -> NotReadable:
    return NotReadable(f"Файл повреждён: прочитать его не удалось. {_HOW_TO_SAVE}")


def too_much_unpacked() -> NotReadable:
    return NotReadable(
        "После распаковки книга слишком велика для таблицы значений. Скопируйте нужные листы в новую книгу."
    )


def too_many_cells(most: int) -> TooManyCells:
    return TooManyCells(
        f"В книге больше {most // 1000} тысяч заполненных ячеек. Оставьте в ней только нужные листы и строки."
    )


def too_many_merged(title: str) -> NotReadable:
    return NotReadable(
        f"На листе «{title}» слишком много объединённых ячеек. Снимите объединение (Главная → Объединить и поместить "
        "в центре) и загрузите файл снова."
    )


def too_many_names(title: str, most: int) -> NotReadable:
    return NotReadable(
        f"На листе «{title}» больше {most // 1000} тысяч разных записей там, где ищутся названия школ. Оставьте на нём "
        "только строки и столбцы одного года и загрузите файл снова."
    )


def too_wide(row: int, most: int) -> NotReadable:
    return NotReadable(
        f"В строке {row} больше {most} столбцов: столько не бывает и в Excel. Проверьте, тот ли знак разделяет ячейки."
    )


def too_many_formats() -> NotReadable:
    return NotReadable(
        "В книге больше числовых форматов, чем бывает в Excel. Скопируйте таблицу в новую книгу (Специальная вставка → "
        "Значения) и загрузите её."
    )


def _about_compound(file: BinaryIO) -> str:
    """Say why the container of Excel 97–2003 can't be read; it also holds newer workbooks protected by a password."""
    file.seek(0)
    if _ENCRYPTED in file.read(MOST_BYTES):
        return "Книга защищена паролем на открытие. Снимите пароль (Файл → Сведения → Защита книги) и загрузите снова."
    return f"Это файл старого вида (.xls), портал читает .xlsx. {_HOW_TO_SAVE}"


def _check_sizes(archive: zipfile.ZipFile) -> None:
    if is_encrypted(archive):
        raise NotReadable("Архив книги зашифрован паролем. Снимите пароль и загрузите снова.")
    if is_too_large(archive, MOST_UNPACKED_BYTES):
        raise too_much_unpacked()
