import calendar
import datetime
import re
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from indicators.catalogue.asked_of import AskedOf, is_asked, proposed_asked_of
from indicators.quantity import JudgedPlan, PlanMeaning, judged_plan, read_quantity
from indicators.quantity.units import titled_with_unit
from portal.fields import KeyedModel, NaturalKeyField
from portal.text.cases import Case, year_in_case
from portal.text.keys import containing
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School

figure = partial(models.DecimalField, max_digits=20, decimal_places=6, null=True, blank=True)


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IndicatorQuerySet":
        scope = scope_of(user)
        return self if scope.everywhere else self.filter(municipality__in=scope.municipality_ids)

    def collected(self) -> "IndicatorQuerySet":
        """Indicators that are still collected; archived ones keep their values and stay in documents."""
        return self.filter(is_archived=False)

    def of_schools(self) -> "IndicatorQuerySet":
        """Indicators that schools are asked for, without those that only the municipality has a value of."""
        return self.exclude(asked_of=AskedOf.MUNICIPALITY)

    def search(self, words: str) -> "IndicatorQuerySet":
        """Indicators that have every one of the words in their heading or name."""
        found = self
        for word in words.split():
            found = found.filter(containing("name_key", word) | containing("heading_key", word))
        return found

    def related_to(self, ids: Iterable[int]) -> "IndicatorQuerySet":
        """The indicators with these ids and all that their values affect: wholes with their parts, means they weigh."""
        wholes = Indicator.objects.filter(pk__in=ids).exclude(whole=None).values("whole")
        return self.filter(
            Q(pk__in=ids) | Q(pk__in=wholes) | Q(whole__in=ids) | Q(whole__in=wholes) | Q(weight__in=ids)
        )


def _ascending(*names: str) -> Q:
    """The condition that the fields stand in ascending order; empty ones are passed over."""
    order = Q()
    for low, high in combinations(names, 2):
        order &= Q(**{low: None}) | Q(**{high: None}) | Q(**{f"{low}__lte": models.F(high)})
    return order


class AskedOfField(models.CharField):
    """Whom an indicator is asked of; if it is empty on saving, `proposed_asked_of` fills it in by the title."""

    def pre_save(self, instance, add):
        if not getattr(instance, self.attname):
            by_hand = instance.rule == Indicator.Rule.BY_HAND
            setattr(instance, self.attname, proposed_asked_of(str(instance), by_hand=by_hand))
        return super().pre_save(instance, add)


class Indicator(KeyedModel):
    """An indicator of the municipality's catalogue; programmes set plans for it, schools have values of it.

    A value beyond its limits is never refused, only questioned.
    """

    class Direction(models.TextChoices):
        UNSAID = "", "не указано"
        MORE_IS_BETTER = "more", "больше — лучше"
        LESS_IS_BETTER = "less", "меньше — лучше"
        NEITHER = "neither", "не оценивается"

    class PlanWords(models.TextChoices):
        """What «до 75 %» and «с 71 % до 79 %» mean in its plans; while nobody has said it, the portal asks."""

        UNSAID = "", "не сказано"
        GOAL = PlanMeaning.GOAL, "цель, которой надо достичь"
        LIMIT = PlanMeaning.LIMIT, "пределы, в которых надо остаться"

    class Rule(models.TextChoices):
        """How the municipality's value is computed from its schools' values (`values/aggregation.py`)."""

        BY_HAND = "by-hand", "вносится вручную"
        SUM = "sum", "сумма"
        SHARE_OF_SUMS = "share-of-sums", "доля от сумм: числители к знаменателям"
        WEIGHTED_MEAN = "weighted-mean", "среднее с весом по числу участников"
        MEAN = "mean", "среднее по школам"
        MAXIMUM = "maximum", "наибольшее"
        SHARE_OF_SCHOOLS = "share-of-schools", "доля школ, у которых значение достигает порога"

    class PartsRule(models.TextChoices):
        """How the parts add up to their whole; another sum is questioned, not refused."""

        EXACTLY = "exactly", "вместе составляют его точно"
        AT_MOST = "at-most", "вместе не больше его"

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="indicators", verbose_name="муниципалитет"
    )
    heading = models.TextField(
        "раздел", blank=True, help_text="«Средний балл по результатам ЕГЭ» — для «Русский язык»."
    )
    name = models.TextField("название")
    unit = models.CharField("единица измерения", max_length=60, blank=True)
    direction = models.CharField(
        "направление", max_length=10, choices=Direction, blank=True, default=Direction.UNSAID
    )  # fmt: skip
    plan_words = models.CharField(
        "«до …» в плане", max_length=5, choices=PlanWords, blank=True, default=PlanWords.UNSAID,
        help_text="«До 75 %», «с 71 % до 79 %»: цель или пределы.",
    )  # fmt: skip
    group = models.TextField("группа", blank=True, help_text="Общий заголовок столбцов в таблице.")
    position = models.PositiveIntegerField("место в каталоге", default=0)
    is_archived = models.BooleanField(
        "в архиве", default=False, editable=False, help_text="Больше не собирается; внесённые значения остаются."
    )

    asked_of = AskedOfField(
        "у кого спрашивается", max_length=12, choices=AskedOf, blank=True,
        help_text="Школу не спрашивают о классах, которых в ней нет. Внесённое остаётся.",
    )  # fmt: skip

    rule = models.CharField("значение района", max_length=20, choices=Rule, default=Rule.BY_HAND)
    weight = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="weighted",
        verbose_name="число участников", help_text="Показатель, по которому взвешивается среднее.",
    )  # fmt: skip
    threshold = figure("порог", help_text="Для доли школ: значение, которого школа должна достичь.")

    whole = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name="часть показателя",
        help_text="Целое, в которое этот показатель входит: «сдали» и «не сдали» — части «всего выпускников».",
    )  # fmt: skip
    parts_rule = models.CharField(
        "части этого показателя",
        max_length=10,
        choices=PartsRule,
        default=PartsRule.EXACTLY,
        help_text="Если у него есть части. Другую сумму портал сохранит, но переспросит.",
    )

    usual_min = figure("обычно не меньше")
    usual_max = figure("обычно не больше")
    possible_min = figure("меньше не бывает", help_text="0 для доли и числа людей, 2 для отметки.")
    possible_max = figure("больше не бывает", help_text="100 для доли, 5 для отметки, 100 для балла ЕГЭ.")
    jump_limit = figure("заметная перемена за год", help_text="На сколько единиц, чтобы портал переспросил.")
    heading_key = NaturalKeyField(source="heading")
    name_key = NaturalKeyField(source="name")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["position", "heading_key", "name_key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="weighted-mean") | Q(weight__isnull=False),
                name="weighted_mean_has_its_weight",
                violation_error_message="Для среднего с весом укажите показатель с числом участников.",
            ),
            models.CheckConstraint(
                condition=~Q(rule="share-of-schools") | Q(threshold__isnull=False),
                name="share_of_schools_has_its_threshold",
                violation_error_message="Для доли школ укажите порог.",
            ),
            models.CheckConstraint(
                condition=_ascending("possible_min", "usual_min", "usual_max", "possible_max"),
                name="limits_do_not_contradict",
                violation_error_message="Пределы противоречат друг другу: обычное должно помещаться в возможное.",
            ),
            models.CheckConstraint(
                condition=Q(whole=None) | ~Q(whole=models.F("pk")),
                name="indicator_is_no_part_of_itself",
                violation_error_message="Показатель не может быть частью самого себя.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "heading_key", "name_key"],
                name="indicator_once_in_a_municipality",
                violation_error_message="Показатель с таким названием в муниципалитете уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name

    @property
    def with_unit(self) -> str:
        """The title with its unit at the end: «Охват кружками, %»."""
        return titled_with_unit(str(self), self.name, self.unit)

    @property
    def is_judged(self) -> bool:
        """Return whether the direction says that more or less of it is better."""
        return self.direction in (self.Direction.MORE_IS_BETTER, self.Direction.LESS_IS_BETTER)

    def is_asked_of(self, school: School) -> bool:
        return is_asked(self.asked_of, school)

    def plan_judged(self, text: str) -> JudgedPlan:
        """The plan with that text, settled by the indicator's direction and the meaning of its words."""
        return judged_plan(read_quantity(text, self.unit), self.direction, self.plan_words)

    def clean(self) -> None:
        """Raises ValidationError unless its whole and parts can be added up: one municipality, one unit, no circle."""
        super().clean()
        if self.whole and self.whole.municipality_id != self.municipality_id:
            raise ValidationError("Целое и его часть должны быть показателями одного муниципалитета.")
        parts = self.parts.all() if self.pk else []
        for other in filter(None, [self.whole, *parts]):
            if other.unit != self.unit:
                raise ValidationError(
                    f"У целого и его частей должна быть одна единица измерения, а у показателя «{other}» — "
                    f"«{other.unit or 'не указана'}»."
                )
        if self.pk and self.whole_id != self.pk and any(above.pk == self.pk for above in self._wholes()):
            raise ValidationError(f"Получается круг: «{self.whole}» само входит в «{self}».")

    def _wholes(self):
        """Its whole, the whole of that, and so on upwards; a circle ends it."""
        seen, above = set(), self.whole
        while above and above.pk not in seen:
            seen.add(above.pk)
            yield above
            above = above.whole


LABEL = re.compile(r"[0-9]{4}(-[0-9]{4}|-Q[1-4]|-H[12]|-(0[1-9]|1[0-2]))?")
_PART = re.compile(r"(?P<year>[0-9]{4})-(?P<sort>[QH]?)(?P<number>[0-9]{1,2})")
_MONTHS_OF = {"Q": 3, "H": 6, "": 1}


class PeriodQuerySet(models.QuerySet):
    def labelled(self, labels: list[str]) -> dict[str, "Period"]:
        """The periods with those labels, by label; new ones are created. Raises ValueError if a label is no period."""
        wanted = {label: Period.from_label(label) for label in labels}
        known = {period.label: period for period in self.filter(label__in=wanted)}
        if len(known) < len(wanted):
            self.bulk_create([wanted[label] for label in wanted if label not in known], ignore_conflicts=True)
            known = {period.label: period for period in self.filter(label__in=wanted)}
        return known


class Period(models.Model):
    """A calendar year («2020»), its quarter («2020-Q1»), half («2020-H1») or month («2020-04»), or a school year.

    A school year («2018-2019») runs from 1 September to 31 August; «2018-2021» is several school years.
    """

    class Kind(models.TextChoices):
        CALENDAR_YEAR = "calendar", "календарный год"
        SCHOOL_YEAR = "school", "учебный год"
        SCHOOL_YEARS = "school-years", "несколько учебных лет"
        QUARTER = "quarter", "квартал"
        HALF_YEAR = "half-year", "полугодие"
        MONTH = "month", "месяц"

    label = models.CharField("обозначение", max_length=9, unique=True, help_text="«2026» или «2026-2027».")
    kind = models.CharField("вид", max_length=12, choices=Kind, editable=False)
    start_on = models.DateField("начало", editable=False)
    end_on = models.DateField("конец", editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "период"
        verbose_name_plural = "периоды"
        ordering = ["start_on", "end_on"]

    def __str__(self) -> str:
        return year_in_case(self.label, Case.NOMINATIVE)

    @classmethod
    def from_label(cls, label: str) -> "Period":
        """An unsaved period with the dates that its label says; its years may stand in either order.

        Raises ValueError if the label is none.
        """
        if not LABEL.fullmatch(label):
            raise ValueError(
                f"Период «{label}» не понят: нужен год («2026»), учебный год («2026-2027») или часть года («2026-Q1»)."
            )
        if part := _part_of(label):
            return cls._of_part(label, *part)
        years = sorted(int(year) for year in label.split("-"))
        if len(years) == 1:
            year = years[0]
            return cls(
                label=label,
                kind=cls.Kind.CALENDAR_YEAR,
                start_on=datetime.date(year, 1, 1),
                end_on=datetime.date(year, 12, 31),
            )
        first, last = years
        return cls(
            label=label,
            kind=cls.Kind.SCHOOL_YEAR if last == first + 1 else cls.Kind.SCHOOL_YEARS,
            start_on=datetime.date(first, 9, 1),
            end_on=datetime.date(max(last, first + 1), 8, 31),
        )

    @classmethod
    def _of_part(cls, label: str, year: int, sort: str, number: int) -> "Period":
        months = _MONTHS_OF[sort]
        first, last = (number - 1) * months + 1, number * months
        kinds = {"Q": cls.Kind.QUARTER, "H": cls.Kind.HALF_YEAR, "": cls.Kind.MONTH}
        end_on = datetime.date(year, last, calendar.monthrange(year, last)[1])
        return cls(label=label, kind=kinds[sort], start_on=datetime.date(year, first, 1), end_on=end_on)

    @property
    def is_part_of_year(self) -> bool:
        return self.span != self.Kind.CALENDAR_YEAR

    @property
    def span(self) -> str:
        """Its length as a kind; all sorts of years count as one span. Only periods of one span form a series."""
        return self.kind if _part_of(self.label) else self.Kind.CALENDAR_YEAR

    @property
    def short(self) -> str:
        """The label for years («2026», «2026-2027»), the words for their parts («I квартал 2026 года»)."""
        return str(self) if _part_of(self.label) else self.label

    @property
    def previous_label(self) -> str:
        """The label of the year before: «2025» for «2026», «2025-2026» for «2026-2027»."""
        return previous_label(self.label)


@lru_cache(maxsize=1_000)
def previous_label(label: str) -> str:
    """The label a year before; for a part of a year, the same part: «2025-Q1» for «2026-Q1»."""
    if part := _part_of(label):
        return f"{part[0] - 1}{label[4:]}"
    return "-".join(str(int(year) - 1) for year in label.split("-"))


def _part_of(label: str) -> tuple[int, str, int] | None:
    found = _PART.fullmatch(label)
    return (int(found["year"]), found["sort"], int(found["number"])) if found else None
