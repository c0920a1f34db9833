"""The table of contents of a long document: its headings and the heading rows of its tables, with their pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from portal.text.prose import Heading, Paragraph
from reports.blocks.content import ApprovalStamp, Block, Caption, DateAndNumber, text_of

# Longer documents have a table of contents, unless `Content.has_contents` decides.
MOST_PAGES_WITHOUT = 10
LOWEST_LEVEL = 2
DIRECTION_LEVEL = 3


@dataclass(frozen=True)
class ContentsEntry:
    anchor: str
    level: int
    words: str


@dataclass
class Contents:
    """Collects entries while a document is laid out; each gets an anchor, by which its page is found."""

    entries: list[ContentsEntry] = field(default_factory=list)

    def anchor(self, words: str, level: int) -> str:
        entry = ContentsEntry(f"entry-{len(self.entries) + 1}", level, " ".join(words.split()))
        self.entries.append(entry)
        return entry.anchor


def opening(blocks: Sequence[Block]) -> int:
    """Return how many blocks stand above the table of contents: the caption, the approval stamp, the titles."""
    return len(list(takewhile(_is_opening, blocks)))


def _is_opening(block: Block) -> bool:
    if isinstance(block, Heading):
        return block.level == 1
    if isinstance(block, Paragraph):
        return block.align == "center" and bool(text_of(block).strip())
    return isinstance(block, Caption | ApprovalStamp | DateAndNumber)
