import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indicators.models import LowResultList, Period
from portal.accounts.roles import Permission
from portal.fields import NaturalKeyField
from portal.search import containing
from reports.kinds import DocumentKind, PageNumbers
from roadmap.models import Programme
from schools.models import Municipality, Order, School
from schools.numbers import asked_number
from schools.scope import scope_of

NAMING_SCHOOLS = [kind for kind in DocumentKind if kind.traits.names_schools]


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DocumentQuerySet":
        """Issued ones as their kind allows; drafts only for those who prepare documents."""
        scope = scope_of(user)
        if scope.everywhere:
            return self
        of_all_schools = scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS)
        own_or_nobodys = Q(school__in=scope.school_ids) | Q(school=None) & ~Q(kind__in=NAMING_SCHOOLS)
        own_or_nobodys &= Q(low_result_list=None)  # whatever is about a list names its schools
        own_or_nobodys &= Q(programme__school=None) | Q(programme__school__in=scope.school_ids)
        prepared = ~Q(status=Document.Status.DRAFT) | scope.municipalities_with(Permission.MANAGE_PROGRAMMES)
        return self.filter(of_all_schools | own_or_nobodys, prepared, municipality__in=scope.municipality_ids)

    def drafts(self) -> "DocumentQuerySet":
        return self.filter(status=Document.Status.DRAFT)

    def issued(self) -> "DocumentQuerySet":
        """Whatever an order ever gave force to, also what a later one took it from."""
        return self.exclude(status=Document.Status.DRAFT)

    def about_the_same_as(self, document: "Document") -> "DocumentQuerySet":
        """Of that kind about that subject, with whatever was asked for."""
        subject = {field: getattr(document, field) for field in Document.SUBJECT}
        return self.filter(kind=document.kind, municipality=document.municipality, **subject)

    def search(self, words: str) -> "DocumentQuerySet":
        """By words of its title or its order's; by the order's number, however that is typed."""
        found = containing("title_key", words) | containing("order__title_key", words)
        if number := asked_number(words):
            found |= containing("order__number_key", number)
        return self.filter(found)


class Document(models.Model):
    """A document from its draft on; once issued it is what was issued, byte for byte."""

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        ISSUED = "issued", "издан"
        SUPERSEDED = "superseded", "прежняя редакция"
        REPEALED = "repealed", "отменён"

    # What leads from where: an action refuses everything else, and the diagram in the docs is made of it.
    TRANSITIONS = {
        Status.DRAFT: (Status.ISSUED,),
        Status.ISSUED: (Status.SUPERSEDED, Status.REPEALED),
        Status.SUPERSEDED: (),
        Status.REPEALED: (),
    }
    SUBJECT = ("programme", "low_result_list", "school", "region", "period")

    kind = models.CharField("вид", max_length=20, choices=DocumentKind)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name="муниципалитет",
    )  # fmt: skip
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="программа"
    )
    low_result_list = models.ForeignKey(
        LowResultList, on_delete=models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name="список школ",
    )  # fmt: skip
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="школа"
    )
    region = models.CharField("регион", max_length=300, blank=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, null=True, blank=True, verbose_name="год")
    options = models.JSONField("что выбрано", default=dict, blank=True)
    title = models.TextField("название")
    title_key = NaturalKeyField(source="title")
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    edits = models.JSONField("правки текста", default=list, blank=True)
    made_at = models.DateTimeField("подготовлен", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто подготовил"
    )

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="приказ"
    )
    annex = models.CharField("номер приложения", max_length=20, blank=True)
    in_force_on = models.DateField("действует с", null=True, blank=True)
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments",
        verbose_name="какую редакцию меняет",
    )  # fmt: skip
    content = models.JSONField("содержание", null=True, blank=True)
    pdf = models.FileField("PDF", upload_to="documents/%Y/%m/", blank=True)
    file_name = models.CharField("имя файла", max_length=300, blank=True)
    pdf_sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    page_numbers = models.CharField("на страницах", max_length=20, choices=PageNumbers, blank=True)
    code = models.CharField("код проверки", max_length=12, blank=True)
    issued_at = models.DateTimeField("издан", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто издал",
    )  # fmt: skip
    repealed_on = models.DateField("отменён с", null=True, blank=True)
    repeal_order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="repealed_documents",
        verbose_name="отменён приказом",
    )  # fmt: skip

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        ordering = ["-order__issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", content=None, pdf="", pdf_sha256="", code="", issued_at=None)
                | (
                    ~Q(status="draft")
                    & ~Q(pdf="")
                    & ~Q(pdf_sha256="")
                    & ~Q(code="")
                    & Q(order__isnull=False, in_force_on__isnull=False, content__isnull=False, issued_at__isnull=False)
                ),
                name="document_is_kept_once_issued",
            ),
            models.CheckConstraint(
                condition=Q(status="repealed", repealed_on__isnull=False)
                | (~Q(status="repealed") & Q(repealed_on=None, repeal_order=None)),
                name="document_repealed_on_a_day",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="document_code_once"),
            models.UniqueConstraint(
                fields=["amends"],
                condition=~Q(status="draft"),
                name="document_amended_once",
                violation_error_message="Эту редакцию уже изменил другой документ.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def traits(self):
        return DocumentKind(self.kind).traits

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def is_in_force(self, on: datetime.date) -> bool:
        return self.status == self.Status.ISSUED and self.in_force_on <= on

    @property
    def standing(self) -> str:
        """The state in words: what is issued is in force, or will be from a day on."""
        if self.status == self.Status.ISSUED:
            return "действует" if self.is_in_force(timezone.localdate()) else f"с {self.in_force_on:%d.%m.%Y}"
        return self.get_status_display()

    def named_file(self) -> str:
        """Without its ending: «План мероприятий 2025–2028», «… приказ 214 от 30.08.2025»."""
        about = self.programme.years if self.programme else self.period.label if self.period else ""
        school = self.school.name if self.school_id else ""
        order = f"приказ {self.order.number} от {self.order.issued_on:%d.%m.%Y}" if self.order_id else ""
        return " ".join(filter(None, [self.traits.file_name, school, about, order]))
