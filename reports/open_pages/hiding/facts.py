"""Decides which facts are hidden in all open tables of a municipality together.

One table may give away what another one hides, so a reader is assumed to have read them all.
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
BASELINE = ""  # stands for the period of the value that a programme begins with


@dataclass(frozen=True)
class WrittenFact:
    """A fact or baseline as it would be shown; `what` identifies its indicator, or its row if the indicator is unknown.

    From the catalogue come `whole`, the indicator that it is a part of, and `weight`, the number of people of a mean.
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
        """Return the share and its rounding unless the value has a count: «17 (5,7 %)» says what it is a share of."""
        return share_of(self.text, self.unit) if self.is_of_people and self.count is None else None


Places = dict[tuple[Hashable, str], HiddenCount]


def hidden_facts(facts: Iterable[WrittenFact]) -> Places:
    """Return the places (indicator and period) whose facts are hidden, each with what is said instead."""
    by_period = defaultdict(list)
    facts = [fact for fact in facts if fact.text.strip()]
    for fact in facts:
        by_period[fact.period].append(fact)
    hidden: Places = {}
    for of_period in by_period.values():
        hidden |= _hide_in_period(of_period)
    return hidden | _hide_in_other_periods(facts, hidden)


def _hide_in_period(facts: list[WrittenFact]) -> Places:
    """Hide small counts, then what would give them away: counts in their sums, shares, means weighed by them."""
    hidden = {fact.place: _say_instead(fact) for fact in facts if _is_small(fact)}
    counts = {fact.place: fact.count for fact in facts if fact.count is not None}
    hidden |= _hide_in_sums(facts, counts)
    hidden |= {
        fact.place: UNSAID
        for fact in facts
        if fact.place not in hidden and fact.share and _gives_away(*fact.share, counts, hidden)
    }
    weights = {place for place in hidden if place in counts}
    return hidden | {
        fact.place: UNSAID for fact in facts if fact.weight is not None and (fact.weight, fact.period) in weights
    }


def _is_small(fact: WrittenFact) -> bool:
    return fact.is_of_people and tells_small_count(fact.text, fact.unit)


def _say_instead(fact: WrittenFact) -> HiddenCount:
    return SMALL if fact.count is not None and is_small(fact.count) else UNSAID


def _hide_in_sums(facts: list[WrittenFact], counts: Mapping) -> Places:
    """Hide counts by the catalogue's wholes and parts; what the parts leave of a whole counts as one more part."""
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
    # Where parts sum up to more than their whole, nobody can say what they give away.
    for together in apart:
        if any(place in hidden for place in together):
            hidden |= dict.fromkeys(together, UNSAID)
    return hidden


def _gives_away(share: Decimal, rounding: Decimal, counts: Mapping, hidden: Places) -> bool:
    """Return whether the share gives away a small part, or rest, of a shown count, or a hidden count.

    It gives a hidden count away if it fits a pair of counts, part and whole, of which one is hidden.
    """
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


def _hide_in_other_periods(facts: list[WrittenFact], hidden: Places) -> Places:
    """Hide values of indicators with a hidden fact if they may be that fact of another period.

    These are baselines, which are the fact of some year, and values that state two years: «15 (в 2024 – 37)».
    """
    indicators = {what for what, _ in hidden}
    return {
        fact.place: UNSAID
        for fact in facts
        if fact.what in indicators
        and fact.place not in hidden
        and (fact.period == BASELINE or tells_earlier(fact.text, fact.unit))
    }
