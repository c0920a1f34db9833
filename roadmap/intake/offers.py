"""Links to the intake of documents on the page of a programme."""

from django.urls import reverse
from django.utils.html import format_html

from portal.accounts.roles import Permission
from portal.offers import offered_at
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage_municipality
from schools.access.scope import scope_of

_CLOSED = (Programme.Status.SUPERSEDED, Programme.Status.TEMPLATE)


@offered_at("programme")
def adding_to_programme(context, programme: Programme) -> str:
    """Link to the page that adds a document, or a part of one, to this programme."""
    if programme.status in _CLOSED or not can_manage_municipality(context["user"], programme):
        return ""
    url = reverse("programme-add", args=[programme.pk])
    return format_html('<p class="mt-2 mb-0"><a href="{}">Дополнить из документа Word или Excel</a></p>', url)


@offered_at("programme")
def reporting_from_file(context, programme: Programme) -> str:
    """Link to the upload of a report on execution, for users who may report in this approved programme."""
    scope = scope_of(context["user"])
    reports = scope.may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=programme.municipality_id) or scope.school_ids
    if programme.status != Programme.Status.APPROVED or not reports:
        return ""
    url = reverse("programme-reports", args=[programme.pk])
    return format_html('<p class="mt-2 mb-0"><a href="{}">Отчёт об исполнении из документа Word или Excel</a></p>', url)
