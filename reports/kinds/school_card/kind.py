from reports.kinds.document_kind import DocumentKind
from reports.kinds.school_card.content import build_school_card
from reports.kinds.school_card.forms import SchoolCardForm

KIND = DocumentKind(
    code="school-card",
    label="Паспорт школы",
    file_name="Паспорт школы",
    position=100,
    build=build_school_card,
    subject=("school",),
    form=SchoolCardForm,
    names_schools=True,
    has_own_words=True,
)
