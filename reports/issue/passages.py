"""Splits a document's content into passages of text that people edit, and applies their edits to content made anew.

A passage is a heading, or paragraphs and items that follow one another. An edit is kept together with the text that
it replaced, so that it still holds after the data have changed other paragraphs of the passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan, Text, parse_prose, parse_spans
from reports.blocks.content import Block, Content, PlacedWords, text_of


@dataclass(frozen=True)
class PassageEdit:
    """A person's edit: `place` is the passage's index, `was` the text that the data made, `now` what was typed."""

    place: int
    was: str
    now: str


@dataclass(frozen=True)
class Passage:
    blocks: tuple[Text, ...]

    @property
    def is_heading(self) -> bool:
        return isinstance(self.blocks[0], Heading)

    @property
    def text(self) -> str:
        """Return the passage's text with the marks that `parse_prose` reads."""
        if self.is_heading:
            return _with_marks(self.blocks[0].spans)
        return "\n\n".join(map(_as_text, self.blocks))

    def reworded(self, text: str) -> tuple[Block, ...]:
        """Return the blocks of the passage with another text; no blocks for an empty one."""
        if not text.strip():
            return ()
        if self.is_heading:
            return (replace(self.blocks[0], spans=parse_spans(" ".join(text.split()))),)
        align = next((block.align for block in self.blocks if isinstance(block, Paragraph)), "justify")
        return parse_prose(text, align)


@dataclass(frozen=True)
class EditedContent:
    content: Content
    # Edits of text that the data no longer make; a person has to look at them.
    lost: tuple[PassageEdit, ...] = ()


def passages(content: Content) -> list[Passage]:
    return [piece for part in content.parts for piece in pieces(part.blocks) if isinstance(piece, Passage)]


def wordings(content: Content, edits: list[PassageEdit]) -> tuple[list[str], list[PassageEdit]]:
    """Return each passage's text with its edits applied, and the edits that fit nowhere any more."""
    texts = [passage.text for passage in passages(content)]
    worded, lost = list(texts), []
    for edit in edits:
        place = _place_of(edit, texts)
        merged = None if place is None else merge_paragraphs(edit.was, edit.now, texts[place])
        if merged is None:
            lost.append(edit)
        else:
            worded[place] = merged
    return worded, lost


def edited(content: Content, edits: list[PassageEdit]) -> EditedContent:
    """Return the content with the edits applied. Passages that nobody edited keep their very blocks."""
    worded, lost = wordings(content, edits)
    texts = iter(worded)
    parts, places = [], []
    for part in content.parts:
        blocks: list[Block] = []
        # New index of each block of the part; None where a rewording left no block that corresponds to it.
        places.append([])
        for piece in pieces(part.blocks):
            made, old = (piece.blocks, piece.blocks) if isinstance(piece, Passage) else ((piece,), (piece,))
            if isinstance(piece, Passage) and (text := next(texts)) != piece.text:
                made = piece.reworded(text)
            is_kept = len(made) == len(old) and (made == old or len(old) == 1)
            places[-1] += [len(blocks) + n if is_kept else None for n in range(len(old))]
            blocks += made
        parts.append(replace(part, blocks=tuple(blocks)))
    fields = _move_fields(content.fields, places[0], parts[0].blocks) if places else ()
    return EditedContent(replace(content, parts=tuple(parts), fields=fields), tuple(lost))


def _move_fields(
    fields: tuple[PlacedWords, ...], places: list[int | None], blocks: tuple[Block, ...]
) -> tuple[PlacedWords, ...]:
    """Return the letterhead's fields with their blocks' new indexes and words, without those whose block is gone."""
    moved = []
    for field in fields:
        place = places[field.block]
        if place is not None:
            is_prose = hasattr(blocks[place], "spans")
            moved.append(PlacedWords(field.name, text_of(blocks[place]) if is_prose else field.text, place))
    return tuple(moved)


def merge_paragraphs(was: str, now: str, fresh: str) -> str | None:
    """Apply to `fresh` the change from `was` to `now`, by paragraphs.

    None where `fresh` differs from `was` in the same paragraphs.
    """
    if fresh == was:
        return now
    old, new, current = (text.split("\n\n") for text in (was, now, fresh))
    kept: dict[int, int] = {}
    for start, there, size in SequenceMatcher(None, old, current, autojunk=False).get_matching_blocks():
        kept |= {start + n: there + n for n in range(size)}
    changes = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        place = _same_place(range(start, end), kept, len(old), len(current))
        if place is None:
            return None
        changes.append((place, new[new_start:new_end]))
    for place, words in reversed(changes):
        current[place] = words
    return "\n\n".join(current)


def _same_place(old: range, kept: dict[int, int], old_length: int, length: int) -> slice | None:
    """Return where the paragraphs `old` stand now, or None unless all of them still stand in a row.

    An insertion (an empty range) goes beside a neighbour that still stands. `kept` maps old indexes to new ones.
    """
    if not old:
        before = -1 if old.start == 0 else kept.get(old.start - 1)
        after = length if old.start == old_length else kept.get(old.start)
        place = after if before is None else before + 1
        return None if place is None else slice(place, place)
    there = [kept.get(number) for number in old]
    if None in there or there[-1] - there[0] != len(old) - 1:
        return None
    return slice(there[0], there[-1] + 1)


def _place_of(edit: PassageEdit, texts: list[str]) -> int | None:
    """Return the index of the passage to edit: the nearest with the text that was edited, else the one in its place."""
    same = [place for place, text in enumerate(texts) if text == edit.was]
    if same:
        return min(same, key=lambda place: abs(place - edit.place))
    return edit.place if edit.place < len(texts) else None


def pieces(blocks: tuple[Block, ...]) -> Iterator[Block | Passage]:
    """Join consecutive paragraphs, items and small headings of one alignment into passages; a title is one by itself.

    Other blocks are yielded as they are.
    """
    run: list[Text] = []
    for block in blocks:
        if run and not (_is_prose(block) and _align(block) == _align(run[-1])):
            yield Passage(tuple(run))
            run = []
        if _is_prose(block):
            run.append(block)
        elif isinstance(block, Heading):
            yield Passage((block,))
        else:
            yield block
    if run:
        yield Passage(tuple(run))


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph | ListItem) or (isinstance(block, Heading) and block.level > 2)


def _align(block: Text) -> str:
    return block.align if isinstance(block, Paragraph) else "justify"


def _as_text(block: Text) -> str:
    if isinstance(block, Heading):
        return f"## {_with_marks(block.spans)}"
    marker = {"–": "- "}.get(block.marker, f"{block.marker} ") if isinstance(block, ListItem) else ""
    return marker + _with_marks(block.spans)


def _with_marks(spans: tuple[ProseSpan, ...]) -> str:
    return "".join(_mark(span) for span in spans)


def _mark(span: ProseSpan) -> str:
    text = f"<u>{span.text}</u>" if span.underlined else span.text
    return f"**{text}**" if span.bold else text
