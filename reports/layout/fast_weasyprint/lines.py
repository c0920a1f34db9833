"""Breaks a paragraph of plain text into lines all at once.

WeasyPrint gives the rest of the text to Pango for each line anew, some three times a line, and computes every margin
of every line. Here a paragraph of one run is given to Pango once, and all lines of a style are copies of the first one
that WeasyPrint laid out. Whatever is not plain (several runs, justified or indented text, words wider than their
column, letters of another font) is left to WeasyPrint, from the first line on that isn't plain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import block
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size

_by_weasyprint = block.iter_line_boxes
_OFFSETS = {"start": 0, "left": 0, "center": 0.5}
_SPECIAL = {"bookmark_label", "string_set", "link", "missing_link", "is_leader", "footnote", "note"}


class _Line(Layout):
    """Holds a line's words until it is drawn in the Pango layout that all lines of its style share."""

    def __init__(self, words: str, drawn: list[Layout]):
        self.text = words
        self.drawn = drawn

    def reactivate(self, style) -> None:
        if not self.drawn:
            self.drawn.append(Layout(style))
        self.__dict__.update(self.drawn[0].__dict__)
        self.set_text(self.text)

    def deactivate(self) -> None:
        self.__dict__ = {"text": self.text, "drawn": self.drawn}


@dataclass(frozen=True)
class _Pattern:
    """The first line of a style that WeasyPrint laid out and its only child: the pattern of all others."""

    line: LineBox
    text: TextBox
    # The one Pango layout, made when needed, in which all lines of the style are drawn.
    drawn: list[Layout] = field(default_factory=list)

    def like(self, box: LineBox, words: str, width: float, x: float, y: float) -> LineBox:
        """Return a copy of the line for the paragraph `box`, with other words, width and position."""
        line, text, own = self.line.copy(), self.text.copy(), box.children[0]
        line.element, line.element_tag = box.element, box.element_tag
        text.element, text.element_tag = own.element, own.element_tag
        line.width = text.width = width
        line.position_x = text.position_x = x
        line.position_y = y
        text.position_y = y + self.text.position_y - self.line.position_y
        text.text = words
        text.pango_layout = _Line(words, self.drawn)
        line.children = [text]
        return line


def iter_line_boxes(context, box, position_y, bottom_space, skip_stack, containing_block, *rest) -> Iterator[tuple]:
    """Replace WeasyPrint's function of this name: yield each line of the paragraph and where the next one begins."""
    if not _is_plain(context, box, rest):
        yield from _by_weasyprint(context, box, position_y, bottom_space, skip_stack, containing_block, *rest)
        return
    patterns = context.__dict__.setdefault("line_patterns", {})
    key = box.style, box.children[0].style
    known = patterns.get((id(key[0]), id(key[1])))
    if known:
        lines = _lines(known[0], context, box, position_y, skip_stack, containing_block)
        for line, resume_at in lines:
            if line is None:
                break
            yield line, resume_at
            position_y = line.position_y + line.height
            skip_stack = resume_at
        else:
            return
    for line, resume_at in _by_weasyprint(context, box, position_y, bottom_space, skip_stack, containing_block, *rest):
        if not known and len(line.children) == 1 and isinstance(line.children[0], TextBox):
            # The styles are kept alive, so that no other object gets the same id.
            known = patterns[id(key[0]), id(key[1])] = (_Pattern(line.copy(), line.children[0].copy()), key)
        yield line, resume_at


def _is_plain(context, box, rest) -> bool:
    if len(box.children) != 1 or context.excluded_shapes or rest[2] is not None or rest[3] is not None:
        return False
    text, style = box.children[0], box.style
    return (
        isinstance(text, TextBox)
        and style["text_align_all"] in _OFFSETS
        and style["text_align_last"] in ("auto", style["text_align_all"])
        and style["direction"] == "ltr"
        and style["white_space"] in ("normal", "pre-line")
        and style["hyphens"] == "manual"
        and style["letter_spacing"] == "normal"
        and style["text_indent"].value == 0
        and "\u00ad" not in text.text
        and "\t" not in text.text
        and not _SPECIAL & text.__dict__.keys()
    )


def _lines(pattern, context, box, position_y, skip_stack, containing_block) -> Iterator[tuple]:
    """Yield each line and where the next one begins; (None, None) at a line that turns out not to be plain."""
    text = box.children[0]
    available, left = containing_block.width, containing_block.content_box_x()
    share = _OFFSETS[box.style["text_align_all"]]
    skip = _bytes_before(skip_stack)
    rest = text.text.encode()[skip:]
    skip += len(rest) - len(rest.lstrip(b" "))
    while words := text.text.encode()[skip:]:
        words = words.split(b"\n", 1)[0]
        # Pango would count a space at the end as a letter, and centre the line with it.
        layout = create_layout(words.rstrip(b" ").decode(), text.style, context, available, 0)
        lines = list(_pango_lines(layout))
        for index, line in enumerate(lines):
            piece = words[line.start_index : line.start_index + line.length].decode().rstrip(" ")
            width, height = line_size(line, text.style)
            if not piece or width > available * (1 + 1e-9) or height != pattern.text.height:
                yield None, None
                return
            following = skip + (lines[index + 1].start_index if index + 1 < len(lines) else len(words) + 1)
            is_last = following >= len(text.text.encode())
            made = pattern.like(box, piece, width, left + (available - width) * share, position_y)
            yield made, None if is_last else {0: {following: None}}
            position_y = made.position_y + made.height
        skip += len(words) + 1


def _bytes_before(skip_stack) -> int:
    """Return how many bytes of the text stand on earlier lines."""
    if not skip_stack or not (within := skip_stack[0]):
        return 0
    return next(iter(within)) or 0


def _pango_lines(layout: Layout) -> Iterator:
    index = 0
    while (line := pango.pango_layout_get_line_readonly(layout.layout, index)) != ffi.NULL:
        yield line
        index += 1


REPLACEMENTS = ((block, "iter_line_boxes", iter_line_boxes),)
