from django.db import models


class PostedForm(models.Model):
    """A form as somebody sent it, and where the answer led; forgotten after a day."""

    key = models.CharField(max_length=64, unique=True)
    led_to = models.TextField(default="")
    posted_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "отправленная форма"
        verbose_name_plural = "отправленные формы"

    def __str__(self) -> str:
        return self.led_to
