"""Reads plans' words anew after the program that reads them, or the list of schools, has changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from portal.history.actions import Recorded, record_changes
from roadmap.dates.models import TermDates
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.rereading.queries import IN_FORCE, changes_waiting
from roadmap.execution.rereading.readers import NewReading, describe_reading, stale_dates, stale_executors
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme
from roadmap.responsibles.models import Executors
from schools.directory.models import Municipality

_FIELDS = {Executors: "executors", TermDates: "dates"}
_NAMES = {Executors: "ответственные", TermDates: "срок"}


@dataclass(frozen=True)
class Reread:
    """Words that mean something else now.

    A programme in force goes by the old meaning until somebody applies the new one.
    """

    what: str
    words: str
    before: str
    after: str
    is_in_force: bool


@transaction.atomic
def reread_plans(*, municipality: Municipality, by) -> list[Reread]:
    """Read anew all stale readings of a municipality, and return those whose meaning has changed.

    Drafts get the new reading at once, programmes in force keep the old one, and corrections by hand stay.
    """
    return [*_reread(stale_executors(municipality), by), *_reread(stale_dates(municipality), by)]


def _reread(stale: Iterator[NewReading], by) -> Iterator[Reread]:
    for new in list(stale):
        if not new.differs:
            new.write()
            continue
        kept, before = new.kept, new.kept.as_history()
        words, in_force = describe_reading(kept), _is_in_force(kept)
        if in_force:
            new.kept = _make_successor(kept)
        new.write()
        if in_force:
            _move_drafts(kept, new.kept)
        record_changes([Recorded(new.kept, "понято заново", before, new.kept.as_history())], by=by)
        yield Reread(
            _NAMES[type(kept)], kept.words, words, describe_reading(type(kept).objects.get(pk=new.kept.pk)), in_force
        )


def _is_in_force(kept: KeptReading) -> bool:
    field = _FIELDS[type(kept)]
    activities = Activity.objects.filter(**{field: kept}, direction__roadmap__programme__status__in=IN_FORCE)
    stages = Stage.objects.filter(**{field: kept}, activity__direction__roadmap__programme__status__in=IN_FORCE)
    return activities.exists() or stages.exists()


def _make_successor(kept: KeptReading) -> KeptReading:
    """Mark the reading as outdated, and return a copy of it, not saved, that takes its place."""
    kept.is_outdated = True
    kept.save(update_fields=["is_outdated"])
    return type(kept)(**{each.attname: getattr(kept, each.attname) for each in kept._meta.concrete_fields
                         if not each.primary_key and each.name != "is_outdated"})  # fmt: skip


def _move_drafts(old: KeptReading, new: KeptReading) -> None:
    field = _FIELDS[type(old)]
    for model, path in ((Activity, "direction__roadmap"), (Stage, "activity__direction__roadmap")):
        drafts = model.objects.filter(**{field: old}).exclude(**{f"{path}__programme__status__in": IN_FORCE})
        drafts.update(**{field: new})


@transaction.atomic
def apply_new_readings(*, roadmap: Roadmap, by) -> int:
    """Let a programme in force go by what its words mean now, and return how many wordings changed their meaning.

    Its assignments are derived anew; reports stay. Outdated readings that nothing uses any more are deleted.
    """
    waiting = changes_waiting(roadmap)
    for change in waiting:
        for model, path in ((Activity, "direction__roadmap"), (Stage, "activity__direction__roadmap")):
            places = model.objects.filter(**{path: roadmap, change.field: change.old})
            places.update(**{change.field: change.new})
    if waiting:
        before, after = ({each.words: getattr(each, side) for each in waiting} for side in ("before", "after"))
        record_changes([Recorded(roadmap.programme, "слова плана поняты заново", before, after)], by=by)
    if roadmap.programme.status == Programme.Status.APPROVED:
        derive_assignments(roadmap, by=by)
    for model in _FIELDS:
        used = Q(activities__isnull=False) | Q(stages__isnull=False)
        unused = model.objects.filter(municipality=roadmap.programme.municipality, is_outdated=True).exclude(used)
        unused.delete()
    return len(waiting)
