"""Two wordings of one place, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")

Kind = Literal["same", "struck", "added"]


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def compare_words(old: str, new: str) -> list[Piece]:
    """Both texts as pieces: `same` and `struck` make the old one, `same` and `added` the new one."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for _, old_start, old_end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        struck, added = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if struck == added:
            pieces.append(Piece("same", struck))
            continue
        if struck:
            pieces.append(Piece("struck", struck))
        if added:
            pieces.append(Piece("added", added))
    return pieces
