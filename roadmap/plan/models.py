from django.db import models

from indicators.catalogue.models import Indicator
from portal.fields import EmptyKeysField, NaturalKeyField, WrittenField
from roadmap.programmes.models import Programme


class Roadmap(models.Model):
    """The programme's plan of activities («дорожная карта»), with the document's own columns and headings."""

    class Numbering(models.TextChoices):
        AUTOMATIC = "automatic", "ведёт портал"
        TYPED = "typed", "как набраны"

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="roadmap")
    title = WrittenField("заголовок")
    period = WrittenField("период, как написано")
    columns = models.JSONField("столбцы", null=True, blank=True)
    numbering = models.CharField("номера", max_length=9, choices=Numbering, default=Numbering.AUTOMATIC)
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "план мероприятий"
        verbose_name_plural = "планы мероприятий"

    def __str__(self) -> str:
        return self.title or "План мероприятий"

    def has_column(self, key: str) -> bool:
        """Return whether the document has this column, so that a place without words is an empty cell in it."""
        return any(column["key"] == key for column in self.columns or [])


class Direction(models.Model):
    """A direction of the roadmap; directions nest as deep as the document has them."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="directions")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="directions", verbose_name="внутри"
    )
    position = models.PositiveIntegerField("место", help_text="Среди направлений и мероприятий одного уровня.")
    number = WrittenField("номер")
    title = WrittenField("название")
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering = ["position"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.number, self.title])) or "—"


class PlannedRow(models.Model):
    """What the document says of an activity and of each of its stages alike: when, by whom, with what result."""

    term = WrittenField("срок")
    start = WrittenField("начало")
    end = WrittenField("окончание")
    marks = models.JSONField("отметки по периодам", default=dict, blank=True)
    cells = models.JSONField("другие графы", default=dict, blank=True)
    term_is_made = models.BooleanField("срок составлен из начала и окончания или отметок", default=False)
    responsible = WrittenField("ответственные")
    result = WrittenField("ожидаемый результат")
    document = WrittenField("подтверждающий документ")
    origin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="из чего сделано"
    )

    class Meta:
        abstract = True


class ActivityQuerySet(models.QuerySet):
    def in_document_order(self) -> "ActivityQuerySet":
        return self.order_by("direction__roadmap", "sequence")

    def with_dates(self) -> "ActivityQuerySet":
        """Fetch the stages and the readings of all terms along with the activities, without a query for each."""
        return self.select_related("dates").prefetch_related(
            models.Prefetch("stages", Stage.objects.select_related("dates"))
        )


class Activity(PlannedRow):
    """An activity of the roadmap. Who has to do it and when is derived from its words, and kept beside them."""

    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField("место", help_text="Среди направлений и мероприятий одного уровня.")
    sequence = models.PositiveIntegerField("место в документе", default=0)
    number = WrittenField("номер")
    name = WrittenField("мероприятие")
    report = WrittenField("отметка об исполнении в документе")

    executors = models.ForeignKey(
        "roadmap.Executors",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="исполнители",
    )
    dates = models.ForeignKey(
        "roadmap.TermDates",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="дни срока",
    )
    requires_document = models.BooleanField(
        "без документа не выполнено", default=False, help_text="Отметку «выполнено» примут только с документом."
    )
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="activities", verbose_name="какие показатели должно изменить"
    )
    name_key = NaturalKeyField(source="name", db_index=False)  # longer than PostgreSQL takes into an index

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.number, self.name])) or "—"

    @property
    def asked_places(self) -> list["Stage | None"]:
        """Return what is reported on: the stages, where there are stages without a name.

        Otherwise it is the activity itself (None), followed by its control events, which are the stages with names.
        """
        stages = list(self.stages.all())
        return stages if any(stage.name is None for stage in stages) else [None, *stages]


class Stage(PlannedRow):
    """One of several rows of term, responsible, result and document that one activity has.

    One with a name is a control event («контрольное событие») beside the activity's own row.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveIntegerField("место")
    name = WrittenField("контрольное событие")
    executors = models.ForeignKey(
        "roadmap.Executors",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name="исполнители",
    )
    dates = models.ForeignKey(
        "roadmap.TermDates",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name="дни срока",
    )

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or self.term or "—"

    def titled(self, number: int) -> str:
        """Return what to call it where its activity is named already: a control event's name, else «Этап 2»."""
        return self.name or f"Этап {number}"
