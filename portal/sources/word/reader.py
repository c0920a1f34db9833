"""Reads a Word document's body: paragraphs with their printed numbers, tables with merged cells, boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from portal.refusals import Refusal
from portal.sources.drawn import with_drawn_tables
from portal.sources.package import Package
from portal.sources.source import (
    AT_ONCE,
    ReadingLimits,
    Remark,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceOrigin,
    SourceParagraph,
)
from portal.sources.word.names import COMPATIBILITY, value, w, whole_number
from portal.sources.word.numbering import Numbering
from portal.sources.word.runs import FoundInRuns, Runs, chosen
from portal.sources.word.styles import Styles, nearest, stated
from portal.sources.word.tables import TableReader

_ALIGNMENTS = {
    "center": SourceAlignment.CENTER,
    "right": SourceAlignment.RIGHT,
    "end": SourceAlignment.RIGHT,
    "both": SourceAlignment.JUSTIFY,
    "distribute": SourceAlignment.JUSTIFY,
}
_ENTERED = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")}
_DEEPEST = 12  # tables within tables; what lies deeper is read as running text of the cell


def read_word(content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Return the document in reading order.

    Raises Refusal if it is no Word document, broken, encrypted or far too large; TakesLong if it exceeds the limits.
    """
    package = Package(content, limits)
    document = package.part("word/document.xml")
    body = None if document is None else document.find(w("body"))
    if body is None:
        raise Refusal("Это не документ Word (.docx). Сохраните его в формате .docx и загрузите ещё раз.")
    limits.check(sum(1 for _ in body.iter(w("p"))))
    return _Reader(package, limits).read(body)


@dataclass
class _Told:
    """Counts of what isn't read, for remarks about the whole document."""

    changes: int = 0
    hidden: int = 0
    pictures: int = 0
    objects: int = 0
    inserted: int = 0


class _Reader:
    def __init__(self, package: Package, limits: ReadingLimits) -> None:
        self.package, self.limits = package, limits
        self.styles = Styles(package.part("word/styles.xml"))
        self.numbering = Numbering(package.part("word/numbering.xml"))
        self.runs = Runs(self.styles)
        self.told = _Told()
        self._count = 0
        self._breaks_page = False
        self._joined_to: FoundInRuns | None = None

    def read(self, body: etree._Element) -> Source:
        blocks = list(self.blocks(body, "", 0))
        blocks += self._notes()
        return with_drawn_tables(Source(tuple(blocks), tuple(self._remarks())))

    def blocks(self, parent: etree._Element, within: str, depth: int) -> Iterator[SourceBlock]:
        """Yield the paragraphs and tables of a body, a cell, a box or a note."""
        count = {"абзац": 0, "таблица": 0}
        for element in self._block_elements(parent):
            self._count += 1
            self.limits.check(self._count)
            kind = "абзац" if element.tag == w("p") else "таблица"
            count[kind] += 1
            place = f"{within}, {kind} {count[kind]}" if within else f"{kind} {count[kind]}"
            if element.tag == w("p"):
                yield from self._paragraph(element, place, depth)
            elif depth >= _DEEPEST:
                for inner in element.iter(w("p")):
                    yield from self._paragraph(inner, place, depth, with_boxes=False)  # which iter() finds
            else:
                table = TableReader(self, depth + 1).read(element, place)
                if table.column_count:
                    yield table

    def _block_elements(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag in {w("p"), w("tbl")}:
                yield child
            elif child.tag in _ENTERED:
                yield from self._block_elements(child)
            elif child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
                yield from self._block_elements(chosen(child))
            elif child.tag == w("altChunk"):
                self.told.inserted += 1

    def _paragraph(
        self, element: etree._Element, place: str, depth: int, *, with_boxes: bool = True
    ) -> Iterator[SourceBlock]:
        own = element.find(w("pPr"))
        style_id = value(own, "pStyle")
        properties = self.styles.paragraph_properties(element)
        found = self.runs.read(element, style_id)
        self._tell(found)
        if (before := self._joined_to) is not None:
            before.pieces += found.pieces
            before.boxes += found.boxes
            found.pieces, found.boxes, self._joined_to = before.pieces, before.boxes, None
        if _mark_is_deleted(own):
            self._joined_to, self.told.changes = found, self.told.changes + 1
            return
        is_unseen = found.hides_words and not "".join(piece.text for piece in found.pieces).strip()
        if not is_unseen:
            yield self._described(found, properties, style_id, place)
        for number, box in enumerate(found.boxes if with_boxes else [], 1):
            for block in self.blocks(box, f"{place}, надпись {number}", depth + 1):
                yield replace(block, origin=SourceOrigin.BOX) if isinstance(block, SourceParagraph) else block

    def _described(
        self, found: FoundInRuns, properties: list[etree._Element], style_id: str | None, place: str
    ) -> SourceParagraph:
        numbered = self.styles.numbered_by(properties)
        label = self.numbering.label(numbered) if numbered else None
        outline = nearest(properties, "outlineLvl")
        begins_page = self._breaks_page or stated(properties, "pageBreakBefore") or found.has_page_break
        is_mere_break = found.has_page_break and not "".join(piece.text for piece in found.pieces).strip()
        self._breaks_page = is_mere_break or any(each.find(w("sectPr")) is not None for each in properties[:1])
        return SourceParagraph(
            place=place,
            pieces=tuple(found.pieces),
            number=label.text if label else "",
            number_level=label.level if label else 0,
            is_bulleted=bool(label and label.is_bullet),
            outline_level=whole_number(outline) if outline is not None and whole_number(outline) < 9 else None,
            alignment=_ALIGNMENTS.get(nearest(properties, "jc") or "", SourceAlignment.LEFT),
            indent=whole_number(nearest(properties, "ind", "left") or nearest(properties, "ind", "start")),
            style=self.styles.name(style_id),
            size=found.size,
            space_before=whole_number(nearest(properties, "spacing", "before")) / 20,
            begins_page=begins_page,
        )

    def _notes(self) -> Iterator[SourceBlock]:
        """Yield the paragraphs of all notes, in the order of their marks; they go to the document's end."""
        parts = {kind: self.package.part(f"word/{kind}s.xml") for kind in ("footnote", "endnote")}
        by_id = {
            (kind, note.get(w("id"), "")): note
            for kind, root in parts.items()
            if root is not None
            for note in root.iterchildren(w(kind))
        }
        for note, number in list(self.runs.note_numbers.items()):
            if note in by_id:
                for block in self.blocks(by_id[note], f"сноска {number}", 0):
                    yield (
                        replace(block, origin=SourceOrigin.FOOTNOTE, number=str(number))
                        if isinstance(block, SourceParagraph)
                        else block
                    )

    def _tell(self, found: FoundInRuns) -> None:
        self.told.changes += found.has_changes
        self.told.hidden += found.hides_words
        self.told.pictures += found.has_picture
        self.told.objects += found.has_object

    def _remarks(self) -> Iterator[Remark]:
        told = self.told
        if told.changes:
            yield Remark(f"В документе есть исправления в режиме рецензирования ({told.changes}): они приняты.")
        if told.hidden:
            yield Remark(f"В документе есть скрытый текст ({told.hidden}): он пропущен.")
        if told.pictures:
            yield Remark(f"В документе есть рисунки ({told.pictures}): что на них написано, не прочитано.")
        if told.objects:
            yield Remark(f"В документ вставлены объекты других программ ({told.objects}): они не прочитаны.")
        if told.inserted:
            yield Remark(f"В документ вставлены другие документы ({told.inserted}): они не прочитаны.")


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    """Return whether a tracked change deleted the paragraph's end, so that its words continue in the next one."""
    own = None if properties is None else properties.find(w("rPr"))
    return own is not None and (own.find(w("del")) is not None or own.find(w("moveFrom")) is not None)
