from dataclasses import replace

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from reports.issue.models import Correction, Document
from reports.issue.requisites import Requisite
from reports.search.finder import Finder, Finding, facts, sees_several_municipalities


def _search(user, words: str) -> QuerySet[Document]:
    """Search documents as the register does, the latest first."""
    corrected = {f"corrected_{name}": _last_correction(name) for name in (Requisite.ACT, Requisite.NUMBER)}
    documents = Document.objects.visible_to(user).search(words).annotate(**corrected)
    return documents.select_related("municipality", "school").defer("content", "edits")


def _last_correction(requisite: str) -> Subquery:
    """Return a subquery for the requisite's last correction; `Document.stated` would take a query for each document."""
    corrections = Correction.objects.filter(document=OuterRef("pk"), requisite=requisite)
    return Subquery(corrections.order_by("-pk").values("now")[:1])


def _describe(user, document: Document) -> Finding:
    told = facts(
        document.standing,
        _order(document),
        document.get_kind_display(),
        document.school.name if document.school else "",
        document.municipality.name if document.municipality and sees_several_municipalities(user) else "",
    )
    return Finding(document.title, told, reverse("document-detail", args=[document.pk]))


def _order(document: Document) -> str:
    """Name the order with its corrections: «Приказ № 214 от 30.08.2025»."""
    if document.is_draft:
        return ""
    issued = document.as_issued
    act = issued.act if document.corrected_act is None else document.corrected_act
    number = issued.number if document.corrected_number is None else document.corrected_number
    return replace(issued, act=act, number=number, issued_on=document.dated_on).order


FINDER = Finder(50, "documents", "Документы", _search, _describe)
