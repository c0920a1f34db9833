"""A document's content as a Word file that a secretary can go on with: styles, lists, sections, fields."""

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
    """On a letterhead the first part stands at its field «{{ текст }}», the others after everything else.

    The same content on the same letterhead gives the same bytes.
    """
    if not content.may_have_letterhead:
        letterhead = None
    manuscript = Manuscript(letterhead)
    pages = SectionPages(manuscript)
    others = content.parts
    if letterhead is not None:
        # Found before anything is filled in: what is typed into the portal is no field.
        place = text_place(manuscript)
        first, *others = fill_letterhead(manuscript, content)
        _write_first(first, place, manuscript, pages)
    for part in others:
        if part.blocks:
            _write(part, manuscript, pages)
    if letterhead is None and numbers == PageNumbers.NUMBER_OF_TOTAL:
        _number_of_total(manuscript)
    return manuscript.bytes(content)


def _number_of_total(manuscript: Manuscript) -> None:
    """Behind the field of the page's number one of how many there are; every section has the first one's header."""
    (paragraph,) = manuscript.document.sections[0].header.paragraphs
    paragraph.add_run(" из ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " NUMPAGES ")
    paragraph._p.append(field)


def _write(part: DocumentPart, manuscript: Manuscript, pages: SectionPages) -> None:
    """At the end of the document."""
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
    """At the letterhead's field, or at its end; its page is not turned."""
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
