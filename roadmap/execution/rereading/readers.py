"""Finds readings that have become stale, of either kind, and what their words mean now."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap.dates.actions import read_dates
from roadmap.dates.models import TermDates
from roadmap.dates.queries import setting_key
from roadmap.execution.understanding import reading_of_dates, reading_of_executors
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Roadmap
from roadmap.responsibles.models import Executors
from roadmap.responsibles.queries import directory_of
from roadmap.term import READER
from schools.directory.models import Municipality


@dataclass
class NewReading:
    """What the words of a stale reading mean now: the values of its fields, and the ids of the schools named."""

    kept: KeptReading
    values: dict
    schools: set[int] = field(default_factory=set)

    @property
    def differs(self) -> bool:
        same = all(getattr(self.kept, name) == self.values[name] for name in self.kept.MEANING)
        return not same or self.schools != _schools_of(self.kept)

    def write(self) -> None:
        for name, value in self.values.items():
            setattr(self.kept, name, value)
        self.kept.save()
        if isinstance(self.kept, Executors):
            self.kept.schools.set(self.schools)


def _schools_of(kept: KeptReading) -> set[int]:
    return {school.pk for school in kept.schools.all()} if isinstance(kept, Executors) else set()


def stale_executors(municipality: Municipality) -> Iterator[NewReading]:
    """Yield readings that were made by another version of the reader, or with other schools or department's names."""
    directory = directory_of(municipality)
    stale = municipality.executors.current().filter(corrected_at=None).exclude(read_by=directory.key)
    for kept in stale.prefetch_related("schools"):
        meant = directory.read(kept.words)
        values = {
            "department": meant.answered_by_department,
            "all_schools": meant.all_schools,
            "low_result_schools": meant.low_result_schools,
            "others": list(meant.others),
            "doubts": list(meant.doubts),
            "read_by": directory.key,
        }
        yield NewReading(kept, values, set(meant.schools))


def stale_dates(municipality: Municipality) -> Iterator[NewReading]:
    """Yield readings of terms that were made by another version of the reader, for plans that still exist."""
    roadmaps = Roadmap.objects.filter(programme__municipality=municipality).select_related("programme__municipality")
    plans = {setting_key(roadmap): roadmap for roadmap in roadmaps}
    stale = TermDates.objects.current().filter(municipality=municipality, corrected_at=None).exclude(read_by=READER)
    for kept in stale.filter(setting__in=plans):
        now = read_dates(plans[kept.setting], kept.words)
        yield NewReading(kept, {"spans": now.spans, "doubts": now.doubts, "read_by": READER})


def describe_reading(kept: KeptReading) -> str:
    """Return in words what a reading means: «отдел; СОШ № 1»."""
    reading = reading_of_executors(kept) if isinstance(kept, Executors) else reading_of_dates(kept)
    return "; ".join(reading.words)
