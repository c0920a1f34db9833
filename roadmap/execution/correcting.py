"""What corrections of terms and of responsibles by hand have in common: where they hold, and what follows."""

from django.db.models import Q
from django.urls import reverse

from portal.refusals import Refusal
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme


class NothingToCorrect(Refusal, ValueError):
    """The place has no words, so there is no reading to correct."""


def own_exception(place: Activity | Stage, field: str) -> KeptReading | None:
    """Return the place's reading if it holds for this place alone."""
    reading = getattr(place, field)
    return reading if reading and reading.is_exception else None


def settle(place: Activity | Stage, field: str, reading: KeptReading, *, everywhere: bool, by) -> None:
    """Tie the place, or with `everywhere` all places with the same words, to its corrected reading.

    The assignments of approved programmes are derived anew at once.
    """
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
    """Give the reading also to places that still go by an outdated reading of the same words."""
    kept = type(reading).objects.filter(
        municipality=reading.municipality, words_key=reading.words_key, is_outdated=True
    )
    if setting := getattr(reading, "setting", ""):
        kept = kept.filter(setting=setting)
    for model in (Activity, Stage):
        model.objects.filter(**{f"{field}__in": kept}).update(**{field: reading})


def back_to(activity: Activity, programme: Programme) -> str:
    """Return where to go after a correction: the editor for a draft, else the activity's page."""
    if programme.status == Programme.Status.DRAFT:
        return reverse("roadmap-edit", args=[programme.pk], fragment=f"a{activity.pk}")
    return reverse("activity-detail", args=[activity.pk])
