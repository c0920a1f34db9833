"""Reads a paragraph's words as they are seen, with tracked changes accepted, without hidden text and instructions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from portal.sources.source import UNSEEN, StyledText
from portal.sources.word.names import COMPATIBILITY, MATH, is_on, w
from portal.sources.word.styles import Styles

_WRAPPERS = "ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple dir bdo ruby rubyBase"
_ENTERED = {w(name) for name in _WRAPPERS.split()}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
_SHOWN = UNSEEN | {0x0B: "\n", 0x2028: "\n"}


@dataclass
class FoundInRuns:
    """What was found in a paragraph: its words, boxes and notes, and what isn't read."""

    pieces: list[StyledText] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The kind and id of each footnote or endnote."""
    size: float = 0
    has_page_break: bool = False
    hides_words: bool = False
    has_changes: bool = False
    has_picture: bool = False
    has_object: bool = False


class Runs:
    """Reads the paragraphs of one document, and numbers its notes in the order of their marks."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.note_numbers: dict[tuple[str, str], int] = {}
        self._counts = {"footnote": 0, "endnote": 0}
        self._fields: list[bool] = []
        """For each open field, the innermost last, whether its result has begun."""
        self._without_result = 0

    def read(self, paragraph: etree._Element, style_id: str | None) -> FoundInRuns:
        found = FoundInRuns()
        for run in self._runs(paragraph, found):
            if run.tag == w("r"):
                self._read_run(run, style_id, found)
            else:
                found.pieces.append(StyledText("".join(run.itertext(f"{{{MATH}}}t"))))
        found.pieces = [piece for piece in _join_alike(found.pieces) if piece.text]
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
                found.pieces.append(StyledText(words.translate(_SHOWN), look.bold, look.italic, look.underlined))
                found.size = max(found.size, look.size)

    @property
    def _is_instruction(self) -> bool:
        """Return whether the words are a field's instruction, which stands before its result."""
        return self._without_result > 0

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
            self._fields.append(False)
            self._without_result += 1
        elif kind == "separate" and self._fields:
            self._without_result -= not self._fields[-1]
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._without_result -= not self._fields.pop()

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
        """Find the outermost text boxes; one that is written twice, for new and old programs, is taken once."""
        if child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            child = chosen(child)
        boxes = list(_outermost_boxes(child))
        found.boxes += boxes
        found.has_object = found.has_object or child.tag == w("object")
        found.has_picture = found.has_picture or not boxes


def chosen(alternatives: etree._Element) -> etree._Element:
    """Return the alternative that a current program shows."""
    choice = alternatives.find(f"{{{COMPATIBILITY}}}Choice")
    if choice is not None:
        return choice
    fallback = alternatives.find(f"{{{COMPATIBILITY}}}Fallback")
    return alternatives if fallback is None else fallback


def _outermost_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for number, child in enumerate(element):
        if child.tag == w("txbxContent"):
            yield child
        elif child.tag != f"{{{COMPATIBILITY}}}Fallback" or number == 0:  # any other Fallback repeats what a Choice has
            yield from _outermost_boxes(child)


def _symbol(child: etree._Element) -> str:
    try:
        letter = chr(int(child.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""
    is_picture = any(name in child.get(w("font"), "").lower() for name in _SYMBOL_FONTS)
    return "•" if is_picture or "\ue000" <= letter <= "\uf8ff" else letter


def _join_alike(pieces: list[StyledText]) -> Iterator[StyledText]:
    """Join neighbouring pieces that look alike, since Word splits a word wherever it was edited."""
    for look, alike in groupby(pieces, lambda piece: (piece.bold, piece.italic, piece.underlined)):
        yield StyledText("".join(piece.text for piece in alike), *look)
