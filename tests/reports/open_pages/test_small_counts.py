"""No count from 1 to 4 can be worked out: a reader with all that is published tries every number that fits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.open_pages.hiding.small_counts import CountSum, HiddenCount, hidden_counts, is_small

SMALL, BESIDE, UNSAID = HiddenCount.SMALL, HiddenCount.BESIDE_SMALL, HiddenCount.UNSAID


def line(*parts: int) -> tuple[dict, list[CountSum]]:
    counts = {f"part {number}": count for number, count in enumerate(parts, 1)}
    return counts | {"total": sum(parts)}, [CountSum("total", tuple(counts))]


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([9, 12, 0], {}),
        ([0, 0], {}),
        ([3, 12], {"part 1": SMALL, "part 2": BESIDE}),
        ([3, 12, 40], {"part 1": SMALL, "part 2": BESIDE}),
        ([3, 2, 40], {"part 1": SMALL, "part 2": SMALL}),
        # Two that are 4 each are told by their sum of 8, so that a third is hidden.
        ([4, 4, 40], {"part 1": SMALL, "part 2": SMALL, "part 3": BESIDE}),
        # 1 and 5: whoever knows that the other is no small one knows both.
        ([1, 5], {"part 1": SMALL, "part 2": BESIDE, "total": BESIDE}),
        ([3, 0], {"part 1": SMALL, "total": SMALL}),
        # Four that are 1 each, and a total of 4.
        ([1, 1, 1, 1], dict.fromkeys(["part 1", "part 2", "part 3", "part 4", "total"], UNSAID)),
    ],
)
def test_a_line_with_its_total(parts, hidden):
    assert hidden_counts(*line(*parts)) == hidden


def test_a_table_hides_a_second_line_too():
    counts, sums = table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    hidden = hidden_counts(counts, sums)

    assert hidden[0, 0] is SMALL
    assert set(hidden) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_what_stands_nowhere_is_kept_too():
    """«Всего 120, сдали 117»: three that did not are told by nobody's number."""
    counts = {"all": 120, "passed": 117, "rest": 3}
    hidden = hidden_counts(counts, [CountSum("all", ("passed", "rest"))], never_shown=["rest"])

    assert hidden == {"passed": BESIDE}


def test_a_sum_that_is_none_is_refused():
    with pytest.raises(ValueError, match="Not the sum"):
        hidden_counts({"a": 1, "b": 2}, [CountSum("a", ("b",))])


def table(rows: list[list[int]]) -> tuple[dict, list[CountSum]]:
    """Rows and columns with their totals, and the total of all."""
    height, width = len(rows), len(rows[0])
    counts = {(y, x): rows[y][x] for y in range(height) for x in range(width)}
    counts |= {(y, "all"): sum(rows[y]) for y in range(height)}
    counts |= {("all", x): sum(row[x] for row in rows) for x in range(width)}
    counts["all", "all"] = sum(map(sum, rows))
    sums = [CountSum((y, "all"), tuple((y, x) for x in range(width))) for y in range(height)]
    sums += [CountSum(("all", x), tuple((y, x) for y in range(height))) for x in [*range(width), "all"]]
    return counts, [*sums, CountSum(("all", "all"), tuple(("all", x) for x in range(width)))]


MOST = 12
FITS = {
    SMALL: set(range(1, 5)),
    BESIDE: {0, *range(5, MOST)},
    UNSAID: set(range(MOST)),
}
count = st.one_of(st.integers(0, 6), st.integers(0, 9))


class Attacker:
    """Knows what is published, the sums, what is told of what is hidden; goes through every number there is."""

    def __init__(self, counts, sums, hidden):
        self.sums = sums
        self.known = {key: {number} for key, number in counts.items() if key not in hidden}
        self.known |= {key: FITS[how] for key, how in hidden.items()}

    def numbers_that_fit(self, keys, free) -> dict:
        """Two of each of `keys`, or the only one; `free` are the counts from which the sums tell all others."""
        found = {key: set() for key in keys}
        for numbers in itertools.product(*(sorted(self.known[key]) for key in free)):
            counts = dict(zip(free, numbers, strict=True))
            if self.completed(counts):
                for key in keys:
                    found[key].add(counts[key])
                if all(len(numbers) > 1 for numbers in found.values()):
                    break
        return found

    def completed(self, counts) -> bool:
        for each in self.sums:
            told = sum(counts[part] for part in each.parts)
            if counts.setdefault(each.total, told) != told:
                return False
            # Hidden totals may be greater than what is gone through here.
            may_be_more = told >= MOST and self.known[each.total] in (FITS[BESIDE], FITS[UNSAID])
            if told not in self.known[each.total] and not may_be_more:
                return False
        return True


@given(st.lists(count, min_size=1, max_size=4))
def test_nobody_works_out_a_small_count_of_a_line(parts):
    counts, sums = line(*parts)
    hold(counts, sums, [key for key in counts if key != "total"])


@given(st.lists(st.lists(count, min_size=2, max_size=2), min_size=2, max_size=2))
def test_nobody_works_out_a_small_count_of_a_table(rows):
    counts, sums = table(rows)
    hold(counts, sums, [(y, x) for y in range(2) for x in range(2)])


@given(st.lists(count, min_size=2, max_size=2), st.lists(count, min_size=2, max_size=2))
def test_nobody_works_out_a_small_count_of_parts_within_parts(inner, outer):
    """«Всего» of «мальчиков» and «девочек», and «девочек» of those who passed and those who did not."""
    counts = {"a": inner[0], "b": inner[1], "ab": sum(inner), "c": outer[0], "d": outer[1]}
    counts["all"] = counts["ab"] + sum(outer)
    hold(counts, [CountSum("ab", ("a", "b")), CountSum("all", ("ab", "c", "d"))], ["a", "b", "c", "d"])


@given(st.lists(count, min_size=2, max_size=4))
def test_nobody_works_out_a_small_rest_that_stands_nowhere(parts):
    counts, sums = line(*parts)
    hold(counts, sums, [key for key in counts if key != "total"], never_shown=("part 1",))


def hold(counts, sums, free, never_shown=()) -> None:
    hidden = hidden_counts(counts, sums, never_shown) | dict.fromkeys(never_shown, UNSAID)
    small = [key for key, number in counts.items() if is_small(number)]

    assert set(small) <= set(hidden)
    for key, numbers in Attacker(counts, sums, hidden).numbers_that_fit(small, free).items():
        assert len(numbers) > 1, (key, counts, hidden)


def test_the_attacker_is_not_blind():
    """Small counts alone hidden, one of a line is worked out."""
    counts, sums = line(3, 12)
    fitting = Attacker(counts, sums, {"part 1": SMALL}).numbers_that_fit(["part 1"], ["part 1", "part 2"])

    assert fitting == {"part 1": {3}}


def test_a_large_table_keeps_most_of_its_counts():
    counts, sums = table([[(7 * x + 3 * y) % 60 for x in range(12)] for y in range(12)])
    hidden = hidden_counts(counts, sums)

    assert len(hidden) < len(counts) / 2
