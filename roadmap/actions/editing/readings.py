"""What a person says the words of «Ответственные» mean, where the portal has understood them wrongly."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.text import natural_key
from roadmap.actions.assignments import derive_assignments
from roadmap.models import Activity, Executors, Programme, Roadmap, Stage
from schools.models import School


@dataclass(frozen=True)
class Meaning:
    department: bool = False
    all_schools: bool = False
    low_result_schools: bool = False
    schools: frozenset[int] = frozenset()


@transaction.atomic
def correct_reading(*, place: Activity | Stage, meaning: Meaning, only_here: bool, by) -> Executors:
    """For the same words wherever the municipality has them, or as an exception for this place.

    The text is not touched, so an approved programme allows it; its assignments follow.
    """
    activity = place.activity if isinstance(place, Stage) else place
    municipality = activity.direction.roadmap.programme.municipality
    executors = _to_change(place, municipality, only_here)
    before = _as_history(executors) if executors.pk else {}
    for name in ("department", "all_schools", "low_result_schools"):
        setattr(executors, name, getattr(meaning, name))
    executors.corrected_at, executors.corrected_by = timezone.now(), by
    executors.save()
    executors.schools.set(School.objects.filter(municipality=municipality, pk__in=meaning.schools))
    if place.executors_id != executors.pk:
        place.executors = executors
        place.save(update_fields=["executors"])
    _bring_assignments_into_line(executors, by=by)
    record_changes([Recorded(executors, "исполнители исправлены", before, _as_history(executors))], by=by)
    return executors


def _to_change(place: Activity | Stage, municipality, only_here: bool) -> Executors:
    """The place's own exception stays one; else the municipality's reading of the words."""
    own = place.executors
    if only_here and own and own.is_exception:
        return own
    fields = {"municipality": municipality, "words": place.responsible or ""}
    if only_here:
        return Executors(is_exception=True, others=own.others if own else [], **fields)
    same_words = {"municipality": municipality, "is_exception": False, "words_key": natural_key(fields["words"])}
    return Executors.objects.filter(**same_words).first() or Executors(**fields)


def _bring_assignments_into_line(executors: Executors, *, by) -> None:
    places = Activity.objects.filter(Q(executors=executors) | Q(stages__executors=executors))
    meant = Roadmap.objects.filter(pk__in=places.values("direction__roadmap"))
    for roadmap in meant.filter(programme__status=Programme.Status.APPROVED).select_related("programme"):
        derive_assignments(roadmap, by=by)


def _as_history(executors: Executors) -> dict:
    return {
        "words": executors.words,
        "department": executors.department,
        "all_schools": executors.all_schools,
        "low_result_schools": executors.low_result_schools,
        "schools": sorted(executors.schools.values_list("name", flat=True)),
    }
