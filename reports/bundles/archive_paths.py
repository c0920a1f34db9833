"""Makes paths inside an archive that every system can unpack: safe, not too long, and different in any case."""

import re
import unicodedata
from pathlib import PurePath

from roadmap.execution.evidence.file_kinds import safe_name

# The longest name of a folder or file. Three of them, and the folder unpacked to, fit into Windows' 260 characters.
_LONGEST = 70
_SUFFIX = re.compile(r"\.\w{1,7}")


class ArchivePaths:
    def __init__(self):
        self._taken: set[str] = set()

    def path(self, folders: tuple[str, ...], name: str) -> str:
        """Return a path for the entry that no other one has: « (2)» and so on is added where needed."""
        folder = "".join(f"{_safe_folder(each)}/" for each in folders)
        stem, suffix = _split_name(name)
        path, number = f"{folder}{stem}{suffix}", 1
        while _path_key(path) in self._taken:
            number += 1
            path = f"{folder}{stem} ({number}){suffix}"
        self._taken.add(_path_key(path))
        return path


def _safe_folder(name: str) -> str:
    return safe_name(" ".join(name.split())[:_LONGEST]).rstrip(". ")


def _split_name(name: str) -> tuple[str, str]:
    """Return the file's name without its suffix, safe and cut to what fits, and the suffix."""
    suffix = PurePath(name).suffix
    if not _SUFFIX.fullmatch(suffix):
        suffix = ""
    stem = " ".join(name.removesuffix(suffix).split())[: _LONGEST - len(suffix)]
    return safe_name(stem).rstrip(". "), suffix


def _path_key(path: str) -> str:
    """Return a form of the path that is equal for paths which some system would take for the same."""
    return unicodedata.normalize("NFC", path).casefold()
