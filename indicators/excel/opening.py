"""What is refused before a workbook is opened, and the sentence for it."""

import zipfile
from typing import BinaryIO

from portal.archives import is_encrypted, is_too_large

MOST_BYTES = 50 * 2**20
MOST_UNPACKED_BYTES = 400 * 2**20
MOST_CELLS = 1_000_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HOW_TO_SAVE = "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)»."


class NotReadable(ValueError):
    """The file can't be read; the message says why and what to do."""


def opened(file: BinaryIO) -> zipfile.ZipFile:
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
        raise NotReadable("Это не книга Excel: нужен файл .xlsx. Таблицу из другой программы сохраните в этом виде.")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise damaged() from None
    _check_sizes(archive)
    return archive


def damaged() -> NotReadable:
    return NotReadable(f"Файл повреждён: прочитать его не удалось. {_HOW_TO_SAVE}")


def too_many_cells() -> NotReadable:
    return NotReadable(
        f"В книге больше {MOST_CELLS // 1000} тысяч заполненных ячеек. Оставьте в ней только листы со значениями."
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
        raise NotReadable(
            "После распаковки книга слишком велика для таблицы значений. Скопируйте нужные листы в новую книгу."
        )
