from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import QuerySet

from portal.forms import ConditionsForm, form_helper
from reports.issue.models import Document
from reports.kinds.registry import kind_choices
from schools.directory.models import Municipality

Status = Document.Status


class RegisterFilter(ConditionsForm):
    """The conditions by which the register of documents is filtered."""

    words = forms.CharField(label="Название или № приказа", required=False, max_length=200)
    kind = forms.ChoiceField(label="Вид", required=False, choices=lambda: [("", "все"), *kind_choices()])
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "все"), *Status.choices])
    year = forms.IntegerField(label="Год приказа", required=False, min_value=1990, max_value=2100)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Муниципалитет", required=False, empty_label="все"
    )

    def __init__(self, *args, documents: QuerySet[Document], user, **kwargs):
        super().__init__(*args, **kwargs)
        self.documents = documents
        municipalities = Municipality.objects.visible_to(user)
        if municipalities[:2].count() > 1:
            self.fields["municipality"].queryset = municipalities
        else:
            del self.fields["municipality"]
        places = [
            Column(name, css_class="col-12 col-lg-4" if name == "words" else "col-6 col-md") for name in self.fields
        ]
        self.helper = form_helper(Row(*places))

    def filter(self) -> QuerySet[Document]:
        """Return the documents that meet the conditions; all of them if a condition is invalid, as its field says."""
        data = self.cleaned_data if self.is_valid() else {}
        found = self.documents
        if data.get("words"):
            found = found.search(data["words"])
        for name in ("kind", "status", "municipality"):
            if data.get(name):
                found = found.filter(**{name: data[name]})
        if data.get("year"):
            found = found.dated_in(data["year"])
        return found
