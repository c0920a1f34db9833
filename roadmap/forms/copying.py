from django import forms

from portal.forms import form_helper
from roadmap.models import Programme
from roadmap.term.moving import moved_on
from schools.models import School


class NextProgrammeForm(forms.Form):
    """A programme for later years: everything comes along from the earlier one."""

    start_year = forms.IntegerField(label="Первый год", min_value=1990, max_value=2100)
    title = forms.CharField(label="Название", max_length=1000, widget=forms.Textarea({"rows": 2}))
    helper = form_helper("start_year", "title")

    def __init__(self, *args, source: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        years = source.end_year - source.start_year + 1
        self.fields["start_year"].initial = source.start_year + years
        self.fields["title"].initial = moved_on(source.title, years)


class RollOutForm(forms.Form):
    """Schools that get a programme of their own."""

    title = forms.CharField(
        label="Название", max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text="Вместо {school} встанет название школы.",
    )  # fmt: skip
    schools = forms.ModelMultipleChoiceField(School.objects.none(), label="Школы", widget=forms.CheckboxSelectMultiple)
    helper = form_helper("title", "schools")

    def __init__(self, *args, source: Programme, low_result_school_ids, **kwargs):
        super().__init__(*args, **kwargs)
        having = source.copies.exclude(school=None).values("school")
        schools = School.objects.active().filter(municipality=source.municipality).exclude(pk__in=having)
        self.fields["schools"].queryset = schools
        self.fields["schools"].initial = schools.filter(pk__in=low_result_school_ids)
        self.fields["title"].initial = f"Программа повышения качества образования {{school}} на {source.years} годы"
