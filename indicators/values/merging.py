"""Moves the values of a school that is joined to another (a `SchoolMover`)."""

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from indicators.values.renewing import reread_all
from indicators.values.understanding import UNDERSTOOD
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import MergerConflict, SchoolMover

_REASON = "школы объединены"


def told_values(absorbed: School, into: School) -> list[str]:
    count = Value.objects.filter(school=absorbed).exclude(text="").count()
    return [f"значения показателей: {count}"] if count else []


def differing_values(absorbed: School, into: School) -> list[MergerConflict]:
    found = [(value, there) for value, there in _pairs(absorbed, into) if _differ(value, there)]
    return [
        MergerConflict(
            _key(value), f"{value.indicator}, {value.period}, {value.get_kind_display()}", there.text, value.text
        )
        for value, there in found
    ]


def move_values(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Move the values of the absorbed school to the other one.

    A value goes into an empty cell always, over a written one only if its key is in `taken`; else it stays with the
    absorbed school.
    """
    pairs = _pairs(absorbed, into)
    overwritten = [(value, there) for value, there in pairs if value.text and (not there.text or _key(value) in taken)]
    history = []
    for value, there in overwritten:
        history.append(Recorded(there, _REASON, {"text": there.text}, {"text": value.text}))
        for name in ("text", "notes", *UNDERSTOOD):
            setattr(there, name, getattr(value, name))
        there.version += 1
        there.save()
    kept = [value.pk for value, _ in pairs]
    moved = Value.objects.filter(school=absorbed).exclude(pk__in=kept)
    touched = {*moved.values_list("indicator", flat=True), *(there.indicator_id for _, there in overwritten)}
    history += [Recorded(value, _REASON, {"school": absorbed.name}, {"school": into.name}) for value in moved]
    moved.update(school=into)
    record_changes(history, by=by)
    indicators = Indicator.objects.related_to(touched).select_related("municipality")
    reread_all(indicators={each.pk: each for each in indicators}, of=touched, by=by, reason=_REASON)


MOVER = SchoolMover(move_values, told_values, differing_values)


def _pairs(absorbed: School, into: School) -> list[tuple[Value, Value]]:
    """The values of cells in which both schools have one, the absorbed school's first."""
    values = Value.objects.select_related("indicator", "period").order_by(
        "indicator__position", "period__start_on", "pk"
    )
    there = {_place(value): value for value in values.filter(school=into)}
    return [(value, there[_place(value)]) for value in values.filter(school=absorbed) if _place(value) in there]


def _place(value: Value) -> tuple[int, int, str]:
    return value.indicator_id, value.period_id, value.kind


def _differ(value: Value, there: Value) -> bool:
    return bool(value.text and there.text) and value.text != there.text


def _key(value: Value) -> str:
    return "value-{}-{}-{}".format(*_place(value))
