"""Word elements of what frames a text: caption, approval stamp, date and number, signature, address of the check."""

import io

import segno
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from reports.blocks.content import ApprovalStamp, Caption, CheckAddress, DateAndNumber, SignatureLine
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import keep_with_next, paragraph
from reports.layout.docx.tables import layout_table
from reports.layout.docx.xml import element, twips

CORNER_MM = 80
CODE_MM = 25
_POSITION_SHARE = 0.6
_PORTRAIT_MM = 170
_BETWEEN_LINES, _BELOW = 120, 280  # twentieths of a point


def caption_elements(block: Caption, width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    return _corner([(line, False) for line in block.lines], width, manuscript)


def approval_elements(block: ApprovalStamp, width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    lines = [
        ("УТВЕРЖДАЮ", False),
        (block.position, False),
        (f"_______________ {block.name}", True),
        ("«____» ________________ 20____ г.", True),
    ]
    return _corner(lines, width, manuscript)


def _corner(lines: list[tuple[str, bool]], width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    """Return lines as a block 8 cm wide at the right; those marked True have a space above them."""
    made = [paragraph(manuscript.styles["Corner"], words) for words, _ in lines]
    for each, (_, has_space) in zip(made, lines, strict=True):
        if has_space:
            each.pPr.get_or_add_spacing().set(qn("w:before"), str(_BETWEEN_LINES))
        if width != _PORTRAIT_MM:
            each.pPr.get_or_add_ind().set(qn("w:left"), str(twips(width - CORNER_MM)))
    if made:
        made[-1].pPr.get_or_add_spacing().set(qn("w:after"), str(_BELOW))
        made[-1].pPr.keepNext_val = False
    return made


def date_elements(block: DateAndNumber, width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    style = manuscript.styles["DateAndNumber"]
    cells = [paragraph(style, block.date), paragraph(style, block.number, align="right")]
    return _side_by_side(cells, [width / 2, width / 2], manuscript)


def signature_elements(block: SignatureLine, width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    style = manuscript.styles["Signature"]
    cells = [paragraph(style, block.position), paragraph(style, block.name, align="right")]
    return _side_by_side(cells, [width * _POSITION_SHARE, width * (1 - _POSITION_SHARE)], manuscript)


def keep_with_signature(laid_out: list[BaseOxmlElement]) -> None:
    """Keep the last paragraph with words, or the last row of a table, on the page of the signature that follows."""
    for each in reversed(laid_out):
        last = each.findall(qn("w:tr"))[-1] if each.tag == qn("w:tbl") else each
        keep_with_next(last)
        if each.tag == qn("w:tbl") or each.findall(qn("w:r")):
            return


def check_elements(block: CheckAddress, width: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    """Return the QR code, a picture whose alternative text is the address, beside the address in words."""
    drawn = io.BytesIO()
    segno.make(block.address, micro=False).save(drawn, kind="png", scale=8)
    drawn.seek(0)
    inline = manuscript.document.part.new_pic_inline(drawn, width=Mm(CODE_MM))
    inline.docPr.set("descr", f"QR-код: {block.address}")
    style = manuscript.styles["CheckAddress"]
    code = paragraph(style)
    code.append(element("r", element("drawing", inline)))
    cells = [code, paragraph(style, f"Проверить документ: {block.address}")]
    return _side_by_side(cells, [CODE_MM + 5, width - CODE_MM - 5], manuscript)


def _side_by_side(cells: list[BaseOxmlElement], widths: list[float], manuscript: Manuscript) -> list[BaseOxmlElement]:
    return [layout_table(cells, widths, manuscript), paragraph(manuscript.styles["TableEnd"])]
