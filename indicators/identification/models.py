"""Models of methods, of kept runs with their schools, and of lists of schools with low results."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.catalogue.models import Period
from indicators.identification.fields import StoredDataField
from indicators.identification.format.protocol import MUNICIPAL_FIGURES, PROTOCOL, USED_VALUES
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.shared.answers import SchoolVerdict
from portal.accounts.roles import Permission
from portal.fields import EmptyKeysField, WrittenField
from portal.transitions import Transitions
from schools.access.scope import scope_of
from schools.directory.kinds import KINDS
from schools.directory.models import Municipality, School
from schools.methods.models import MunicipalMethod
from schools.orders.models import Order


class Method(MunicipalMethod):
    """A municipality's own method of identification."""

    Shape = IdentificationShape

    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, verbose_name="приказ")

    class Meta(MunicipalMethod.Meta):
        verbose_name = "метод идентификации"
        verbose_name_plural = "методы идентификации"


class RunState(models.TextChoices):
    KEPT = "kept", "сохранена"
    CONFIRMED = "confirmed", "утверждена"


class RunQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RunQuerySet":
        """Runs in municipalities where the user may see all schools, since a run names all of them."""
        return self.filter(scope_of(user).municipalities_with(Permission.VIEW_ALL_SCHOOLS))


class Run(models.Model):
    """A kept run: the method as it was, and every value used for each school; none of that changes later.

    Once it is confirmed, its decisions don't change either. `TRANSITIONS` has, for each state, the actions that it
    allows and where they lead.
    """

    TRANSITIONS = Transitions({
        RunState.KEPT: {
            "decide": RunState.KEPT, "confirm_run": RunState.CONFIRMED, "delete_run": None,
        },
        RunState.CONFIRMED: {"withdraw_confirmation": RunState.KEPT},
    })  # fmt: skip

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
    figures = StoredDataField("показатели района", of=MUNICIPAL_FIGURES, default=list, blank=True)
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
        return f"ШНОР {self.period.label}: {self.shape.name}"

    @property
    def state(self) -> RunState:
        return RunState.CONFIRMED if self.confirmed_at else RunState.KEPT

    def allows(self, action: str) -> bool:
        """Return whether the run's state allows the action; the user's permission is checked elsewhere."""
        return self.TRANSITIONS.allows(action, self.state)

    @property
    def shape(self) -> IdentificationShape:
        return IdentificationShape.model_validate(self.body)


class RunSchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RunSchoolQuerySet":
        """Rows of the user's own schools, and of all schools where the user may see all."""
        scope = scope_of(user)
        return self.filter(
            scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, "run__municipality") | Q(school__in=scope.school_ids)
        )


class RunSchool(models.Model):
    """What a run found about a school, and the coordinator's decision, which confirms or overrules the verdict."""

    Verdict = SchoolVerdict

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="schools", verbose_name="идентификация")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="run_schools", verbose_name="школа")
    name = models.CharField("название тогда", max_length=500)
    kind = models.CharField("вид тогда", max_length=9, blank=True, choices=KINDS)
    verdict = models.CharField("решение метода", max_length=7, choices=Verdict)
    protocol = StoredDataField("протокол", of=PROTOCOL)
    values = StoredDataField("использованные значения", of=USED_VALUES)
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
        """The coordinator's decision, or the method's verdict as long as there is none."""
        return self.decision or self.verdict

    @property
    def is_listed(self) -> bool:
        return self.answer == self.Verdict.IN


class LowResultListQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LowResultListQuerySet":
        """Lists in municipalities where the user may see all schools, since a list names other schools."""
        return self.filter(scope_of(user).municipalities_with(Permission.VIEW_ALL_SCHOOLS))


class LowResultList(models.Model):
    """A list of schools with low results (ШНОР) of a year, as an order approves it."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="low_result_lists", verbose_name="муниципалитет"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, null=True, blank=True, verbose_name="год")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, verbose_name="приказ")
    run = models.OneToOneField(
        Run, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="low_result_list",
        verbose_name="идентификация",
    )  # fmt: skip
    annex = WrittenField("номер приложения")
    caption = WrittenField("гриф приложения")
    title = WrittenField("заголовок")
    columns = models.JSONField("заголовки столбцов", null=True, blank=True)
    empty_keys = EmptyKeysField()

    objects = LowResultListQuerySet.as_manager()

    class Meta:
        verbose_name = "список школ с низкими результатами"
        verbose_name_plural = "списки школ с низкими результатами"
        ordering = ["-period__start_on", "-pk"]

    def __str__(self) -> str:
        return self.title or "Список школ с низкими результатами"


class ListedSchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ListedSchoolQuerySet":
        return self.filter(low_result_list__in=LowResultList.objects.visible_to(user))


class ListedSchool(models.Model):
    low_result_list = models.ForeignKey(LowResultList, on_delete=models.CASCADE, related_name="listed_schools")
    position = models.PositiveIntegerField("место в списке")
    name = WrittenField("название в документе")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="listings", verbose_name="школа"
    )
    empty_keys = EmptyKeysField()

    objects = ListedSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа списка"
        verbose_name_plural = "школы списка"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or "—"


class Criterion(models.Model):
    """A line of a school's table of criteria: the result as it is and as it is expected, as written."""

    listed_school = models.ForeignKey(ListedSchool, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveIntegerField("место в таблице")
    number = WrittenField("номер")
    name = WrittenField("критерий")
    current = WrittenField("текущий результат")
    expected = WrittenField("ожидаемый результат")

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or "—"
