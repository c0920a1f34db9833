import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.identification.models import LowResultList
from portal.accounts.roles import Permission
from portal.fields import EmptyKeysField, NaturalKeyField, WrittenField
from portal.transitions import Transitions
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.models import Order


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProgrammeQuerySet":
        """Keep the programmes of the user's municipalities, drafts included.

        A school's own programme is seen only by that school and by those who see all schools.
        """
        scope = scope_of(user)
        if scope.everywhere:
            return self
        may_see = (
            Q(school=None) | Q(school__in=scope.school_ids) | scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS)
        )
        return self.filter(may_see, municipality__in=scope.municipality_ids)

    def current(self) -> "ProgrammeQuerySet":
        """Leave out templates, and revisions that a later one has replaced."""
        return self.exclude(status__in=[Programme.Status.SUPERSEDED, Programme.Status.TEMPLATE])


class Programme(models.Model):
    """A municipal programme as its document has it: every word as written, meaning derived beside it."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", "программа"
        MEASURES = "measures", "комплекс мер"
        PLAN = "plan", "план мероприятий"

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        APPROVED = "approved", "утверждена"
        SUPERSEDED = "superseded", "прежняя редакция"
        TEMPLATE = "template", "шаблон"

    # Approving a later revision supersedes the one in force; withdrawing that approval restores it.
    TRANSITIONS = Transitions(
        {
            Status.DRAFT: {
                "edit": Status.DRAFT,
                "approve": Status.APPROVED,
                "keep_as_template": Status.TEMPLATE,
                "delete": None,
            },
            Status.APPROVED: {
                "amend": Status.APPROVED,
                "withdraw_approval": Status.DRAFT,
                "supersede": Status.SUPERSEDED,
            },
            Status.SUPERSEDED: {"restore": Status.APPROVED},
            Status.TEMPLATE: {"edit": Status.TEMPLATE, "delete": None},
        }
    )

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="programmes", verbose_name="муниципалитет"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name="школа",
        help_text="Чья это программа, если она школьная.",
    )  # fmt: skip
    origin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="из чего сделана"
    )
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments",
        verbose_name="какую редакцию меняет",
    )  # fmt: skip
    requisites = models.JSONField(
        "реквизиты органа в документе",
        default=dict,
        help_text="Муниципалитет, орган и его руководитель, как в документе.",
    )
    title = models.TextField("название")
    kind = models.CharField("вид", max_length=10, choices=Kind, null=True, blank=True)
    start_year = models.PositiveSmallIntegerField("первый год")
    end_year = models.PositiveSmallIntegerField("последний год")
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)

    orders = models.ManyToManyField(Order, through="ProgrammeOrder", related_name="programmes")
    low_result_lists = models.ManyToManyField(LowResultList, through="ProgrammeList", related_name="programmes")
    approval_order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="approved_programmes",
        verbose_name="утверждена приказом",
    )  # fmt: skip
    approval_annex = WrittenField("номер приложения")
    approval_caption = WrittenField("гриф приложения")
    stamp_position = WrittenField("«Утверждаю»: должность")
    stamp_name = WrittenField("«Утверждаю»: фамилия и инициалы")
    resources = models.JSONField("ресурсное обеспечение", null=True, blank=True)

    approved_at = models.DateTimeField("когда отмечена утверждённой", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто отметил утверждение",
    )  # fmt: skip
    asks_from = models.DateField(
        "спрашивать о сроках, которые кончаются не раньше", null=True, blank=True,
        help_text="Обычно день приказа. Что закончилось раньше, о том не спрашивают. Пусто: спрашивают обо всём.",
    )  # fmt: skip
    source_sha256 = models.CharField("SHA-256 внесённого файла", max_length=64, blank=True, editable=False)
    imported_at = models.DateTimeField("внесена", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто внёс",
    )  # fmt: skip
    empty_keys = EmptyKeysField()
    title_key = NaturalKeyField(source="title")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        ordering = ["-start_year", "-end_year", "title_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__lte=models.F("end_year")),
                name="programme_starts_before_it_ends",
                violation_error_message="Первый год программы не может быть позже последнего.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "template"], approved_at=None)
                | Q(status__in=["approved", "superseded"], approved_at__isnull=False, approval_order__isnull=False),
                name="programme_is_approved_by_an_order",
                violation_error_message="Утверждённой программе нужны приказ и время отметки.",
            ),
            models.UniqueConstraint(
                fields=["source_sha256"], condition=~Q(source_sha256=""), name="programme_file_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        return str(self.start_year) if self.start_year == self.end_year else f"{self.start_year}–{self.end_year}"

    @property
    def period(self) -> tuple[int, int]:
        return self.start_year, self.end_year

    @property
    def resources_title(self) -> str:
        return (self.resources or {}).get("title") or "Ресурсное обеспечение"

    def is_over(self, on: datetime.date) -> bool:
        """Return whether reporting has ended: nobody reports on a programme after 30 June following its last year."""
        return on > datetime.date(self.end_year + 1, 6, 30)

    @property
    def department_head(self) -> dict:
        """Return `position` and `name` of who signs this programme's documents; either may be missing."""
        return self.requisites.get("department", {}).get("head", {})


class ProgrammeOrder(models.Model):
    """An order that approves the document or is named in it, with the key by which the document refers to it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="order_links")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="programme_links")
    position = models.PositiveIntegerField()
    key = WrittenField()
    is_from_approval = models.BooleanField(default=False)  # not in the document before it was approved

    class Meta:
        verbose_name = "приказ программы"
        verbose_name_plural = "программы, где он назван"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "order"], name="programme_order_once")]

    def __str__(self) -> str:
        return str(self.order)


class ProgrammeList(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="list_links")
    low_result_list = models.ForeignKey(LowResultList, on_delete=models.CASCADE, related_name="programme_links")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.low_result_list)


class ProgrammeSchool(models.Model):
    """A school named in the document, with its name as written there."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="named_schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="programme_links")
    position = models.PositiveIntegerField()
    name = WrittenField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or "—"


class Section(models.Model):
    """One place in the document's order: running text, or the place of another part of the programme.

    Without a number and a title it has no heading in the document.
    """

    class Part(models.TextChoices):
        TEXT = "text", "текст"
        PASSPORT = "passport", "паспорт"
        ABBREVIATIONS = "abbreviations", "сокращения"
        INDICATORS = "indicators", "показатели"
        ROADMAP = "roadmap", "план мероприятий"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField("место в документе")
    part = models.CharField("что здесь", max_length=13, choices=Part, default=Part.TEXT)
    number = WrittenField("номер")
    title = WrittenField("заголовок")
    text = WrittenField("текст")
    tables = models.JSONField("таблицы", default=list, blank=True)

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"
        ordering = ["position"]

    def __str__(self) -> str:
        return ". ".join(filter(None, [self.number, self.title])) or self.get_part_display()

    @property
    def is_stated(self) -> bool:
        """Return whether it has words of its own, and isn't only the place of a part that has no heading."""
        return self.part == self.Part.TEXT or (self.number, self.title, self.text) != (None, None, None)


class PassportItem(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="passport")
    position = models.PositiveIntegerField("место в паспорте")
    label = WrittenField("строка")
    text = WrittenField("текст")

    class Meta:
        verbose_name = "строка паспорта"
        verbose_name_plural = "паспорт"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label or "—"


class Abbreviation(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="abbreviations")
    position = models.PositiveIntegerField("место в списке")
    short = WrittenField("сокращение")
    long = WrittenField("полностью")

    class Meta:
        verbose_name = "сокращение"
        verbose_name_plural = "сокращения"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.short} — {self.long}"


class Annex(models.Model):
    """A further annex of the document that is running text."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveIntegerField("место в документе")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, verbose_name="приказ")
    annex = WrittenField("номер приложения")
    caption = WrittenField("гриф приложения")
    title = WrittenField("заголовок")
    text = WrittenField("текст")
    tables = models.JSONField("таблицы", default=list, blank=True)

    class Meta:
        verbose_name = "приложение"
        verbose_name_plural = "приложения"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title or "Приложение"
