from django import forms

from portal.forms import form_helper
from portal.scanning.fields import ScannedFileField
from schools.rosters.columns import RosterLayout, place_columns
from schools.rosters.reading import NoRoster, RosterSheet, read_file, read_pasted


class RosterForm(forms.Form):
    """A department's own table: a workbook, or what was copied out of one."""

    pasted = forms.CharField(
        label="Вставьте таблицу (Ctrl + V)",
        required=False,
        strip=False,
        help_text="Скопируйте её в Excel или Word вместе с заголовками столбцов. Лишние столбцы не мешают.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "data-portal-table": ""}),
    )
    pasted_html = forms.CharField(required=False, widget=forms.HiddenInput)
    file = ScannedFileField(
        label="Или выберите файл Excel", required=False, widget=forms.FileInput({"accept": ".xlsx"})
    )
    helper = form_helper("pasted", "pasted_html", "file")

    def sheet(self, layout: RosterLayout) -> RosterSheet:
        """Of several, the one of whose columns most are understood."""
        data = self.cleaned_data
        if data.get("file"):
            sheets = read_file(data["file"].read())
        else:
            sheets = read_pasted(data["pasted"], data["pasted_html"])
        return max(sheets, key=lambda sheet: _understood(sheet, layout))

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("pasted", "").strip():
            raise forms.ValidationError("Вставьте таблицу или выберите файл.")
        return data


def _understood(sheet: RosterSheet, layout: RosterLayout) -> tuple[int, int]:
    placed = place_columns(sheet.rows, layout, {})
    return len(set(placed.keys)), len(placed.rows)


def sheet_of(data) -> RosterSheet | None:
    """What the page carried of a table that was looked through before."""
    if not data.get("table"):
        return None
    try:
        return RosterSheet.of_json(data["table"])
    except NoRoster:
        return None


def chosen_columns(data) -> dict[int, str]:
    found = {name.removeprefix("column-"): value for name, value in data.items() if name.startswith("column-")}
    return {int(number): key for number, key in found.items() if number.isdecimal()}
