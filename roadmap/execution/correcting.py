"""What corrections of readings by hand have in common: where they hold, and what follows from them."""

from django.db.models import Q

from portal.refusals import Refusal
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme


class NothingToCorrect(Refusal, ValueError):
    """A place without words has nothing that could be understood."""


def own_exception(place: Activity | Stage, field: str) -> KeptReading | None:
    reading = getattr(place, field)
    return reading if reading and reading.is_exception else None


def settle(place: Activity | Stage, field: str, reading: KeptReading, *, everywhere: bool, by) -> None:
    """Tie the place to its corrected reading, or all places of these words; assignments in force follow at once."""
    exception = own_exception(place, field)
    if getattr(place, field) != reading:
        setattr(place, field, reading)
        place.save(update_fields=[field])
    if everywhere:
        if exception and exception != reading:
            exception.delete()
        _tie_same_words(field, reading)
    places = Q(**{f"directions__activities__{field}": reading}) | Q(
        **{f"directions__activities__stages__{field}": reading}
    )
    in_force = Roadmap.objects.filter(places, programme__status=Programme.Status.APPROVED)
    for roadmap in in_force.distinct().select_related("programme"):
        derive_assignments(roadmap, by=by)


def _tie_same_words(field: str, reading: KeptReading) -> None:
    """Programmes in force that still go by what the words meant before are told too."""
    kept = type(reading).objects.filter(
        municipality=reading.municipality, words_key=reading.words_key, is_outdated=True
    )
    if setting := getattr(reading, "setting", ""):
        kept = kept.filter(setting=setting)
    for model in (Activity, Stage):
        model.objects.filter(**{f"{field}__in": kept}).update(**{field: reading})
