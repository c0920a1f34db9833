"""Reads the parts of an untrusted Office file: their size is checked before they are unpacked, nothing is fetched."""

import io
import zipfile
import zlib

from lxml import etree

from portal.archives import is_encrypted, is_too_large
from portal.refusals import Refusal
from portal.sources.source import AT_ONCE, ReadingLimits

MOST_BYTES = 30 * 2**20  # of a file
MOST_UNPACKED = 300 * 2**20  # of all its parts, pictures among them
MOST_PART = 40 * 2**20  # of a part that is read; 200 pages of tables take about 10
# Of a paragraph of tables: letters of markup, elements and attributes that all parts together have at most.
_BYTES_EACH, _ELEMENTS_EACH, _ATTRIBUTES_EACH = 1_500, 80, 120
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "Файл повреждён и не открывается. Сохраните его в Word заново (.docx) и загрузите ещё раз."
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_VOCABULARIES = (b"wordprocessingml/main", b"officeDocument/relationships", b"officeDocument/math")


class Package:
    """An Office file's parts. Raises Refusal if it is no such file, broken, encrypted or far too large."""

    def __init__(self, content: bytes, limits: ReadingLimits = AT_ONCE) -> None:
        self._limits = limits
        self._bytes = self._elements = self._attributes = 0
        if len(content) > MOST_BYTES:
            raise Refusal(f"Файл больше {MOST_BYTES // 2**20} МБ. Уберите из него рисунки и загрузите ещё раз.")
        if not content:
            raise Refusal("Файл пуст.")
        if content.startswith(_OLD_OFFICE):
            raise Refusal(
                "Файл защищён паролем или записан в старом формате (.doc). "
                "Снимите пароль или сохраните его в формате .docx и загрузите ещё раз."
            )
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise Refusal(_BROKEN) from fault
        if is_encrypted(self.archive):
            raise Refusal("Файл защищён паролем. Снимите пароль и загрузите ещё раз.")
        if is_too_large(self.archive, MOST_UNPACKED):
            raise Refusal("Файл устроен необычно: распакованный, он слишком велик. Сохраните его в Word заново.")
        self.names = set(self.archive.namelist())

    def part(self, name: str) -> etree._Element | None:
        """Return the root of an XML part, or None if there is none. Raises Refusal if it is broken or too large."""
        if name not in self.names:
            return None
        if self.archive.getinfo(name).file_size > MOST_PART:
            raise Refusal("В файле слишком много текста. Разделите его на несколько файлов.")
        try:
            content = self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as fault:
            raise Refusal(_BROKEN) from fault
        self._bytes += len(content)
        self._elements += content.count(b"<")
        self._attributes += content.count(b"=")
        self._limits.check(self._bytes // _BYTES_EACH)
        self._limits.check(self._elements // _ELEMENTS_EACH)
        self._limits.check(self._attributes // _ATTRIBUTES_EACH)
        return parsed(content)


def parsed(content: bytes) -> etree._Element:
    """Parse XML, with strict vocabularies replaced by the usual ones.

    Raises Refusal if it is broken or has a document type, whose entities could stand for anything.
    """
    for vocabulary in _VOCABULARIES:
        content = content.replace(_STRICT + vocabulary, _USUAL + vocabulary.replace(b"/", b"/2006/"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise Refusal(_BROKEN) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("Файл устроен необычно и мог быть подделан. Сохраните его в Word заново.")
    return root
