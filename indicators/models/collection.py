import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models.indicator import Indicator
from indicators.models.period import Period
from portal.accounts.roles import Permission
from schools.models import Municipality, School
from schools.scope import scope_of


class CollectionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CollectionQuerySet":
        """The department's collections, and those that one's own school is asked for."""
        scope = scope_of(user)
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS)
            | Q(pk__in=Submission.objects.filter(school__in=scope.school_ids).values("collection"))
        )


class Collection(models.Model):
    """A request to schools: these indicators, for this period, until that day."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="collections", verbose_name="муниципалитет"
    )
    title = models.CharField("название", max_length=300)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="collections", verbose_name="период")
    due_on = models.DateField("внести до")
    indicators = models.ManyToManyField(Indicator, related_name="collections", verbose_name="показатели")
    opened_at = models.DateTimeField("открыт", auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто открыл"
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = "сбор показателей"
        verbose_name_plural = "сборы показателей"
        ordering = ["-due_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """A school's answer to a collection. `TRANSITIONS` says which step leads from where to where."""

    class Status(models.TextChoices):
        OPEN = "open", "заполняется"
        SENT = "sent", "отправлено"
        RETURNED = "returned", "возвращено"
        ACCEPTED = "accepted", "принято"

    class Step(models.TextChoices):
        SEND = "send", "отправить"
        ACCEPT = "accept", "принять"
        RETURN = "return", "вернуть"
        REOPEN = "reopen", "открыть снова"

    TRANSITIONS = {
        Step.SEND: ({Status.OPEN, Status.RETURNED}, Status.SENT),
        Step.ACCEPT: ({Status.SENT}, Status.ACCEPTED),
        Step.RETURN: ({Status.SENT, Status.ACCEPTED}, Status.RETURNED),
        Step.REOPEN: ({Status.ACCEPTED, Status.OPEN}, Status.OPEN),
    }

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="submissions", verbose_name="сбор"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="submissions", verbose_name="школа")
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.OPEN)
    note = models.TextField("замечание отдела", blank=True, max_length=2000)
    reopened_until = models.DateField("открыто до", null=True, blank=True)
    sent_at = models.DateTimeField("когда отправлено", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто отправил",
    )  # fmt: skip
    reminded_at = models.DateTimeField("когда напомнили", null=True, blank=True)

    class Meta:
        verbose_name = "ответ школы"
        verbose_name_plural = "ответы школ"
        ordering = ["school__name_key"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "school"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="submission_sent_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_status_display()}"

    def is_late(self, on: datetime.date) -> bool:
        """Not with the department although its day has passed; a school that was reopened has its own day."""
        due_on = self.reopened_until or self.collection.due_on
        return self.status in (self.Status.OPEN, self.Status.RETURNED) and on > due_on

    def locked_for_school(self, on: datetime.date) -> str:
        """Why the school can't change its values now; "" where it can."""
        if self.status == self.Status.ACCEPTED:
            return f"Принято отделом («{self.collection}»). Чтобы исправить, попросите открыть снова."
        if self.reopened_until and on > self.reopened_until:
            return f"Было открыто до {self.reopened_until:%d.%m.%Y} («{self.collection}»)."
        return ""
