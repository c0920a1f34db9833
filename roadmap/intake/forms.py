from dataclasses import replace

from django import forms

from portal.forms import form_helper
from portal.refusals import Refusal
from portal.scanning.fields import ScannedFileField
from roadmap.exchange.document_file import MAX_BYTES, FaultyFile, read_document
from roadmap.intake.actions import looked_through
from roadmap.intake.choices import KIND_NAMES, LINE_NAMES, ROW_NAMES, is_column
from roadmap.programmes.models import Programme
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.files import READABLE
from roadmap.recognition.kinds import LineKind, RowKind, TableKind
from schools.directory.models import Municipality, School

_NEW = "new"
_NONE = "none"


class SourceUploadForm(forms.Form):
    """One door for whatever a department has: a file, or what was copied from one."""

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
        """A file of the interchange format goes its own way: there is nothing to recognise in it."""
        return "document" in self.cleaned_data

    def clean(self):
        data = super().clean()
        file = data.get("file")
        if file is None and not (data.get("pasted") or "").strip():
            raise forms.ValidationError("Выберите файл или вставьте скопированный документ.")
        if file is None:
            data["name"], data["content"] = "вставлено.html", data["pasted"].encode()
            return self._looked_through(data)
        data["name"], data["content"] = file.name, file.read(MAX_BYTES * 2)
        if file.name.lower().endswith(".json") and "dry_run" in self.fields:
            self._read_exchange(data)
            return self._with_municipality(data)
        return self._looked_through(data)

    def _looked_through(self, data: dict) -> dict:
        try:
            data["sent"] = looked_through(data["name"], data["content"])
        except Refusal as refusal:
            self.add_error("file", str(refusal))
        return self._with_municipality(data)

    def _with_municipality(self, data: dict) -> dict:
        """A file of the interchange format says whose it is; of a document, whoever has several says it."""
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
    """What one table is, whether it goes on with the one before, and each column of a plan or of indicators."""

    place = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[(str(kind), name) for kind, name in KIND_NAMES.items()], required=False)
    join = forms.ChoiceField(choices=[("yes", "да"), ("no", "нет")], required=False)

    def corrections(self, known: Corrections) -> Corrections:
        """Those known with this table's; its columns as they were chosen, so that the rest follows them."""
        place, kind, join = self.cleaned_data["place"], self.cleaned_data["kind"], self.cleaned_data["join"]
        chosen = {
            int(name.removeprefix("column-")): key
            for name, key in self.data.items()
            if name.startswith("column-") and name.removeprefix("column-").isdecimal() and is_column(key)
        }
        return replace(
            known,
            kinds={**known.kinds, place: TableKind(kind)} if kind else known.kinds,
            columns={**known.columns, place: chosen} if chosen else known.columns,
            joins={**known.joins, place: join == "yes"} if join else known.joins,
        )


class RowCorrectionForm(forms.Form):
    """What one row of a table is, and under which direction its activity belongs."""

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
    """What a line of text is."""

    line = forms.CharField(widget=forms.HiddenInput)
    line_kind = forms.ChoiceField(
        label="Эта строка",
        choices=[("", "как понято"), *((str(kind), name) for kind, name in LINE_NAMES.items())],
        required=False,
    )

    def corrections(self, known: Corrections) -> Corrections:
        kind = self.cleaned_data["line_kind"]
        return known.with_line(self.cleaned_data["line"], LineKind(kind) if kind else None)


class AcceptForm(forms.Form):
    """What a person settles: the programme's title, kind and years, and whom the names of schools mean."""

    title = forms.CharField(label="Название программы", widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="Вид документа", choices=Programme.Kind.choices)
    start_year = forms.IntegerField(label="С года", min_value=1900, max_value=2200)
    end_year = forms.IntegerField(label="По год", min_value=1900, max_value=2200)

    def __init__(self, *args, names, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        self.schools = {str(school.pk): school for school in municipality.schools.all()}
        choices = [(_NEW, "завести новую школу"), (_NONE, "это не школа")]
        choices += [(pk, str(school)) for pk, school in self.schools.items()]
        for number, named in enumerate(names):
            # Where the name is doubtful a person says whom it means.
            initial = str(named.school.pk) if named.school else _NEW
            self.fields[f"school-{number}"] = forms.ChoiceField(
                label=named.name,
                choices=[("", "выберите"), *choices] if named.doubts else choices,
                initial="" if named.doubts else initial,
            )
        self.helper = form_helper()

    @property
    def school_fields(self):
        return [(named, self[f"school-{number}"]) for number, named in enumerate(self.names)]

    def clean(self):
        data = super().clean()
        if data.get("start_year") and data.get("end_year") and data["start_year"] > data["end_year"]:
            self.add_error("end_year", "Последний год раньше первого.")
        return data

    def meant(self) -> dict[str, School | None]:
        chosen = {named.name: self.cleaned_data[f"school-{number}"] for number, named in enumerate(self.names)}
        return {name: self.schools.get(choice) for name, choice in chosen.items() if choice != _NONE}
