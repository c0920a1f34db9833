"""Corrects by hand whom words of responsibles mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from roadmap.execution.correcting import NothingToCorrect, own_exception, settle
from roadmap.plan.kept_readings import roadmap_of_place
from roadmap.plan.models import Activity, Stage
from roadmap.responsibles.models import Executors
from schools.directory.models import School


@dataclass(frozen=True)
class Parties:
    """Whom the words of responsibles mean, as a person decided."""

    department: bool
    all_schools: bool
    low_result_schools: bool
    schools: Iterable[School] = ()


@transaction.atomic
def correct_executors(place: Activity | Stage, parties: Parties, *, everywhere: bool, by) -> Executors:
    """Set whom the words of a place mean: for the same words everywhere from now on, or here alone.

    The assignments of approved programmes are derived anew at once. Raises NothingToCorrect if the place has no words.
    """
    executors = _find_or_make_reading(place, everywhere=everywhere)
    before = executors.as_history() if executors.pk else {}
    executors.department, executors.all_schools = parties.department, parties.all_schools
    executors.low_result_schools = parties.low_result_schools
    executors.doubts = []
    executors.corrected_at, executors.corrected_by = timezone.now(), by
    executors.save()
    executors.schools.set(parties.schools)
    record_changes([Recorded(executors, "исполнители исправлены", before, executors.as_history())], by=by)
    settle(place, "executors", executors, everywhere=everywhere, by=by)
    return executors


def _find_or_make_reading(place: Activity | Stage, *, everywhere: bool) -> Executors:
    """Return the reading to correct: that of the words, or the place's exception; a new one, not saved, if none is."""
    key = natural_key(place.responsible or "")
    if not key:
        raise NothingToCorrect("Нет слов, которые можно понять: ответственные не указаны.")
    municipality = roadmap_of_place(place).programme.municipality
    if not everywhere:
        others = place.executors.others if place.executors else []
        new = Executors(municipality=municipality, words=place.responsible, is_exception=True, others=others)
        return own_exception(place, "executors") or new
    known = municipality.executors.current().filter(words_key=key).first()
    return known or Executors(municipality=municipality, words=place.responsible)
