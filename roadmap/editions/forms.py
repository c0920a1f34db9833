import datetime
from dataclasses import astuple, dataclass

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from indicators.identification.models import ListedSchool, LowResultList
from portal.accounts.roles import Permission
from portal.digests import digest_of
from portal.forms import DateInput, form_helper, sent_number
from roadmap.editions.open_doubts import ProgrammeDoubts
from roadmap.editions.queries import sources_for_schools
from roadmap.execution.queries.asking import AskedFrom, Asking
from roadmap.programmes.forms.text import TitleForm
from roadmap.programmes.forms.written import check_words
from roadmap.programmes.models import Programme
from roadmap.term.moving import moved_on
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.forms import FIRST_YEAR, OrderForm


class NextProgrammeForm(forms.Form):
    """Asks for the first year and the title of a programme for later years."""

    start_year = forms.IntegerField(label="Первый год", min_value=1990, max_value=2100)
    title = forms.CharField(
        label="Название", max_length=1000, widget=forms.Textarea({"rows": 2}), validators=[check_words]
    )
    helper = form_helper("start_year", "title")

    def __init__(self, *args, source: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        years = source.end_year - source.start_year + 1
        self.fields["start_year"].initial = source.start_year + years
        self.fields["title"].initial = moved_on(source.title, years)


class RollOutForm(forms.Form):
    """Asks which schools get a programme of their own, and how to title it."""

    title = forms.CharField(
        label="Название", max_length=1000, widget=forms.Textarea({"rows": 2}), validators=[check_words],
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


class FirstDay(models.TextChoices):
    ORDER = "order", "с даты приказа ({day})"
    TODAY = "today", "с сегодняшнего дня ({day})"
    OTHER = "day", "с другого дня"
    ALL = "all", "обо всех сроках, и закончившихся"


@dataclass(frozen=True)
class OfferedDay:
    """A choice of the first day to ask about, with the numbers of assignments; None if the day isn't known yet."""

    value: str
    words: str
    numbers: AskedFrom | None
    is_chosen: bool


class FirstDayForm(forms.Form):
    """Asks from which day on a programme asks for reports: the order's day, today or another.

    For an order of long ago today is preset, as otherwise all that has ended meanwhile would be overdue at once.
    `since_for` is the order's day that the person saw when they chose.
    """

    LONG_AGO = datetime.timedelta(days=30)

    since = forms.ChoiceField(choices=FirstDay, required=False)
    since_day = forms.DateField(
        label="Другой день", required=False, widget=DateInput({"class": "form-control-sm"}),
        validators=[MinValueValidator(datetime.date(FIRST_YEAR, 1, 1)), MaxValueValidator(datetime.date(2100, 12, 31))],
    )  # fmt: skip
    since_for = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, order_day: datetime.date | None, today: datetime.date):
        super().__init__(data)
        self.order_day, self.today = order_day, today
        self.full_clean()
        said = self.cleaned_data if self.is_bound else {}
        self.choice = FirstDay(said.get("since") or self._usual_choice)
        # A choice that was made for the day of another order doesn't count for this one.
        is_of_another = said.get("since_for") != order_day and self.choice in (FirstDay.ORDER, FirstDay.TODAY)
        self.is_renewed = bool(said.get("since")) and is_of_another and self.choice != self._usual_choice
        if self.is_renewed:
            self.choice = self._usual_choice
        self._typed = said.get("since_day")

    def clean(self) -> dict:
        data = super().clean()
        if data.get("since") == FirstDay.OTHER and not data.get("since_day") and "since_day" not in self.errors:
            self.add_error("since_day", "Укажите день, с которого спрашивать.")
        return data

    @property
    def _usual_choice(self) -> FirstDay:
        is_of_long_ago = self.order_day is None or self.today - self.order_day > self.LONG_AGO
        return FirstDay.TODAY if is_of_long_ago or self.order_day == self.today else FirstDay.ORDER

    @property
    def day(self) -> datetime.date:
        """Return the first day asked about; the earliest day there is if everything is asked for."""
        return self._day_of(self.choice) or self._day_of(self._usual_choice) or self.today

    @property
    def asks_past(self) -> bool:
        return self.choice == FirstDay.ALL

    def _day_of(self, choice: FirstDay) -> datetime.date | None:
        return {
            FirstDay.ORDER: self.order_day, FirstDay.TODAY: self.today, FirstDay.OTHER: self._typed,
            FirstDay.ALL: datetime.date.min,
        }[choice]  # fmt: skip

    def offers(self, asking: Asking) -> list[OfferedDay]:
        """Return the choices with their numbers; none if no choice of a day would make a difference."""
        if self.order_day is None or not asking.asked_from(max(self.order_day, self.today)).past:
            return []
        choices = [each for each in FirstDay if each != FirstDay.ORDER or self.order_day != self.today]
        return [self._offer(each, asking) for each in choices]

    def _offer(self, choice: FirstDay, asking: Asking) -> OfferedDay:
        day = self._day_of(choice)
        words = choice.label.format(day=f"{day:%d.%m.%Y}" if day else "")
        return OfferedDay(choice.value, words, day and asking.asked_from(day), is_chosen=choice == self.choice)


class AskingForm(forms.Form):
    """Makes sure that the person has looked at what would be asked for, and at the doubts, before they approve.

    `seen` is a digest of the plan and the numbers that the page showed, `doubts` the mark of the doubts.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    doubts = forms.CharField(required=False)

    def __init__(self, data=None, *, asking: Asking, doubts: ProgrammeDoubts, first_day: FirstDayForm):
        super().__init__(data)
        self.asking, self.open_doubts, self.first_day = asking, doubts, first_day
        self.offers = first_day.offers(asking)
        offered = {row.place.activity.pk for row in asking.past}
        ticked = self.data.getlist("asked") if self.is_bound else []
        # Another day may have removed an activity from the list; its ticked box doesn't count then.
        self.asked = set(map(sent_number, ticked)) & offered

    @property
    def seen_now(self) -> str:
        """Return the digest of the plan as it is now and of the numbers beside the days to choose from."""
        offered = {astuple(each.numbers) for each in self.offers if each.numbers and each.value != FirstDay.ALL}
        numbers = offered or {astuple(self.asking.asked_from(self.asking.day))}
        return digest_of((self.asking.seen, numbers))

    @property
    def has_seen(self) -> bool:
        """Return whether the person has seen what would be asked for from this day.

        If nothing has ended before any of the days, there is no list to look at.
        """
        seen = self.cleaned_data["seen"]
        if self.first_day.is_renewed:
            return False
        return seen == self.seen_now or not (seen or self.offers or self.asking.past)

    @property
    def has_seen_doubts(self) -> bool:
        """Return whether the person has ticked the present doubts, or there are none."""
        return self.data.get("doubts", "") == self.open_doubts.mark or not self.open_doubts.number


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
    """Asks what programmes of listed schools are made from; `listed` is the school whose button was pressed."""

    source = forms.ModelChoiceField(Programme.objects.none(), label="Из чего делать", empty_label=None)
    start_year = forms.IntegerField(label="Первый год программы", min_value=1990, max_value=2100)
    listed = forms.ModelChoiceField(ListedSchool.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, low_result_list: LowResultList, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources_for_schools(low_result_list.municipality_id)
        self.fields["source"].label_from_instance = _format_label
        self.fields["listed"].queryset = low_result_list.listed_schools.filter(school__isnull=False)
        period = low_result_list.period
        self.fields["start_year"].initial = (period.end_on.year if period else timezone.localdate().year) + 1


class AttachForm(forms.Form):
    programme = forms.ModelChoiceField(Programme.objects.none(), label="Проект программы", empty_label=None)

    def __init__(self, *args, low_result_list: LowResultList, **kwargs):
        super().__init__(*args, **kwargs)
        drafts = Programme.objects.filter(
            municipality=low_result_list.municipality_id, school=None, status=Programme.Status.DRAFT
        )
        self.fields["programme"].queryset = drafts.exclude(low_result_lists=low_result_list)
        self.fields["programme"].label_from_instance = _format_label


def _format_label(programme: Programme) -> str:
    return f"{programme.get_status_display().capitalize()}: {programme.title[:120]} ({programme.years})"
