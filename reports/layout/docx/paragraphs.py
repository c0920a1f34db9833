"""Makes Word paragraphs and runs. What people typed is only text in them, never a field, mark-up or invalid XML."""

import re
from collections.abc import Iterable

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from portal.text.line_breaks import with_line_breaks
from portal.text.prose import ListItem, ProseSpan, Text
from reports.layout.docx.xml import element
from reports.layout.typography import NO_BREAK_SPACE, WORD_JOINER, kept_together, with_joiners

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# The character that Word inserts under that name; the fonts of documents lack U+2060.
_NO_WIDTH_NON_BREAK = "\u200d"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]+")
_AROUND_LINE_BREAK = re.compile(r" ?\n ?")


def written(text: str) -> str:
    """Normalise the text as the PDF does.

    Spaces in a row become one, newlines are line breaks, and words that belong together get no-break spaces.
    """
    text = _UNWRITABLE.sub("", with_line_breaks(text))
    return kept_together(_AROUND_LINE_BREAK.sub("\n", _SPACES.sub(" ", text)))


def paragraph(style: str, words: str | Iterable[ProseSpan] = (), *, align: str | None = None) -> CT_P:
    """Make a paragraph of that style; give `align` only where it differs from the style's."""
    spans = (ProseSpan(words),) if isinstance(words, str) else words
    made = element("p")
    made.get_or_add_pPr().style = style
    if align:
        made.get_or_add_pPr().jc_val = ALIGNMENTS[align]
    made.extend(run(span) for span in spans if span.text)
    return made


def text_spans(block: Text) -> tuple[ProseSpan, ...]:
    """Return the block's spans, those of an item with its marker before them, for items that Word doesn't number."""
    return (ProseSpan(block.marker + NO_BREAK_SPACE), *block.spans) if isinstance(block, ListItem) else block.spans


def run(span: ProseSpan) -> BaseOxmlElement:
    made = element("r")
    if span.bold or span.underlined:
        marks = [element("b")] * span.bold + [element("u", val="single")] * span.underlined
        made.append(element("rPr", *marks))
    made.extend(text_elements(written(span.text)))
    return made


def text_elements(text: str) -> list[BaseOxmlElement]:
    """Return the text's lines with line breaks between them, and with Word's own no-break hyphens within numbers."""
    made = []
    for number, line in enumerate(with_joiners(text).split("\n")):
        if number:
            made.append(element("br"))
        for place, piece in enumerate(line.split(f"-{WORD_JOINER}")):
            if place:
                made.append(element("noBreakHyphen"))
            if piece:
                words = element("t")
                words.text = piece.replace(WORD_JOINER, _NO_WIDTH_NON_BREAK)
                words.set(qn("xml:space"), "preserve")
                made.append(words)
    return made


def keep_with_next(laid_out: BaseOxmlElement) -> None:
    """Keep a paragraph, or a row with all its paragraphs, on the page of what follows."""
    for each in laid_out.iter(qn("w:p")):
        each.get_or_add_pPr().keepNext_val = True
