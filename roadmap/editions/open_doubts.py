"""What is doubtful about a programme that is to be approved: it is looked at first, wherever that is done."""

import hashlib
from dataclasses import dataclass, field

from roadmap.execution.queries.asking import Asking
from roadmap.execution.queries.doubted import DoubtedWords
from roadmap.programmes.models import Programme
from roadmap.targets.queries.questions import IndicatorDoubt, doubts_of_table


@dataclass(frozen=True)
class ProgrammeDoubts:
    """Of the plan's words, terms and responsibles, and of the table of indicators."""

    words: list[DoubtedWords] = field(default_factory=list)
    indicators: list[IndicatorDoubt] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.words) + len(self.indicators)

    @property
    def mark(self) -> str:
        """Another one where a doubt came, went or reads otherwise; "" without any."""
        if not self.number:
            return ""
        told = [(each.is_term, each.words, each.sentences, len(each.places)) for each in self.words]
        told += [(each.indicator.pk, each.sentences) for each in self.indicators]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def open_doubts(programme: Programme, asking: Asking) -> ProgrammeDoubts:
    return ProgrammeDoubts(asking.doubts, doubts_of_table(programme))
