"""How much of a core and of memory one reading may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`seconds` by the clock, with whatever programs the reader starts; `megabytes` of addresses of its own process."""

    seconds: int
    megabytes: int


HEAVY = Limits(120, 1500)
