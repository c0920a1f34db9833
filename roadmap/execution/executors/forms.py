from django import forms

from portal.forms import form_helper
from roadmap.execution.executors.actions import Parties
from roadmap.responsibles.models import Executors
from schools.directory.models import School


class ExecutorsForm(forms.Form):
    """Asks whom the words of a place mean, and shows at first what the portal understood."""

    department = forms.BooleanField(label="Отдел", required=False)
    all_schools = forms.BooleanField(label="Все школы", required=False)
    low_result_schools = forms.BooleanField(label="Школы из списка ШНОР того года", required=False)
    schools = forms.ModelMultipleChoiceField(
        School.objects.none(), label="Школы по названиям", required=False, widget=forms.CheckboxSelectMultiple
    )
    everywhere = forms.TypedChoiceField(
        label="Где это верно",
        choices=[("yes", "везде, где ответственные записаны этими словами"), ("no", "только в этом мероприятии")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    helper = form_helper()

    def __init__(self, *args, municipality, executors: Executors | None, **kwargs):
        super().__init__(*args, **kwargs)
        schools = School.objects.filter(municipality=municipality)
        self.fields["schools"].queryset = schools
        if executors:
            self.initial = {
                "department": executors.department,
                "all_schools": executors.all_schools,
                "low_result_schools": executors.low_result_schools,
                "schools": list(executors.schools.all()),
                "everywhere": "no" if executors.is_exception else "yes",
            }

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("department", "all_schools", "low_result_schools", "schools")):
            raise forms.ValidationError("Выберите хотя бы кого-то: без исполнителя мероприятие никому не поручат.")
        return data

    def parties(self) -> Parties:
        data = self.cleaned_data
        return Parties(data["department"], data["all_schools"], data["low_result_schools"], data["schools"])
