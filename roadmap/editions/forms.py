from django import forms
from django.utils import timezone

from indicators.identification.models import ListedSchool, LowResultList
from portal.accounts.roles import Permission
from portal.forms import form_helper
from roadmap.editions.queries import sources_for_schools
from roadmap.execution.queries.asking import Asking
from roadmap.programmes.forms.text import TitleForm
from roadmap.programmes.models import Programme
from roadmap.term.moving import moved_on
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.forms import OrderForm


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
        help_text="Вместо {школа} встанет название школы.",
    )  # fmt: skip
    schools = forms.ModelMultipleChoiceField(School.objects.none(), label="Школы", widget=forms.CheckboxSelectMultiple)
    helper = form_helper("title", "schools")

    def __init__(self, *args, source: Programme, low_result_school_ids, **kwargs):
        super().__init__(*args, **kwargs)
        having = source.copies.exclude(school=None).values("school")
        schools = School.objects.active().filter(municipality=source.municipality).exclude(pk__in=having)
        self.fields["schools"].queryset = schools
        self.fields["schools"].initial = schools.filter(pk__in=low_result_school_ids)
        self.fields["title"].initial = f"Программа повышения качества образования {{школа}} на {source.years} годы"


class ApprovalForm(OrderForm):
    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, municipality=programme.municipality, **kwargs)
        self.fields["known_order"].initial = programme.approval_order_id
        self.fields["annex"].initial = programme.approval_annex


class AskingForm(forms.Form):
    """What becomes of spans that were over before the order's day; `seen` tells which list the person saw."""

    past = forms.TypedChoiceField(
        label="О сроках, которые закончились до дня приказа",
        choices=[
            ("", "не спрашивать: поручение отметится «не требуется», долгов не будет"),
            ("all", "спросить обо всех: они сразу станут просроченными"),
        ],
        coerce=bool,
        required=False,
        empty_value=False,
        initial="",
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, asking: Asking):
        super().__init__(data)
        self.asking = asking
        offered = {row.place.activity.pk for row in asking.past}
        ticked = self.data.getlist("asked") if self.is_bound else []
        # A box whose activity is in the list no more, by another day, asks for nothing.
        self.asked = {int(each) for each in ticked if each.isdecimal() and len(each) < 18} & offered

    @property
    def has_seen(self) -> bool:
        """The person saw what would be asked by this order's day; without anything over there is no list to see."""
        seen = self.cleaned_data["seen"]
        return seen == self.asking.seen or not (seen or self.asking.past)


class NewProgrammeForm(TitleForm):
    municipality = forms.ModelChoiceField(None, label="Муниципалитет", empty_label=None)
    is_typical = forms.TypedChoiceField(
        label="С чего начать",
        choices=[
            ("", "с пустой программы"),
            ("1", "с типовой дорожной карты: пять направлений, шестнадцать мероприятий"),
        ],
        coerce=bool,
        required=False,
        empty_value=False,
        initial="",
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.helper.layout.append("is_typical")
        own = scope_of(user).municipalities_with(Permission.MANAGE_PROGRAMMES, field="pk")
        self.fields["municipality"].queryset = Municipality.objects.filter(own)


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
