from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.evaluation.content import build_evaluation
from reports.kinds.evaluation.forms import EvaluationPeriodForm
from roadmap.evaluation.models import Evaluation

KIND = DocumentKind(
    code="evaluation",
    label="Оценка эффективности программы",
    file_name="Оценка эффективности",
    position=70,
    build=build_evaluation,
    form=EvaluationPeriodForm,
    needs=programme_has(Evaluation),
    names_schools=True,
    has_own_words=True,
)
