"""The form with questions about the indicators of a programme's table."""

from django import forms

from indicators.catalogue.models import Indicator
from roadmap.targets.forms.catalogue import DIRECTIONS
from roadmap.targets.queries.questions import IndicatorQuestion

_MEANINGS = [
    ("", "не сказано"),
    (Indicator.PlanWords.GOAL.value, "цель: достичь указанного"),
    (Indicator.PlanWords.LIMIT.value, "пределы: остаться в них"),
]


class IndicatorQuestionsForm(forms.Form):
    """Asks for what is missing; with `changes_said` the person may also change what has been answered already.

    Answers hold in all programmes of the municipality.
    """

    def __init__(self, data=None, *, questions: list[IndicatorQuestion], changes_said: bool, **kwargs):
        super().__init__(data, **kwargs)
        self.questions, self.changes_said = questions, changes_said
        for each in questions:
            self._add(each)

    def _add(self, question: IndicatorQuestion) -> None:
        indicator = question.indicator
        self._add_choice(indicator, "direction", "Что лучше", DIRECTIONS)
        if question.odd:
            shown = " и ".join(f"«{text.strip()}»" for text in question.odd[:2])
            self._add_choice(indicator, "plan_words", f"Что значит {shown}", _MEANINGS)
        if question.may_have_unit:
            self.fields[f"unit-{indicator.pk}"] = forms.CharField(
                label="Единица", required=False, initial=indicator.unit, max_length=60, show_hidden_initial=True,
                disabled=bool(indicator.unit) and not self.changes_said,
                widget=forms.TextInput({"placeholder": "%, чел., балл",
                                        "aria-label": f"Единица: {indicator}"}),
            )  # fmt: skip

    def _add_choice(self, indicator: Indicator, name: str, label: str, choices: list) -> None:
        said = getattr(indicator, name)
        self.fields[f"{name}-{indicator.pk}"] = forms.ChoiceField(
            label=label, required=False, initial=said, choices=choices, show_hidden_initial=True,
            disabled=bool(said) and not self.changes_said,
            widget=forms.Select({"aria-label": f"{label}: {indicator}"}),
        )  # fmt: skip

    def clean(self) -> dict:
        """Add an error for a unit that can't be saved any more, as somebody has entered the first value meanwhile."""
        for each in self.questions:
            typed = self.data.get(f"unit-{each.indicator.pk}", "").strip()
            if typed and typed != each.indicator.unit and not each.may_have_unit:
                self.add_error(
                    None,
                    f"Единицу «{typed}» показателя «{each.indicator}» здесь уже не записать: за это время внесены его "
                    "значения. Попросите администратора изменить её в каталоге.",
                )
        return super().clean()

    @property
    def rows(self) -> list[tuple[IndicatorQuestion, list[forms.BoundField]]]:
        names = ("direction", "plan_words", "unit")
        return [
            (each, [self[key] for name in names if (key := f"{name}-{each.indicator.pk}") in self.fields])
            for each in self.questions
        ]

    def answers(self) -> tuple[dict, dict]:
        """Return what the person changed, by indicator and field, and what they saw there before."""
        answers, seen = {}, {}
        for key in self.changed_data:
            name, _, pk = key.rpartition("-")
            answers[int(pk), name] = self.cleaned_data[key]
            seen[int(pk), name] = self._read_seen(key)
        return answers, seen

    def _read_seen(self, key: str) -> str:
        bound = self[key]
        return self.data.get(bound.html_initial_name, "")

    def again(self, conflicts: dict[tuple[int, str], str]) -> "IndicatorQuestionsForm":
        """Return the form with the same answers and the conflicts; saving again overwrites the others' answers."""
        data = self.data.copy()
        for (pk, name), theirs in conflicts.items():
            data[self[f"{name}-{pk}"].html_initial_name] = theirs
        form = IndicatorQuestionsForm(data, questions=self.questions, changes_said=self.changes_said)
        for pk, name in conflicts:
            form.add_error(
                f"{name}-{pk}",
                "За это время здесь ответил другой человек. Ваш ответ не потерян: сохраните ещё раз, если верен он.",
            )
        return form
