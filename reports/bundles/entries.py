"""Files of a bundle: told by name first, their bytes made when their turn comes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models.fields.files import FieldFile

from portal.refusals import Refusal


class NotMade(Refusal):
    """This file can't be in the bundle."""


@dataclass(frozen=True)
class BundleEntry:
    """`folders` and `name` as people would write them; `sha256`, where a stored file's own is known, is checked."""

    folders: tuple[str, ...]
    name: str
    chunks: Callable[[], Iterable[bytes]]
    sha256: str = ""


def stored_entry(folders: tuple[str, ...], name: str, file: FieldFile, sha256: str) -> BundleEntry:
    return BundleEntry(folders, name, partial(_chunks_of, file), sha256)


def _chunks_of(file: FieldFile) -> Iterator[bytes]:
    try:
        with file.open() as opened:
            yield from opened.chunks()
    except OSError:
        raise NotMade("Файла нет в хранилище портала или он не читается: сообщите администратору.") from None
