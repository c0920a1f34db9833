"""Forms of the roadmap as a whole, and of what its words mean."""

from crispy_forms.layout import Field
from django import forms

from portal.forms import form_helper
from roadmap.forms.rows import LABELS
from roadmap.forms.written import SeenForm, WrittenFormField, WrittenTextarea, typed
from roadmap.models import Roadmap
from roadmap.numbering import Manner, Style

MANNERS = {
    "same": ("как в документе сейчас", None),
    "nested": ("1, 1.1, 1.1.1", Manner()),
    "dotted": ("1., 1.1., 1.1.1.", Manner(dot=True)),
    "own": ("направления 1, 2; мероприятия в каждом с 1", Manner(activities=Style.OWN)),
    "running": ("мероприятия подряд 1., 2., 3., направления без номеров", Manner(False, Style.RUNNING, dot=True)),
    "directions": ("номера только у направлений", Manner(activities=Style.NONE)),
}
_COLUMNS = {"direction": "Направление"} | LABELS
_STANDARD = ("number", "name", "term", "responsible", "result", "document")


class NumberForm(forms.Form):
    manner = forms.ChoiceField(
        label="Пронумеровать заново",
        choices=[(key, words) for key, (words, _) in MANNERS.items()],
        widget=forms.Select({"class": "form-select form-select-sm"}),
    )

    def chosen(self) -> Manner | None:
        return MANNERS[self.cleaned_data["manner"]][1]


class HeadingForm(SeenForm):
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
    helper = form_helper("seen", "title", "period", Field("numbering", wrapper_class="mb-3 col-sm-5"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        words = self.words_now or {"numbering": Roadmap.Numbering.AUTOMATIC}
        for name in ("title", "period", "numbering"):
            self.fields[name].initial = words.get(name)
        stated = {column["key"]: column for column in words.get("columns") or []}
        order = [*stated, *(key for key in _COLUMNS if key not in stated)]
        for place, key in enumerate(order, 1):
            standing = key in stated or (self.words_now is None and key in _STANDARD)
            self.fields[f"has-{key}"] = forms.BooleanField(
                label=_COLUMNS[key],
                required=False,
                initial=standing,
                widget=forms.CheckboxInput({"class": "form-check-input"}),
            )
            self.fields[f"title-{key}"] = WrittenFormField(
                label=f"{_COLUMNS[key]}: заголовок столбца",
                widget=WrittenTextarea(**{"aria-label": f"Заголовок столбца «{_COLUMNS[key]}»"}),
                initial=stated.get(key, {}).get("title"),
            )
            self.fields[f"place-{key}"] = forms.IntegerField(
                label="место",
                required=False,
                initial=place,
                widget=forms.NumberInput(
                    {"class": "form-control", "min": 1, "aria-label": f"Место столбца «{_COLUMNS[key]}»"}
                ),
            )
        self.columns = order

    @property
    def column_rows(self) -> list[tuple]:
        return [tuple(self[f"{part}-{key}"] for part in ("has", "title", "place")) for key in self.columns]

    def words(self) -> dict:
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        return {
            "title": typed(data["title"], seen.get("title")),
            "period": typed(data["period"], seen.get("period")),
            "numbering": data["numbering"],
            "columns": self._columns(seen.get("columns")),
        }

    def _columns(self, seen: list | None) -> list | None:
        data = self.cleaned_data
        was = {column["key"]: column for column in seen or []}
        keys = [key for key in self.columns if data[f"has-{key}"]]
        keys.sort(key=lambda key: data[f"place-{key}"] or len(keys))
        columns = []
        for key in keys:
            title = typed(data[f"title-{key}"], was.get(key, {}).get("title"))
            columns.append({"key": key} | ({} if title is None else {"title": title}))
        return columns or (None if seen is None else [])

    def again(self, current: dict) -> "HeadingForm":
        form = HeadingForm(self.conflict_data(current), words=self.words_now)
        form.tell_conflicts(current)
        return form
