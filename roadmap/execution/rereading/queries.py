"""What a programme in force would ask for if its words were understood as they are read today."""

from dataclasses import dataclass

from roadmap.dates.models import TermDates
from roadmap.execution.models import Assignment
from roadmap.execution.queries.expected import Expected, expected_assignments
from roadmap.execution.rereading.readers import told
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme
from roadmap.responsibles.models import Executors

# What is decided stays as it was decided until somebody has seen what would change.
IN_FORCE = (Programme.Status.APPROVED, Programme.Status.SUPERSEDED)


@dataclass(frozen=True)
class WaitingChange:
    """Words of a plan in force, what they meant when it was approved and what they mean now."""

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
        return told(self.old)

    @property
    def after(self) -> str:
        return told(self.new)


def changes_waiting(roadmap: Roadmap) -> list[WaitingChange]:
    found = []
    for model, field in ((TermDates, "dates"), (Executors, "executors")):
        numbers: dict[int, list[str]] = {}
        for pk, number in _outdated(roadmap, field):
            numbers.setdefault(pk, []).append(number or "")
        for old in model.objects.filter(pk__in=numbers):
            if new := _current(old):
                found.append(WaitingChange(field, old, new, tuple(dict.fromkeys(filter(None, numbers[old.pk])))))
    return found


def _outdated(roadmap: Roadmap, field: str):
    """Ids of outdated readings with the numbers of the activities where they stand."""
    filters = {f"{field}__is_outdated": True}
    yield from Activity.objects.filter(direction__roadmap=roadmap, **filters).values_list(field, "number")
    stages = Stage.objects.filter(activity__direction__roadmap=roadmap, **filters)
    yield from stages.values_list(field, "activity__number")


def _current(old: KeptReading) -> KeptReading | None:
    same = type(old).objects.current().filter(municipality=old.municipality_id, words_key=old.words_key)
    return (same.filter(setting=old.setting) if isinstance(old, TermDates) else same).first()


def has_waiting(roadmap: Roadmap) -> bool:
    return any(next(iter(_outdated(roadmap, field)), None) for field in ("dates", "executors"))


@dataclass(frozen=True)
class AssignmentsToCome:
    """How many assignments would come and go."""

    new: int
    gone: int


def assignments_to_come(roadmap: Roadmap, waiting: list[WaitingChange]) -> AssignmentsToCome:
    """If the changes were applied; of a school that came later «все школы» asks too."""
    expected = expected_assignments(roadmap, {change.old: change.new for change in waiting})
    standing = Assignment.objects.filter(activity__direction__roadmap=roadmap, is_expected=True)
    known = {Expected(*key) for key in standing.values_list(*Expected._fields)}
    return AssignmentsToCome(len(expected - known), len(known - expected))
