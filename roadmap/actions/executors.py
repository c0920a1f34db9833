from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.text import natural_key
from roadmap.actions.assignments import derive_assignments
from roadmap.models import Activity, Executors, Programme, Roadmap, Stage
from roadmap.responsible import read_responsible
from schools.models import School


@dataclass(frozen=True)
class Parties:
    """Whom words mean, as somebody decided."""

    department: bool
    all_schools: bool
    low_result_schools: bool
    schools: Iterable[School] = ()


@transaction.atomic
def understand_responsibles(roadmap: Roadmap) -> None:
    """Tie each activity and stage to the reading of its «Ответственные»; words met before are understood as then.

    An exception that was made for a place stays as long as its words do.
    """
    places = [
        *Activity.objects.filter(direction__roadmap=roadmap).select_related("executors"),
        *Stage.objects.filter(activity__direction__roadmap=roadmap).select_related("executors"),
    ]
    keys = {place: natural_key(place.responsible or "") for place in places}
    readings = _readings(roadmap, {keys[place]: place.responsible for place in places if keys[place]})
    for model in (Activity, Stage):
        changed = []
        for place in places:
            reading = readings.get(keys[place])
            kept = place.executors and place.executors.is_exception and place.executors.words_key == keys[place]
            if type(place) is model and not kept and place.executors != reading:
                place.executors = reading
                changed.append(place)
        model.objects.bulk_update(changed, ["executors"], batch_size=500)


def _readings(roadmap: Roadmap, words: dict[str, str]) -> dict[str, Executors]:
    """The municipality's reading of each of the words, by their key; new ones are read and kept."""
    municipality = roadmap.programme.municipality
    known = {each.words_key: each for each in municipality.executors.filter(is_exception=False, words_key__in=words)}
    if known.keys() >= words.keys():
        return known
    names = dict(municipality.schools.values_list("pk", "name"))
    understood = {key: read_responsible(text, names) for key, text in words.items() if key not in known}
    made = Executors.objects.bulk_create(
        Executors(
            municipality=municipality,
            words=words[key],
            department=each.department,
            all_schools=each.all_schools,
            low_result_schools=each.low_result_schools,
            others=list(each.others),
        )
        for key, each in understood.items()
    )
    named = Executors.schools.through
    named.objects.bulk_create(
        named(executors=executors, school_id=school_id)
        for executors, each in zip(made, understood.values(), strict=True)
        for school_id in sorted(each.schools)
    )
    return known | {each.words_key: each for each in made}


@transaction.atomic
def correct_executors(place: Activity | Stage, parties: Parties, *, everywhere: bool, by) -> Executors:
    """Say whom the words of a place mean: for the same words everywhere from now on, or here alone.

    The assignments of approved programmes follow at once. The place needs words: ValueError without.
    """
    executors = _to_correct(place, everywhere=everywhere)
    before = _as_history(executors) if executors.pk else {}
    executors.department, executors.all_schools = parties.department, parties.all_schools
    executors.low_result_schools = parties.low_result_schools
    executors.corrected_at, executors.corrected_by = timezone.now(), by
    executors.save()
    executors.schools.set(parties.schools)
    if everywhere:
        _forget_exception(place, executors)
    elif place.executors_id != executors.pk:
        place.executors = executors
        place.save(update_fields=["executors"])
    record_changes([Recorded(executors, "исполнители исправлены", before, _as_history(executors))], by=by)
    places = Q(directions__activities__executors=executors) | Q(directions__activities__stages__executors=executors)
    in_force = Roadmap.objects.filter(places, programme__status=Programme.Status.APPROVED)
    for roadmap in in_force.distinct().select_related("programme"):
        derive_assignments(roadmap, by=by)
    return executors


def _to_correct(place: Activity | Stage, *, everywhere: bool) -> Executors:
    """The reading that the correction goes to: the words' own, or the place's exception, made where there is none."""
    if not natural_key(place.responsible or ""):
        raise ValueError("Нет слов, которые можно понять: ответственные не указаны.")
    activity = place.activity if isinstance(place, Stage) else place
    municipality = activity.direction.roadmap.programme.municipality
    if not everywhere:
        if place.executors and place.executors.is_exception:
            return place.executors
        others = place.executors.others if place.executors else []
        return Executors(municipality=municipality, words=place.responsible, is_exception=True, others=others)
    key = natural_key(place.responsible)
    known = municipality.executors.filter(words_key=key, is_exception=False).first()
    return known or Executors(municipality=municipality, words=place.responsible)


def _forget_exception(place: Activity | Stage, executors: Executors) -> None:
    """What is decided for the words everywhere holds here too."""
    if place.executors_id == executors.pk:
        return
    exception, place.executors = place.executors, executors
    place.save(update_fields=["executors"])
    if exception and exception.is_exception:
        exception.delete()


def _as_history(executors: Executors) -> dict:
    return {
        "words": executors.words,
        "department": executors.department,
        "all_schools": executors.all_schools,
        "low_result_schools": executors.low_result_schools,
        "schools": [school.name for school in executors.schools.all()],
    }
