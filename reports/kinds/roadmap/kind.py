from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.roadmap.content import build_roadmap
from roadmap.plan.models import Roadmap

KIND = DocumentKind(
    code="roadmap",
    label="План мероприятий («дорожная карта»)",
    file_name="План мероприятий",
    position=50,
    build=build_roadmap,
    needs=programme_has(Roadmap),
    is_annex=True,
    approved_part="roadmap",
)
