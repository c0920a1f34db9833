"""Finds what would change in a programme in force if its words were understood as they are read today."""

from dataclasses import dataclass

from roadmap.dates.models import TermDates
from roadmap.execution.models import Assignment
from roadmap.execution.queries.expected import Expected, expected_assignments
from roadmap.execution.rereading.readers import describe_reading
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme
from roadmap.responsibles.models import Executors

# Programmes with these statuses keep their readings until somebody has seen what would change.
IN_FORCE = (Programme.Status.APPROVED, Programme.Status.SUPERSEDED)


@dataclass(frozen=True)
class WaitingChange:
    """Words of a plan in force, with what they meant when it was approved and what they mean now.

    `numbers` are the numbers of the activities that have these words.
    """

    field: str
    old: KeptReading
    new: KeptReading
    numbers: tuple[str, ...]

    @property
    def words(self) -> str:
        return self.old.words

    @property
    def what(self) -> str:
        return "срок" if self.field == "dates" else "ответственные"

    @property
    def before(self) -> str:
        return describe_reading(self.old)

    @property
    def after(self) -> str:
        return describe_reading(self.new)


def changes_waiting(roadmap: Roadmap) -> list[WaitingChange]:
    """Return the words of the plan whose outdated reading has a current one beside it."""
    found = []
    for model, field in ((TermDates, "dates"), (Executors, "executors")):
        numbers: dict[int, list[str]] = {}
        for pk, number in _find_outdated(roadmap, field):
            numbers.setdefault(pk, []).append(number or "")
        for old in model.objects.filter(pk__in=numbers):
            if new := _find_current(old):
                found.append(WaitingChange(field, old, new, tuple(dict.fromkeys(filter(None, numbers[old.pk])))))
    return found


def _find_outdated(roadmap: Roadmap, field: str):
    """Yield the ids of outdated readings, each with the number of an activity that goes by it."""
    filters = {f"{field}__is_outdated": True}
    yield from Activity.objects.filter(direction__roadmap=roadmap, **filters).values_list(field, "number")
    stages = Stage.objects.filter(activity__direction__roadmap=roadmap, **filters)
    yield from stages.values_list(field, "activity__number")


def _find_current(old: KeptReading) -> KeptReading | None:
    same = type(old).objects.current().filter(municipality=old.municipality_id, words_key=old.words_key)
    return (same.filter(setting=old.setting) if isinstance(old, TermDates) else same).first()


def has_waiting(roadmap: Roadmap) -> bool:
    return any(next(iter(_find_outdated(roadmap, field)), None) for field in ("dates", "executors"))


@dataclass(frozen=True)
class AssignmentsToCome:
    """How many assignments would be new, and how many would no longer be asked for."""

    new: int
    gone: int


def assignments_to_come(roadmap: Roadmap, waiting: list[WaitingChange]) -> AssignmentsToCome:
    """Count what applying the changes would do to the assignments.

    «Все школы» would also ask schools that were added since the assignments were derived.
    """
    expected = expected_assignments(roadmap, {change.old: change.new for change in waiting})
    standing = Assignment.objects.of_roadmap(roadmap).filter(is_expected=True)
    known = {Expected(*key) for key in standing.values_list(*Expected._fields)}
    return AssignmentsToCome(len(expected - known), len(known - expected))
