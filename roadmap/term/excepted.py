"""Leaves out days that a term excepts: «ежемесячно, кроме июля и августа», «ежегодно, кроме 2028 г.: март»."""

from collections.abc import Sequence

from roadmap.term.dated_items import DatedItem
from roadmap.term.spans import DateSpan


def without_excepted(found: list[DateSpan], excepted: Sequence[DatedItem]) -> list[DateSpan] | None:
    """Return the spans that no excepted time holds.

    None is returned if that isn't clear: an excepted time holds no span or only a part of one, or none would be left.
    """
    if not found:
        return None
    around = DateSpan(min(found).start, max(span.end for span in found))
    left = found
    for span in [span for item in excepted for span in _occurrences(item, around)]:
        if not any(span.holds(each) for each in found):
            return None
        left = [each for each in left if not span.holds(each)]
        if any(span.overlaps(each) for each in left):
            return None
    return left if left and len(left) < len(found) else None


def _occurrences(item: DatedItem, around: DateSpan) -> list[DateSpan]:
    if not item.parts:
        return [years.span() for years in item.years]
    if not item.years:
        return [span for part in item.parts for span in part.occurrences(around)]
    placed = (part.beginning_in(year) for part in item.parts for years in item.years for year in years)
    return [span for span in placed if span]
