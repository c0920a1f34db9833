"""Sections of a Word document: runs of pages of one orientation, as each part's tables need."""

from copy import deepcopy

from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.shared import Length, Mm

from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import paragraph
from reports.layout.widths import PageSetting

# As in static/reports/layout/document.css.
_LANDSCAPE = {
    "page_width": Mm(297), "page_height": Mm(210),
    "top_margin": Mm(25), "right_margin": Mm(15), "bottom_margin": Mm(15), "left_margin": Mm(20),
}  # fmt: skip
_OF_THE_FIRST_SECTION = ("w:headerReference", "w:footerReference", "w:titlePg", "w:type", "w:pgNumType")


class SectionPages:
    """The document's last section, which is being written; turning the pages ends it and begins another."""

    def __init__(self, manuscript: Manuscript):
        self._manuscript = manuscript
        self._last: CT_SectPr = manuscript.body.get_or_add_sectPr()
        self._upright = {name: getattr(self._last, name) for name in _LANDSCAPE}
        self.orientation = "portrait"

    def turn(self, orientation: str) -> bool:
        """Turn the pages if needed, and tell whether a new section began.

        Before anything is written the first section is turned itself.
        """
        if orientation == self.orientation:
            return False
        begins = self._last.getprevious() is not None
        if begins:
            self._end_section()
        self.orientation = orientation
        is_wide = orientation == "landscape"
        for name, length in (_LANDSCAPE if is_wide else self._upright).items():
            setattr(self._last, name, length)
        self._last.orientation = WD_ORIENTATION.LANDSCAPE if is_wide else WD_ORIENTATION.PORTRAIT
        return begins

    @property
    def width(self) -> float:
        """Return the width of the text in millimetres."""
        page, left, right = (
            getattr(self._last, name) or Length(0) for name in ("page_width", "left_margin", "right_margin")
        )
        return round((page - left - right) / Mm(1), 1)

    def scale(self, setting: PageSetting) -> float:
        """Return the factor for widths that were chosen for the portal's own margins."""
        return self.width / setting.width

    def _end_section(self) -> None:
        before = self._last.getprevious()
        if before.tag != qn("w:p") or before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            before = paragraph(self._manuscript.styles["TableEnd"])
            self._last.addprevious(before)
        before.set_sectPr(deepcopy(self._last))
        for name in _OF_THE_FIRST_SECTION:
            for each in self._last.findall(qn(name)):
                self._last.remove(each)
