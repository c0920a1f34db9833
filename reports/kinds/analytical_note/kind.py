from reports.kinds.analytical_note.content import build_analytical_note
from reports.kinds.document_kind import DocumentKind

KIND = DocumentKind(
    code="analytical-note",
    label="Аналитическая справка",
    file_name="Аналитическая справка",
    position=90,
    build=build_analytical_note,
    subject=("low_result_list",),
    names_schools=True,
    has_own_words=True,
    suits=lambda listed: listed.run_id is not None,
)
