"""The Word document that is being written, with its styles and lists."""

import io
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from reports.blocks.content import Content
from reports.layout.docx.lists import Lists
from reports.layout.docx.paragraphs import written
from reports.layout.docx.styles import add_styles

_BASE = Path(__file__).parent / "base"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_OF_THE_AUTHOR = ("/extended-properties", "/custom-properties", "/metadata/thumbnail")


class Manuscript:
    """A copy of the empty document in `base`, or of a letterhead to which that document's styles are added.

    `styles` maps the ids of the empty document's styles to those that they have here.
    """

    def __init__(self, letterhead: bytes | None = None):
        empty = docx.Document(io.BytesIO(_empty_document()))
        self.document: Document = empty
        if letterhead is None:
            self.styles = {each.style_id: each.style_id for each in empty.styles}
        else:
            self.document = docx.Document(io.BytesIO(letterhead))
            self.styles = add_styles(self.document.styles.element, empty.styles.element)
        self.body = self.document.element.body
        self.lists = Lists(_numbering_part(self.document).element)

    def bytes(self, content: Content) -> bytes:
        """Return the file's bytes; equal content gives equal bytes."""
        package = self.document.part.package
        self._set_properties(content)
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith(_OF_THE_AUTHOR):
                del package.rels[key]
        saved = io.BytesIO()
        self.document.save(saved)
        return _without_timestamps(saved)

    def _set_properties(self, content: Content) -> None:
        properties = self.document.core_properties
        for each in list(properties._element):
            properties._element.remove(each)
        properties.title = written(content.title).replace("\n", " ")[:_LONGEST_PROPERTY]
        properties.subject = written(content.order).replace("\n", " ")[:_LONGEST_PROPERTY]
        properties.language = "ru-RU"


def _numbering_part(document: Document) -> NumberingPart:
    """Return the part with definitions of lists; a letterhead without lists gets that of the empty document."""
    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        blob = (_BASE / "word" / "numbering.xml").read_bytes()
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        made = NumberingPart.load(PackURI("/word/numbering.xml"), content_type, blob, document.part.package)
        document.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made


@cache
def _empty_document() -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(_BASE.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(_BASE).as_posix())
    return packed.getvalue()


def _without_timestamps(saved: io.BytesIO) -> bytes:
    """Rewrite the archive so that no file in it has the time when it was made."""
    packed = io.BytesIO()
    with ZipFile(saved) as archive, ZipFile(packed, "w") as same:
        for name in archive.namelist():
            same.writestr(ZipInfo(name, _EARLIEST), archive.read(name), ZIP_DEFLATED)
    return packed.getvalue()
