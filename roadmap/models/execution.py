import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from portal.accounts.roles import Permission
from roadmap.models.plan import Activity, Stage
from schools.models import School
from schools.scope import scope_of

_NEVER = models.Value(datetime.date.max)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        """Those of the schools that the user may see, and of their department."""
        scope = scope_of(user)
        municipality = "activity__direction__roadmap__programme__municipality"
        of_department = Q(school=None)
        if not scope.everywhere:
            of_department &= Q(**{f"{municipality}__in": scope.municipality_ids})
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, municipality)
            | Q(school__in=scope.school_ids)
            | of_department
        )

    def in_force(self) -> "AssignmentQuerySet":
        """What approved programmes ask for today; what a later text no longer asks for is not in force."""
        return self.filter(is_expected=True, activity__direction__roadmap__programme__status="approved")

    def running(self, on: datetime.date) -> "AssignmentQuerySet":
        """Of programmes that somebody still reports on, as `Programme.is_over` tells."""
        last_over = on.year - 1 if (on.month, on.day) > (6, 30) else on.year - 2
        return self.filter(activity__direction__roadmap__programme__end_year__gt=last_over)

    def reported(self) -> "AssignmentQuerySet":
        return self.filter(version__gt=0)

    def unfinished(self) -> "AssignmentQuerySet":
        return self.filter(~Q(status__in=Assignment.CLOSED) | Q(review=Assignment.Review.RETURNED))

    def overdue(self, on: datetime.date) -> "AssignmentQuerySet":
        """Unfinished after their last day; what can't be dated is never overdue."""
        return self.unfinished().filter(deadline_on__lt=on)

    def department_first(self) -> "AssignmentQuerySet":
        return self.order_by(
            F("school__name_key").asc(nulls_first=True), F("ends_on").asc(nulls_last=True), "starts_on", "pk"
        )


class Assignment(models.Model):
    """What a school, or without one the department, has to do of an activity in one span of its term, and its report.

    Derived from the activity's words; `deadline_on` is the span's last day, or the later one that was agreed.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "не начато"
        IN_PROGRESS = "in_progress", "в работе"
        DONE = "done", "выполнено"
        NOT_DONE = "not_done", "не выполнено"
        POSTPONED = "postponed", "перенесено"

    class Review(models.TextChoices):
        NONE = "none", "не требуется"
        WAITING = "waiting", "ждёт подтверждения"
        CONFIRMED = "confirmed", "подтверждено"
        RETURNED = "returned", "возвращено"

    CLOSED = (Status.DONE, Status.NOT_DONE)

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
        ]
        indexes = [models.Index(fields=["school", "deadline_on"], name="assignment_of_school_by_day")]

    def __str__(self) -> str:
        return f"{self.school or 'Отдел'}: {self.activity}"

    @property
    def term(self) -> str | None:
        """Its term as written: the stage's own, else the activity's."""
        return (self.stage and self.stage.term) or self.activity.term

    @property
    def is_finished(self) -> bool:
        return self.status in self.CLOSED and self.review != self.Review.RETURNED

    def is_overdue(self, on: datetime.date) -> bool:
        """As `overdue` of the queryset."""
        return not self.is_finished and self.deadline_on is not None and self.deadline_on < on
