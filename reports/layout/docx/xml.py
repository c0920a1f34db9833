"""Makes elements of WordprocessingML."""

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_PER_MM = 1440 / 25.4


def element(name: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Make an element: `element("gridSpan", val=2)` is `<w:gridSpan w:val="2"/>`."""
    made = OxmlElement(f"w:{name}", {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)
