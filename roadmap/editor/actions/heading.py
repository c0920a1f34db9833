"""Begins a roadmap in a programme that has none, and saves its title, period, columns and way of numbering."""

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.meanwhile import Words, changed_places
from roadmap.dates.actions import understand_terms
from roadmap.editor.actions.rearranging import draft_of
from roadmap.plan.columns import is_own, label_of
from roadmap.plan.kept_readings import places_of
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.plan.row_words import heading_of, write_place
from roadmap.programmes.actions import place_part
from roadmap.programmes.drafts import CannotEdit, draft_programme
from roadmap.programmes.models import Programme, Section

_EMPTIED = ("marks", "cells", "term", "term_is_made")


@transaction.atomic
def begin_roadmap(*, programme: Programme, words: Words, by) -> Roadmap:
    """Create an empty roadmap with its place in the programme's document; one that is there already stays."""
    programme = draft_programme(programme)
    roadmap, is_new = Roadmap.objects.get_or_create(programme=programme, defaults=dict(words))
    if is_new:
        place_part(programme, Section.Part.ROADMAP, stands=True, by=by)
        record_changes([Recorded(roadmap, "план мероприятий начат", after=dict(words))], by=by)
    return roadmap


@transaction.atomic
def save_heading(*, roadmap: Roadmap, words: Words, seen: Words, by, drops_cells: bool = False) -> bool:
    """Write what the person changed, and return whether there was anything.

    Raises ChangedMeanwhile if somebody else changed the same, CannotEdit if a removed column of the document's own has
    filled cells and `drops_cells` doesn't say to remove them too.
    """
    roadmap = draft_of(roadmap)
    current = heading_of(roadmap)
    changed = changed_places(words, seen, current)
    if changed:
        for key, value in changed.items():
            setattr(roadmap, key, value)
        roadmap.save(update_fields=list(changed))
        before = {key: current[key] for key in changed}
        dropped = _drop_cells(roadmap, _find_removed(before, changed), drops_cells) if "columns" in changed else []
        record_changes([Recorded(roadmap, "заголовок плана исправлен", before, changed), *dropped], by=by)
        understand_terms(roadmap)
    return bool(changed)


def _find_removed(before: dict, after: dict) -> dict[str, str]:
    """Return the document's own columns that were removed, with their headings."""
    left = {column["key"] for column in after["columns"] or []}
    gone = {column["key"]: column.get("title") or "" for column in before["columns"] or []}
    return {key: title for key, title in gone.items() if key not in left and is_own(key)}


def _drop_cells(roadmap: Roadmap, gone: dict[str, str], is_meant: bool) -> list[Recorded]:
    emptied, changes, filled = [], [], 0
    for place in places_of(roadmap, "dates") if gone else []:
        before = {name: getattr(place, name) for name in ("marks", "cells")}
        left = {name: {k: text for k, text in had.items() if k not in gone} for name, had in before.items()}
        if left == before:
            continue
        filled += sum(bool(text) for had in before.values() for key, text in had.items() if key in gone)
        write_place(place, left)
        emptied.append(place)
        changes.append(Recorded(place, "графы убраны", before, left))
    if filled and not is_meant:
        titles = ", ".join(f"«{title or label_of(key)}»" for key, title in gone.items())
        raise CannotEdit(
            f"В графах, которые вы убираете ({titles}), заполнено ячеек: {filled}. Чтобы убрать их вместе с записями, "
            "отметьте это под списком столбцов и сохраните ещё раз."
        )
    for model in (Activity, Stage):
        model.objects.bulk_update([each for each in emptied if type(each) is model], _EMPTIED, batch_size=500)
    return changes
