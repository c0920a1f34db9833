from reports.kinds.document_kind import DocumentKind
from reports.kinds.order.content import build_order
from reports.kinds.order.forms import OrderKindForm

KIND = DocumentKind(
    code="order",
    label="Приказ",
    file_name="Приказ",
    position=10,
    build=build_order,
    form=OrderKindForm,
    subject=("programme", "low_result_list"),
    has_own_words=True,
    has_editions=False,
    is_order=True,
    calls={"low_result_list": "Приказ о списке"},
)
