"""What is refused before a workbook is opened, and the sentence for it."""

import zipfile
from typing import BinaryIO

from portal.archives import is_encrypted, is_too_large
from portal.refusals import Refusal

MOST_BYTES = 50 * 2**20
MOST_UNPACKED_BYTES = 400 * 2**20
MOST_CELLS = 1_000_000
# By the size of the packed file: what tables of values have several times over, and what still is read in seconds.
LEAST_ELEMENTS, ELEMENTS_PER_BYTE = 300_000, 1
LEAST_LETTERS, LETTERS_PER_BYTE = 3_000_000, 10

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HOW_TO_SAVE = "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)»."


class NotReadable(Refusal):
    """The file can't be read; the message says why and what to do."""


class WorkbookArchive(zipfile.ZipFile):
    """What of its parts may still be read: a small file that unpacks into very much is no table of values."""

    def __init__(self, file: BinaryIO, size: int):
        super().__init__(file)
        self.elements_left = LEAST_ELEMENTS + size * ELEMENTS_PER_BYTE
        self.letters_left = LEAST_LETTERS + size * LETTERS_PER_BYTE

    def take_elements(self, count: int = 1) -> None:
        self.elements_left -= count
        if self.elements_left < 0:
            raise too_much_unpacked()

    def take_letters(self, count: int) -> None:
        self.letters_left -= count
        if self.letters_left < 0:
            raise too_much_unpacked()


def is_archive(file: BinaryIO) -> bool:
    """Or the container of older files, which is none, but is dealt with like one."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    return start.startswith(b"PK") or start == _COMPOUND_FILE


def opened(file: BinaryIO) -> WorkbookArchive:
    """The workbook's archive, when it is one and its size, unpacked too, is what a table of values may have."""
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
            "Это не книга Excel: нужен файл .xlsx, .ods или .csv с точкой с запятой между ячейками. Таблицу из другой "
            "программы сохраните в одном из этих видов."
        )
    try:
        archive = WorkbookArchive(file, size)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise damaged() from None
    _check_sizes(archive)
    if "xl/workbook.bin" in archive.NameToInfo:
        raise NotReadable(f"Это двоичная книга (.xlsb), портал читает .xlsx. {_HOW_TO_SAVE}")
    return archive


def damaged() -> NotReadable:
    return NotReadable(f"Файл повреждён: прочитать его не удалось. {_HOW_TO_SAVE}")


def too_much_unpacked() -> NotReadable:
    return NotReadable(
        "После распаковки книга слишком велика для таблицы значений. Скопируйте нужные листы в новую книгу."
    )


def too_many_cells() -> NotReadable:
    return NotReadable(
        f"В книге больше {MOST_CELLS // 1000} тысяч заполненных ячеек. Оставьте в ней только листы со значениями."
    )


def too_many_merged(title: str) -> NotReadable:
    return NotReadable(
        f"На листе «{title}» слишком много объединённых ячеек. Снимите объединение (Главная → Объединить и поместить "
        "в центре) и загрузите файл снова."
    )


def too_many_formats() -> NotReadable:
    return NotReadable(
        "В книге больше числовых форматов, чем бывает в Excel. Скопируйте таблицу в новую книгу (Специальная вставка → "
        "Значения) и загрузите её."
    )


def _about_compound(file: BinaryIO) -> str:
    """The container of Excel 97–2003 also holds workbooks that a password protects."""
    file.seek(0)
    if _ENCRYPTED in file.read(MOST_BYTES):
        return "Книга защищена паролем на открытие. Снимите пароль (Файл → Сведения → Защита книги) и загрузите снова."
    return f"Это файл старого вида (.xls), портал читает .xlsx. {_HOW_TO_SAVE}"


def _check_sizes(archive: zipfile.ZipFile) -> None:
    if is_encrypted(archive):
        raise NotReadable("Архив книги зашифрован паролем. Снимите пароль и загрузите снова.")
    if is_too_large(archive, MOST_UNPACKED_BYTES):
        raise too_much_unpacked()
