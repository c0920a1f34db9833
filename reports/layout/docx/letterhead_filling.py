"""A letterhead's named fields and what takes their places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from portal.text.prose import Heading
from reports.blocks.content import Block, Content, DateAndNumber, DocumentPart, SignatureLine, text_of
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import text_elements, written

FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_TO_BE_WRITTEN_IN = {LetterheadField.DATE: "«____» ______________ 20____ г.", LetterheadField.NUMBER: "________"}
_HALVES = {
    LetterheadField.DATE: "date",
    LetterheadField.NUMBER: "number",
    LetterheadField.POSITION: "position",
    LetterheadField.NAME: "name",
}


def fill_letterhead(manuscript: Manuscript, content: Content) -> list[DocumentPart]:
    """The content's parts, without those words of the first one that the letterhead has its own place for."""
    written_there = {_squeezed(paragraph_text(each)) for each in paragraphs(manuscript)}
    words = {field.name: field.text for field in content.fields}
    used: set[str] = set()

    def value(name: str) -> str | None:
        if name not in LetterheadField.values or name == LetterheadField.TEXT:
            return None
        used.add(name)
        return words.get(name) or _TO_BE_WRITTEN_IN.get(name, "")

    for each in list(paragraphs(manuscript)):
        replaces = replace_fields(each, value)
        if replaces and each.getparent() is manuscript.body and not paragraph_text(each).strip():
            manuscript.body.remove(each)
    first, *others = content.parts or (DocumentPart(()),)
    head, tail = _parted(first) if used & {LetterheadField.POSITION, LetterheadField.NAME} else (first, ())
    remaining = replace(head, blocks=tuple(_remaining(content, head, used, written_there)))
    return [remaining, *([DocumentPart(tail)] if tail else []), *others]


def _parted(part: DocumentPart) -> tuple[DocumentPart, tuple[Block, ...]]:
    """What stands above the signature, which the letterhead has a place for, and what stands below it."""
    end = next(
        (place for place, each in enumerate(part.blocks, 1) if isinstance(each, SignatureLine)), len(part.blocks)
    )
    return replace(part, blocks=part.blocks[:end]), part.blocks[end:]


def text_place(manuscript: Manuscript) -> CT_P | None:
    """The paragraph that the text takes the place of."""
    found = (each for each in manuscript.body.iterchildren(qn("w:p")) if is_text_place(each))
    return next(found, None)


def is_text_place(paragraph: CT_P) -> bool:
    found = FIELD.fullmatch(paragraph_text(paragraph).strip())
    return found is not None and field_name(found[1]) == LetterheadField.TEXT


def field_name(typed: str) -> str:
    return " ".join(typed.casefold().split())


def paragraphs(manuscript: Manuscript) -> Iterator[CT_P]:
    """Of the document, its headers and footers; those in tables and text boxes too."""
    part = manuscript.document.part
    yield from part.element.iter(qn("w:p"))
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield from relation.target_part.element.iter(qn("w:p"))


def paragraph_text(paragraph: CT_P) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def replace_fields(paragraph: CT_P, value: Callable[[str], str | None]) -> bool:
    """Whether there were any.

    Word parts what is typed over runs as it likes, so a field may begin in one and end in another.
    """
    texts = _texts(paragraph)
    changed = set()
    # From the end, so that places before it stay where they are and no value is read as a field.
    for found in reversed(list(FIELD.finditer("".join(each.text or "" for each in texts)))):
        if (words := value(field_name(found[1]))) is not None:
            changed.add(_put(texts, found.start(), found.end(), written(words)))
    for index in changed:
        _with_line_breaks(texts[index])
    return bool(changed)


def _texts(paragraph: CT_P) -> list[BaseOxmlElement]:
    """Without those of text boxes that hang on the paragraph, which have paragraphs of their own."""
    return [each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph]


def _put(texts: list[BaseOxmlElement], start: int, end: int, words: str) -> int:
    """The index of the text that now holds the words."""
    holder, place = -1, 0
    for index, each in enumerate(texts):
        text = each.text or ""
        first, last = max(start - place, 0), min(end - place, len(text))
        if first < last:
            each.text = text[:first] + (words if holder < 0 else "") + text[last:]
            each.set(qn("xml:space"), "preserve")
            holder = index if holder < 0 else holder
        place += len(text)
    return holder


def _with_line_breaks(text: BaseOxmlElement) -> None:
    for each in text_elements(text.text or ""):
        text.addprevious(each)
    text.getparent().remove(text)


def _remaining(content: Content, part: DocumentPart, used: set[str], written_there: set[str]) -> Iterator[Block]:
    fields: dict[int, set[str]] = {}
    for field in content.fields:
        fields.setdefault(field.block, set()).add(field.name)
    opening = _opening(part, written_there)
    for index, block in enumerate(part.blocks):
        taken = fields.get(index, set()) & used
        if isinstance(block, DateAndNumber | SignatureLine):
            block = replace(block, **{_HALVES[name]: "" for name in taken})
            names = (block.date, block.number) if isinstance(block, DateAndNumber) else (block.position, block.name)
            if any(names):
                yield block
        elif not taken and not (isinstance(block, Heading) and index < opening):
            yield block


def _opening(part: DocumentPart, written_there: set[str]) -> int:
    """How far the part's headings aren't to be written: a letterhead with «ПРИКАЗ» says above it whose order it is."""
    titles = [
        index
        for index, block in enumerate(part.blocks)
        if isinstance(block, Heading) and block.level == 1 and _squeezed(text_of(block)) in written_there
    ]
    return max(titles, default=-1) + 1


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
