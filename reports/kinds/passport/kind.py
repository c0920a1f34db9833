from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.passport.content import build_passport
from roadmap.programmes.models import PassportItem

KIND = DocumentKind(
    code="passport",
    label="Паспорт программы",
    file_name="Паспорт программы",
    position=30,
    build=build_passport,
    needs=programme_has(PassportItem),
    is_annex=True,
    approved_part="text",
)
