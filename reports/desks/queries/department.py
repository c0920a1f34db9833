"""A department's morning: schools by what is to be done about them, the programmes' course, what waits for a word."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.urls import reverse

from indicators.collections.models import Collection, Submission
from indicators.identification.models import Run
from reports.desks.counting import CountOf
from reports.desks.queries.course import ProgrammeCourse, courses_of
from reports.issue.models import Document
from roadmap.evaluation.models import Evaluation
from roadmap.execution.forms.assignment_filter import SOON
from roadmap.execution.models import IS_OPEN, Assignment, AssignmentQuerySet
from roadmap.intake.models import Intake
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality, School

_MUNICIPALITY = "activity__direction__roadmap__programme__municipality"
_SHOWN = 8


@dataclass
class SchoolMorning:
    """`sent` of `asked` running collections are with the department; None is the department itself."""

    school: School | None
    asked: int = 0
    sent: int = 0
    late: int = 0
    sent_back: int = 0
    overdue: int = 0
    waiting: int = 0
    returned: int = 0
    without_evidence: int = 0
    soon: int = 0

    @property
    def troubles(self) -> tuple[int, int]:
        return self.late + self.overdue, self.sent_back + self.returned + self.without_evidence


@dataclass(frozen=True)
class DueActivity:
    """What of an activity is due on a day: `number` assignments that nobody has finished."""

    activity: Activity
    day: datetime.date
    number: int


@dataclass(frozen=True)
class Decision:
    """Something that waits for the department's word, how much of it there is, and where it is given."""

    words: str
    number: int
    url: str


@dataclass(frozen=True)
class DepartmentDesk:
    schools: list[SchoolMorning]
    department: SchoolMorning
    courses: list[ProgrammeCourse]
    due: list[DueActivity]
    decisions: list[Decision] = field(default_factory=list)
    # What a department that begins has to do first; "" where it has all of it.
    lacks: str = ""

    @property
    def total(self) -> SchoolMorning:
        """Of all schools and of the department."""
        figures, rows = [name for name in vars(self.department) if name != "school"], [*self.schools, self.department]
        return SchoolMorning(None, **{name: sum(getattr(each, name) for each in rows) for name in figures})


def department_desk(municipality: Municipality, on: datetime.date) -> DepartmentDesk:
    """Nine queries, however many schools and programmes there are."""
    asked = Assignment.objects.in_force().running(on).filter(**{_MUNICIPALITY: municipality})
    schools = list(School.objects.active().filter(municipality=municipality))
    mornings = {None: SchoolMorning(None)} | {each.pk: SchoolMorning(each) for each in schools}
    _count_submissions(mornings, municipality, on)
    _count_assignments(mornings, asked, on)
    courses = courses_of(municipality, on)
    department = mornings.pop(None)
    rows = sorted(mornings.values(), key=lambda each: each.troubles, reverse=True)
    counted = _counted(municipality)
    desk = DepartmentDesk(rows, department, courses, due_activities(asked, on), lacks=_lacks(schools, counted))
    desk.decisions.extend(each for each in _decisions(municipality, desk.total, counted) if each.number)
    return desk


def _count_submissions(mornings: dict[int | None, SchoolMorning], municipality: Municipality, on) -> None:
    submissions = Submission.objects.running().filter(collection__municipality=municipality)
    for each in submissions.select_related("collection"):
        if morning := mornings.get(each.school_id):
            morning.asked += 1
            morning.sent += each.status in (Submission.Status.SENT, Submission.Status.ACCEPTED)
            morning.late += each.is_late(on)
            morning.sent_back += each.status == Submission.Status.RETURNED


def _count_assignments(mornings: dict[int | None, SchoolMorning], asked: AssignmentQuerySet, on) -> None:
    counts = asked.order_by().values_list("school").annotate(
        overdue=Count("pk", filter=IS_OPEN & Q(deadline_on__lt=on)),
        soon=Count("pk", filter=IS_OPEN & Q(deadline_on__range=(on, on + SOON))),
        waiting=Count("pk", filter=Q(review=Assignment.Review.WAITING)),
        returned=Count("pk", filter=Q(review=Assignment.Review.RETURNED)),
    )  # fmt: skip
    for pk, *figures in counts:
        if morning := mornings.get(pk):
            morning.overdue, morning.soon, morning.waiting, morning.returned = figures
    for pk, number in asked.without_evidence().order_by().values_list("school").annotate(number=Count("pk")):
        if pk in mornings:
            mornings[pk].without_evidence = number


def due_activities(asked: AssignmentQuerySet, on: datetime.date, most: int = _SHOWN) -> list[DueActivity]:
    """What is due within thirty days, the earliest first."""
    due = asked.due_within(on, on + SOON).order_by("deadline_on", "activity")
    rows = list(due.values_list("activity", "deadline_on").annotate(number=Count("pk"))[:most])
    activities = Activity.objects.select_related("direction__roadmap__programme").in_bulk([pk for pk, _, _ in rows])
    return [DueActivity(activities[pk], day, number) for pk, day, number in rows]


def _counted(municipality: Municipality) -> dict[str, int]:
    """What of the department is on its way, in one query."""
    here = {"municipality": OuterRef("pk")}
    drafts = Programme.objects.filter(status=Programme.Status.DRAFT, school=None, **here)
    evaluations = Evaluation.objects.filter(kept_at=None, programme__municipality=OuterRef("pk"))
    intakes = Intake.objects.filter(programme=None, **here)
    sent = Submission.objects.running().filter(status=Submission.Status.SENT, collection__municipality=OuterRef("pk"))
    found = Municipality.objects.filter(pk=municipality.pk).values(
        drafts=CountOf(drafts),
        draft=_first(drafts, "municipality"),
        all_programmes=CountOf(Programme.objects.filter(**here).exclude(status=Programme.Status.TEMPLATE)),
        all_collections=CountOf(Collection.objects.filter(**here)),
        drafted_documents=CountOf(Document.objects.drafts().filter(**here)),
        kept_runs=CountOf(Run.objects.filter(confirmed_at=None, **here)),
        run=_first(Run.objects.filter(confirmed_at=None, **here), "municipality"),
        evaluations=CountOf(evaluations),
        evaluation=_first(evaluations, "programme__municipality"),
        open_intakes=CountOf(intakes),
        intake=_first(intakes, "municipality"),
        sent=CountOf(sent),
    )
    return found.get()


def _first(rows, of: str) -> Subquery:
    return Subquery(rows.order_by().values(of).annotate(first=Min("pk")).values("first"))


def _decisions(municipality: Municipality, total: SchoolMorning, counted: dict) -> Iterator[Decision]:
    yield Decision("Отчёты школ ждут подтверждения", total.waiting, reverse("review-list"))
    answers = f"{reverse('submission-list')}?{urlencode({'state': 'sent', 'municipality': municipality.pk})}"
    yield Decision("Ответы школ на сборы ждут принятия", counted["sent"], answers)
    yield Decision(
        "Проекты программ ждут утверждения", counted["drafts"],
        _one_or_all(counted["drafts"], "programme-detail", counted["draft"], "programme-list"),
    )  # fmt: skip
    documents = f"{reverse('document-list')}?{urlencode({'status': 'draft'})}"
    yield Decision("Документы готовятся к изданию", counted["drafted_documents"], documents)
    yield Decision(
        "Идентификации школ не утверждены", counted["kept_runs"],
        _one_or_all(counted["kept_runs"], "run-detail", counted["run"], "run-list"),
    )  # fmt: skip
    if counted["evaluation"]:
        page = reverse("evaluation-detail", args=[counted["evaluation"]])
        yield Decision("Оценки эффективности не закреплены", counted["evaluations"], page)
    if counted["intake"]:
        page = reverse("intake-check", args=[counted["intake"]])
        yield Decision("Загруженные документы не внесены", counted["open_intakes"], page)


def _one_or_all(number: int, page: str, pk: int | None, pages: str) -> str:
    return reverse(page, args=[pk]) if number == 1 else reverse(pages)


def _lacks(schools: list[School], counted: dict) -> str:
    if not schools:
        return "schools"
    if not counted["all_programmes"]:
        return "programmes"
    return "" if counted["all_collections"] else "collections"
