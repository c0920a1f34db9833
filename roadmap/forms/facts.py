from django import forms

from indicators.actions.values import Cell, Entry, Outcome, State
from roadmap.queries.targets import Group
from schools.models import School


class FactsForm(forms.Form):
    """Facts of one period, for the municipality or a school: what is typed, what was seen, and its version."""

    def __init__(self, *args, groups: list[Group], school: School | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups, self.school = groups, school
        self.lines = {line.indicator.pk: line for group in groups for line in group.lines if line.indicator}
        for indicator_id, line in self.lines.items():
            [cell] = line.cells
            self.fields[f"fact-{indicator_id}"] = forms.CharField(
                label=f"{line.indicator} — факт, {cell.period}",
                required=False,
                max_length=2000,
                initial=cell.fact,
                widget=forms.TextInput(
                    {"class": "form-control", "aria-label": f"{line.indicator} — факт", "autocomplete": "off"}
                ),
            )
            self.fields[f"seen-{indicator_id}"] = forms.CharField(
                required=False, initial=cell.fact, strip=False, widget=forms.HiddenInput
            )
            self.fields[f"version-{indicator_id}"] = forms.IntegerField(
                required=False, initial=cell.entered.version if cell.entered else 0, widget=forms.HiddenInput
            )

    def entries(self) -> list[Entry]:
        """The cells that the person changed, with the versions that they saw."""
        data = self.cleaned_data
        return [
            Entry(
                Cell(indicator_id, line.cells[0].period.label, self.school and self.school.pk),
                text=data[f"fact-{indicator_id}"],
                version=data[f"version-{indicator_id}"] or 0,
            )
            for indicator_id, line in self.lines.items()
            if data[f"fact-{indicator_id}"] != data[f"seen-{indicator_id}"]
        ]

    def decided(self, outcomes: list[Outcome]) -> "FactsForm":
        """The same form with what was typed; every cell has now been seen, so saving again decides the conflicts."""
        data = self.data.copy()
        for outcome in outcomes:
            indicator_id, value = outcome.entry.cell.indicator_id, outcome.value
            data[f"seen-{indicator_id}"] = value.text if value else ""
            data[f"version-{indicator_id}"] = value.version if value else 0
        again = FactsForm(data, groups=self.groups, school=self.school)
        for outcome in outcomes:
            if outcome.state == State.CONFLICT:
                value = outcome.value
                again.add_error(
                    f"fact-{outcome.entry.cell.indicator_id}",
                    f"За это время здесь внесено «{value.text}» ({value.entered_by or 'портал'}). "
                    "Оставьте своё и сохраните ещё раз, или впишите то значение.",
                )
            elif outcome.state in (State.REFUSED, State.LOCKED):
                again.add_error(f"fact-{outcome.entry.cell.indicator_id}", " ".join(outcome.notes))
        return again

    def cell(self, indicator_id: int) -> list[forms.BoundField]:
        return [self[f"{name}-{indicator_id}"] for name in ("fact", "seen", "version")]
