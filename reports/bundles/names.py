"""Paths inside an archive that every system unpacks: safe, not too long, no two alike in any case."""

import unicodedata
from pathlib import PurePath

from roadmap.uploads.kinds import safe_name

# Of one folder or file; with three of them and the folder unpacked to, Windows' 260 characters are kept.
_LONGEST = 70


class Paths:
    def __init__(self):
        self._taken: set[str] = set()

    def path(self, folders: tuple[str, ...], name: str) -> str:
        """The entry's path; « (2)» and so on where another entry has it already."""
        folder = "".join(f"{_short(each).rstrip('. ')}/" for each in folders)
        whole = PurePath(_short(name))
        path, number = f"{folder}{whole}", 1
        while _alike(path) in self._taken:
            number += 1
            path = f"{folder}{whole.stem} ({number}){whole.suffix}"
        self._taken.add(_alike(path))
        return path


def _short(name: str) -> str:
    path = PurePath(safe_name(" ".join(name.split())))
    return path.stem[: _LONGEST - len(path.suffix)].rstrip() + path.suffix if len(path.name) > _LONGEST else path.name


def _alike(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
