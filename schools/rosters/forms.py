from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django import forms

from portal.forms import form_helper, sent_number
from portal.scanning.fields import ScannedFileField
from schools.rosters.columns import NOTHING, PlacedRoster, RosterLayout, place_columns
from schools.rosters.reading import NoRoster, RosterSheet, joined_sheets, read_file, read_pasted


class RosterForm(forms.Form):
    """Takes a department's own table: a workbook, or what was copied from one."""

    pasted = forms.CharField(
        label="Вставьте таблицу (Ctrl + V)",
        required=False,
        strip=False,
        help_text="Скопируйте её в Excel или Word вместе с заголовками столбцов. Лишние столбцы не мешают.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "data-portal-table": ""}),
    )
    pasted_html = forms.CharField(required=False, widget=forms.HiddenInput)
    file = ScannedFileField(
        label="Или выберите файл Excel", required=False, widget=forms.FileInput({"accept": ".xlsx,.xlsm,.ods,.csv"})
    )
    helper = form_helper("pasted", "pasted_html", "file")

    def sheet(self, layout: RosterLayout) -> RosterSheet:
        """Return the table that was sent: of several sheets the best understood, joined with others like it.

        Raises NoRoster if there is no table.
        """
        data = self.cleaned_data
        if data.get("file"):
            sheets = read_file(data["file"].read())
        else:
            sheets = read_pasted(data["pasted"], data["pasted_html"])
        return _choose_sheet(sheets, layout)

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("pasted", "").strip():
            raise forms.ValidationError("Вставьте таблицу или выберите файл.")
        return data


def _choose_sheet(sheets: list[RosterSheet], layout: RosterLayout) -> RosterSheet:
    """Return the sheet with the most columns understood, and below it the rows of sheets with the same columns.

    Its `told` names the sheets that were joined, and those with other columns that were left out.
    """
    placed = [place_columns(sheet.rows, layout, {}) for sheet in sheets]
    rows_of = Counter()
    for each in placed:
        rows_of[tuple(each.keys)] += len(each.rows)
    best = max(range(len(sheets)), key=lambda at: (_count_kinds(placed[at]), rows_of[tuple(placed[at].keys)]))
    alike = [at for at, each in enumerate(placed) if each.keys == placed[best].keys and each.rows]
    if best not in alike:
        return sheets[best]
    first_rows = [0 if at == alike[0] else placed[at].rows[0].number - 1 for at in alike]
    joined = joined_sheets([sheets[at] for at in alike], first_rows) if len(alike) > 1 else sheets[best]
    needed = {"name", "short_name", "full_name", "email"}
    others = [
        sheets[at].title
        for at, each in enumerate(placed)
        if at not in alike and _count_kinds(each) > 1 and needed & set(each.keys) and each.rows
    ]
    told = (
        [f"Листы {_quote_titles(sheets[at].title for at in alike)} взяты вместе, один под другим."]
        if len(alike) > 1
        else []
    )
    if others:
        told.append(
            f"Не взяты листы {_quote_titles(others)}: столбцы другие. Внесите их отдельно, оставив в файле один лист."
        )
    return replace(joined, told=" ".join(told))


def _count_kinds(placed: PlacedRoster) -> int:
    return len(set(placed.keys) - {NOTHING})


def _quote_titles(sheets: Iterable[str]) -> str:
    return ", ".join(f"«{title}»" for title in sheets)


def sheet_of(data) -> RosterSheet | None:
    """Return the table that the page of the second pass sends back, or None."""
    if not data.get("table"):
        return None
    try:
        return RosterSheet.of_json(data["table"])
    except NoRoster:
        return None


def chosen_columns(data) -> dict[int, str]:
    """Return the kinds that a person chose for columns, by the columns' numbers."""
    found = {name.removeprefix("column-"): value for name, value in data.items() if name.startswith("column-")}
    return {column: key for number, key in found.items() if (column := sent_number(number)) is not None}
