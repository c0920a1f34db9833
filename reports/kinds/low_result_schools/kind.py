from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.low_result_schools.content import TITLE, build_low_results
from roadmap.programmes.models import ProgrammeList

KIND = DocumentKind(
    code="low-result-schools",
    label=TITLE,
    file_name="Список школ с низкими результатами",
    position=80,
    build=build_low_results,
    subject=("programme", "low_result_list"),
    needs=programme_has(ProgrammeList),
    names_schools=True,
    is_annex=True,
    approved_part="lists",
    calls={"low_result_list": "Список как документ"},
)
