"""What is expected of a person's schools, and which one thing is the most urgent."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from indicators.collections.models import Submission
from indicators.collections.queries.filled import with_filled
from portal.text.tags import plain
from roadmap.execution.due_words import due_words
from roadmap.execution.queries.tasks import Tasks, tasks_of_schools
from schools.directory.models import School

_FAR = datetime.date.max


@dataclass(frozen=True)
class UrgentTask:
    """The thing to do first, why it is urgent, and the page where it is done."""

    title: str
    why: str
    url: str
    note: str = ""

    @property
    def reason(self) -> str:
        return f"{self.why}: {self.note}" if self.note else self.why


@dataclass(frozen=True)
class SchoolDesk:
    schools: list[School]
    tasks: list[Tasks]
    submissions: list[Submission]
    urgent: UrgentTask | None

    def number(self, heading: str) -> int:
        return sum(len(getattr(each, heading)) for each in self.tasks)

    @property
    def figures(self) -> list[tuple[str, int, str]]:
        """Return label, number and the attribute of `Tasks` for each figure: «Просрочено», 3, «overdue»."""
        shown = (("returned", "Возвращено"), ("overdue", "Просрочено"), ("now", "Сейчас и за месяц"),
                 ("waiting", "Ждёт отдела"), ("closed", "Закрыто"))  # fmt: skip
        return [(label, self.number(heading), heading) for heading, label in shown]


def school_desk(schools: list[School], on: datetime.date) -> SchoolDesk:
    """Return the desk, in three queries however many schools and assignments there are."""
    tasks = tasks_of_schools(schools, on)
    awaited = with_filled(Submission.objects.awaited().filter(school__in=schools))
    submissions = list(awaited.select_related("collection__period", "school").order_by("collection__due_on", "pk"))
    candidates = [*_rank_tasks(tasks, on), *_rank_submissions(submissions, on)]
    urgent = min(candidates, key=lambda each: each[0])[1] if candidates else None
    return SchoolDesk(schools, tasks, submissions, urgent)


def _rank_tasks(tasks: list[Tasks], on: datetime.date) -> Iterator[tuple[tuple, UrgentTask]]:
    """Yield the first tasks with their rank: returned ones, then overdue ones, then those still to come."""
    for somebodys in tasks:
        for rank, assignments in enumerate((somebodys.returned, somebodys.overdue, somebodys.now)):
            for each in assignments[:1]:
                why = "Отдел вернул с замечанием" if rank == 0 else due_words(each, on)
                title = plain(each.about)
                url = reverse("assignment-detail", args=[each.pk])
                note = each.review_note if rank == 0 else ""
                yield (rank, each.deadline_on or _FAR, 1), UrgentTask(title, why, url, note)


def _rank_submissions(submissions: list[Submission], on: datetime.date) -> Iterator[tuple[tuple, UrgentTask]]:
    for each in submissions:
        is_returned, is_late = each.status == Submission.Status.RETURNED, each.is_late(on)
        why = f"Внести до {each.due_on:%d.%m.%Y}: есть {each.entered} из {each.asked}"
        if is_returned:
            why = "Отдел вернул с замечанием"
        elif is_late:
            why = f"Срок был {each.due_on:%d.%m.%Y}; внесено {each.entered} из {each.asked}"
        url = reverse("submission-detail", args=[each.collection_id, each.school_id])
        rank = 0 if is_returned else 1 if is_late else 2
        yield (rank, each.due_on, 0), UrgentTask(f"Показатели: {each.collection}", why, url, each.note)
