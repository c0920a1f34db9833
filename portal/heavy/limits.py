"""How much time and memory a reading may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds by the clock, including programs that the reader starts; megabytes of its own process's address space."""

    seconds: int
    megabytes: int


HEAVY = Limits(120, 1500)
