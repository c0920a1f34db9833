from django.conf import settings
from django.db import models

from indicators.models.indicator import Indicator
from indicators.models.period import Period
from indicators.models.value import Value
from schools.models import School


class Comment(models.Model):
    """A remark on a cell of the grid, whether it holds a value or not."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="comments")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="comments")
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    kind = models.CharField(max_length=4, choices=Value.Kind, default=Value.Kind.FACT)
    text = models.TextField("замечание", max_length=2000)
    written_at = models.DateTimeField("когда", auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["period", "indicator", "school"], name="comment_by_cell")]

    def __str__(self) -> str:
        return self.text
