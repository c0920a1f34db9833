from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from indicators.identification.models import LowResultList
from portal.offers import offered_at
from reports.issue.models import Document
from reports.kinds.document_kind import DocumentKind
from reports.kinds.permissions import can_read_kind
from reports.kinds.queries import available_kinds
from reports.kinds.registry import kinds_about
from reports.layout.formats import FORMATS
from reports.letterhead.permissions import can_change_letterhead
from roadmap.evaluation.models import Evaluation
from roadmap.programmes.editions import Edition
from roadmap.programmes.models import Programme
from schools.directory.models import School

MOST_OF_EDITIONS = 10


@offered_at("programme")
def documents_of_programme(context, programme: Programme) -> str:
    """Render links to the documents that can be made of the programme and that the user may read."""
    user = context["user"]
    kinds = [kind for kind in available_kinds(programme) if can_read_kind(user, programme, kind)]
    shown = {
        "programme": programme,
        "kinds": kinds,
        "formats": FORMATS,
        "issued": Document.objects.visible_to(user).issued().filter(programme=programme).count(),
        "may_change_letterhead": can_change_letterhead(user, programme.municipality_id),
    }
    return render_to_string("reports/issue/_document_links.html", shown)


@offered_at("programme-editions")
def documents_of_editions(context, programme: Programme, *, editions: list[Edition]) -> str:
    """Render a list of what was issued of the programme's other revisions, each with its revision."""
    by_programme = {each.programme.pk: each for each in editions}
    issued = Document.objects.visible_to(context["user"]).exclude(status=Document.Status.DRAFT)
    issued = issued.filter(programme__in=by_programme.keys() - {programme.pk}).select_related("order")
    documents = [(each, by_programme[each.programme_id]) for each in issued[: MOST_OF_EDITIONS + 1]]
    shown = {
        "programme": programme,
        "documents": documents[:MOST_OF_EDITIONS],
        "has_more": documents[MOST_OF_EDITIONS:],
    }
    return render_to_string("reports/issue/_documents_of_editions.html", shown) if documents else ""


@offered_at("school")
def documents_of_school(context, school: School) -> str:
    return _buttons("school", school)


@offered_at("low-result-list")
def documents_of_list(context, low_result_list: LowResultList) -> str:
    return _buttons("low_result_list", low_result_list)


@offered_at("evaluation")
def document_of_evaluation(context, evaluation: Evaluation) -> str:
    of = {"programme": evaluation.programme_id, "period": evaluation.period_id}
    url = reverse("document-new", args=["evaluation"], query=of)
    return format_html('<a class="btn btn-outline-primary btn-sm" href="{}">Отчёт как документ</a>', url)


@offered_at("print-settings")
def list_of_documents(context) -> str:
    return format_html('<a href="{}">Документы</a>', reverse("document-list"))


def _buttons(subject: str, record: School | LowResultList) -> str:
    """Render buttons to the pages that prepare documents about the record: annexes first, then the others."""
    kinds = sorted(kinds_about(subject), key=lambda kind: (not kind.is_annex, kind.position))
    buttons = ((_address(kind, subject, record.pk), kind.called_about(subject)) for kind in kinds if kind.suits(record))
    return format_html_join("\n", '<a class="btn btn-outline-primary mt-3" href="{}">{}</a>', buttons)


def _address(kind: DocumentKind, subject: str, pk: int) -> str:
    return reverse("document-new", args=[kind.code], query={subject: pk})
