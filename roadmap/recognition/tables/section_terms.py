"""Tells whether the rows between activities say when these are done: «До 15 сентября», «II этап (март 2025 г.)»."""

from __future__ import annotations

import re

from roadmap.recognition.evidence import is_mere_term
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.lines import TableLines

_IN_BRACKETS = re.compile(r"\(([^()]{3,80})\)\W*$")


def term_of_section(title: PlacedText) -> PlacedText | None:
    """Return the term that a section's title is, or that it ends with in brackets; None if it has none."""
    if is_mere_term(title):
        return title
    found = _IN_BRACKETS.search(title)
    return title.with_text(found[1].strip()) if found and is_mere_term(found[1]) else None


def terms_stand_in_sections(lines: TableLines) -> bool:
    """Return whether most rows of one cell say when the activities below them are done."""
    titles = [
        line.text(max(line.written, key=lambda cell: cell.columns).column)
        for line in lines.body
        if line.is_joined_over(lines.width)
    ]
    return bool(titles) and 2 * sum(term_of_section(each) is not None for each in titles) > len(titles)
