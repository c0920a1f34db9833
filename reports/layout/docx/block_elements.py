"""Makes Word paragraphs and tables of a part's blocks."""

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from portal.text.prose import Heading, ListItem, Paragraph, Text
from reports.blocks.content import (
    ApprovalStamp,
    Block,
    Caption,
    Chart,
    CheckAddress,
    DateAndNumber,
    DocumentPart,
    SignatureLine,
    Table,
)
from reports.layout.docx.chart import chart_elements
from reports.layout.docx.framing import (
    approval_elements,
    caption_elements,
    check_elements,
    date_elements,
    keep_with_signature,
    signature_elements,
)
from reports.layout.docx.lists import FIRST_LINE_INDENT, sequences
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import paragraph, text_spans
from reports.layout.docx.tables import table_elements
from reports.layout.widths import PageSetting, widths_of

_FRAMING = {
    Caption: caption_elements,
    ApprovalStamp: approval_elements,
    DateAndNumber: date_elements,
    SignatureLine: signature_elements,
    CheckAddress: check_elements,
}


def part_elements(
    part: DocumentPart, setting: PageSetting, scale: float, manuscript: Manuscript
) -> list[BaseOxmlElement]:
    """Make the part's elements; `scale` is the page's text width divided by that of the `setting`."""
    tables = [block for block in part.blocks if isinstance(block, Table)]
    widths = iter(widths_of(tables, setting))
    made: list[BaseOxmlElement] = []
    before: Block | None = None
    for block, sequence in zip(part.blocks, sequences(part.blocks), strict=True):
        match block:
            case Table():
                made += table_elements(block, [each * scale for each in next(widths)], setting, manuscript)
            case Chart():
                made += chart_elements(block, setting, scale, manuscript)
            case Heading() | Paragraph() | ListItem():
                written = _text(block, before, manuscript, with_marker=sequence is None)
                if sequence:
                    manuscript.lists.put(written, sequence, indent=FIRST_LINE_INDENT)
                made.append(written)
            case _:
                if isinstance(block, SignatureLine):
                    keep_with_signature(made)
                made += _FRAMING[type(block)](block, setting.width * scale, manuscript)
        before = block
    return made


def start_page(laid_out: list[BaseOxmlElement], manuscript: Manuscript, *, with_break: bool) -> None:
    """Make the elements begin a page, with a page break if that isn't the start of a section.

    A table gets an empty paragraph before it: it can't have a page break, and LibreOffice loses a section that begins
    with a table.
    """
    if laid_out[0].tag != qn("w:p"):
        laid_out.insert(0, paragraph(manuscript.styles["TableEnd"]))
    if with_break:
        laid_out[0].get_or_add_pPr().pageBreakBefore_val = True


def _text(block: Text, before: Block | None, manuscript: Manuscript, *, with_marker: bool) -> CT_P:
    styles = manuscript.styles
    if isinstance(block, Heading):
        return paragraph(styles[f"Heading{min(max(block.level, 1), 3)}"], block.spans)
    if isinstance(block, ListItem):
        return paragraph(styles["ListParagraph"], text_spans(block) if with_marker else block.spans)
    if block.align == "center":
        return paragraph(styles["Subtitle" if _is_title(before) else "CenteredText"], block.spans)
    return paragraph(styles["BodyText"], block.spans, align=None if block.align == "justify" else block.align)


def _is_title(block: Block | None) -> bool:
    return isinstance(block, DateAndNumber) or (isinstance(block, Heading) and block.level == 1)
