import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from portal.accounts.roles import Permission
from portal.transitions import Transitions
from roadmap.execution.nearness import OPENS_BEFORE
from roadmap.execution.state import (
    CLOSED,
    AssignmentReview,
    AssignmentStatus,
    state_expression,
)
from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import School

# Holds for assignments that are not finished, provided they are not waived: it follows from the report and its review
# alone, so that the database needn't compute the state.
IS_OPEN = ~Q(status__in=CLOSED) | Q(review=AssignmentReview.RETURNED)
_NEVER = models.Value(datetime.date.max)
# The ways from an assignment to the programme whose plan it is of, and to that programme's municipality.
PROGRAMME = "activity__direction__roadmap__programme"
MUNICIPALITY = f"{PROGRAMME}__municipality"


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        """Keep assignments of schools that the user may see, and of their own department."""
        scope = scope_of(user)
        of_department = Q(school=None)
        if not scope.everywhere:
            of_department &= Q(**{f"{MUNICIPALITY}__in": scope.municipality_ids})
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, MUNICIPALITY)
            | Q(school__in=scope.school_ids)
            | of_department
        )

    def of_programme(self, programme) -> "AssignmentQuerySet":
        return self.filter(**{PROGRAMME: programme})

    def of_roadmap(self, roadmap) -> "AssignmentQuerySet":
        return self.filter(activity__direction__roadmap=roadmap)

    def of_municipality(self, municipality) -> "AssignmentQuerySet":
        return self.filter(**{MUNICIPALITY: municipality})

    def planned(self) -> "AssignmentQuerySet":
        """Keep what approved programmes plan today, including what is marked as not required."""
        return self.filter(is_expected=True, **{f"{PROGRAMME}__status": "approved"})

    def in_force(self) -> "AssignmentQuerySet":
        """Keep what approved programmes require today: `planned()` without what is marked as not required."""
        return self.planned().exclude(review=AssignmentReview.WAIVED)

    def waived(self) -> "AssignmentQuerySet":
        return self.filter(review=AssignmentReview.WAIVED)

    def running(self, on: datetime.date) -> "AssignmentQuerySet":
        """Keep assignments of programmes that people still report on, by the rule of `Programme.is_over`."""
        last_over = on.year - 1 if (on.month, on.day) > (6, 30) else on.year - 2
        return self.filter(**{f"{PROGRAMME}__end_year__gt": last_over})

    def reported(self) -> "AssignmentQuerySet":
        return self.filter(version__gt=0)

    def with_state(self, on: datetime.date) -> "AssignmentQuerySet":
        """Annotate each assignment with its `state`, the same that `state_of` returns."""
        return self.annotate(state=state_expression(on))

    def unfinished(self) -> "AssignmentQuerySet":
        """Keep those whose state is not finished: no report closes them, and they are not waived."""
        return self.filter(IS_OPEN).exclude(review=AssignmentReview.WAIVED)

    def overdue(self, on: datetime.date) -> "AssignmentQuerySet":
        """Keep unfinished ones whose last day is over; an assignment without a day is never overdue."""
        return self.unfinished().filter(deadline_on__lt=on)

    def due_within(self, first: datetime.date, last: datetime.date) -> "AssignmentQuerySet":
        """Keep unfinished ones whose last day lies between these days, both included."""
        return self.unfinished().filter(deadline_on__range=(first, last))

    def expected_now(self, on: datetime.date) -> "AssignmentQuerySet":
        """Keep what a page of tasks asks for, by the same rule as `Tasks.expected`.

        These are returned ones, overdue ones, those without a day, and those that have begun or begin within a month.
        """
        is_near = Q(deadline_on=None) | Q(deadline_on__lt=on) | Q(starts_on__lte=on + OPENS_BEFORE)
        asked = self.running(on).filter(is_near).exclude(review=AssignmentReview.WAITING)
        return self.unfinished().filter(Q(review=AssignmentReview.RETURNED) | Q(pk__in=asked.values("pk")))

    def without_evidence(self) -> "AssignmentQuerySet":
        """Keep those reported as done without any document, unless they were returned or waived."""
        evidence = self.model._meta.get_field("evidence").related_model.objects.filter(assignment=OuterRef("pk"))
        done = self.filter(~Exists(evidence), status=AssignmentStatus.DONE)
        return done.exclude(review__in=[AssignmentReview.RETURNED, AssignmentReview.WAIVED])

    def department_first(self) -> "AssignmentQuerySet":
        return self.order_by(
            F("school__name_key").asc(nulls_first=True), F("ends_on").asc(nulls_last=True), "starts_on", "pk"
        )


class Assignment(models.Model):
    """What a school, or the department, has to do of an activity in one span of its term; and the report on it.

    Without a school it is the department's. Assignments are derived from the activity's words. `deadline_on` is the
    last day of the span, or a later one that the department has agreed to.
    """

    told_by = ("activity", "school")

    Status = AssignmentStatus
    Review = AssignmentReview

    # Which steps lead from one review to another; a report may change `status` to any other at any time.
    TRANSITIONS = Transitions(
        {
            Review.NONE: {
                "report_progress": Review.NONE,
                "report_result": Review.WAITING,
                "report_as_department": Review.NONE,
                "waive": Review.WAIVED,
            },
            Review.WAITING: {
                "report_progress": Review.NONE,
                "report_result": Review.WAITING,
                "report_as_department": Review.NONE,
                "confirm": Review.CONFIRMED,
                "return": Review.RETURNED,
            },
            Review.CONFIRMED: {"report_as_department": Review.NONE, "return": Review.RETURNED},
            Review.RETURNED: {
                "report_progress": Review.NONE,
                "report_result": Review.WAITING,
                "report_as_department": Review.NONE,
                "waive": Review.WAIVED,
            },
            Review.WAIVED: {"require": Review.NONE, "require_returned": Review.RETURNED},
        }
    )

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="assignments", verbose_name="мероприятие"
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name="этап"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name="школа"
    )
    starts_on = models.DateField("начало срока", null=True, blank=True)
    ends_on = models.DateField("конец срока", null=True, blank=True)
    deadline_on = models.DateField("сделать до", null=True, blank=True)
    is_expected = models.BooleanField(
        "предусмотрено планом", default=True, help_text="Иначе план этого больше не требует, но отчёт сохранён."
    )

    status = models.CharField("состояние", max_length=12, choices=Status, default=Status.NOT_STARTED)
    text = models.TextField("что сделано", blank=True)
    done_on = models.DateField("когда сделано", null=True, blank=True)
    postponed_to = models.DateField("просят перенести на", null=True, blank=True)
    version = models.PositiveIntegerField("который раз", default=0, editable=False)
    reported_at = models.DateTimeField("когда", null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто"
    )
    is_on_behalf = models.BooleanField("отчитался отдел за школу", default=False)

    review = models.CharField("подтверждение", max_length=10, choices=Review, default=Review.NONE)
    review_note = models.TextField("замечание отдела", blank=True, max_length=2000)
    reviewed_at = models.DateTimeField("когда рассмотрено", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто рассмотрел",
    )  # fmt: skip
    waived_because = models.TextField("почему не требуется", blank=True, max_length=1000)
    waived_at = models.DateTimeField("когда отмечено, что не требуется", null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто решил, что не требуется", help_text="Никто, если так следует из дня утверждения программы.",
    )  # fmt: skip

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                "activity",
                Coalesce("stage", 0),
                Coalesce("school", 0),
                Coalesce("starts_on", _NEVER),
                Coalesce("ends_on", _NEVER),
                name="assignment_once",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None, deadline_on=None)
                | Q(starts_on__lte=F("ends_on"), deadline_on__gte=F("ends_on")),
                name="assignment_spans_days",
            ),
            models.CheckConstraint(
                condition=Q(version=0, status="not_started", reported_at=None, reported_by=None)
                | Q(version__gt=0, reported_at__isnull=False),
                name="assignment_reported_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(review="waived", waived_at__isnull=False) & ~Q(waived_because="")
                | ~Q(review="waived") & Q(waived_because="", waived_at=None, waived_by=None),
                name="assignment_waived_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "deadline_on"], name="assignment_of_school_by_day")]

    def __str__(self) -> str:
        return f"{self.school or 'Отдел'}: {self.about}"

    @property
    def programme(self) -> Programme:
        return self.activity.direction.roadmap.programme

    @property
    def event(self) -> str:
        """Return the name of the control event that it is about; "" if it is about the activity or an unnamed stage."""
        return (self.stage and self.stage.name) or ""

    @property
    def about(self) -> str:
        return f"{self.activity}. {self.event}" if self.event else str(self.activity)

    @property
    def is_waived(self) -> bool:
        return self.review == self.Review.WAIVED

    @property
    def was_returned(self) -> bool:
        """Return whether the department has returned the last report, and nothing has been reported since."""
        if not self.review_note or self.reported_at is None or self.reviewed_at is None:
            return False
        return self.reported_at <= self.reviewed_at

    @property
    def term(self) -> str | None:
        """Return its term as written: the stage's own, or the activity's if the stage has none."""
        return (self.stage and self.stage.term) or self.activity.term
