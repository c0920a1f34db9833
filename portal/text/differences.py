"""Compares two wordings word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PAIRS = 300_000  # pairs of equal words; with more of them frequent words are ignored in finding what is the same
_MOST_WORDS = 30_000

Kind = Literal["same", "struck", "added"]


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def compare_words(old: str, new: str) -> list[Piece]:
    """Return both texts as pieces: `same` and `struck` pieces make up the old one, `same` and `added` ones the new one.

    Texts longer than any of a programme are returned as wholly struck and added.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS and before != after:
        return [Piece("struck", old), Piece("added", new)]
    of_old, of_new = Counter(before), Counter(after)
    is_much = sum(count * of_new[word] for word, count in of_old.items()) > _MOST_PAIRS
    pieces: list[Piece] = []
    for _, old_start, old_end, new_start, new_end in SequenceMatcher(None, before, after, is_much).get_opcodes():
        struck, added = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if struck == added:
            pieces.append(Piece("same", struck))
            continue
        if struck:
            pieces.append(Piece("struck", struck))
        if added:
            pieces.append(Piece("added", added))
    return pieces
