"""Which facts of all open tables of a municipality are hidden: decided for all of them at once.

One table may tell what another hides, so that a reader is taken to have read them all.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil, floor

from reports.open_pages.hiding.people import count_of, is_of_people, share_of, tells_earlier, tells_small_count
from reports.open_pages.hiding.small_counts import CountSum, HiddenCount, hidden_counts, is_small

SMALL, UNSAID = HiddenCount.SMALL, HiddenCount.UNSAID
BASELINE = ""  # instead of a period: the value that a programme begins with


@dataclass(frozen=True)
class WrittenFact:
    """A fact, or a baseline, as it would be shown. `what` is the indicator, or the row where no indicator is known.

    `whole` is what it is a part of, `weight` the number of people that a mean is of, if the catalogue says so.
    """

    what: Hashable
    period: str
    text: str
    name: str
    unit: str
    whole: Hashable | None = None
    weight: Hashable | None = None

    @property
    def place(self) -> tuple[Hashable, str]:
        return self.what, self.period

    @cached_property
    def is_of_people(self) -> bool:
        return is_of_people(self.name, self.unit)

    @cached_property
    def count(self) -> int | None:
        return count_of(self.text, self.unit) if self.is_of_people else None

    @cached_property
    def share(self) -> tuple[Decimal, Decimal] | None:
        """Without the number of people beside it: «17 (5,7 %)» says itself what it is a share of."""
        return share_of(self.text, self.unit) if self.is_of_people and self.count is None else None


Places = dict[tuple[Hashable, str], HiddenCount]


def hidden_facts(facts: Iterable[WrittenFact]) -> Places:
    """The places whose facts are not shown, each with what is told of it."""
    by_period = defaultdict(list)
    facts = [fact for fact in facts if fact.text.strip()]
    for fact in facts:
        by_period[fact.period].append(fact)
    hidden: Places = {}
    for of_period in by_period.values():
        hidden |= _hidden_of_period(of_period)
    return hidden | _told_by_other_periods(facts, hidden)


def _hidden_of_period(facts: list[WrittenFact]) -> Places:
    hidden = {fact.place: _told_of(fact) for fact in facts if _is_small(fact)}
    counts = {fact.place: fact.count for fact in facts if fact.count is not None}
    hidden |= _hidden_in_sums(facts, counts)
    hidden |= {
        fact.place: UNSAID
        for fact in facts
        if fact.place not in hidden and fact.share and _share_tells(*fact.share, counts, hidden)
    }
    weights = {place for place in hidden if place in counts}
    return hidden | {
        fact.place: UNSAID for fact in facts if fact.weight is not None and (fact.weight, fact.period) in weights
    }


def _is_small(fact: WrittenFact) -> bool:
    return fact.is_of_people and tells_small_count(fact.text, fact.unit)


def _told_of(fact: WrittenFact) -> HiddenCount:
    return SMALL if fact.count is not None and is_small(fact.count) else UNSAID


def _hidden_in_sums(facts: list[WrittenFact], counts: Mapping) -> Places:
    """By the wholes and parts of the catalogue. What no part names is a part of its own, which stands nowhere."""
    parts = defaultdict(dict)
    for fact in facts:
        if fact.whole is not None and fact.place in counts and (fact.whole, fact.period) in counts:
            parts[fact.whole, fact.period][fact.place] = counts[fact.place]
    sums, rests, apart = [], {}, []
    for whole, of_whole in parts.items():
        rest = counts[whole] - sum(of_whole.values())
        if rest < 0:
            apart.append({whole, *of_whole})
            continue
        rests |= {("rest", whole): rest} if rest else {}
        sums.append(CountSum(whole, (*of_whole, *([("rest", whole)] if rest else []))))
    hidden = hidden_counts({**counts, **rests}, sums, rests)
    # Parts that come to more than their whole: nobody can say what they tell.
    for together in apart:
        if any(place in hidden for place in together):
            hidden |= dict.fromkeys(together, UNSAID)
    return hidden


def _share_tells(share: Decimal, rounding: Decimal, counts: Mapping, hidden: Places) -> bool:
    """Whether the share makes a small number of a count that is shown, or a hidden count of another one."""
    for whole, total in counts.items():
        if not total:
            continue
        low, high = ((share + sign * rounding) * total / 100 for sign in (-1, 1))
        fitting = range(ceil(low), floor(high) + 1)
        if whole not in hidden and any(is_small(each) or is_small(total - each) for each in fitting):
            return True
        if any(part in fitting and (place in hidden or whole in hidden) for place, part in counts.items()):
            return True
    return False


def _told_by_other_periods(facts: list[WrittenFact], hidden: Places) -> Places:
    """A baseline is the fact of some year, «15 (в 2024 – 37)» says two years: neither stands beside a hidden one."""
    indicators = {what for what, _ in hidden}
    return {
        fact.place: UNSAID
        for fact in facts
        if fact.what in indicators
        and fact.place not in hidden
        and (fact.period == BASELINE or tells_earlier(fact.text, fact.unit))
    }
