from django import forms
from django.utils import timezone

from indicators.models import ListedSchool, LowResultList
from roadmap.models import Programme
from roadmap.queries.low_results import sources_for_schools


class ListedProgrammeForm(forms.Form):
    """What the programmes of listed schools are made from, and the school whose button was pressed."""

    source = forms.ModelChoiceField(
        Programme.objects.none(), label="Из чего делать", empty_label=None,
        widget=forms.Select({"class": "form-select"}),
    )  # fmt: skip
    start_year = forms.IntegerField(
        label="Первый год программы", min_value=1990, max_value=2100,
        widget=forms.NumberInput({"class": "form-control"}),
    )  # fmt: skip
    listed = forms.ModelChoiceField(ListedSchool.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, low_result_list: LowResultList, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources_for_schools(low_result_list.municipality_id)
        self.fields["source"].label_from_instance = _named
        self.fields["listed"].queryset = low_result_list.listed_schools.filter(school__isnull=False)
        period = low_result_list.period
        self.fields["start_year"].initial = (period.end_on.year if period else timezone.localdate().year) + 1


class AttachForm(forms.Form):
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Проект программы", empty_label=None,
        widget=forms.Select({"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, *args, low_result_list: LowResultList, **kwargs):
        super().__init__(*args, **kwargs)
        drafts = Programme.objects.filter(
            municipality=low_result_list.municipality_id, school=None, status=Programme.Status.DRAFT
        )
        self.fields["programme"].queryset = drafts.exclude(low_result_lists=low_result_list)
        self.fields["programme"].label_from_instance = _named


def _named(programme: Programme) -> str:
    return f"{programme.get_status_display().capitalize()}: {programme.title[:120]} ({programme.years})"
