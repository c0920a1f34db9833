from django.db import models
from django.db.models import Exists, F, OuterRef

from reports.issue.models import Document
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality

LICENCE = "Creative Commons «С указанием авторства» 4.0 (CC BY 4.0)"


class OpenProgrammeQuerySet(models.QuerySet):
    def valid(self) -> "OpenProgrammeQuerySet":
        """Return marks of municipal programmes in force whose approval is still the one that was marked."""
        return self.filter(
            programme__status=Programme.Status.APPROVED,
            programme__school=None,
            programme__approved_at=F("approved_at"),
        )


class OpenProgramme(models.Model):
    """Which parts of a programme are open. The mark holds only for the approval for which it was made."""

    PARTS = ("shows_passport", "shows_indicators", "shows_roadmap", "shows_evaluation")

    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, related_name="open_mark", verbose_name="программа"
    )
    approved_at = models.DateTimeField("какое утверждение отмечено")
    shows_passport = models.BooleanField("паспорт", default=False)
    shows_indicators = models.BooleanField("показатели", default=False)
    facts_through = models.PositiveSmallIntegerField(
        "факт, внесённый на портале, — по какой год", null=True, blank=True,
        help_text="Значения более поздних лет не показываются, пока вы не измените год.",
    )  # fmt: skip
    shows_roadmap = models.BooleanField("план мероприятий с выполнением", default=False)
    shows_evaluation = models.BooleanField("оценка эффективности", default=False)
    opened_at = models.DateTimeField("когда открыта")

    objects = OpenProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "открытая программа"
        verbose_name_plural = "открытые программы"
        ordering = ["-programme__start_year", "-programme__end_year", "programme__title_key"]

    def __str__(self) -> str:
        return str(self.programme)


class OpenDocumentQuerySet(models.QuerySet):
    def valid(self) -> "OpenDocumentQuerySet":
        """Return marks of documents that are issued, and neither repealed nor superseded."""
        return self.filter(document__status=Document.Status.ISSUED)


class OpenDocument(models.Model):
    """An issued document whose PDF is open."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, related_name="open_mark", verbose_name="документ"
    )
    opened_at = models.DateTimeField("когда открыт")

    objects = OpenDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "открытый документ"
        verbose_name_plural = "открытые документы"
        ordering = ["-document__dated_on", "-pk"]

    def __str__(self) -> str:
        return str(self.document)


class OpenPagesQuerySet(models.QuerySet):
    def shown(self) -> "OpenPagesQuerySet":
        """Return pages that are switched on and have something to show."""
        programmes = OpenProgramme.objects.valid().filter(programme__municipality=OuterRef("municipality"))
        documents = OpenDocument.objects.valid().filter(document__municipality=OuterRef("municipality"))
        return self.filter(Exists(programmes) | Exists(documents), is_open=True)


class OpenPages(models.Model):
    """Return whether a municipality shows what it marked as open to everybody, and the terms of use of its data."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="open_pages", verbose_name="муниципалитет"
    )
    is_open = models.BooleanField("показывать всем без входа", default=False)
    licence = models.CharField(
        "условия использования данных", max_length=500, default=LICENCE,
        help_text="Стоят на странице открытых данных и в самих данных.",
    )  # fmt: skip

    objects = OpenPagesQuerySet.as_manager()

    class Meta:
        verbose_name = "открытые страницы"
        verbose_name_plural = "открытые страницы"

    def __str__(self) -> str:
        return str(self.municipality)

    @classmethod
    def of(cls, municipality: Municipality) -> "OpenPages":
        """Return the municipality's open pages, or unsaved closed ones."""
        return cls.objects.filter(municipality=municipality).first() or cls(municipality=municipality)
