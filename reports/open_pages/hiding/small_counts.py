"""Chooses which counts of a table with totals to hide, so that nobody can work out a count from 1 to 4.

Small counts are hidden first («менее 5»). Then each of them is checked as by a reader who knows all published counts,
all sums and these rules: would another number fit as well? As long as none does, one more count of its sums is hidden.
If that isn't enough, everything that is connected by sums is hidden, without saying whether it is small.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LEAST_SHOWN = 5


class HiddenCount(Enum):
    """What readers are told of a hidden count."""

    SMALL = "менее 5"
    BESIDE_SMALL = "скрыто"  # at least 5, but would give away a small one
    UNSAID = "не показано"  # it isn't said whether it is small


@dataclass(frozen=True)
class CountSum:
    """The total is the sum of its parts, all of which are counts of the table."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def members(self) -> tuple[Hashable, ...]:
        return (self.total, *self.parts)


def is_small(count: int) -> bool:
    """Return whether it is from 1 to 4; a count of 0 identifies nobody."""
    return 0 < count < LEAST_SHOWN


def hidden_counts(
    counts: Mapping[Hashable, int], sums: Sequence[CountSum], never_shown: Iterable[Hashable] = ()
) -> dict[Hashable, HiddenCount]:
    """Return the counts to hide, each with what is said of it. Raises ValueError if a total isn't its parts' sum.

    `never_shown` are counts that follow from others and stand nowhere, such as «всего» less «сдали».
    """
    if wrong := [each for each in sums if counts[each.total] != sum(counts[part] for part in each.parts)]:
        raise ValueError(f"Not the sum of its parts: {wrong[0].total}")
    return _Table(counts, sums, frozenset(never_shown)).hidden()


class _Table:
    """The table's counts, with those hidden so far (`kept`)."""

    def __init__(self, counts: Mapping[Hashable, int], sums: Sequence[CountSum], never_shown: frozenset[Hashable]):
        self.counts, self.sums, self.never_shown = counts, sums, never_shown
        self.small = [key for key, count in counts.items() if is_small(count)]
        self.kept = dict.fromkeys(self.small, HiddenCount.SMALL)
        self.kept |= dict.fromkeys(never_shown, HiddenCount.UNSAID)

    def hidden(self) -> dict[Hashable, HiddenCount]:
        while told := next((key for key in self.small if not self._is_uncertain(key)), None):
            self._hide_more(told)
        return {key: how for key, how in self.kept.items() if key not in self.never_shown}

    def _hide_more(self, key: Hashable) -> None:
        """Hide one more count: the smallest in the sums around `key`, parts before totals; if none is left, all.

        Sums with a single hidden count come first, because such a sum gives that count away.
        """
        totals = {each.total for each in self.sums}
        around = self._sums_around({key})
        telling = [each for each in around if sum(member in self.kept for member in each.members) == 1]
        for sums in (telling, around):
            shown = {other: None for each in sums for other in each.members if self._may_be_beside(other)}
            if shown:
                chosen = min(shown, key=lambda other: (other in totals, self.counts[other]))
                self.kept[chosen] = HiddenCount.BESIDE_SMALL
                return
        self.kept |= dict.fromkeys(self._linked(key), HiddenCount.UNSAID)

    def _may_be_beside(self, key: Hashable) -> bool:
        return key not in self.kept and self.counts[key] >= LEAST_SHOWN

    def _sums_around(self, reached: set[Hashable]) -> list[CountSum]:
        """Return the sums that have a member in `reached`, or in hidden counts that are connected to it by sums."""
        around, is_growing = [], True
        while is_growing:
            new = [each for each in self.sums if each not in around and reached & set(each.members)]
            around += new
            reached |= {member for each in new for member in each.members if member in self.kept}
            is_growing = bool(new)
        return around

    def _linked(self, key: Hashable) -> set[Hashable]:
        """Return everything that sums connect to the count, hidden or not."""
        reached, size = {key}, 0
        while size != len(reached):
            size = len(reached)
            reached |= {member for each in self.sums if reached & set(each.members) for member in each.members}
        return reached

    def _is_uncertain(self, key: Hashable) -> bool:
        """Return whether a number other than the true one also fits all that a reader knows."""
        sums = self._sums_around({key})
        unknown = {member for each in sums for member in each.members if member in self.kept} | {key}
        most = sum(self.counts[member] for each in sums for member in each.members) + 2 * LEAST_SHOWN
        bounds = {member: _bounds(self.kept[member], most) for member in unknown}
        fitting = _Fitting(self.counts, sums)
        return any(fitting.exists(bounds | {key: (other, other)}) for other in self._others(key, bounds[key]))

    def _others(self, key: Hashable, bounds: tuple[int, int]) -> list[int]:
        true, (low, high) = self.counts[key], bounds
        return [each for each in range(low, min(high, 2 * LEAST_SHOWN) + 1) if each != true]


def _bounds(how: HiddenCount, most: int) -> tuple[int, int]:
    """Return the least and the greatest number that a reader can take a hidden count for."""
    if how is HiddenCount.SMALL:
        return 1, LEAST_SHOWN - 1
    return (LEAST_SHOWN if how is HiddenCount.BESIDE_SMALL else 0), most


Bounds = dict[Hashable, tuple[int, int]]


class _Fitting:
    """Searches for numbers within bounds that fit all sums.

    After too many steps it gives up and says that there are none; it never wrongly says that there are some.
    """

    _STEPS = 3_000

    def __init__(self, counts: Mapping[Hashable, int], sums: Sequence[CountSum]):
        self.counts, self.sums = counts, sums
        self.steps_left = self._STEPS

    def exists(self, bounds: Bounds) -> bool:
        self.steps_left -= 1
        narrowed = self._narrow(bounds)
        if narrowed is None or self.steps_left < 0:
            return False
        open_keys = [key for key, (low, high) in narrowed.items() if low < high]
        if not open_keys:
            return True
        key = min(open_keys, key=lambda each: narrowed[each][1] - narrowed[each][0])
        low, high = narrowed[key]
        tried = dict.fromkeys([min(max(self.counts[key], low), high), low, high, *range(low, min(high, low + 9) + 1)])
        return any(self.exists(narrowed | {key: (number, number)}) for number in tried)

    def _narrow(self, bounds: Bounds) -> Bounds | None:
        """Narrow the bounds by each sum until nothing changes; None if a sum can't be true."""
        bounds, is_changing = dict(bounds), True
        while is_changing:
            is_changing = False
            for each in self.sums:
                signed = [(each.total, -1), *((part, 1) for part in each.parts)]
                for key, sign in signed:
                    if key not in bounds:
                        continue
                    others = [self._times(bounds, other, factor) for other, factor in signed if other != key]
                    low, high = sum(low for low, _ in others), sum(high for _, high in others)
                    allowed = (-high, -low) if sign > 0 else (low, high)
                    new = max(bounds[key][0], allowed[0]), min(bounds[key][1], allowed[1])
                    if new[0] > new[1]:
                        return None
                    if new != bounds[key]:
                        bounds[key], is_changing = new, True
        return bounds if all(self._holds(bounds, each) for each in self.sums) else None

    def _times(self, bounds: Bounds, key: Hashable, factor: int) -> tuple[int, int]:
        low, high = bounds.get(key, (self.counts[key], self.counts[key]))
        return (low, high) if factor > 0 else (-high, -low)

    def _holds(self, bounds: Bounds, each: CountSum) -> bool:
        low, high = self._times(bounds, each.total, -1)
        for part in each.parts:
            low, high = low + self._times(bounds, part, 1)[0], high + self._times(bounds, part, 1)[1]
        return low <= 0 <= high
