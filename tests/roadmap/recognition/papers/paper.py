"""A Word document written line by line: short names, so that a test's document reads as the paper looks."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

LEFT_OF = ">"
"""A cell that is joined to the one before it."""
BELOW = "^"
"""A cell that is joined to the one above it."""
_ALIGNED = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "justify": WD_ALIGN_PARAGRAPH.JUSTIFY}  # fmt: skip


class Paper:
    def __init__(self) -> None:
        self.document = docx.Document()

    def heading(self, *lines: str) -> "Paper":
        """Add bold, centred paragraphs, one for each line."""
        return self._lines(lines, "center", bold=True)

    def styled(self, line: str, level: int = 1) -> "Paper":
        self.document.add_paragraph(line, style=f"Heading {level}")
        return self

    def center(self, *lines: str) -> "Paper":
        return self._lines(lines, "center")

    def right(self, *lines: str) -> "Paper":
        return self._lines(lines, "right")

    def left(self, *lines: str) -> "Paper":
        return self._lines(lines, "left")

    def bold(self, *lines: str) -> "Paper":
        """Add bold paragraphs at the left margin."""
        return self._lines(lines, "left", bold=True)

    def text(self, *lines: str) -> "Paper":
        return self._lines(lines, "justify")

    def indented(self, centimetres: float, *lines: str) -> "Paper":
        for line in lines:
            self._lines([line], "left")
            self.document.paragraphs[-1].paragraph_format.left_indent = Cm(centimetres)
        return self

    def bullets(self, *lines: str) -> "Paper":
        for line in lines:
            self.document.add_paragraph(line, style="List Bullet")
        return self

    def _lines(self, lines, alignment: str, *, bold: bool = False) -> "Paper":
        for line in lines:
            paragraph = self.document.add_paragraph()
            paragraph.alignment = _ALIGNED[alignment]
            paragraph.add_run(line).bold = bold or None
        return self

    def table(self, *rows: list[str]) -> "Paper":
        """Add a table; «>» and «^» are cells joined to the left and upwards, "\\n" separates paragraphs."""
        width = max(map(len, rows))
        made = self.document.add_table(len(rows), width)
        made.style = "Table Grid"
        places = [[made.cell(r, c) for c in range(width)] for r in range(len(rows))]
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                if words not in {LEFT_OF, BELOW}:
                    fill(places[r][c], words)
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                if words in {LEFT_OF, BELOW}:
                    continue
                right = c
                while right + 1 < len(row) and row[right + 1] == LEFT_OF:
                    right += 1
                bottom = r
                while bottom + 1 < len(rows) and c < len(rows[bottom + 1]) and rows[bottom + 1][c] == BELOW:
                    bottom += 1
                if (right, bottom) != (c, r):
                    whole = made.cell(r, c).merge(made.cell(bottom, right))
                    for paragraph in list(whole.paragraphs)[len(words.split("\n")) :]:
                        paragraph._p.getparent().remove(paragraph._p)
        return self

    def file(self) -> bytes:
        written = io.BytesIO()
        self.document.save(written)
        return written.getvalue()


def fill(cell, words: str) -> None:
    first, *rest = words.split("\n")
    cell.paragraphs[0].text = first
    for line in rest:
        cell.add_paragraph(line)
