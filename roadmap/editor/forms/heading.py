"""Forms of the roadmap as a whole: its heading and columns, and how it is to be numbered."""

from crispy_forms.layout import Field
from django import forms

from portal.forms import form_helper
from roadmap.plan.columns import LABELS, is_own, label_of
from roadmap.plan.models import Roadmap
from roadmap.plan.numbering import Manner, NumberStyle
from roadmap.programmes.forms.columns import ColumnsForm
from roadmap.programmes.forms.written import WrittenFormField, WrittenTextarea, typed

MANNERS = {
    "same": ("как в документе сейчас", None),
    "nested": ("1, 1.1, 1.1.1", Manner()),
    "dotted": ("1., 1.1., 1.1.1.", Manner(dot=True)),
    "own": ("направления 1, 2; мероприятия в каждом с 1", Manner(activities=NumberStyle.OWN)),
    "running": ("мероприятия подряд 1., 2., 3., направления без номеров", Manner(False, NumberStyle.RUNNING, dot=True)),
    "directions": ("номера только у направлений", Manner(activities=NumberStyle.NONE)),
}
_STANDARD = ("number", "name", "term", "responsible", "result", "document")
_FURTHER = "further"
_PARTS = {
    "quarters": ("кварталы года", [f"Q{part}" for part in (1, 2, 3, 4)]),
    "halves": ("полугодия года", ["H1", "H2"]),
    "months": ("месяцы года", [f"{month:02}" for month in range(1, 13)]),
}


class NumberForm(forms.Form):
    manner = forms.ChoiceField(
        label="Пронумеровать заново",
        choices=[(key, words) for key, (words, _) in MANNERS.items()],
        widget=forms.Select({"class": "form-select-sm"}),
    )

    def chosen(self) -> Manner | None:
        return MANNERS[self.cleaned_data["manner"]][1]


class HeadingForm(ColumnsForm):
    COLUMNS = {"direction": "Направление"} | LABELS

    title = WrittenFormField(label="Заголовок", widget=WrittenTextarea(rows=2))
    period = WrittenFormField(
        label="Период, как написано",
        help_text="Например «2026/27 учебный год»: портал поймёт по нему сроки без года.",
    )
    numbering = forms.ChoiceField(
        label="Номера",
        choices=Roadmap.Numbering.choices,
        help_text="«Ведёт портал»: когда строки переставляют, номера обновляются; набранные иначе остаются как есть.",
    )
    what = forms.ChoiceField(
        label="Добавить графы",
        required=False,
        choices=[(_FURTHER, "другая графа"), *((key, words) for key, (words, _) in _PARTS.items()), ("year", "год")],
    )
    year = forms.IntegerField(label="Год", required=False, min_value=1900, max_value=2200)
    helper = form_helper("seen", "added", "title", "period", Field("numbering", wrapper_class="mb-3 col-sm-5"))

    def __init__(self, data=None, *, first_year: int, **kwargs):
        super().__init__(data, **kwargs)
        self.first_year = first_year
        self.fields["year"].initial = first_year
        words = self.words_now or {"numbering": Roadmap.Numbering.AUTOMATIC}
        for name in ("title", "period", "numbering"):
            self.fields[name].initial = words.get(name)
        self.add_column_fields(words.get("columns"), _STANDARD if self.words_now is None else ())

    def is_own(self, key: str) -> bool:
        return is_own(key)

    def label_of(self, key: str) -> str:
        return self.COLUMNS.get(key) or label_of(key)

    def with_more_columns(self) -> "HeadingForm":
        year = self.data.get("year", "")
        data = self.data_with_columns(self._find_asked(year if year.isdecimal() else str(self.first_year)))
        return HeadingForm(data, words=self.words_now, first_year=self.first_year)

    def _find_asked(self, year: str) -> list[str]:
        """Return the keys of the columns that the person asks to add."""
        what = self.data.get("what")
        if what in _PARTS:
            return [f"{year}-{part}" for part in _PARTS[what][1]]
        return [year] if what == "year" else [self.further_key()]

    def words(self) -> dict:
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        return {
            "title": typed(data["title"], seen.get("title")),
            "period": typed(data["period"], seen.get("period")),
            "numbering": data["numbering"],
            "columns": self.typed_columns(seen.get("columns")),
        }

    def again(self, current: dict) -> "HeadingForm":
        form = HeadingForm(self.conflict_data(current), words=self.words_now, first_year=self.first_year)
        form.tell_conflicts(current)
        return form
