from collections.abc import Iterable

from crispy_forms.layout import HTML, Column, Fieldset, Row
from django import forms
from django.utils.html import escape

from portal.forms import form_helper
from reports.issue.models import Document
from reports.open_pages.actions import OpenParts
from reports.open_pages.models import OpenPages, OpenProgramme
from roadmap.programmes.models import Programme

_PARTS = [(name, OpenProgramme._meta.get_field(name).verbose_name) for name in OpenProgramme.PARTS]
_YEAR = OpenProgramme._meta.get_field("facts_through")


class DocumentsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, document: Document) -> str:
        return f"{document} ({document.stated.order})"


class OpenPagesForm(forms.ModelForm):
    """Asks which parts of each programme in force are open, which documents, and whether all of it is shown now."""

    class Meta:
        model = OpenPages
        fields = ["is_open", "licence"]

    def __init__(self, *args, programmes: Iterable[Programme], documents, marks: dict[int, OpenProgramme], **kwargs):
        super().__init__(*args, **kwargs)
        self.programmes = list(programmes)
        self.fields["documents"] = DocumentsField(documents, label="Открытые документы (PDF)", required=False)
        self.fields["documents"].initial = [each.pk for each in documents if hasattr(each, "open_mark")]
        for programme in self.programmes:
            self._add(programme, marks.get(programme.pk))
        self.helper = form_helper(
            *(self._fieldset(programme) for programme in self.programmes),
            *(["documents"] if documents else []),
            "licence",
            "is_open",
        )

    def _add(self, programme: Programme, mark: OpenProgramme | None) -> None:
        parts = [name for name in OpenProgramme.PARTS if mark and getattr(mark, name)]
        self.fields[f"parts-{programme.pk}"] = forms.MultipleChoiceField(
            label="Что открыто", choices=_PARTS, required=False, initial=parts, widget=forms.CheckboxSelectMultiple
        )
        self.fields[f"through-{programme.pk}"] = forms.IntegerField(
            label=_YEAR.verbose_name.capitalize(),
            help_text=_YEAR.help_text,
            required=False,
            min_value=programme.start_year - 1,
            max_value=programme.end_year + 1,
            initial=mark and mark.facts_through,
        )

    def _fieldset(self, programme: Programme) -> Fieldset:
        fields = Row(
            Column(f"parts-{programme.pk}", css_class="col-md-6"),
            Column(f"through-{programme.pk}", css_class="col-md-6"),
        )
        facts = f"{programme.years}. {programme.approval_order}"
        return Fieldset(escape(programme.title), HTML(f'<p class="muted">{escape(facts)}</p>'), fields)

    def chosen_programmes(self) -> dict[int, OpenParts]:
        return {
            programme.pk: OpenParts(
                frozenset(self.cleaned_data[f"parts-{programme.pk}"]), self.cleaned_data[f"through-{programme.pk}"]
            )
            for programme in self.programmes
        }

    def chosen_documents(self) -> list[int]:
        return [each.pk for each in self.cleaned_data["documents"]]
