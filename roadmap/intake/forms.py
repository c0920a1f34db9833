from collections.abc import Iterable
from dataclasses import replace

from django import forms

from portal.forms import form_helper, sent_number
from portal.refusals import Refusal
from portal.scanning.fields import ScannedFileField
from roadmap.exchange.document_file import MAX_BYTES, FaultyFile, read_document
from roadmap.intake.actions import inspect_upload
from roadmap.intake.choices import KIND_NAMES, LINE_NAMES, ROW_NAMES, column_choices_of, is_column, merge_chosen_columns
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import READABLE
from roadmap.recognition.joined_tables import ReadTable
from roadmap.recognition.kinds import LineKind, RowKind, TableKind
from schools.directory.models import Municipality


class SourceUploadForm(forms.Form):
    """Uploads a programme: a document, its pasted text, or a file of the interchange format."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Муниципалитет", required=False)
    file = ScannedFileField(
        label="Файл программы",
        required=False,
        help_text="Word, Excel или файл обмена (JSON). Ничего не записывается, пока вы не посмотрите, что понято.",
        widget=forms.FileInput(attrs={"accept": f"{READABLE.replace(' ', '')},.json"}),
    )
    pasted = forms.CharField(required=False, widget=forms.HiddenInput)
    dry_run = forms.BooleanField(label="Файл обмена только проверить, ничего не записывать", required=False)

    def __init__(self, *args, municipalities, takes_exchange: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not takes_exchange:
            del self.fields["dry_run"]
            self.fields["file"].help_text = "Word, Excel или страница: документ целиком или его часть."
        self.fields["municipality"].queryset = municipalities
        self.only_one = municipalities.first() if municipalities.count() == 1 else None
        if self.only_one:
            self.fields["municipality"].widget = forms.HiddenInput()
        self.helper = form_helper(*self.fields)
        self.faults = []

    @property
    def is_exchange(self) -> bool:
        """Return whether a valid form has a file of the interchange format, in which there is nothing to recognise."""
        return "document" in self.cleaned_data

    def clean(self):
        data = super().clean()
        file = data.get("file")
        if file is None and not (data.get("pasted") or "").strip():
            raise forms.ValidationError("Выберите файл или вставьте скопированный документ.")
        if file is None:
            data["name"], data["content"] = "вставлено.html", data["pasted"].encode()
            return self._inspect(data)
        data["name"], data["content"] = file.name, file.read(MAX_BYTES * 2)
        if file.name.lower().endswith(".json") and "dry_run" in self.fields:
            self._read_exchange(data)
            return self._fill_in_municipality(data)
        return self._inspect(data)

    def _inspect(self, data: dict) -> dict:
        try:
            data["sent"] = inspect_upload(data["name"], data["content"])
        except Refusal as refusal:
            self.add_error("file", str(refusal))
        return self._fill_in_municipality(data)

    def _fill_in_municipality(self, data: dict) -> dict:
        """Add the user's only municipality, or an error if they have several and chose none.

        A file of the interchange format needs none, because it names its municipality.
        """
        data["municipality"] = data.get("municipality") or self.only_one
        if data["municipality"] is None and "document" not in data and not self.errors:
            self.add_error("municipality", "Выберите, чья это программа.")
        return data

    def _read_exchange(self, data: dict) -> None:
        try:
            data["document"] = read_document(data["content"])
        except FaultyFile as refusal:
            self.faults = refusal.faults
            self.add_error("file", "Файл не принят, ничего не записано. Что исправить, сказано ниже.")


class TableCorrectionForm(forms.Form):
    """Corrects one table: its kind, whether it continues the one before, and what its columns are."""

    place = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[(str(kind), name) for kind, name in KIND_NAMES.items()], required=False)
    join = forms.ChoiceField(choices=[("yes", "да"), ("no", "нет")], required=False)

    def __init__(self, *args, tables: Iterable[ReadTable], years: Iterable[int], **kwargs):
        """`tables` are those of the present reading, since the chosen columns are those of the kind that was shown."""
        super().__init__(*args, **kwargs)
        self._tables, self._years = {table.place: table for table in tables}, years

    def corrections(self, known: Corrections) -> Corrections:
        """Return the known corrections with those of this table.

        If the table's kind changes, its corrected columns are dropped, so that they are recognised again.
        """
        place, kind, join = self.cleaned_data["place"], self.cleaned_data["kind"], self.cleaned_data["join"]
        table = self._tables.get(place)
        columns = {each: keys for each, keys in known.columns.items() if each != place}
        if table and kind in {"", table.kind}:
            columns = {**known.columns, **self._read_columns(table)}
        return replace(
            known,
            kinds={**known.kinds, place: TableKind(kind)} if kind else known.kinds,
            columns=columns,
            joins={**known.joins, place: join == "yes"} if join else known.joins,
        )

    def _read_columns(self, table: ReadTable) -> dict[str, dict[int, str]]:
        chosen = {
            column: key
            for name, key in self.data.items()
            if name.startswith("column-")
            and (column := sent_number(name.removeprefix("column-"))) is not None
            and is_column(key)
        }
        shown = {column.number: column.key for column in column_choices_of(table, self._years)}
        return {table.place: merge_chosen_columns(shown, chosen, table.kind)} if chosen else {}


class RowCorrectionForm(forms.Form):
    """Corrects one row of a table: its kind, and the direction that its activity belongs to."""

    table = forms.CharField(widget=forms.HiddenInput)
    row = forms.IntegerField(min_value=0, max_value=20_000, widget=forms.HiddenInput)
    row_kind = forms.ChoiceField(
        label="Эта строка",
        choices=[("", "как понято"), *((str(kind), name) for kind, name in ROW_NAMES.items())],
        required=False,
    )
    direction = forms.ChoiceField(label="Мероприятие относится к направлению", required=False)

    def __init__(self, *args, directions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [("", "как понято"), *directions]

    def corrections(self, known: Corrections) -> Corrections:
        data = self.cleaned_data
        table, row = data["table"], data["row"]
        kind = RowKind(data["row_kind"]) if data["row_kind"] else None
        return known.with_row(table, row, kind).with_move(table, row, data["direction"] or None)


class LineCorrectionForm(forms.Form):
    """Corrects what a line of text is."""

    line = forms.CharField(widget=forms.HiddenInput)
    line_kind = forms.ChoiceField(
        label="Эта строка",
        choices=[("", "как понято"), *((str(kind), name) for kind, name in LINE_NAMES.items())],
        required=False,
    )

    def corrections(self, known: Corrections) -> Corrections:
        kind = self.cleaned_data["line_kind"]
        return known.with_line(self.cleaned_data["line"], LineKind(kind) if kind else None)
