"""Decides which files are taken as documents, by their content and not by their names."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from portal.archives import MOST_PARTS, compound_has_macros, has_macros
from portal.refusals import Refusal

MOST_BYTES = 20 * 2**20
MOST_BYTES_TOGETHER = 60 * 2**20
MOST_FILES = 10
TAKEN = "PDF, фотографии, документы Word, Excel, PowerPoint и OpenDocument, файлы электронной подписи"

_MACROS = "в документе есть макросы. Сохраните его без них или как PDF."
_START = 1024
_LONGEST_NAME = 120
_SUFFIX = re.compile(r"\.\w{1,7}")
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")


class NotTaken(Refusal):
    """The file can't be taken; the message says why and what to do, and doesn't name the file."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that the portal takes.

    A file whose name has none of the suffixes is given the first. `is_inline` files may be shown by the browser itself,
    all others are only offered to be saved.
    """

    suffixes: tuple[str, ...]
    content_type: str
    is_inline: bool = False

    @property
    def is_picture(self) -> bool:
        """Return whether it is a picture that browsers can show."""
        return self.is_inline and self.content_type.startswith("image/")

    @property
    def has_pages(self) -> bool:
        """Return whether the portal can show its pages as pictures."""
        return self.is_inline or self.content_type == "image/tiff"


_UNKNOWN = FileKind((), "application/octet-stream")
_PDF = FileKind((".pdf",), "application/pdf", is_inline=True)
_JPEG = FileKind((".jpg", ".jpeg", ".jfif"), "image/jpeg", is_inline=True)
_PNG = FileKind((".png",), "image/png", is_inline=True)
_GIF = FileKind((".gif",), "image/gif", is_inline=True)
_WEBP = FileKind((".webp",), "image/webp", is_inline=True)
_HEIC = FileKind((".heic", ".heif"), "image/heic")
_TIFF = FileKind((".tif", ".tiff"), "image/tiff")
_RTF = FileKind((".rtf",), "application/rtf")
_OLD_OFFICE = FileKind((".doc", ".xls", ".ppt"), "application/octet-stream")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ARCHIVES = {
    "word/": FileKind((".docx",), _OFFICE + "wordprocessingml.document"),
    "xl/": FileKind((".xlsx",), _OFFICE + "spreadsheetml.sheet"),
    "ppt/": FileKind((".pptx",), _OFFICE + "presentationml.presentation"),
}
_OPEN_DOCUMENTS = {
    f"application/vnd.oasis.opendocument.{name}": FileKind((suffix,), f"application/vnd.oasis.opendocument.{name}")
    for name, suffix in (("text", ".odt"), ("spreadsheet", ".ods"), ("presentation", ".odp"))
}
_SIGNATURE = FileKind((".sig", ".p7s", ".sgn"), "application/octet-stream")
_BY_START = [
    (b"\xff\xd8\xff", _JPEG), (b"\x89PNG\r\n\x1a\n", _PNG), (b"GIF8", _GIF), (b"II*\0", _TIFF), (b"MM\0*", _TIFF),
    (b"{\\rtf", _RTF), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
]  # fmt: skip
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_ALL = [
    _PDF, _JPEG, _PNG, _GIF, _WEBP, _HEIC, _TIFF, _RTF, _OLD_OFFICE, *_IN_ARCHIVES.values(), *_OPEN_DOCUMENTS.values(),
    _SIGNATURE,
]  # fmt: skip
_BY_SUFFIX = {suffix: kind for kind in _ALL for suffix in kind.suffixes}

# The `accept` attribute of the field for files; «image/*» makes a phone offer its camera.
ACCEPT = ",".join(["image/*", *_BY_SUFFIX])


def kind_of_name(name: str) -> FileKind:
    """Return the kind of a file that was taken already; since `check_file` its suffix tells the kind."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), _UNKNOWN)


def check_file(file: BinaryIO, name: str, size: int) -> str:
    """Check the file, and return the name to keep it under; raises NotTaken if the portal doesn't take such a file."""
    check_size(size)
    name = safe_name(name)
    suffix = PurePath(name).suffix.lower()
    file.seek(0)
    kind = _recognise_kind(file, file.read(_START), suffix)
    file.seek(0)
    return name if suffix in kind.suffixes else _with_suffix(name, kind.suffixes[0])


def check_size(size: int) -> None:
    """Raise NotTaken if the file is empty or too large."""
    if not size:
        raise NotTaken("файл пуст. Проверьте, открывается ли он, и выберите его ещё раз.")
    if size > MOST_BYTES:
        raise NotTaken(
            f"{size / 2**20:.0f} МБ, а можно до {MOST_BYTES // 2**20}. Уменьшите фотографию или сохраните скан с "
            "меньшим разрешением."
        )


def safe_name(name: str) -> str:
    """Return the name without control characters and signs of paths, at most 120 characters long."""
    shown = "".join("_" if each in '\\/:*?"<>|' else each for each in name if unicodedata.category(each)[0] != "C")
    shown = _EDGES.sub("", shown) or "файл"
    suffix = PurePath(shown).suffix
    suffix = suffix if _SUFFIX.fullmatch(suffix) else ""  # «4.2 Семинар» has no suffix
    return shown.removesuffix(suffix)[: _LONGEST_NAME - len(suffix)] + suffix


def _with_suffix(name: str, suffix: str) -> str:
    path = PurePath(name)
    return (path.stem if path.suffix.lower() in _BY_SUFFIX else name) + suffix


def _recognise_kind(file: BinaryIO, start: bytes, suffix: str) -> FileKind:
    for signature, kind in _BY_START:
        if start.startswith(signature):
            if kind is _OLD_OFFICE and _has_old_macros(file):
                raise NotTaken(_MACROS)
            return kind
    if b"%PDF-" in start:
        return _PDF
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return _WEBP
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS:
        return _HEIC
    if start.startswith(b"PK\x03\x04"):
        return _recognise_archive(file)
    if suffix in _SIGNATURE.suffixes and start[:1] in (b"\x30", b"M", b"-"):  # begins as DER, base64 or PEM does
        return _SIGNATURE
    raise NotTaken(f"такие файлы портал не принимает. Подойдут {TAKEN}.")


def _has_old_macros(file: BinaryIO) -> bool:
    file.seek(0)
    return compound_has_macros(file.read(MOST_BYTES))


def _recognise_archive(file: BinaryIO) -> FileKind:
    """Return which office document the ZIP is; raises NotTaken if it is another archive, damaged or has macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > MOST_PARTS:
                raise NotTaken("в файле слишком много частей. Сохраните документ как PDF.")
            if has_macros(archive):
                raise NotTaken(_MACROS)
            stated = archive.open("mimetype").read(100).decode("ascii", "ignore") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise NotTaken("файл повреждён. Откройте его, сохраните заново и выберите ещё раз.") from None
    if stated in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[stated]
    if "[Content_Types].xml" in names:
        for folder, kind in _IN_ARCHIVES.items():
            if any(name.startswith(folder) for name in names):
                return kind
    raise NotTaken("архивы портал не принимает. Распакуйте архив и выберите файлы из него.")
