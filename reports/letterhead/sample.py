"""A letterhead to begin with: the portal's own page with the fields in their places."""

from reports.blocks.content import Content, DateAndNumber, SignatureLine
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.docx.framing import date_elements, signature_elements
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import paragraph

_WIDTH_MM = 170


def sample_letterhead(department: str) -> bytes:
    """`department`: its name, as orders have it at their top."""
    manuscript = Manuscript()
    styles = manuscript.styles
    day = DateAndNumber(_field(LetterheadField.DATE), f"№ {_field(LetterheadField.NUMBER)}")
    signature = SignatureLine(_field(LetterheadField.POSITION), _field(LetterheadField.NAME))
    laid_out = [
        paragraph(styles["Heading1"], department),
        paragraph(styles["Subtitle"], "адрес, телефон, электронная почта"),
        paragraph(styles["Heading1"], "ПРИКАЗ"),
        *date_elements(day, _WIDTH_MM, manuscript),
        paragraph(styles["Subtitle"], _field(LetterheadField.PLACE)),
        paragraph(styles["Heading1"], _field(LetterheadField.TITLE)),
        paragraph(styles["BodyText"], _field(LetterheadField.TEXT)),
        *signature_elements(signature, _WIDTH_MM, manuscript),
    ]
    for each in laid_out:
        manuscript.body.sectPr.addprevious(each)
    return manuscript.bytes(Content("Бланк приказа", ()))


def _field(name: LetterheadField) -> str:
    return f"{{{{ {name.value} }}}}"
