"""Forms of an evaluation: which year and method, and everything that people type for it."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django import forms

from indicators.catalogue.models import Period
from roadmap.evaluation.actions import OF_EVALUATION, OF_MONEY, Writing, Writings
from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.methods.queries import ChosenEvaluationMethod
from roadmap.evaluation.models import Evaluation, IndicatorVerdict
from roadmap.evaluation.queries.sheet import EvaluationSheet, TypedForEvaluation, typed_for
from roadmap.evaluation.queries.subprogrammes import EvaluatedSubprogramme
from roadmap.evaluation.stated_values import read_sum
from roadmap.programmes.forms.written import SeenForm

_BY_HAND = [("", "не решено"), *IndicatorVerdict.choices]
_MARKS = [
    ("", "по отчётам"),
    *((mark.value, mark.label) for mark in (ActivityMark.DONE, ActivityMark.LATE, ActivityMark.NOT_DONE)),
]


NO_SUM = "«{}» — не сумма. Напишите число, например «120,5» или «120,5 тыс. руб.»"
TWO_UNITS = "План и факт — в разных единицах: напишите обе суммы одинаково."


class MoneyForm(forms.Form):
    """Asks for the money planned and spent, or whether no money is provided for."""

    money_planned = forms.CharField(label="Расходы по плану", required=False, max_length=100)
    money_spent = forms.CharField(label="Израсходовано", required=False, max_length=100)
    has_no_money = forms.BooleanField(label="Финансирование не предусмотрено", required=False)

    @property
    def money(self) -> list[forms.BoundField]:
        return [self["money_planned"], self["money_spent"]]

    def clean(self) -> dict:
        data = super().clean()
        sums = {name: data.get(name, "").strip() for name in ("money_planned", "money_spent")}
        read = {name: read_sum(text) for name, text in sums.items() if text}
        for name, each in read.items():
            if each is None:
                self.add_error(name, NO_SUM.format(sums[name]))
        if data.get("has_no_money") and read:
            self.add_error(
                "has_no_money", "Либо расходы внесены, либо их не предусмотрено: сотрите суммы или снимите отметку."
            )
        if len({each.unit for each in read.values() if each}) > 1:
            self.add_error("money_spent", TWO_UNITS)
        return data


class EvaluationChoiceForm(MoneyForm):
    """Asks for a year and a method, and for the money to try them with."""

    method = forms.ChoiceField(label="Метод")
    period = forms.ChoiceField(label="За какой период")

    def __init__(self, data=None, *, methods: dict[str, ChosenEvaluationMethod], periods: list[Period], **kwargs):
        super().__init__(data, **kwargs)
        self.methods, self.periods = methods, {period.label: period for period in periods}
        own = [(each.value, str(each.record)) for each in methods.values() if each.record]
        ready = [(each.value, each.shape.name) for each in methods.values() if not each.record]
        self.fields["method"].choices = [("Свои", own), ("Готовые", ready)] if own else ready
        self.fields["period"].choices = [(label, str(period)) for label, period in self.periods.items()]

    @property
    def chosen(self) -> ChosenEvaluationMethod:
        return self.methods[self.cleaned_data["method"]]

    @property
    def year(self) -> Period:
        return self.periods[self.cleaned_data["period"]]

    @property
    def choice(self) -> list[forms.BoundField]:
        return [self["method"], self["period"]]

    @property
    def own_money(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in OF_MONEY}

    def typed(self, existing: Evaluation | None) -> TypedForEvaluation:
        """Return what people typed for that year's evaluation, if there is one, with the sums of this form instead."""
        typed = typed_for(existing) if existing else TypedForEvaluation()
        planned, spent, is_none = self.own_money.values()
        if not (planned or spent or is_none):
            return typed
        return replace(typed, money=(planned, spent), has_no_money=is_none)


class EvaluationForm(SeenForm, MoneyForm):
    """Everything that people type for an evaluation; only what differs from what they saw is written."""

    conclusions = forms.CharField(
        label="Выводы",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4, "data-portal-prose": ""}),
    )

    def __init__(self, data=None, *, evaluation: Evaluation, sheet: EvaluationSheet, **kwargs):
        super().__init__(data, **kwargs)
        self.evaluation, self.sheet = evaluation, sheet
        stored = {name: getattr(evaluation, name) for name in OF_EVALUATION}
        for name in OF_EVALUATION:
            self.fields[name].initial = stored[name]
        for row in sheet.indicators:
            stored |= self._add_row(row)
        for activity in sheet.activities:
            stored |= self._add_activity(activity)
        for part in sheet.subprogrammes:
            stored |= self._add_part(part)
        self.remember(stored)

    def _add_row(self, row) -> dict:
        stored = {}
        if row.degree.deviates or row.reason:
            self._add_reason(f"row-{row.row_id}-reason", row.reason, f"Причина отклонения: {row.name}")
            stored["reason"] = row.reason
        if row.degree.may_decide or row.verdict:
            self._add_choice(f"row-{row.row_id}-verdict", row.verdict, _BY_HAND, f"Выполнен ли: {row.name}")
            stored["verdict"] = row.verdict
        if self.sheet.method.asks_weights:
            self._add_weight(f"row-{row.row_id}-weight", row.degree.weight, f"Вес: {row.name}")
            stored["weight"] = row.degree.weight
        return {f"row-{row.row_id}-{name}": value for name, value in stored.items()}

    def _add_activity(self, activity) -> dict:
        prefix = f"activity-{activity.activity_id}-"
        self._add_choice(f"{prefix}verdict", activity.verdict, _MARKS, f"Отметка: {activity.name}")
        stored = {f"{prefix}verdict": activity.verdict}
        if activity.deviates or activity.reason:
            self._add_reason(f"{prefix}reason", activity.shown_reason, f"Причина: {activity.name}")
            stored[f"{prefix}reason"] = activity.reason
        return stored

    def _add_part(self, part: EvaluatedSubprogramme) -> dict:
        """Add fields for the weight and the money of a sub-programme, as far as the method asks for them."""
        prefix, asked, stored = f"part-{part.group_id}-", self.sheet.method.part_fields, {}
        if "weight" in asked:
            self._add_weight(f"{prefix}weight", part.weight, f"Вес: {part.title}")
            stored[f"{prefix}weight"] = part.weight
        if "money_planned" not in asked:
            return stored
        sums = dict(zip(("money_planned", "money_spent"), part.money, strict=True))
        for (name, text), words in zip(sums.items(), ("Расходы по плану", "Израсходовано"), strict=True):
            widget = forms.TextInput(
                {"class": "form-control-sm", "aria-label": f"{words}: {part.title}"}
            )  # fmt: skip
            self.fields[prefix + name] = forms.CharField(
                initial=text, required=False, max_length=100, label=f"{words}: {part.title}", widget=widget
            )
        return stored | {prefix + name: text for name, text in sums.items()}

    def _add_weight(self, name: str, weight: Decimal, label: str) -> None:
        self.fields[name] = forms.DecimalField(
            initial=weight.normalize() + Decimal(0), min_value=0, max_digits=9, decimal_places=4, localize=True,
            label=label, widget=forms.TextInput({"class": "form-control-sm", "aria-label": label}),
        )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        for part in self.sheet.subprogrammes:
            names = [f"part-{part.group_id}-{name}" for name in ("money_planned", "money_spent")]
            read = {name: read_sum(data[name]) for name in names if data.get(name, "").strip()}
            for name in (name for name, each in read.items() if each is None):
                self.add_error(name, NO_SUM.format(data[name]))
            if len({each.unit for each in read.values() if each}) > 1:
                self.add_error(names[1], TWO_UNITS)
        return data

    def _add_reason(self, name: str, text: str, label: str) -> None:
        widget = forms.Textarea({"rows": 2, "class": "form-control-sm", "aria-label": label})
        self.fields[name] = forms.CharField(
            initial=text, required=False, max_length=5_000, label=label, widget=widget
        )  # fmt: skip

    def _add_choice(self, name: str, value: str, choices: list, label: str) -> None:
        widget = forms.Select({"class": "form-select-sm", "aria-label": label})
        self.fields[name] = forms.ChoiceField(
            initial=value, choices=choices, required=False, label=label, widget=widget
        )

    def writings(self) -> Writings:
        """Return only what differs from what the person saw."""
        groups: dict[tuple, tuple[dict, dict]] = {}
        for name, stored in self.words_now.items():
            words, seen = self.cleaned_data[name], _restore_type(self.cleaned_data["seen"].get(name), stored)
            if words != seen:
                kind, _, rest = name.partition("-")
                key = (kind, int(rest.partition("-")[0])) if rest else ("", 0)
                new, old = groups.setdefault(key, ({}, {}))
                field = rest.partition("-")[2] or name
                new[field], old[field] = words, seen
        made = {key: Writing(*pair) for key, pair in groups.items()}
        of = {kind: {pk: each for (k, pk), each in made.items() if k == kind} for kind in ("row", "activity", "part")}
        return Writings(made.get(("", 0), Writing()), of["row"], of["activity"], of["part"])

    def again(self, conflicts: dict) -> "EvaluationForm":
        """Return the form with the same words and the conflicts; saving again overwrites the others' words."""
        form = EvaluationForm(self.conflict_data(conflicts), evaluation=self.evaluation, sheet=self.sheet)
        form.tell_conflicts(conflicts)
        return form


def _restore_type(seen: object, stored: object) -> object:
    """Return a value that went through JSON with the type of the stored one; None if it is no number."""
    if isinstance(stored, Decimal):
        try:
            return Decimal(str(seen))
        except InvalidOperation:
            return None
    return seen
