from django.conf import settings
from django.db import models

from indicators.models.value import Value


class Comment(models.Model):
    """A remark on a cell. A cell that has no value yet gets an empty one, of version 0, to hang it on."""

    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="comments", verbose_name="значение")
    text = models.TextField("замечание", max_length=2000)
    written_at = models.DateTimeField("когда", auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text
