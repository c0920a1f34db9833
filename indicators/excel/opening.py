"""What is refused before a workbook is opened, and the sentence for it."""

import zipfile
from typing import BinaryIO

MOST_BYTES = 50 * 2**20
MOST_UNPACKED_BYTES = 400 * 2**20
MOST_RATIO = 200  # of a part's size to its packed size; sheets of equal cells reach about 60
SMALL_PART = 2**20  # however well it is packed
MOST_PARTS = 2_000
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
    """By the archive's own directory; reading stops at the stated size, so it can't be exceeded."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotReadable("Архив книги зашифрован паролем. Снимите пароль и загрузите снова.")
    unpacked = sum(part.file_size for part in parts)
    is_bomb = any(
        part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES or is_bomb:
        raise NotReadable(
            "После распаковки книга слишком велика для таблицы значений. Скопируйте нужные листы в новую книгу."
        )
