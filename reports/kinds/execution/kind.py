from reports.kinds.document_kind import DocumentKind, programme_has
from reports.kinds.execution.content import build_execution
from reports.kinds.execution.forms import ExecutionForm
from roadmap.plan.models import Roadmap

KIND = DocumentKind(
    code="execution",
    label="Отчёт об исполнении плана мероприятий",
    file_name="Отчёт об исполнении",
    position=60,
    build=build_execution,
    form=ExecutionForm,
    needs=programme_has(Roadmap),
    names_schools=True,
    has_own_words=True,
)
