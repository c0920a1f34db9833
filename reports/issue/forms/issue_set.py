from crispy_forms.layout import Row
from django import forms

from portal.forms import form_helper
from reports.issue.forms.issue import IssueForm
from reports.issue.models import Document
from reports.issue.order_set import AnnexToIssue
from schools.orders.forms import order_layout
from schools.orders.numbers import bare_number


class IssueSetForm(IssueForm):
    """Asks for the order as `IssueForm` does and, for each possible annex, whether to issue it and by which number."""

    def __init__(self, *args, document: Document, annexes: list[AnnexToIssue], **kwargs):
        super().__init__(*args, document=document, **kwargs)
        self.helper = form_helper(*order_layout(), Row("in_force_on"), "with_check_address")
        self.annexes = annexes
        for each in annexes:
            self.fields[f"with-{each.kind.code}"] = forms.BooleanField(
                label=each.kind.label, required=False, initial=each.is_named,
            )  # fmt: skip
            self.fields[f"number-{each.kind.code}"] = forms.RegexField(
                r"^\s*(№\s*)?[\w./-]{1,8}\s*$", label=f"Приложение №: {each.kind.label}", required=False,
                initial=each.number, disabled=each.document.amends is not None,
                error_messages={"invalid": "Здесь только номер приложения, например «1» или «2а»."},
                widget=forms.TextInput({"class": "form-control-sm", "size": 6}),
            )  # fmt: skip

    def rows(self) -> list[tuple]:
        return [(each, self[f"with-{each.kind.code}"], self[f"number-{each.kind.code}"]) for each in self.annexes]

    def chosen(self) -> list[tuple[Document, str]]:
        data = self.cleaned_data
        return [
            (each.document, bare_number(data[f"number-{each.kind.code}"]))
            for each in self.annexes
            if data[f"with-{each.kind.code}"]
        ]
