"""Makes the list of schools with low results of a confirmed run, and writes its order and expected results."""

from collections.abc import Mapping

from django.db import transaction

from indicators.identification.models import Criterion, ListedSchool, LowResultList, Run, RunSchool
from portal.bulk import create_many
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from schools.orders.actions import keep_order
from schools.orders.models import Order


def make_list(*, run: Run, by) -> LowResultList:
    """Make the list of a run that is just being confirmed, in its transaction; expected results are left to people."""
    low_result_list = LowResultList.objects.create(municipality=run.municipality, period=run.period, run=run)
    chosen = [school for school in run.schools.defer("values") if school.is_listed]
    listed = [
        ListedSchool(low_result_list=low_result_list, position=position, name=school.name, school_id=school.school_id)
        for position, school in enumerate(chosen)
    ]
    create_many(listed)
    create_many([line for place, school in zip(listed, chosen, strict=True) for line in _make_criteria(place, school)])
    after = {"schools": [school.name for school in chosen]}
    record_changes([Recorded(low_result_list, "список составлен по идентификации", {}, after)], by=by)
    return low_result_list


def _make_criteria(listed: ListedSchool, school: RunSchool) -> list[Criterion]:
    """A criterion for every sign of the school's protocol; it names the year if the method reads several."""
    signs = school.protocol.signs
    reads_several = len({sign.year for sign in signs}) > 1
    return [
        Criterion(
            listed_school=listed, position=number, number=f"{number}.",
            name=f"{sign.title}, {sign.year}" if reads_several else sign.title,
            current=sign.value, expected="",
        )
        for number, sign in enumerate(signs, start=1)
    ]  # fmt: skip


@transaction.atomic
def write_expected(*, listed: ListedSchool, expected: Mapping[int, str], by) -> None:
    """Write the results expected of a school, by the ids of its criteria; the caller sees that a run made the list."""
    lines = listed.criteria.select_for_update().in_bulk()
    changed = [lines[pk] for pk, text in expected.items() if pk in lines and (lines[pk].expected or "") != text]
    if not changed:
        return
    before = {_told_as(each): each.expected or "" for each in changed}
    for each in changed:
        each.expected = expected[each.pk]
    Criterion.objects.bulk_update(changed, ["expected"])
    after = {_told_as(each): each.expected for each in changed}
    record_changes([Recorded(listed, "ожидаемые результаты записаны", before, after)], by=by)


def _told_as(criterion: Criterion) -> str:
    """Return what the journal calls a criterion's expected result; names alone may be those of several criteria."""
    return f"Ожидаемый результат, {criterion.position}. {criterion.name}"


@transaction.atomic
def name_order(*, low_result_list: LowResultList, order: Order, annex: str, by) -> LowResultList:
    """Set the order that approves the list, and the number of the annex that the list is; a new order is saved."""
    low_result_list = lock_record(low_result_list)
    before = {"order": str(low_result_list.order or ""), "annex": low_result_list.annex or ""}
    keep_order(order, by=by)
    if order.pk != low_result_list.order_id:
        low_result_list.caption = None  # it names another order
    low_result_list.order, low_result_list.annex = order, annex or None
    low_result_list.save(update_fields=["order", "annex", "caption"])
    after = {"order": str(order), "annex": annex}
    record_changes([Recorded(low_result_list, "приказ указан", before, after)], by=by)
    return low_result_list
