import secrets

from django.conf import settings
from django.db import models


def new_calendar_token() -> str:
    return secrets.token_urlsafe(24)


class ReminderChoice(models.Model):
    """When a person wants to be reminded, up to which day they were, and the secret address of their calendar."""

    WHEN = "month_before", "week_before", "day_before", "weekly_after"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_choice", verbose_name="кто"
    )
    month_before = models.BooleanField("за 30 дней до срока", default=True)
    week_before = models.BooleanField("за 7 дней", default=True)
    day_before = models.BooleanField("за 1 день", default=True)
    weekly_after = models.BooleanField("после срока — раз в неделю", default=True)
    covered_until = models.DateField(
        "учтено по день", null=True, blank=True, editable=False,
        help_text="Всё, о чём надо было напомнить по этот день, уже учтено.",
    )  # fmt: skip
    calendar_token = models.CharField(
        max_length=40, unique=True, null=True, blank=True, editable=False, help_text="Пока не попросили, адреса нет."
    )

    class Meta:
        verbose_name = "выбор напоминаний"
        verbose_name_plural = "выбор напоминаний"

    def __str__(self) -> str:
        return f"Напоминания: {self.user}"

    @property
    def wants_letters(self) -> bool:
        return self.month_before or self.week_before or self.day_before or self.weekly_after


class Reminder(models.Model):
    """A letter that was sent; at most one a day to a person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders", verbose_name="кому"
    )
    sent_on = models.DateField("день")
    sent_at = models.DateTimeField("когда отправлено", auto_now_add=True)
    subject = models.CharField("тема", max_length=200)
    body = models.TextField("письмо")

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "журнал напоминаний"
        ordering = ["-sent_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "sent_on"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return self.subject
