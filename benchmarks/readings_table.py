"""Readings beside a clerk's, by class: what the benchmarks of values, terms and responsibles print."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

CLERKS_LISTS = Path(__file__).parent.parent / "tests" / "clerk"


class Outcome(StrEnum):
    AS_CLERK = "as the clerk"
    IN_DOUBT = "differs in doubt"
    SILENT = "silently wrong"


class Compared(NamedTuple):
    class_name: str
    outcome: Outcome
    is_doubted: bool  # a remark is made, be the reading right or not
    is_doubt_due: bool = False

    @property
    def counted(self) -> list[str]:
        asks = self.outcome is Outcome.AS_CLERK and self.is_doubted and not self.is_doubt_due
        return [self.outcome, *([_ASKS] if asks else [])]


_ASKS = "right, yet asks"
COLUMNS = (*Outcome, _ASKS)


def print_table(title: str, readings: Iterable[Compared]) -> None:
    """A line for each class and one for all, in shares too."""
    counts: dict[str, Counter[str]] = {}
    cases: Counter[str] = Counter()
    for reading in readings:
        for name in (reading.class_name, "all"):
            counts.setdefault(name, Counter()).update(reading.counted)
            cases[name] += 1
    print(f"{title:40}{'cases':>7}" + "".join(f"{each:>18}" for each in COLUMNS))
    for name in sorted(counts, key=lambda name: name == "all"):
        print(f"{name:40}{cases[name]:>7}" + "".join(f"{counts[name][each]:>18}" for each in COLUMNS))
    if cases:
        print(", ".join(f"{each} {counts['all'][each] / cases['all']:.1%}" for each in COLUMNS))
