"""Fills a letterhead's fields («{{ дата }}») with an order's words, and tells what is left to print below."""

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
# What a field without words gets: a blank to fill in by hand.
_BLANKS = {LetterheadField.DATE: "«____» ______________ 20____ г.", LetterheadField.NUMBER: "________"}
# The attributes of blocks that fields take the words of.
_ATTRIBUTES = {
    LetterheadField.DATE: "date",
    LetterheadField.NUMBER: "number",
    LetterheadField.POSITION: "position",
    LetterheadField.NAME: "name",
}


def fill_letterhead(manuscript: Manuscript, content: Content) -> list[DocumentPart]:
    """Fill the letterhead's fields, and return the content's parts without the words that are printed there."""
    printed_there = {_squeeze(paragraph_text(each)) for each in paragraphs(manuscript)}
    words = {field.name: field.text for field in content.fields}
    used: set[str] = set()

    def value(name: str) -> str | None:
        if name not in LetterheadField.values or name == LetterheadField.TEXT:
            return None
        used.add(name)
        return words.get(name) or _BLANKS.get(name, "")

    for each in list(paragraphs(manuscript)):
        replaces = replace_fields(each, value)
        if replaces and each.getparent() is manuscript.body and not paragraph_text(each).strip():
            manuscript.body.remove(each)
    first, *others = content.parts or (DocumentPart(()),)
    head, tail = _split_at_signature(first) if used & {LetterheadField.POSITION, LetterheadField.NAME} else (first, ())
    remaining = replace(head, blocks=tuple(_remaining_blocks(content, head, used, printed_there)))
    return [remaining, *([DocumentPart(tail)] if tail else []), *others]


def _split_at_signature(part: DocumentPart) -> tuple[DocumentPart, tuple[Block, ...]]:
    """Return the part up to its signature (which the letterhead has a place for), and the blocks below that."""
    end = next(
        (place for place, each in enumerate(part.blocks, 1) if isinstance(each, SignatureLine)), len(part.blocks)
    )
    return replace(part, blocks=part.blocks[:end]), part.blocks[end:]


def text_place(manuscript: Manuscript) -> CT_P | None:
    """Return the paragraph «{{ текст }}», which the text replaces; None if the letterhead has none."""
    found = (each for each in manuscript.body.iterchildren(qn("w:p")) if is_text_place(each))
    return next(found, None)


def is_text_place(paragraph: CT_P) -> bool:
    found = FIELD.fullmatch(paragraph_text(paragraph).strip())
    return found is not None and field_name(found[1]) == LetterheadField.TEXT


def field_name(typed: str) -> str:
    return " ".join(typed.casefold().split())


def paragraphs(manuscript: Manuscript) -> Iterator[CT_P]:
    """Yield all paragraphs of the document, its headers and footers, also those in tables and text boxes."""
    part = manuscript.document.part
    yield from part.element.iter(qn("w:p"))
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield from relation.target_part.element.iter(qn("w:p"))


def paragraph_text(paragraph: CT_P) -> str:
    return "".join(each.text or "" for each in _text_elements(paragraph))


def replace_fields(paragraph: CT_P, value: Callable[[str], str | None]) -> bool:
    """Replace each field by its `value`, if that isn't None; tell whether any was replaced.

    Word splits what is typed into runs as it likes, so a field may begin in one run and end in another.
    """
    texts = _text_elements(paragraph)
    changed = set()
    # From the end, so that earlier positions stay valid and no value is read as a field.
    for found in reversed(list(FIELD.finditer("".join(each.text or "" for each in texts)))):
        if (words := value(field_name(found[1]))) is not None:
            changed.add(_replace_range(texts, found.start(), found.end(), written(words)))
    for index in changed:
        _split_lines(texts[index])
    return bool(changed)


def _text_elements(paragraph: CT_P) -> list[BaseOxmlElement]:
    """Return the paragraph's text elements, without those of text boxes, which have their own paragraphs."""
    return [each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph]


def _replace_range(texts: list[BaseOxmlElement], start: int, end: int, words: str) -> int:
    """Replace the letters from `start` to `end` of the joined texts; return the index of the text with the words."""
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


def _split_lines(text: BaseOxmlElement) -> None:
    for each in text_elements(text.text or ""):
        text.addprevious(each)
    text.getparent().remove(text)


def _remaining_blocks(content: Content, part: DocumentPart, used: set[str], printed_there: set[str]) -> Iterator[Block]:
    """Yield the part's blocks without the words of `used` fields and titles that the letterhead prints itself."""
    fields: dict[int, set[str]] = {}
    for field in content.fields:
        fields.setdefault(field.block, set()).add(field.name)
    opening = _opening(part, printed_there)
    for index, block in enumerate(part.blocks):
        taken = fields.get(index, set()) & used
        if isinstance(block, DateAndNumber | SignatureLine):
            block = replace(block, **{_ATTRIBUTES[name]: "" for name in taken})
            names = (block.date, block.number) if isinstance(block, DateAndNumber) else (block.position, block.name)
            if any(names):
                yield block
        elif not taken and not (isinstance(block, Heading) and index < opening):
            yield block


def _opening(part: DocumentPart, printed_there: set[str]) -> int:
    """Return up to which block headings are left out: to the last title that the letterhead prints, as «ПРИКАЗ».

    Above it the letterhead says whose order it is.
    """
    titles = [
        index
        for index, block in enumerate(part.blocks)
        if isinstance(block, Heading) and block.level == 1 and _squeeze(text_of(block)) in printed_there
    ]
    return max(titles, default=-1) + 1


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold()
