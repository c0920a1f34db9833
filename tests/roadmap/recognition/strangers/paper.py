"""Writes Word documents with what departments' files also have: landscape sheets, automatic numbers, footnotes."""

import io
import zipfile

from docx.enum.section import WD_ORIENT, WD_SECTION

from tests.roadmap.recognition.papers.paper import Paper

AUTOMATIC = "#"
"""Begins the text of a cell that Word numbers automatically."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class StrangePaper(Paper):
    def __init__(self) -> None:
        super().__init__()
        self.footnotes: list[str] = []

    def landscape(self) -> "StrangePaper":
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        return self

    def labelled(self, label: str, text: str) -> "StrangePaper":
        """Add a paragraph with a label in bold and the text that belongs to it."""
        self.text("")
        self.document.paragraphs[-1].add_run(label).bold = True
        self.document.paragraphs[-1].add_run(f" {text}")
        return self

    def numbered(self, *lines: str) -> "StrangePaper":
        for line in lines:
            self.document.add_paragraph(line, style="List Number")
        return self

    def table(self, *rows: list[str]) -> "StrangePaper":
        super().table(*rows)
        for row in self.document.tables[-1].rows:
            for cell in row.cells:
                if cell.text.startswith(AUTOMATIC):
                    cell.paragraphs[0].text = cell.text.removeprefix(AUTOMATIC)
                    cell.paragraphs[0].style = "List Number"
        return self

    def footnote(self, words: str) -> "StrangePaper":
        """Add a footnote to the last paragraph, or to the last cell."""
        self.footnotes.append(words)
        tables = self.document.element.body.findall(f"{{{_WORD}}}tbl")
        paragraphs = list(self.document.element.body.iter(f"{{{_WORD}}}p"))
        reference = paragraphs[-1].makeelement(
            f"{{{_WORD}}}footnoteReference", {f"{{{_WORD}}}id": str(len(self.footnotes))}
        )
        run = paragraphs[-1].makeelement(f"{{{_WORD}}}r", {})
        run.append(reference)
        paragraphs[-1].append(run)
        assert tables is not None
        return self

    def file(self) -> bytes:
        content = super().file()
        return self._with_footnotes(content) if self.footnotes else content

    def _with_footnotes(self, content: bytes) -> bytes:
        notes = "".join(
            f'<w:footnote w:id="{place}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
            for place, words in enumerate(self.footnotes, 1)
        )
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                part = old.read(name).decode() if name.endswith((".rels", "Types].xml")) else old.read(name)
                if name == "[Content_Types].xml":
                    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{_KIND}"/></Types>'
                    part = part.replace("</Types>", kind)
                if name == "word/_rels/document.xml.rels":
                    link = f'<Relationship Id="rIdNotes" Type="{_NOTES}" Target="footnotes.xml"/></Relationships>'
                    part = part.replace("</Relationships>", link)
                new.writestr(name, part)
            new.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{_WORD}">{notes}</w:footnotes>')
        return written.getvalue()
