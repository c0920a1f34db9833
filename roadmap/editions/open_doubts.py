"""Collects what is doubtful about a programme, which has to be looked at before it is approved."""

from dataclasses import dataclass, field

from portal.digests import digest_of
from roadmap.execution.queries.asking import Asking
from roadmap.execution.queries.doubted import DoubtedWords
from roadmap.programmes.models import Programme
from roadmap.targets.queries.questions import IndicatorDoubt, doubts_of_table


@dataclass(frozen=True)
class ProgrammeDoubts:
    """Doubts about the plan's terms and responsibles, and about the table of indicators."""

    words: list[DoubtedWords] = field(default_factory=list)
    indicators: list[IndicatorDoubt] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.words) + len(self.indicators)

    @property
    def mark(self) -> str:
        """Return a digest that changes whenever a doubt comes, goes or changes its words; "" without doubts."""
        if not self.number:
            return ""
        said = [(each.is_term, each.words, each.sentences, len(each.places)) for each in self.words]
        said += [(each.indicator.pk, each.sentences) for each in self.indicators]
        return digest_of(said)


def open_doubts(programme: Programme, asking: Asking) -> ProgrammeDoubts:
    return ProgrammeDoubts(asking.doubts, doubts_of_table(programme))
