"""How the time of reading grows with the text: by the ratio of medians, so that a busy machine changes nothing."""

import time
from collections.abc import Callable
from statistics import median

_LEAST = 0.002  # seconds; what takes less is not told from nothing


def growth(read: Callable[[str], object], repeated: str, longest: int) -> float:
    """How many times longer the longest text takes than a fourth of it: about 4 where reading is linear, 16 squared."""
    return max(_time(read, repeated, longest), _LEAST) / max(_time(read, repeated, longest // 4), _LEAST)


def _time(read: Callable[[str], object], repeated: str, length: int) -> float:
    text = (repeated * length)[:length]
    return median(_once(read, f"{text[:-1]}{mark}") for mark in "абвгд")


def _once(read: Callable[[str], object], text: str) -> float:
    """Each text is another one: readings are kept."""
    started = time.process_time()
    read(text)
    return time.process_time() - started
