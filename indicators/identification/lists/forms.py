"""The form for the results that are expected of a listed school, criterion by criterion."""

from django import forms

from indicators.identification.lists.expected_results import ExpectedLine


class ExpectedForm(forms.Form):
    """Has a field for each criterion of the judged year, with the portal's proposal if nothing is written yet."""

    def __init__(self, *args, lines: list[ExpectedLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.is_of_this_year]
        for line in self.lines:
            self.fields[f"e{line.criterion.pk}"] = forms.CharField(
                label=line.criterion.name, required=False, max_length=500, strip=True,
                initial=line.criterion.expected or line.proposal,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[ExpectedLine, forms.BoundField]]:
        return [(line, self[f"e{line.criterion.pk}"]) for line in self.lines]

    @property
    def expected(self) -> dict[int, str]:
        return {line.criterion.pk: self.cleaned_data[f"e{line.criterion.pk}"] for line in self.lines}
