import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from indicators.catalogue.models import Indicator, Period
from portal.accounts.roles import Permission
from portal.transitions import Transitions
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School


class CollectionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CollectionQuerySet":
        """All collections of the user's department, and those that ask the user's school and are not withdrawn."""
        scope = scope_of(user)
        asked = Submission.objects.filter(school__in=scope.school_ids).values("collection")
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS)
            | (Q(pk__in=asked) & ~Q(state=Collection.State.WITHDRAWN))
        )


class Collection(models.Model):
    """A request to schools to enter values of certain indicators, for one period, by a certain day.

    A closed one is over: its values are locked for its schools. A withdrawn one was a mistake: schools don't see it.
    """

    class State(models.TextChoices):
        RUNNING = "running", "идёт"
        CLOSED = "closed", "закрыт"
        WITHDRAWN = "withdrawn", "отозван"

        @property
        def as_done(self) -> str:
            """What was done to a collection to bring it into this state: «закрыт», «отозван», «возобновлён»."""
            return "возобновлён" if self == self.RUNNING else self.label

    TRANSITIONS = Transitions(
        {
            State.RUNNING: {"close": State.CLOSED, "withdraw": State.WITHDRAWN},
            State.CLOSED: {"resume": State.RUNNING},
            State.WITHDRAWN: {"resume": State.RUNNING},
        }
    )

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="collections", verbose_name="муниципалитет"
    )
    title = models.CharField("название", max_length=300)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="collections", verbose_name="период")
    due_on = models.DateField("внести до")
    indicators = models.ManyToManyField(Indicator, related_name="collections", verbose_name="показатели")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.RUNNING)
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


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubmissionQuerySet":
        """The answers of the user's own schools, and of all schools where the user may see all."""
        scope = scope_of(user)
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, "collection__municipality")
            | Q(school__in=scope.school_ids)
        )

    def running(self) -> "SubmissionQuerySet":
        return self.filter(collection__state=Collection.State.RUNNING)

    def awaited(self) -> "SubmissionQuerySet":
        """Answers in running collections that schools have not sent yet, or got back."""
        return self.running().filter(status__in=[Submission.Status.OPEN, Submission.Status.RETURNED])

    def late(self, on: datetime.date) -> "SubmissionQuerySet":
        """Answers that are late on that day, by the rule of `Submission.is_late`."""
        due_on = Coalesce("reopened_until", "collection__due_on")
        return self.awaited().alias(last_day=due_on).filter(last_day__lt=on)

    def with_department(self) -> "SubmissionQuerySet":
        return self.filter(status__in=[Submission.Status.SENT, Submission.Status.ACCEPTED])


class Submission(models.Model):
    """A school's answer to a collection; `TRANSITIONS` has the steps that each status allows, and where they lead."""

    told_by = ("collection", "school")

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
        CLOSE = "close", "отправить и принять за школу"

    TRANSITIONS = Transitions(
        {
            Status.OPEN: {Step.SEND: Status.SENT, Step.REOPEN: Status.OPEN, Step.CLOSE: Status.ACCEPTED},
            Status.SENT: {Step.ACCEPT: Status.ACCEPTED, Step.RETURN: Status.RETURNED},
            Status.RETURNED: {Step.SEND: Status.SENT, Step.CLOSE: Status.ACCEPTED},
            Status.ACCEPTED: {Step.RETURN: Status.RETURNED, Step.REOPEN: Status.OPEN},
        }
    )

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
    is_on_behalf = models.BooleanField("отправил отдел за школу", default=False)

    objects = SubmissionQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(is_on_behalf=False) | Q(sent_at__isnull=False), name="submission_on_behalf_is_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_status_display()}"

    @property
    def due_on(self) -> datetime.date:
        """The last day for the school: its own one if its answer was reopened, else the collection's."""
        return self.reopened_until or self.collection.due_on

    @property
    def is_awaited(self) -> bool:
        is_running = self.collection.state == Collection.State.RUNNING
        return is_running and self.status in (self.Status.OPEN, self.Status.RETURNED)

    def is_late(self, on: datetime.date) -> bool:
        """Return whether it is still awaited although its last day has passed."""
        return self.is_awaited and on > self.due_on

    def locked_for_school(self, on: datetime.date) -> str:
        """Why the school can't change its values now, in Russian; "" if it can."""
        if self.collection.state == Collection.State.WITHDRAWN:
            return ""
        if self.collection.state == Collection.State.CLOSED:
            return f"Сбор «{self.collection}» закрыт. Чтобы исправить, попросите отдел открыть его снова."
        if self.status == self.Status.ACCEPTED:
            return f"Принято отделом («{self.collection}»). Чтобы исправить, попросите открыть снова."
        if self.reopened_until and on > self.reopened_until:
            return f"Было открыто до {self.reopened_until:%d.%m.%Y} («{self.collection}»)."
        return ""
