from reports.kinds.document_kind import DocumentKind
from reports.kinds.region_summary.content import build_region_summary

KIND = DocumentKind(
    code="region-summary",
    label="Свод по муниципалитетам",
    file_name="Свод по муниципалитетам",
    position=110,
    build=build_region_summary,
    subject=("region",),
    has_own_words=True,
)
