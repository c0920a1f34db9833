from django.db import models
from django.db.models import Q

from portal.fields import EmptyKeysField, WrittenField
from roadmap.models.programme import Programme
from schools.models import School


class Roadmap(models.Model):
    """The programme's plan of activities («дорожная карта»), with the document's own columns and headings."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="roadmap")
    title = WrittenField("заголовок")
    period = WrittenField("период, как написано")
    columns = models.JSONField("столбцы", null=True, blank=True)
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "план мероприятий"
        verbose_name_plural = "планы мероприятий"

    def __str__(self) -> str:
        return self.title or "План мероприятий"


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


class ActivityQuerySet(models.QuerySet):
    def for_school(self, school: School) -> "ActivityQuerySet":
        """Activities that the school carries out: those of all schools of its municipality, and those that name it."""
        return self.filter(
            Q(direction__roadmap__programme__municipality=school.municipality_id),
            Q(concerns_all_schools=True) | Q(schools=school),
        ).distinct()

    def in_document_order(self) -> "ActivityQuerySet":
        return self.order_by("direction__roadmap", "sequence")


class Activity(models.Model):
    """An activity of the roadmap. Whom its responsibles mean is derived from the words and can be corrected."""

    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField("место", help_text="Среди направлений и мероприятий одного уровня.")
    sequence = models.PositiveIntegerField("место в документе", default=0)
    number = WrittenField("номер")
    name = WrittenField("мероприятие")
    term = WrittenField("срок")
    responsible = WrittenField("ответственные")
    result = WrittenField("ожидаемый результат")
    document = WrittenField("подтверждающий документ")
    report = WrittenField("отметка об исполнении в документе")

    concerns_department = models.BooleanField("исполняет отдел", default=True)
    concerns_all_schools = models.BooleanField("исполняют все школы", default=False)
    schools = models.ManyToManyField(School, blank=True, related_name="activities", verbose_name="исполняют школы")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.number, self.name])) or "—"


class Stage(models.Model):
    """One of several rows of term, responsible, result and document that one activity has."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveIntegerField("место")
    term = WrittenField("срок")
    responsible = WrittenField("ответственные")
    result = WrittenField("ожидаемый результат")
    document = WrittenField("подтверждающий документ")

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.term or "—"
