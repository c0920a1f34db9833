from reports.kinds.document_kind import DocumentKind
from reports.kinds.programme.content import build_programme

KIND = DocumentKind(
    code="programme",
    label="Программа целиком",
    file_name="Программа",
    position=120,
    build=build_programme,
    names_schools=True,
    is_annex=True,
    approved_part="text",
)
