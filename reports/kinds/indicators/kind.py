from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.indicators.content import build_indicators
from reports.kinds.indicators.forms import IndicatorsForm
from roadmap.targets.models import IndicatorTable

KIND = DocumentKind(
    code="indicators",
    label="Целевые показатели",
    file_name="Целевые показатели",
    position=40,
    build=build_indicators,
    form=IndicatorsForm,
    needs=programme_has(IndicatorTable),
    is_annex=True,
    approved_part="indicators",
)
