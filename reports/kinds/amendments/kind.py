from django.db.models import Q

from reports.kinds.amendments.content import build_amendments
from reports.kinds.amendments.forms import AmendmentsForm
from reports.kinds.document_kind import DocumentKind

KIND = DocumentKind(
    code="amendments",
    label="Изменения, которые вносятся",
    file_name="Изменения",
    position=20,
    build=build_amendments,
    form=AmendmentsForm,
    needs=Q(amends__isnull=False),
    has_own_words=True,
    has_editions=False,
    is_annex=True,
    approved_part="amendments",
)
