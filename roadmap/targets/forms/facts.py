from django import forms

from indicators.values.actions import EntryOutcome, EntryState, ValueEntry
from indicators.values.address import CellAddress
from indicators.values.sending import cleaned
from roadmap.targets.queries.lines import TargetGroup, TargetLine
from schools.directory.models import School


class FactsForm(forms.Form):
    """Facts of one period, for the municipality or a school; each with the text and the version that were seen."""

    def __init__(self, *args, groups: list[TargetGroup], school: School | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups, self.school = groups, school
        self.lines = {self.address(line): line for group in groups for line in group.lines if line.indicator}
        for address, line in self.lines.items():
            [cell] = line.cells
            self.fields[f"text:{address}"] = forms.CharField(
                label=f"{line.indicator} — факт, {cell.period}",
                required=False,
                max_length=2000,
                initial=cell.fact,
                widget=forms.TextInput({"aria-label": f"{line.indicator} — факт", "autocomplete": "off"}),
            )
            self.fields[f"seen:{address}"] = forms.CharField(
                required=False, initial=cell.fact, strip=False, widget=forms.HiddenInput
            )
            self.fields[f"version:{address}"] = forms.IntegerField(
                required=False, initial=cell.entered.version if cell.entered else 0, widget=forms.HiddenInput
            )

    def address(self, line: TargetLine) -> CellAddress:
        return CellAddress(line.indicator.pk, line.cells[0].period.label, self.school and self.school.pk)

    def entries(self) -> list[ValueEntry]:
        """Return the cells that the person changed, with the versions that they saw."""
        data = self.cleaned_data
        return [
            ValueEntry(address, text=cleaned(data[f"text:{address}"]), version=data[f"version:{address}"] or 0)
            for address in self.lines
            if data[f"text:{address}"] != data[f"seen:{address}"]
        ]

    def decided(self, outcomes: list[EntryOutcome]) -> "FactsForm":
        """Return the form with what was typed and the refusals; saving again overwrites what others have entered."""
        data = self.data.copy()
        for outcome in outcomes:
            address, value = outcome.entry.cell, outcome.value
            data[f"seen:{address}"] = value.text if value else ""
            data[f"version:{address}"] = value.version if value else 0
        again = FactsForm(data, groups=self.groups, school=self.school)
        for outcome in outcomes:
            if outcome.state == EntryState.CONFLICT:
                value = outcome.value
                again.add_error(
                    f"text:{outcome.entry.cell}",
                    f"За это время здесь внесено «{value.text}» ({value.entered_by or 'портал'}). "
                    "Оставьте своё и сохраните ещё раз, или впишите то значение.",
                )
            elif outcome.state in (EntryState.REFUSED, EntryState.LOCKED):
                again.add_error(f"text:{outcome.entry.cell}", " ".join(outcome.notes))
        return again

    def cell(self, line: TargetLine) -> list[forms.BoundField]:
        return [self[f"{name}:{self.address(line)}"] for name in ("text", "seen", "version")]
