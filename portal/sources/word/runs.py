"""The words of a paragraph as they are seen: tracked changes accepted, hidden text and instructions left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from portal.sources.source import StyledText
from portal.sources.word.names import COMPATIBILITY, MATH, is_on, w
from portal.sources.word.styles import Styles

_WRAPPERS = "ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple dir bdo ruby rubyBase"
_ENTERED = {w(name) for name in _WRAPPERS.split()}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
_UNSEEN = str.maketrans({"\xad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\x0b": "\n", "\u2028": "\n"})


@dataclass
class FoundInRuns:
    """What a paragraph has beside its words."""

    pieces: list[StyledText] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and identifier of each footnote or endnote."""
    size: float = 0
    has_page_break: bool = False
    hides_words: bool = False
    has_changes: bool = False
    has_picture: bool = False
    has_object: bool = False


class Runs:
    """Reads paragraphs of one document; notes are numbered as they come."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.note_numbers: dict[tuple[str, str], int] = {}
        self._counts = {"footnote": 0, "endnote": 0}
        self._field_depth: list[bool] = []

    def read(self, paragraph: etree._Element, style_id: str | None) -> FoundInRuns:
        found = FoundInRuns()
        for run in self._runs(paragraph, found):
            if run.tag == w("r"):
                self._read_run(run, style_id, found)
            else:
                found.pieces.append(StyledText("".join(run.itertext(f"{{{MATH}}}t"))))
        found.pieces = [piece for piece in _joined(found.pieces) if piece.text]
        return found

    def _runs(self, element: etree._Element, found: FoundInRuns) -> Iterator[etree._Element]:
        for child in element:
            if child.tag in {w("del"), w("moveFrom")}:
                found.has_changes = True
            elif child.tag in {w("r"), f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara"}:
                yield child
            elif child.tag in _ENTERED:
                found.has_changes = found.has_changes or child.tag in {w("ins"), w("moveTo")}
                yield from self._runs(child, found)
            elif child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
                yield from self._runs(chosen(child), found)

    def _read_run(self, run: etree._Element, style_id: str | None, found: FoundInRuns) -> None:
        look = self.styles.look(run, style_id)
        for child in run:
            words = self._words(child, found)
            if not words:
                continue
            if look.is_hidden:
                found.hides_words = found.hides_words or bool(words.strip())
            elif not self._is_instruction:
                found.pieces.append(StyledText(words.translate(_UNSEEN), look.bold, look.italic, look.underlined))
                found.size = max(found.size, look.size)

    @property
    def _is_instruction(self) -> bool:
        """Inside of a field, before its result."""
        return any(not has_result for has_result in self._field_depth)

    def _words(self, child: etree._Element, found: FoundInRuns) -> str:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            return child.text or ""
        if name in {"tab", "ptab"}:
            return "\t"
        if name in {"br", "cr"}:
            if child.get(w("type")) in {"page", "column"}:
                found.has_page_break = True
                return ""
            return "\n"
        if name == "noBreakHyphen":
            return "-"
        if name == "sym":
            return _symbol(child)
        if name in {"footnoteReference", "endnoteReference"}:
            return self._note_mark(child, name.removesuffix("Reference"), found)
        if name == "fldChar":
            self._follow_field(child.get(w("fldCharType"), ""))
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            self._look_into(child, found)
        return ""

    def _follow_field(self, kind: str) -> None:
        if kind == "begin":
            self._field_depth.append(False)
        elif kind == "separate" and self._field_depth:
            self._field_depth[-1] = True
        elif kind == "end" and self._field_depth:
            self._field_depth.pop()

    def _note_mark(self, child: etree._Element, kind: str, found: FoundInRuns) -> str:
        note = (kind, child.get(w("id"), ""))
        found.notes.append(note)
        if is_on(child, "customMarkFollows") or child.get(w("customMarkFollows")) in {"1", "true", "on"}:
            return ""
        if note not in self.note_numbers:
            self._counts[kind] += 1
            self.note_numbers[note] = self._counts[kind]
        return str(self.note_numbers[note]).translate(_SUPERSCRIPT)

    @staticmethod
    def _look_into(child: etree._Element, found: FoundInRuns) -> None:
        """The outermost boxes with text; one that is written twice, for new programs and old ones, is taken once."""
        if child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            child = chosen(child)
        contents = [each for each in child.iter(w("txbxContent")) if not _is_spare(each, child)]
        found.boxes += [each for each in contents if not any(other in each.iterancestors() for other in contents)]
        found.has_object = found.has_object or child.tag == w("object")
        found.has_picture = found.has_picture or not contents


def chosen(alternatives: etree._Element) -> etree._Element:
    """What a present-day program shows."""
    choice = alternatives.find(f"{{{COMPATIBILITY}}}Choice")
    if choice is not None:
        return choice
    fallback = alternatives.find(f"{{{COMPATIBILITY}}}Fallback")
    return alternatives if fallback is None else fallback


def _is_spare(element: etree._Element, within: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is within:
            return False
        if ancestor.tag == f"{{{COMPATIBILITY}}}Fallback" and ancestor.getparent()[0] is not ancestor:
            return True
    return False


def _symbol(child: etree._Element) -> str:
    try:
        letter = chr(int(child.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""
    is_picture = any(name in child.get(w("font"), "").lower() for name in _SYMBOL_FONTS)
    return "•" if is_picture or "\ue000" <= letter <= "\uf8ff" else letter


def _joined(pieces: list[StyledText]) -> Iterator[StyledText]:
    """Runs that look alike are one piece: Word parts a word wherever it was edited."""
    previous: StyledText | None = None
    for piece in pieces:
        if previous is None:
            previous = piece
        elif (previous.bold, previous.italic, previous.underlined) == (piece.bold, piece.italic, piece.underlined):
            previous = StyledText(previous.text + piece.text, piece.bold, piece.italic, piece.underlined)
        else:
            yield previous
            previous = piece
    if previous is not None:
        yield previous
