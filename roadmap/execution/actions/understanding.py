"""Reads what the words of a plan mean, and copies corrections of single places to programmes made from it."""

from collections.abc import Iterable

from roadmap.dates.actions import understand_terms
from roadmap.dates.queries import setting_key
from roadmap.plan.kept_readings import KeptReading, roadmap_of_place
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.responsibles.actions import understand_responsibles


def understand_plan(roadmap: Roadmap) -> None:
    """Read and keep what the terms and responsibles of a plan mean.

    It has to be called whenever the words of a draft's plan, the programme's years or the plan's heading change.
    """
    understand_terms(roadmap)
    understand_responsibles(roadmap)


def carry_exceptions(pairs: Iterable[tuple[Activity | Stage, Activity | Stage]]) -> None:
    """Copy exceptions made for single places into a programme made from another; `pairs` are (original, copy).

    An exception is copied only if the copy has the same words, and for a term also the same years and heading.
    """
    for original, copy in pairs:
        for field, words in (("executors", "responsible"), ("dates", "term")):
            own = getattr(original, field)
            if own is None or not own.is_exception or getattr(original, words) != getattr(copy, words):
                continue
            if field == "dates" and own.setting != setting_key(roadmap_of_place(copy)):
                continue
            setattr(copy, field, _copy_exception(own))
            copy.save(update_fields=[field])


def _copy_exception(exception: KeptReading) -> KeptReading:
    made = type(exception).objects.get(pk=exception.pk)
    schools = list(made.schools.all()) if hasattr(made, "schools") else None
    made.pk, made._state.adding = None, True
    made.save()
    if schools is not None:
        made.schools.set(schools)
    return made
