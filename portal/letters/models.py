import datetime
from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.transitions import MovingQuerySet, Transitions

SECRET = "[это видит только получатель]"  # noqa: S105 - the mark of its place
"""Stands in a letter's body for its `secret`, which is deleted when the letter is sent."""


class LetterQuerySet(MovingQuerySet):
    state_field = "state"

    def about(self, records: Iterable[models.Model]) -> "LetterQuerySet":
        """Return letters about any of the records, which have to be of one model."""
        records = list(records)
        if not records:
            return self.none()
        return self.filter(
            about_type=ContentType.objects.get_for_model(records[0]), about_id__in=[record.pk for record in records]
        )

    def waiting(self) -> "LetterQuerySet":
        return self.filter(state=Letter.State.WAITING)

    def due(self, now: datetime.datetime) -> "LetterQuerySet":
        """Return letters that are to be tried now, for the first time or again."""
        return self.waiting().filter(next_try_at__lte=now)

    def withdraw(self) -> int:
        """Withdraw the waiting letters among these, so that they aren't tried any more; return how many."""
        return self.move_all("withdraw", next_try_at=None, secret="")


class Letter(models.Model):
    """A letter to one person, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт отправки"
        SENT = "sent", "отправлено"
        IN_FOLDER = "in_folder", "сложено в папку"
        FAILED = "failed", "не отправлено"
        WITHDRAWN = "withdrawn", "отменено"

    # A letter that the server did not accept waits for the next try, until it has been tried often enough.
    TRANSITIONS = Transitions(
        {
            State.WAITING: {
                "send": State.SENT,
                "put_in_folder": State.IN_FOLDER,
                "try_later": State.WAITING,
                "give_up": State.FAILED,
                "withdraw": State.WITHDRAWN,
            },
            State.SENT: {},
            State.IN_FOLDER: {},
            State.FAILED: {},
            State.WITHDRAWN: {},
        }
    )

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters", verbose_name="кому"
    )
    address = models.EmailField("на адрес")
    sender_name = models.CharField("от кого", max_length=500, blank=True)
    reply_to = models.EmailField("отвечать на адрес", blank=True)
    subject = models.CharField("тема", max_length=500)
    body = models.TextField("письмо")
    secret = models.TextField("что видит только получатель", blank=True, editable=False)
    about_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="о какой записи"
    )
    about_id = models.PositiveBigIntegerField("номер записи")
    about = GenericForeignKey("about_type", "about_id")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    failure = models.TextField("почему не отправлено", blank=True)
    written_at = models.DateTimeField("написано", auto_now_add=True)
    next_try_at = models.DateTimeField("когда попробовать", null=True, blank=True)
    gone_at = models.DateTimeField("ушло", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "журнал писем"
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="letter_by_subject"),
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="letter_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "in_folder"], gone_at__isnull=False)
                | (~Q(state__in=["sent", "in_folder"]) & Q(gone_at=None)),
                name="letter_gone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False) | (~Q(state="waiting") & Q(next_try_at=None)),
                name="letter_waits_for_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_gone(self) -> bool:
        return self.gone_at is not None
