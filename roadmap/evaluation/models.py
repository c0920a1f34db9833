from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.catalogue.models import Period
from portal.accounts.roles import Permission
from portal.transitions import Transitions
from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.degrees import AchievementState
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorGroup, IndicatorRow
from schools.access.scope import scope_of


class EvaluationState(models.TextChoices):
    DRAFT = "draft", "черновик"
    KEPT = "kept", "закреплена"


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EvaluationQuerySet":
        """Keep those of programmes that the user may see.

        Drafts are seen only by those who see all schools, and by the school whose programme it is.
        """
        scope = scope_of(user)
        if scope.everywhere:
            return self
        own = Q(programme__school__in=scope.school_ids)
        whole = scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, "programme__municipality")
        programmes = Programme.objects.visible_to(user)
        return self.filter(Q(kept_at__isnull=False) | own | whole, programme__in=programmes)


class Evaluation(models.Model):
    """The evaluation of a programme's effectiveness in a year.

    A draft follows today's values, and only what people typed is stored. A kept one is stored with all that it used;
    `result` has its figures, class and counts. `TRANSITIONS` says what may be done in each state, and what follows.
    """

    TRANSITIONS = Transitions(
        {
            EvaluationState.DRAFT: {
                "write": EvaluationState.DRAFT,
                "choose_method": EvaluationState.DRAFT,
                "keep": EvaluationState.KEPT,
            },
            EvaluationState.KEPT: {"reopen": EvaluationState.DRAFT},
        }
    )

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="evaluations", verbose_name="программа"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="evaluations", verbose_name="год")
    method = models.ForeignKey(
        EvaluationMethod, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations",
        verbose_name="метод",
    )  # fmt: skip
    method_key = models.CharField("ключ поставляемого метода", max_length=60, blank=True)
    body = models.JSONField("правила, по которым оценено")
    money_planned = models.CharField("расходы по плану", max_length=100, blank=True)
    money_spent = models.CharField("израсходовано", max_length=100, blank=True)
    has_no_money = models.BooleanField("финансирование не предусмотрено", default=False)
    conclusions = models.TextField("выводы", blank=True, max_length=20_000)
    result = models.JSONField("итог", default=dict, blank=True)
    made_at = models.DateTimeField("начата", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто начал"
    )
    kept_at = models.DateTimeField("когда закреплена", null=True, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто закрепил",
    )  # fmt: skip

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "оценка эффективности"
        verbose_name_plural = "оценки эффективности"
        ordering = ["-period__start_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "period"], name="evaluation_of_a_year_once"),
            models.CheckConstraint(
                condition=Q(kept_at=None, kept_by=None) | Q(kept_at__isnull=False, kept_by__isnull=False),
                name="evaluation_kept_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Оценка эффективности, {self.period}"

    @property
    def shape(self) -> EvaluationMethodShape:
        return EvaluationMethodShape.model_validate(self.body)

    @property
    def is_kept(self) -> bool:
        return self.kept_at is not None

    @property
    def state(self) -> EvaluationState:
        return EvaluationState.KEPT if self.is_kept else EvaluationState.DRAFT

    def allows(self, action: str) -> bool:
        return self.TRANSITIONS.allows(action, self.state)


class IndicatorVerdict(models.TextChoices):
    DONE = "done", "выполнен"
    NOT_DONE = "not_done", "не выполнен"


class EvaluationRow(models.Model):
    """An indicator of an evaluation: what people typed for it, and in a kept one everything as it was then."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="rows", verbose_name="оценка")
    row = models.ForeignKey(
        IndicatorRow, on_delete=models.SET_NULL, null=True, related_name="evaluation_rows", verbose_name="строка"
    )
    position = models.PositiveIntegerField("место", default=0)
    reason = models.TextField("причина отклонения", blank=True, max_length=5_000)
    verdict = models.CharField("решение вручную", max_length=8, choices=IndicatorVerdict, blank=True)
    weight = models.DecimalField("вес", max_digits=9, decimal_places=4, default=Decimal(1))

    group = models.TextField("направление", blank=True)
    number = models.TextField("номер", blank=True)
    name = models.TextField("показатель", blank=True)
    unit = models.CharField("единица измерения", max_length=60, blank=True)
    before = models.TextField("год назад", blank=True)
    plan = models.TextField("план", blank=True)
    fact = models.TextField("факт", blank=True)
    state = models.CharField(
        "итог", max_length=11, choices=[(each.value, each.value) for each in AchievementState], blank=True
    )
    share = models.CharField("степень достижения", max_length=60, blank=True, help_text="Доля, 1 — план целиком.")
    words = models.TextField("расчёт", blank=True)
    deviates = models.BooleanField("есть отклонение", default=False)
    is_at_risk = models.BooleanField("под угрозой", default=False)
    doubts = models.JSONField("о чём портал переспросил", default=list, blank=True)

    class Meta:
        verbose_name = "показатель оценки"
        verbose_name_plural = "показатели оценки"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "row"], name="evaluation_row_once")]

    def __str__(self) -> str:
        return self.name or str(self.row)


class EvaluationPart(models.Model):
    """A sub-programme of an evaluation, which is a group of the table of indicators: its weight and its money."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="parts", verbose_name="оценка")
    group = models.ForeignKey(
        IndicatorGroup, on_delete=models.SET_NULL, null=True, related_name="evaluation_parts",
        verbose_name="группа показателей",
    )  # fmt: skip
    position = models.PositiveIntegerField("место", default=0)
    title = models.TextField("подпрограмма", blank=True)
    weight = models.DecimalField("вес", max_digits=9, decimal_places=4, default=Decimal(1))
    money_planned = models.CharField("расходы по плану", max_length=100, blank=True)
    money_spent = models.CharField("израсходовано", max_length=100, blank=True)

    class Meta:
        verbose_name = "подпрограмма оценки"
        verbose_name_plural = "подпрограммы оценки"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "group"], name="evaluation_part_once")]

    def __str__(self) -> str:
        return self.title or str(self.group)


class EvaluationActivity(models.Model):
    """An activity of an evaluation: what people typed for it, and in a kept one everything as it was then."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, related_name="activities", verbose_name="оценка"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, related_name="evaluation_rows", verbose_name="мероприятие"
    )
    position = models.PositiveIntegerField("место", default=0)
    reason = models.TextField("причина", blank=True, max_length=5_000)
    verdict = models.CharField(
        "отметка вручную", max_length=8, blank=True,
        choices=[(each.value, each.label) for each in (ActivityMark.DONE, ActivityMark.LATE, ActivityMark.NOT_DONE)],
    )  # fmt: skip

    direction = models.TextField("направление", blank=True)
    number = models.TextField("номер", blank=True)
    name = models.TextField("мероприятие", blank=True)
    term = models.TextField("срок по плану", blank=True)
    done_on = models.TextField("когда выполнено", blank=True)
    mark = models.CharField("отметка", max_length=8, blank=True)
    waived_because = models.TextField("почему не требуется", blank=True)

    class Meta:
        verbose_name = "мероприятие оценки"
        verbose_name_plural = "мероприятия оценки"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "activity"], name="evaluation_activity_once")]

    def __str__(self) -> str:
        return self.name or str(self.activity)
