"""Reads stored values anew after a change of their indicator or of the reader, and records what changed."""

from collections.abc import Collection, Iterator, Mapping

from django.db import transaction

from indicators.catalogue.models import Indicator
from indicators.values.rereading import COUNTED_WITH, READ_WITH, Rereading, changed_in, rereadings, rereadings_by_change
from indicators.values.understanding import UNDERSTOOD
from portal.bulk import create_many, update_many
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from schools.directory.models import Municipality

BY_READER = "портал читает значения иначе"


@transaction.atomic
def change_indicator(*, indicator: Indicator, reason: str, by) -> list[Rereading]:
    """Save a changed indicator and read its values anew; returns those now read differently. Typed text never changes.

    `reason` goes into the history; if it is "", the changes of the indicator stand there.
    """
    before = lock_record(indicator)
    indicator.save()
    names = changed_in(before, indicator, READ_WITH + COUNTED_WITH)
    if not names:
        return []
    found = rereadings_by_change(before, indicator, for_update=True) if changed_in(before, indicator, READ_WITH) else []
    _store(found, reason=reason or changes_in_words(before, indicator), by=by)
    after = {name: _format_field(indicator, name) for name in names} | {"reread": len(found)}
    if reason:
        after["reason"] = reason
    was = {name: _format_field(before, name) for name in names}
    record_changes([Recorded(indicator, "показатель изменён", was, after)], by=by)
    return found


@transaction.atomic
def reread_all(*, indicators: Mapping[int, Indicator], of: Collection[int], by, reason: str = BY_READER):
    """Read the values of the indicators `of` anew, store and record what is read differently, and return it.

    `indicators` and `of` are as in `rereadings`.
    """
    found = rereadings(indicators, of, for_update=True)
    _store(found, reason=reason, by=by)
    return found


def indicators_by_wholes(municipality: Municipality) -> Iterator[dict[int, Indicator]]:
    """All indicators of a municipality in groups, each with one topmost whole and everything it is made up of."""
    indicators = {each.pk: each for each in municipality.indicators.select_related("municipality")}
    by_top: dict[int, dict[int, Indicator]] = {}
    for pk, indicator in indicators.items():
        top, seen = pk, {pk}
        while (above := indicators[top].whole_id) in indicators and above not in seen:
            top = above
            seen.add(above)
        by_top.setdefault(top, {})[pk] = indicator
    yield from by_top.values()


def changes_in_words(before: Indicator, indicator: Indicator) -> str:
    """The changed fields that matter for values: «единица измерения: «тыс. руб.» → «руб.»»."""
    changes = []
    for name in changed_in(before, indicator, READ_WITH + COUNTED_WITH):
        title = Indicator._meta.get_field(name).verbose_name
        changes.append(f"{title}: «{_format_field(before, name)}» → «{_format_field(indicator, name)}»")
    return "; ".join(changes)


def _store(found: list[Rereading], *, reason: str, by) -> None:
    create_many([each.renewed for each in found if each.renewed.pk is None])
    update_many([each.renewed for each in found if each.kept.pk is not None], [*UNDERSTOOD, "notes"])
    record_changes(
        (
            Recorded(each.renewed, "значение прочитано заново", *_describe_change(each, reason))
            for each in found
            if each.means_otherwise
        ),
        by=by,
    )


def _describe_change(each: Rereading, reason: str) -> tuple[dict, dict]:
    text = each.renewed.text
    return {"text": text, "meaning": each.was}, {"text": text, "meaning": each.becomes, "reason": reason}


def _format_field(indicator: Indicator, name: str) -> str:
    """The contents of a field as people read them: the label of a choice, a number without trailing zeros."""
    field = Indicator._meta.get_field(name)
    if field.choices:
        return getattr(indicator, f"get_{name}_display")()
    value = getattr(indicator, name)
    return "" if value is None else str(value.normalize() + 0 if hasattr(value, "normalize") else value)
