"""Paths inside an archive that every system unpacks: safe, not too long, no two alike in any case."""

import re
import unicodedata
from pathlib import PurePath

from roadmap.execution.evidence.file_kinds import safe_name

# Of one folder or file; with three of them and the folder unpacked to, Windows' 260 characters are kept.
_LONGEST = 70
_SUFFIX = re.compile(r"\.\w{1,7}")


class ArchivePaths:
    def __init__(self):
        self._taken: set[str] = set()

    def path(self, folders: tuple[str, ...], name: str) -> str:
        """The entry's path; « (2)» and so on where another entry has it already."""
        folder = "".join(f"{_folder(each)}/" for each in folders)
        stem, suffix = _file(name)
        path, number = f"{folder}{stem}{suffix}", 1
        while _alike(path) in self._taken:
            number += 1
            path = f"{folder}{stem} ({number}){suffix}"
        self._taken.add(_alike(path))
        return path


def _folder(name: str) -> str:
    return safe_name(" ".join(name.split())[:_LONGEST]).rstrip(". ")


def _file(name: str) -> tuple[str, str]:
    """The name without its suffix, cut to what fits, and the suffix."""
    suffix = PurePath(name).suffix
    if not _SUFFIX.fullmatch(suffix):
        suffix = ""
    stem = " ".join(name.removesuffix(suffix).split())[: _LONGEST - len(suffix)]
    return safe_name(stem).rstrip(". "), suffix


def _alike(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
