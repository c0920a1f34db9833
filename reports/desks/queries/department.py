"""A department's desk: schools by what is to be done about them, the programmes' courses, pending decisions."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.urls import reverse

from indicators.collections.models import Collection, Submission
from indicators.identification.models import Run
from reports.desks.counting import CountOf
from reports.desks.queries.course import ProgrammeCourse, courses_of
from reports.issue.models import Document
from roadmap.evaluation.models import Evaluation
from roadmap.execution.models import IS_OPEN, Assignment, AssignmentQuerySet
from roadmap.execution.nearness import DUE_IN_A_MONTH
from roadmap.intake.models import Intake
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality, School

_SHOWN = 8


@dataclass
class SchoolMorning:
    """What is up with a school, or with the department itself where `school` is None.

    `asked` are running collections; the answers of `sent` of them are with the department.
    """

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
        """Return how much is late, and how much has to be done again or proved; schools are sorted by it."""
        return self.late + self.overdue, self.sent_back + self.returned + self.without_evidence


@dataclass(frozen=True)
class DueActivity:
    """How many unfinished assignments of an activity are due on a day."""

    activity: Activity
    day: datetime.date
    number: int


@dataclass(frozen=True)
class Decision:
    """Something that waits for the department's decision, how much of it there is, and where it is decided."""

    words: str
    number: int
    url: str

    def __str__(self) -> str:
        return f"{self.words}: {self.number}"


@dataclass(frozen=True)
class DepartmentDesk:
    schools: list[SchoolMorning]
    department: SchoolMorning
    courses: list[ProgrammeCourse]
    due: list[DueActivity]
    decisions: list[Decision] = field(default_factory=list)
    # What a new department has to set up next: «schools», «programmes», «collections» or nothing.
    lacks: str = ""

    @property
    def total(self) -> SchoolMorning:
        """Return the sums over all schools and the department."""
        figures, rows = [name for name in vars(self.department) if name != "school"], [*self.schools, self.department]
        return SchoolMorning(None, **{name: sum(getattr(each, name) for each in rows) for name in figures})


def department_desk(municipality: Municipality, on: datetime.date) -> DepartmentDesk:
    """Return the municipality's desk, in nine queries however many schools and programmes there are."""
    asked = Assignment.objects.in_force().running(on).of_municipality(municipality)
    schools = list(School.objects.active().filter(municipality=municipality))
    mornings = {None: SchoolMorning(None)} | {each.pk: SchoolMorning(each) for each in schools}
    _count_submissions(mornings, municipality, on)
    _count_assignments(mornings, asked, on)
    courses = courses_of(municipality, on)
    department = mornings.pop(None)
    rows = sorted(mornings.values(), key=lambda each: each.troubles, reverse=True)
    counted = _count_pending(municipality)
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
        soon=Count("pk", filter=IS_OPEN & Q(deadline_on__range=(on, on + DUE_IN_A_MONTH))),
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
    """Return what is due within thirty days, the earliest first, at most so many."""
    due = asked.due_within(on, on + DUE_IN_A_MONTH).order_by("deadline_on", "activity")
    rows = list(due.values_list("activity", "deadline_on").annotate(number=Count("pk"))[:most])
    activities = Activity.objects.select_related("direction__roadmap__programme").in_bulk([pk for pk, _, _ in rows])
    return [DueActivity(activities[pk], day, number) for pk, day, number in rows]


def _count_pending(municipality: Municipality) -> dict[str, int]:
    """Count what the department has begun and not finished, in one query, with the first record of each kind."""
    here = {"municipality": OuterRef("pk")}
    drafts = Programme.objects.filter(status=Programme.Status.DRAFT, school=None, **here)
    evaluations = Evaluation.objects.filter(kept_at=None, programme__municipality=OuterRef("pk"))
    intakes = Intake.objects.filter(programme=None, **here)
    sent = Submission.objects.running().filter(status=Submission.Status.SENT, collection__municipality=OuterRef("pk"))
    found = Municipality.objects.filter(pk=municipality.pk).values(
        drafts=CountOf(drafts),
        draft=_first_id(drafts, "municipality"),
        all_programmes=CountOf(Programme.objects.filter(**here).exclude(status=Programme.Status.TEMPLATE)),
        all_collections=CountOf(Collection.objects.filter(**here)),
        drafted_documents=CountOf(Document.objects.drafts().filter(**here)),
        kept_runs=CountOf(Run.objects.filter(confirmed_at=None, **here)),
        run=_first_id(Run.objects.filter(confirmed_at=None, **here), "municipality"),
        evaluations=CountOf(evaluations),
        evaluation=_first_id(evaluations, "programme__municipality"),
        open_intakes=CountOf(intakes),
        intake=_first_id(intakes, "municipality"),
        sent=CountOf(sent),
    )
    return found.get()


def _first_id(rows, of: str) -> Subquery:
    return Subquery(rows.order_by().values(of).annotate(first=Min("pk")).values("first"))


def _decisions(municipality: Municipality, total: SchoolMorning, counted: dict) -> Iterator[Decision]:
    yield Decision("Отчёты школ ждут подтверждения", total.waiting, reverse("review-list"))
    answers = reverse("submission-list", query={"state": "sent", "municipality": municipality.pk})
    yield Decision("Ответы школ на сборы ждут принятия", counted["sent"], answers)
    yield Decision(
        "Проекты программ ждут утверждения", counted["drafts"],
        _one_or_all(counted["drafts"], "programme-detail", counted["draft"], "programme-list"),
    )  # fmt: skip
    documents = reverse("document-list", query={"status": "draft"})
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
    """Return the address of the record's page if there is only one, else that of their list."""
    return reverse(page, args=[pk]) if number == 1 else reverse(pages)


def _lacks(schools: list[School], counted: dict) -> str:
    if not schools:
        return "schools"
    if not counted["all_programmes"]:
        return "programmes"
    return "" if counted["all_collections"] else "collections"
