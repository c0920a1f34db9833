"""Checks of an uploaded archive before it is unpacked: macros, encryption, size."""

import zlib
from zipfile import BadZipFile, ZipFile

MOST_RATIO = 200  # a part's size divided by its packed size; sheets of equal cells reach about 60
SMALL_PART = 2**20  # bytes; smaller parts may be packed at any ratio
MOST_PARTS = 2_000


_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROJECT = "_VBA_PROJECT".encode("utf-16-le")  # the name of the macros' stream in a compound file
_OF_MACROS = (b"vbaproject", b"macroenabled")
_MACROS_OF_OPEN_DOCUMENTS = ("basic/", "scripts/")
_MOST_LOOKED_AT = 5 * 2**20  # of a part
_MOST_OF_ALL = 40 * 2**20  # what is looked at of all parts; who has more of them hides something
_UNREADABLE = (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


def has_macros(archive: ZipFile) -> bool:
    """Return whether the archive has macros, by its parts' content and declared types as well as by their names."""
    left = _MOST_OF_ALL
    for part in archive.infolist():
        name = part.filename.casefold()
        if name.endswith("vbaproject.bin") or name.startswith(_MACROS_OF_OPEN_DOCUMENTS):
            return True
        try:
            with archive.open(part) as opened:
                start = opened.read(8)
                is_list = name == "[content_types].xml"
                rest = opened.read(_MOST_LOOKED_AT) if is_list or start == _COMPOUND_FILE else b""
        except _UNREADABLE:
            continue
        left -= len(rest)
        if left < 0:
            return True
        if (is_list and any(word in (start + rest).lower() for word in _OF_MACROS)) or _PROJECT in rest:
            return True
    return False


def compound_has_macros(content: bytes) -> bool:
    """Return whether a file of Office 97–2003 has macros."""
    return content.startswith(_COMPOUND_FILE) and _PROJECT in content


def is_encrypted(archive: ZipFile) -> bool:
    return any(part.flag_bits & 1 for part in archive.infolist())


def is_too_large(archive: ZipFile, most_bytes: int) -> bool:
    """Return whether the archive is too large to unpack, or packed suspiciously well.

    It goes by the sizes in the archive's directory, which can't be exceeded, since reading stops there.
    """
    parts = archive.infolist()
    is_bomb = any(
        part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    return is_bomb or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_bytes
