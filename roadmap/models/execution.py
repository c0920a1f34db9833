from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.accounts.roles import Permission
from roadmap.models.plan import Activity
from schools.models import School
from schools.scope import scope_of


class ExecutionReportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ExecutionReportQuerySet":
        """Reports of the schools that the user may see, and of their department."""
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


class ExecutionReport(models.Model):
    """What a school, or without one the department, reports on an activity."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "не начато"
        IN_PROGRESS = "in_progress", "в работе"
        DONE = "done", "выполнено"
        NOT_DONE = "not_done", "не выполнено"
        POSTPONED = "postponed", "перенесено"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="reports", verbose_name="мероприятие")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="школа"
    )
    status = models.CharField("состояние", max_length=12, choices=Status, default=Status.NOT_STARTED)
    text = models.TextField("что сделано", blank=True)
    order_number = models.CharField("номер приказа", max_length=100, blank=True)
    order_on = models.DateField("дата приказа", null=True, blank=True)
    version = models.PositiveIntegerField("который раз", default=0, editable=False)
    reported_at = models.DateTimeField("когда", auto_now=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    objects = ExecutionReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт об исполнении"
        verbose_name_plural = "отчёты об исполнении"
        ordering = ["activity", "school__name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "school"],
                condition=Q(school__isnull=False),
                name="report_of_a_school_once",
                violation_error_message="Отчёт школы об этом мероприятии уже есть.",
            ),
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(school__isnull=True),
                name="report_of_the_department_once",
                violation_error_message="Отчёт отдела об этом мероприятии уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.text}"
