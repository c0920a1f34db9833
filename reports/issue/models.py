import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList
from portal.accounts.roles import Permission
from portal.fields import NaturalKeyField
from portal.text.keys import containing
from portal.transitions import Transitions
from reports.blocks.paper import PageNumbers
from reports.issue.requisites import Misprint, Requisite, Requisites
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from reports.kinds.registry import document_kinds, kind_choices, kind_of
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.acts import Act
from schools.orders.models import Order
from schools.orders.numbers import asked_number


class DocumentKindField(models.CharField):
    """The code of a kind of document. Its choices are left out of migrations, so that a new kind needs none."""

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DocumentQuerySet":
        """Return issued documents that the user may read by their kind, and drafts if the user prepares documents."""
        scope = scope_of(user)
        if scope.everywhere:
            return self
        of_all_schools = scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS)
        naming_schools = [kind.code for kind in document_kinds() if kind.names_schools]
        own_or_nobodys = Q(school__in=scope.school_ids) | Q(school=None) & ~Q(kind__in=naming_schools)
        own_or_nobodys &= Q(low_result_list=None)  # whatever is about a list names its schools
        own_or_nobodys &= Q(programme__school=None) | Q(programme__school__in=scope.school_ids)
        prepared = ~Q(status=Document.Status.DRAFT) | scope.municipalities_with(Permission.MANAGE_PROGRAMMES)
        return self.filter(of_all_schools | own_or_nobodys, prepared, municipality__in=scope.municipality_ids)

    def drafts(self) -> "DocumentQuerySet":
        return self.filter(status=Document.Status.DRAFT)

    def issued(self) -> "DocumentQuerySet":
        """Return all documents that were ever issued, superseded and repealed ones too."""
        return self.exclude(status=Document.Status.DRAFT)

    def about_the_same_as(self, document: "Document") -> "DocumentQuerySet":
        """Return documents of that kind about that subject, whatever options they have."""
        subject = {field: getattr(document, field) for field in Document.SUBJECT}
        return self.filter(kind=document.kind, municipality=document.municipality, **subject)

    def dated_in(self, year: int) -> "DocumentQuerySet":
        """Return documents whose order is dated in that year, as printed or as corrected."""
        return self.filter(Q(dated_on__year=year) | Q(requisites__issued_on__startswith=f"{year}-"))

    def search(self, words: str) -> "DocumentQuerySet":
        """Find documents by words of their title or their order's, or by its number, as printed or as corrected."""
        found = containing("title_key", words) | containing("order_title_key", words)
        if number := asked_number(words):
            found |= containing("number_key", number)
        return self.filter(found)


class Document(models.Model):
    """A document from its draft on. Once it is issued, its content and its file never change."""

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        ISSUED = "issued", "издан"
        SUPERSEDED = "superseded", "прежняя редакция"
        REPEALED = "repealed", "отменён"

    # By state, the actions that are allowed and the states that they lead to.
    TRANSITIONS = Transitions(
        {
            Status.DRAFT: {"edit": Status.DRAFT, "issue": Status.ISSUED, "delete": None},
            Status.ISSUED: {"supersede": Status.SUPERSEDED, "repeal": Status.REPEALED},
            Status.SUPERSEDED: {},
            Status.REPEALED: {},
        }
    )
    SUBJECT = ("programme", "low_result_list", "school", "region", "period")

    kind = DocumentKindField("вид", max_length=20, choices=kind_choices)
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
    requisites = models.JSONField("реквизиты при издании", null=True, blank=True)
    # For searching, sorting and telling what is in force: requisites with their corrections.
    dated_on = models.DateField("дата приказа", null=True, blank=True, editable=False)
    number_key = NaturalKeyField(source="numbers")
    order_title_key = NaturalKeyField(source="order_titles")
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
        ordering = [F("dated_on").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status="draft",
                    content=None,
                    pdf="",
                    pdf_sha256="",
                    code="",
                    issued_at=None,
                    requisites__isnull=True,
                )
                | (
                    ~Q(status="draft")
                    & ~Q(pdf="")
                    & ~Q(pdf_sha256="")
                    & ~Q(code="")
                    & Q(order__isnull=False, in_force_on__isnull=False, dated_on__isnull=False)
                    & Q(requisites__isnull=False, content__isnull=False, issued_at__isnull=False)
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
    def traits(self) -> DocumentKind:
        """Return the kind's description, which holds for all such documents."""
        return kind_of(self.kind)

    @property
    def request(self) -> DocumentRequest:
        """Return the request from which the kind builds this document's content."""
        return DocumentRequest(
            kind=self.traits,
            programme=self.programme,
            low_result_list=self.low_result_list,
            school=self.school,
            region=self.region,
            period=self.period,
            options=self.options,
            order=self.order,
        )

    @classmethod
    def of(cls, request: DocumentRequest) -> "Document":
        """Make an unsaved document for the request."""
        return cls(
            kind=request.kind.code,
            municipality=request.municipality,
            programme=request.programme,
            low_result_list=request.low_result_list,
            school=request.school,
            region=request.region,
            period=request.period,
            options=dict(request.options),
        )

    @property
    def as_issued(self) -> Requisites:
        """Return the requisites that it was issued with, which never change."""
        return Requisites.of(self.requisites)

    @property
    def stated(self) -> Requisites:
        """Return the requisites with the corrections of typing errors."""
        return self.as_issued.corrected((each.requisite, each.now) for each in self._corrections())

    @property
    def misprints(self) -> list[Misprint]:
        """Return the requisites in which the issued file differs from what is right now, after all corrections."""
        issued, stated = self.as_issued, self.stated
        wrong = [each for each in Requisite if issued.written(each) != stated.written(each)]
        return [Misprint(each.label, issued.written(each), stated.written(each)) for each in wrong]

    @property
    def numbers(self) -> str:
        return self._all_wordings(Requisite.NUMBER)

    @property
    def order_titles(self) -> str:
        return self._all_wordings(Requisite.ORDER_TITLE)

    def _all_wordings(self, requisite: Requisite) -> str:
        """Join the requisite as printed and as corrected, so that a search for either finds the document."""
        corrected = [each.now for each in self._corrections() if each.requisite == requisite]
        return "\n".join([self.as_issued.written(requisite), *corrected])

    def _corrections(self) -> "Iterable[Correction]":
        return self.corrections.all() if self.pk and not self.is_draft else ()

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def is_in_force(self, on: datetime.date) -> bool:
        return self.status == self.Status.ISSUED and self.in_force_on <= on

    @property
    def standing(self) -> str:
        """Return the state in words: «действует», «с 01.09.2026» if it comes into force later, «отменён», …"""
        if self.status == self.Status.ISSUED:
            return "действует" if self.is_in_force(timezone.localdate()) else f"с {self.in_force_on:%d.%m.%Y}"
        return self.get_status_display()

    def named_file(self) -> str:
        """Return the file's name without its ending: «План мероприятий 2025–2028», «… приказ 214 от 30.08.2025».

        An issued document keeps the name that it was issued with.
        """
        if self.file_name:
            return self.file_name
        about = self.programme.years if self.programme else self.period.label if self.period else ""
        school = self.school.name if self.school_id else ""
        order = self.order_id and f"{Act(self.order.act).label} {self.order.number} от {self.order.issued_on:%d.%m.%Y}"
        return " ".join(filter(None, [self.traits.file_name, school, about, order]))


class Correction(models.Model):
    """The correction of a typing error in an issued document's requisites. Corrections are never deleted."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="corrections", verbose_name="документ"
    )
    requisite = models.CharField("что исправлено", max_length=20, choices=Requisite)
    was = models.TextField("было", blank=True)
    now = models.TextField("верно", blank=True)
    reason = models.TextField("почему")
    made_at = models.DateTimeField("когда", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "исправление реквизита"
        verbose_name_plural = "исправления реквизитов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("now")), name="correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_requisite_display()}: {self.written_now}"

    @property
    def written_was(self) -> str:
        return Requisites.of({self.requisite: self.was}).written(self.requisite)

    @property
    def written_now(self) -> str:
        return Requisites.of({self.requisite: self.now}).written(self.requisite)


class Attachment(models.Model):
    """A scan of the signed order, or a detached signature of the PDF. Attachments are only added, never deleted."""

    class Kind(models.TextChoices):
        SCAN = "scan", "скан подписанного документа"
        SIGNATURE = "signature", "электронная подпись"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="attachments", verbose_name="документ"
    )
    kind = models.CharField("что это", max_length=9, choices=Kind)
    file = models.FileField("файл", upload_to="documents/%Y/%m/")
    name = models.CharField("имя файла", max_length=255)
    size = models.PositiveBigIntegerField("байтов")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField("когда", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "приложенный файл"
        verbose_name_plural = "приложенные файлы"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
