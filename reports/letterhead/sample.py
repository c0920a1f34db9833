"""A sample letterhead to begin with: the portal's own page with all fields in their places."""

from reports.blocks.content import Content, DateAndNumber, SignatureLine
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.docx.framing import date_elements, signature_elements
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import paragraph

_WIDTH_MM = 170


def sample_letterhead(department: str, address: str = "") -> bytes:
    """Make a sample with the department's name, as it stands above orders, and its postal address below."""
    manuscript = Manuscript()
    styles = manuscript.styles
    day = DateAndNumber(_write_field(LetterheadField.DATE), f"№ {_write_field(LetterheadField.NUMBER)}")
    signature = SignatureLine(_write_field(LetterheadField.POSITION), _write_field(LetterheadField.NAME))
    laid_out = [
        paragraph(styles["Heading1"], department),
        paragraph(styles["Subtitle"], f"{address or 'адрес'}, телефон, электронная почта"),
        paragraph(styles["Heading1"], "ПРИКАЗ"),
        *date_elements(day, _WIDTH_MM, manuscript),
        paragraph(styles["Subtitle"], _write_field(LetterheadField.PLACE)),
        paragraph(styles["Heading1"], _write_field(LetterheadField.TITLE)),
        paragraph(styles["BodyText"], _write_field(LetterheadField.TEXT)),
        *signature_elements(signature, _WIDTH_MM, manuscript),
    ]
    for each in laid_out:
        manuscript.body.sectPr.addprevious(each)
    return manuscript.bytes(Content("Бланк приказа", ()))


def _write_field(name: LetterheadField) -> str:
    return f"{{{{ {name.value} }}}}"
