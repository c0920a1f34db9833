"""Takes a bulk action back; that is a bulk action itself, which can be taken back in turn."""

from collections.abc import Container

from django.db import transaction

from indicators.catalogue.models import Indicator, Period
from indicators.collections.actions import put_back
from indicators.collections.permissions import can_review
from indicators.reversals.queries import ReversalLine, address_of, lines_of
from indicators.values.actions import EntryState, EntryWay, ValueEntry, enter_values
from indicators.values.locks import locks_for
from indicators.values.models import Value
from portal.history.actions import bulk_action
from portal.history.models import BulkAction
from schools.directory.models import Municipality


@transaction.atomic
def take_back(bulk: BulkAction, *, also: Container[str], by) -> tuple[int, int]:
    """Restore what the action changed, unless somebody has changed it since and its line's key is not in `also`.

    Returns how many records were restored, and how many were left because of that or because `by` may not change them.
    """
    lines = [each for each in lines_of(bulk, by) if not each.is_done]
    chosen = [each for each in lines if not each.since or each.key in also]
    undoing = bulk_action(f"Взято назад: {bulk}", place=bulk.place, takes_back=bulk)
    values = [each for each in chosen if isinstance(each.subject, Value)]
    done = _put_values(values, bulk.place, undoing, by) if values else 0
    submissions = {each.subject.pk: each.kept for each in chosen if not isinstance(each.subject, Value)}
    if submissions and can_review(by, bulk.place_id):
        done += put_back(submissions, by=by, bulk=undoing)
    return done, len(lines) - done


def _put_values(lines: list[ReversalLine], municipality: Municipality, undoing: BulkAction, by) -> int:
    """Write the former texts of these values, and return how many could be written."""
    entries = [ValueEntry(address_of(each), each.was, each.subject.version) for each in lines]
    related = Indicator.objects.visible_to(by).related_to({entry.cell.indicator_id for entry in entries})
    outcomes = enter_values(
        entries,
        indicators={each.pk: each for each in related},
        periods=Period.objects.labelled(sorted({entry.cell.period for entry in entries})),
        way=EntryWay.TAKEN_BACK,
        by=by,
        locks=locks_for(by, municipality.pk, {entry.cell.school_id for entry in entries}),
        bulk=undoing,
    )
    return sum(each.state in (EntryState.SAVED, EntryState.WARNING) for each in outcomes)
