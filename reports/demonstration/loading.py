"""The made-up district with documents of its own: an order and its annex that were issued, a report in the making."""

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from reports.issue.drafting import begin_draft
from reports.issue.issuing import issue_document
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.demonstration.loading import load_demonstration as load_programmes
from roadmap.models import Programme


@transaction.atomic
def load_demonstration() -> None:
    """NotEmpty: the database already holds somebody's data."""
    load_programmes()
    coordinator = User.objects.get(memberships__role=Role.COORDINATOR)
    current = Programme.objects.filter(status=Programme.Status.APPROVED).order_by("start_year").last()
    for kind, annex in ((DocumentKind.ORDER, ""), (DocumentKind.ROADMAP, "1")):
        _issue(_draft(current, kind, coordinator), annex, coordinator)
    year = timezone.localdate().year
    _draft(current, DocumentKind.EXECUTION, coordinator, since_on=f"{year}-01-01", until_on=f"{year}-12-31")


def _draft(programme: Programme, kind: DocumentKind, by: User, **options: str) -> Document:
    document = Document(kind=kind, programme=programme, municipality=programme.municipality, options=options)
    return begin_draft(document, by=by)


def _issue(document: Document, annex: str, by: User) -> None:
    order = document.programme.approval_order
    issue_document(
        document=document, order=order, annex=annex, in_force_on=order.issued_on, with_check_address=True, by=by
    )
