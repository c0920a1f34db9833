from django import forms

from portal.forms import DateInput, form_helper, sent_number
from roadmap.dates.models import TermDates
from roadmap.term import FIRST_YEAR, LAST_YEAR, DateSpan, TermSetting

_ROWS = 5


class DatesForm(forms.Form):
    """Asks which days a term means, in a row for each span, and shows at first what the portal understood."""

    is_open = forms.BooleanField(label="Дней назвать нельзя: срок без даты, просрочки не будет", required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=200)
    everywhere = forms.TypedChoiceField(
        label="Где это верно",
        choices=[("yes", "везде в таких планах, где срок записан этими словами"), ("no", "только в этом мероприятии")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    helper = form_helper()

    def __init__(self, data=None, *, dates: TermDates | None, spans: tuple[DateSpan, ...], setting: TermSetting):
        super().__init__(data)
        self.setting = setting
        self.fields["rows"].initial = max(len(spans) + 1, _ROWS)
        self.initial |= {"is_open": bool(dates and dates.is_corrected and not spans)}
        self.initial["everywhere"] = "no" if dates and dates.is_exception else "yes"
        for at in range(self.count):
            start, end = (spans[at].start, spans[at].end) if at < len(spans) else (None, None)
            for name, day in (("start", start), ("end", end)):
                self.fields[f"{name}-{at}"] = forms.DateField(required=False, initial=day, widget=DateInput)

    @property
    def count(self) -> int:
        sent = sent_number(self.data.get("rows"))
        return min(sent, 200) if sent else self.fields["rows"].initial

    @property
    def day_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"start-{at}"], self[f"end-{at}"]) for at in range(self.count)]

    def with_more_rows(self) -> "DatesForm":
        """Return a form with what is typed, and more empty rows after it."""
        data = self.data.copy()
        data["rows"] = str(min(self.count + _ROWS, 200))
        return DatesForm(data, dates=None, spans=(), setting=self.setting)

    def clean(self):
        data = super().clean()
        for at in range(self.count):
            start, end = data.get(f"start-{at}"), data.get(f"end-{at}")
            if start and not end and f"end-{at}" not in self.errors:
                self.add_error(f"end-{at}", "Укажите последний день.")
            if start and end and end < start:
                self.add_error(f"end-{at}", "Последний день раньше первого.")
            if any(day and not FIRST_YEAR <= day.year <= LAST_YEAR for day in (start, end)):
                self.add_error(f"end-{at}", f"Годы — от {FIRST_YEAR} до {LAST_YEAR}.")
        if self.errors:
            return data
        if bool(self.spans()) == bool(data.get("is_open")):
            both = "Отмечено «без даты», но дни указаны: оставьте что-то одно."
            raise forms.ValidationError(
                both if data.get("is_open") else "Укажите хотя бы один день или отметьте «без даты»."
            )
        return data

    def spans(self) -> list[DateSpan]:
        """Return the spans; one without a first day begins with the plan's first day."""
        data = self.cleaned_data
        days = [(data.get(f"start-{at}"), data.get(f"end-{at}")) for at in range(self.count)]
        begin = self.setting.window.start
        return [DateSpan(start or min(begin, end), end) for start, end in days if end]
