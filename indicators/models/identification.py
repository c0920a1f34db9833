from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.identification.format import MethodShape
from indicators.models.period import Period
from portal.accounts.roles import Permission
from schools.models import Municipality, MunicipalMethod, Order, School
from schools.school_kind import KINDS
from schools.scope import scope_of


class Method(MunicipalMethod):
    """A municipality's own method of identification."""

    Shape = MethodShape

    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, verbose_name="приказ")

    class Meta(MunicipalMethod.Meta):
        verbose_name = "метод идентификации"
        verbose_name_plural = "методы идентификации"


class RunQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RunQuerySet":
        """A run names all schools: only for those who may see all of them."""
        return self.filter(scope_of(user).municipalities_with(Permission.VIEW_ALL_SCHOOLS))


class Run(models.Model):
    """A run that is kept: the method as it was, and of each school every value used; none of it changes later.

    Once confirmed, its decisions don't change either.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="runs", verbose_name="муниципалитет"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="runs", verbose_name="год")
    method = models.ForeignKey(
        Method, on_delete=models.PROTECT, null=True, blank=True, related_name="runs", verbose_name="метод"
    )
    method_key = models.CharField("ключ поставляемого метода", max_length=60, blank=True)
    body = models.JSONField("правила, по которым судили")
    remarks = models.JSONField("замечания", default=list, blank=True)
    figures = models.JSONField("показатели района", default=list, blank=True)
    made_at = models.DateTimeField("когда", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    confirmed_at = models.DateTimeField("когда утверждён", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто утвердил",
    )  # fmt: skip

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "идентификация школ"
        verbose_name_plural = "идентификации школ"
        ordering = ["-period__start_on", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="run_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape.name}, {self.period}"

    @property
    def shape(self) -> MethodShape:
        return MethodShape.model_validate(self.body)


class RunSchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RunSchoolQuerySet":
        """All schools of a run, or one's own."""
        scope = scope_of(user)
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, "run__municipality") | Q(school__in=scope.school_ids)
        )


class RunSchool(models.Model):
    """What a run found about a school, and what the coordinator made of it: the verdict confirmed or overruled."""

    class Verdict(models.TextChoices):
        IN = "in", "в списке"
        OUT = "out", "не в списке"
        UNKNOWN = "unknown", "недостаточно данных"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="schools", verbose_name="идентификация")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="run_schools", verbose_name="школа")
    name = models.CharField("название тогда", max_length=500)
    kind = models.CharField("вид тогда", max_length=9, blank=True, choices=KINDS)
    verdict = models.CharField("решение метода", max_length=7, choices=Verdict)
    protocol = models.JSONField("протокол")
    values = models.JSONField("использованные значения")
    decision = models.CharField("решение отдела", max_length=3, choices=Verdict.choices[:2], blank=True)
    reason = models.TextField("почему", blank=True, max_length=2000)
    decided_at = models.DateTimeField("когда решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто решил",
    )  # fmt: skip

    objects = RunSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа идентификации"
        verbose_name_plural = "школы идентификации"
        ordering = ["school__name_key"]
        constraints = [
            models.UniqueConstraint(fields=["run", "school"], name="run_school_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="run_school_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", models.F("verdict")]) | ~Q(reason=""),
                name="run_school_overruled_with_a_reason",
                violation_error_message="Напишите, почему решение отдела другое, чем у метода.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verdict_display()}"

    @property
    def answer(self) -> str:
        """The coordinator's decision, or, before there is one, the method's."""
        return self.decision or self.verdict

    @property
    def is_listed(self) -> bool:
        return self.answer == self.Verdict.IN
