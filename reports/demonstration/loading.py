"""Loads the made-up district with documents: an order and its annex, both issued, and a draft of a report."""

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from reports.issue.actions.drafting import begin_draft
from reports.issue.actions.issuing import issue_document
from reports.issue.annex_doubts import offered_annex
from reports.issue.models import Document
from reports.open_pages.actions import OpenParts, change_open_pages
from reports.open_pages.models import LICENCE, OpenProgramme
from roadmap.demonstration.loading import load_demonstration as load_programmes
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality


@transaction.atomic
def load_demonstration() -> None:
    """Raises NotEmpty if the database already has data."""
    load_programmes()
    coordinator = User.objects.get(memberships__role=Role.COORDINATOR)
    current = Programme.objects.filter(status=Programme.Status.APPROVED).order_by("start_year").last()
    for kind in ("order", "roadmap"):
        _issue(_draft(current, kind, coordinator), coordinator)
    year = timezone.localdate().year
    _draft(current, "execution", coordinator, since_on=f"{year}-01-01", until_on=f"{year}-12-31")
    _show_everybody(current.municipality, coordinator)


def _show_everybody(municipality: Municipality, by: User) -> None:
    """Open all of the approved programmes, and the issued documents, to everybody."""
    approved = Programme.objects.filter(municipality=municipality, status=Programme.Status.APPROVED)
    change_open_pages(
        municipality=municipality,
        is_open=True,
        licence=LICENCE,
        programmes={each.pk: OpenParts(frozenset(OpenProgramme.PARTS), each.end_year) for each in approved},
        documents=list(Document.objects.issued().filter(municipality=municipality).values_list("pk", flat=True)),
        by=by,
    )


def _draft(programme: Programme, kind: str, by: User, **options: str) -> Document:
    document = Document(kind=kind, programme=programme, municipality=programme.municipality, options=options)
    return begin_draft(document, by=by)


def _issue(document: Document, by: User) -> None:
    order = document.programme.approval_order
    issue_document(
        document=document,
        order=order,
        annex=offered_annex(document),
        in_force_on=order.issued_on,
        with_check_address=True,
        by=by,
    )
