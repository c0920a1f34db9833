"""Forms of a roadmap's rows: a direction; an activity with its stages."""

from django import forms

from roadmap.forms.written import (
    RowForm,
    SeenForm,
    WrittenFormField,
    WrittenTextarea,
    rows_formset,
    typed,
    typed_rows,
    with_one_more,
)
from roadmap.models import Roadmap
from roadmap.queries.words import OF_STAGE

LABELS = {
    "number": "Номер",
    "name": "Мероприятие",
    "term": "Срок",
    "responsible": "Ответственные",
    "result": "Ожидаемый результат",
    "document": "Подтверждающий документ",
    "report": "Отметка об исполнении",
}
_NUMBER_HELP = "Пусто — портал поставит следующий номер сам."


class _Number(WrittenFormField):
    def __init__(self, **kwargs):
        super().__init__(label="Номер", max_length=50, widget=forms.TextInput({"class": "form-control"}), **kwargs)


class DirectionForm(SeenForm):
    number = _Number()
    title = WrittenFormField(label="Название направления", widget=WrittenTextarea(rows=2))

    def __init__(self, data=None, *, roadmap: Roadmap, **kwargs):
        super().__init__(data, **kwargs)
        self.roadmap = roadmap
        if self.words_now is None:
            self.fields["number"].help_text = _NUMBER_HELP
        for name in ("number", "title"):
            self.fields[name].initial = (self.words_now or {}).get(name)

    def words(self) -> dict:
        seen = self.cleaned_data["seen"]
        return {name: typed(self.cleaned_data[name], seen.get(name)) for name in ("number", "title")}

    def again(self, current: dict) -> "DirectionForm":
        form = DirectionForm(self.conflict_data(current), roadmap=self.roadmap, words=self.words_now)
        form.tell_conflicts(current)
        return form


class StageForm(RowForm):
    term = WrittenFormField()
    responsible = WrittenFormField()
    result = WrittenFormField(widget=WrittenTextarea(rows=2))
    document = WrittenFormField()

    def __init__(self, *args, labels: dict, **kwargs):
        super().__init__(*args, **kwargs)
        for name in OF_STAGE:
            self.fields[name].label = labels[name]


StageFormSet = rows_formset(StageForm)


class ActivityForm(SeenForm):
    """Its own term, responsible, result and document, or, where it has stages, those of each stage."""

    number = _Number()
    name = WrittenFormField(widget=WrittenTextarea(rows=3))
    term = WrittenFormField()
    responsible = WrittenFormField()
    result = WrittenFormField(widget=WrittenTextarea(rows=2))
    document = WrittenFormField()
    report = WrittenFormField(widget=WrittenTextarea(rows=2))
    requires_document = forms.BooleanField(
        label="Без документа не выполнено",
        help_text="Отметку «выполнено» портал примет только с подтверждающим документом.",
        required=False,
    )

    def __init__(self, data=None, *, roadmap: Roadmap, **kwargs):
        super().__init__(data, **kwargs)
        self.roadmap = roadmap
        words = self.words_now or {}
        labels = LABELS | {column["key"]: column["title"] for column in roadmap.columns or [] if column.get("title")}
        for name, field in self.fields.items():
            field.label = labels.get(name, field.label)
            if name != "seen":
                field.initial = words.get(name)
        if self.words_now is None:
            self.fields["number"].help_text = _NUMBER_HELP
        if not roadmap.has_column("report") and words.get("report") is None:
            del self.fields["report"]
        stages = [stage | {"ORDER": place} for place, stage in enumerate(words.get("stages", ()), 1)]
        self.stages = StageFormSet(data, prefix="stages", initial=stages, form_kwargs={"labels": labels})
        self.fields["requires_document"].widget.attrs["class"] = "form-check-input"

    @property
    def has_stages(self) -> bool:
        return bool(self.stages.forms)

    @property
    def own_places(self) -> list[forms.BoundField]:
        return [] if self.has_stages else [self[name] for name in OF_STAGE]

    def is_valid(self) -> bool:
        return super().is_valid() & self.stages.is_valid()

    def clean(self):
        data = super().clean()
        was_named = self.words_now is None or (self.words_now["name"] or "").strip()
        if was_named and not (data.get("name") or "").strip():
            self.add_error("name", "Напишите, что за мероприятие.")
        return data

    def words(self) -> dict:
        """The row's words; with stages it has none of those that stand in them."""
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        stages = typed_rows(self.stages, seen.get("stages", []), self._typed)
        words = {name: self._typed(data[name], seen, name) for name in ("number", "name")}
        words |= {name: None if stages else self._typed(data[name], seen, name) for name in OF_STAGE}
        words["report"] = self._typed(data["report"], seen, "report") if "report" in self.fields else seen.get("report")
        return words | {"requires_document": data["requires_document"], "stages": stages}

    def _typed(self, text: str, seen: dict, name: str) -> str | None:
        """An empty place of a new row is an empty cell where the document has such a column."""
        is_new = name not in seen
        return typed(text, seen.get(name), blank="" if is_new and self.roadmap.has_column(name) else None)

    def again(self, current: dict) -> "ActivityForm":
        form = ActivityForm(self.conflict_data(current), roadmap=self.roadmap, words=self.words_now)
        form.tell_conflicts(current)
        return form

    def with_one_more_stage(self) -> "ActivityForm":
        """What is typed, and an empty stage after it; the first stage takes over the row's own places."""
        data = with_one_more(self.data, self.stages)
        if not self.has_stages:
            for name in OF_STAGE:
                data[f"stages-0-{name}"] = data.get(name, "")
                data[name] = ""
            data["stages-1-ORDER"], data["stages-TOTAL_FORMS"] = "2", "2"
        return ActivityForm(data, roadmap=self.roadmap, words=self.words_now)
