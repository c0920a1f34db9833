"""A document's own words as texts that a person edits, and what was edited put back into what the data make.

A passage is a heading, or paragraphs and items that follow one another. An edit is kept with the words that it was made
of, so that it also holds where the data change other paragraphs of the passage meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan, Text, parse_prose, parse_spans
from reports.blocks.content import Block, Content, PlacedWords, text_of


@dataclass(frozen=True)
class PassageEdit:
    """`place` is the passage's among all; `was` is what the data made of it."""

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
        """In the marks that `parse_prose` reads."""
        if self.is_heading:
            return _marked(self.blocks[0].spans)
        return "\n\n".join(map(_written, self.blocks))

    def reworded(self, text: str) -> tuple[Block, ...]:
        """The passage with other words; none for no words."""
        if not text.strip():
            return ()
        if self.is_heading:
            return (replace(self.blocks[0], spans=parse_spans(" ".join(text.split()))),)
        align = next((block.align for block in self.blocks if isinstance(block, Paragraph)), "justify")
        return parse_prose(text, align)


@dataclass(frozen=True)
class EditedContent:
    content: Content
    # Edits of words that the data no longer make: a person has to look at them.
    lost: tuple[PassageEdit, ...] = ()


def passages(content: Content) -> list[Passage]:
    return [piece for part in content.parts for piece in pieces(part.blocks) if isinstance(piece, Passage)]


def wordings(content: Content, edits: list[PassageEdit]) -> tuple[list[str], list[PassageEdit]]:
    """Each passage's text with the edits in it, and the edits whose words are gone."""
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
    """The content with the edits in their passages; what nobody edited stays as it was made."""
    worded, lost = wordings(content, edits)
    texts = iter(worded)
    parts, places = [], []
    for part in content.parts:
        blocks: list[Block] = []
        # Where each block of the part stands now; None for those of a passage that was reworded.
        places.append([])
        for piece in pieces(part.blocks):
            made, old = (piece.blocks, piece.blocks) if isinstance(piece, Passage) else ((piece,), (piece,))
            if isinstance(piece, Passage) and (text := next(texts)) != piece.text:
                made = piece.reworded(text)
            is_kept = len(made) == len(old) and (made == old or len(old) == 1)
            places[-1] += [len(blocks) + n if is_kept else None for n in range(len(old))]
            blocks += made
        parts.append(replace(part, blocks=tuple(blocks)))
    fields = _moved(content.fields, places[0], parts[0].blocks) if places else ()
    return EditedContent(replace(content, parts=tuple(parts), fields=fields), tuple(lost))


def _moved(
    fields: tuple[PlacedWords, ...], places: list[int | None], blocks: tuple[Block, ...]
) -> tuple[PlacedWords, ...]:
    """A letterhead's fields with the words that their blocks have now; what stands nowhere any more is no field."""
    moved = []
    for field in fields:
        place = places[field.block]
        if place is not None:
            is_prose = hasattr(blocks[place], "spans")
            moved.append(PlacedWords(field.name, text_of(blocks[place]) if is_prose else field.text, place))
    return tuple(moved)


def merge_paragraphs(was: str, now: str, fresh: str) -> str | None:
    """`fresh` with the paragraphs changed that lead from `was` to `now`; None where both changed the same ones."""
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
    """Where those paragraphs stand now, all of them and in a row; for an insertion, beside a neighbour that stands."""
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
    """The passage of the same words, nearest to where it was; else the one that stands there now."""
    same = [place for place, text in enumerate(texts) if text == edit.was]
    if same:
        return min(same, key=lambda place: abs(place - edit.place))
    return edit.place if edit.place < len(texts) else None


def pieces(blocks: tuple[Block, ...]) -> Iterator[Block | Passage]:
    """Titles alone; paragraphs, items and small headings together as long as they are aligned alike."""
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


def _written(block: Text) -> str:
    if isinstance(block, Heading):
        return f"## {_marked(block.spans)}"
    marker = {"–": "- "}.get(block.marker, f"{block.marker} ") if isinstance(block, ListItem) else ""
    return marker + _marked(block.spans)


def _marked(spans: tuple[ProseSpan, ...]) -> str:
    return "".join(_mark(span) for span in spans)


def _mark(span: ProseSpan) -> str:
    text = f"<u>{span.text}</u>" if span.underlined else span.text
    return f"**{text}**" if span.bold else text
