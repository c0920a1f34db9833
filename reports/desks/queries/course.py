"""How much of a programme is done, beside how much of it was due by today."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from roadmap.execution.models import IS_OPEN, PROGRAMME, Assignment
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality


class CourseShares:
    """Shares of `finished` and `due` in `total`, in whole per cent."""

    @property
    def done_share(self) -> int:
        return self.finished * 100 // self.total if self.total else 0

    @property
    def due_share(self) -> int:
        return self.due * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class ProgrammeCourse(CourseShares):
    """A programme's assignments: how many there are, are finished, and had their last day before today (`due`)."""

    programme: Programme
    total: int = 0
    finished: int = 0
    due: int = 0
    overdue: int = 0


def courses_of(municipality: Municipality, on: datetime.date) -> list[ProgrammeCourse]:
    """Return the courses of the municipality's programmes in force that are not over, in two queries."""
    programmes = Programme.objects.filter(municipality=municipality, school=None, status=Programme.Status.APPROVED)
    running = [each for each in programmes if not each.is_over(on)]
    asked = Assignment.objects.in_force().filter(**{f"{PROGRAMME}__in": running})
    counts = asked.order_by().values_list(PROGRAMME).annotate(
        total=Count("pk"),
        finished=Count("pk", filter=~IS_OPEN),
        due=Count("pk", filter=Q(deadline_on__lt=on)),
        overdue=Count("pk", filter=IS_OPEN & Q(deadline_on__lt=on)),
    )  # fmt: skip
    by_programme = {pk: figures for pk, *figures in counts}
    return [ProgrammeCourse(each, *by_programme.get(each.pk, ())) for each in running]
