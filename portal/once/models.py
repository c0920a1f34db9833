from django.db import models
from django.utils import timezone


class PostedForm(models.Model):
    """A form that somebody sent, or its words whoever sent them, and where the answer led; deleted after a day."""

    key = models.CharField(max_length=64, unique=True)
    person = models.PositiveBigIntegerField(null=True)
    led_to = models.TextField(default="")
    posted_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "отправленная форма"
        verbose_name_plural = "отправленные формы"

    def __str__(self) -> str:
        return self.led_to
