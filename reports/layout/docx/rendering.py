"""Renders a document's content as a Word file that a secretary can go on editing: styles, lists, sections, fields."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.blocks.content import Content, DocumentPart, Table
from reports.blocks.paper import PageNumbers
from reports.layout.docx.block_elements import part_elements, start_page
from reports.layout.docx.letterhead_filling import fill_letterhead, text_place
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.sections import SectionPages
from reports.layout.widths import PageSetting, choose_setting


def render_docx(
    content: Content, *, letterhead: bytes | None = None, numbers: PageNumbers = PageNumbers.NUMBER
) -> bytes:
    """Render the content; equal content on the same letterhead gives equal bytes.

    On a letterhead the first part replaces the field «{{ текст }}», and the others follow behind everything else.
    """
    if not content.may_have_letterhead:
        letterhead = None
    manuscript = Manuscript(letterhead)
    pages = SectionPages(manuscript)
    others = content.parts
    if letterhead is not None:
        # Found before the fields are filled, so that what people typed in the portal can't be taken for the field.
        place = text_place(manuscript)
        first, *others = fill_letterhead(manuscript, content)
        _write_first(first, place, manuscript, pages)
    for part in others:
        if part.blocks:
            _append_part(part, manuscript, pages)
    if letterhead is None and numbers == PageNumbers.NUMBER_OF_TOTAL:
        _number_of_total(manuscript)
    return manuscript.bytes(content)


def _number_of_total(manuscript: Manuscript) -> None:
    """Add «из N» behind the page's number in the first section's header, which all sections share."""
    (paragraph,) = manuscript.document.sections[0].header.paragraphs
    paragraph.add_run(" из ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " NUMPAGES ")
    paragraph._p.append(field)


def _append_part(part: DocumentPart, manuscript: Manuscript, pages: SectionPages) -> None:
    """Write the part at the end of the document, in a new section if its pages are turned otherwise."""
    end = manuscript.body.sectPr
    is_first = end.getprevious() is None
    setting = _setting(part)
    is_turned = pages.turn(setting.orientation)
    laid_out = part_elements(part, setting, pages.scale(setting), manuscript)
    if laid_out and not is_first and (is_turned or part.starts_page):
        start_page(laid_out, manuscript, with_break=not is_turned)
    _put(laid_out, end)


def _write_first(
    part: DocumentPart, place: BaseOxmlElement | None, manuscript: Manuscript, pages: SectionPages
) -> None:
    """Write the part in the place of the letterhead's field, or at its end. Its page is never turned."""
    setting = _setting(part)
    laid_out = part_elements(part, setting, pages.scale(setting), manuscript)
    _put(laid_out, manuscript.body.sectPr if place is None else place)
    if place is not None:
        manuscript.body.remove(place)


def _setting(part: DocumentPart) -> PageSetting:
    return choose_setting([block for block in part.blocks if isinstance(block, Table)])


def _put(laid_out: list[BaseOxmlElement], before: BaseOxmlElement) -> None:
    for each in laid_out:
        before.addprevious(each)
