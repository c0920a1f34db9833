"""The files of a bundle. They are listed first; the bytes of each are made when its turn comes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models.fields.files import FieldFile

from portal.refusals import Refusal


class NotMade(Refusal):
    """The file can't be made, so that the bundle lacks it and its list says why."""


@dataclass(frozen=True)
class BundleEntry:
    """A file of a bundle. `folders` and `name` are as people write them; `sha256`, if known, is compared."""

    folders: tuple[str, ...]
    name: str
    chunks: Callable[[], Iterable[bytes]]
    sha256: str = ""


def stored_entry(folders: tuple[str, ...], name: str, file: FieldFile, sha256: str) -> BundleEntry:
    return BundleEntry(folders, name, partial(_read_chunks, file), sha256)


def _read_chunks(file: FieldFile) -> Iterator[bytes]:
    """Raises NotMade if the file is lost or can't be read."""
    try:
        with file.open() as opened:
            yield from opened.chunks()
    except OSError:
        raise NotMade("Файла нет в хранилище портала или он не читается: сообщите администратору.") from None
