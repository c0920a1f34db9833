"""The form that says which columns a table of the document has, with which headings and in which order."""

from typing import ClassVar

from django import forms
from django.http import QueryDict

from roadmap.programmes.forms.written import SeenForm, WrittenFormField, WrittenTextarea, typed
from roadmap.programmes.written import is_further_column


class ColumnsForm(SeenForm):
    """Columns are ticked, given headings and ordered; the document's own ones can also be added and removed.

    `COLUMNS` are those that the interchange format names, with their labels.
    """

    COLUMNS: ClassVar[dict[str, str]] = {}
    columns: list[str]

    added = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    drops_cells = forms.BooleanField(
        label="Убрать графу вместе с тем, что в ней написано",
        help_text="Нужно для своих граф документа, в которых есть записи; история их сохранит.",
        required=False,
    )

    def is_own(self, key: str) -> bool:
        return is_further_column(key)

    def label_of(self, key: str) -> str:
        return self.COLUMNS.get(key, "Другая графа")

    def add_column_fields(self, columns: list[dict] | None, standard: tuple[str, ...] = ()) -> None:
        """Add three fields for each column: the table's own, then those just added, then the other possible ones.

        `standard` columns are ticked at first even if the table doesn't have them.
        """
        stated = {column["key"]: column for column in columns or []}
        added = [key for key in self.added_keys() if key not in stated]
        self.columns = [*stated, *added, *(key for key in self.COLUMNS if key not in stated)]
        for place, key in enumerate(self.columns, 1):
            label = self.label_of(key)
            self.fields[f"has-{key}"] = forms.BooleanField(
                label=label,
                required=False,
                initial=key in stated or key in added or key in standard,
            )
            self.fields[f"title-{key}"] = WrittenFormField(
                label=f"{label}: заголовок столбца",
                widget=WrittenTextarea(**{"aria-label": f"Заголовок столбца «{label}»"}),
                initial=stated.get(key, {}).get("title"),
            )
            number = {"min": 1, "aria-label": f"Место столбца «{label}»"}
            self.fields[f"place-{key}"] = forms.IntegerField(
                label="место", required=False, initial=place, widget=forms.NumberInput(number)
            )

    @property
    def column_rows(self) -> list[tuple]:
        return [tuple(self[f"{part}-{key}"] for part in ("has", "title", "place")) for key in self.columns]

    @property
    def has_own_columns(self) -> bool:
        return any(map(self.is_own, self.columns))

    def added_keys(self) -> list[str]:
        """Return the keys of the document's own columns that the person has added but not saved yet."""
        sent = self.data.get("added", "").split(",")
        return [key for key in dict.fromkeys(sent) if self.is_own(key)]

    def further_key(self) -> str:
        """Return the first key «column-1», «column-2» … that no column of the form has."""
        return next(key for number in range(1, 100) if (key := f"column-{number}") not in self.columns)

    def data_with_columns(self, keys: list[str]) -> QueryDict:
        """Return the sent data with the columns of these keys ticked behind those that are ticked already."""
        data = self.data.copy()
        standing = {key for key in self.columns if self.data.get(f"has-{key}")}
        more = [key for key in keys if key not in standing]
        data["added"] = ",".join([*self.added_keys(), *more])
        for place, key in enumerate(more, len(standing) + 1):
            data[f"has-{key}"], data[f"place-{key}"] = "on", str(place)
        return data

    def typed_columns(self, seen: list | None) -> list | None:
        data = self.cleaned_data
        was = {column["key"]: column for column in seen or []}
        keys = [key for key in self.columns if data[f"has-{key}"]]
        keys.sort(key=lambda key: data[f"place-{key}"] or len(keys))
        columns = []
        for key in keys:
            title = typed(data[f"title-{key}"], was.get(key, {}).get("title"))
            columns.append({"key": key} | ({} if title is None else {"title": title}))
        return columns or (None if seen is None else [])
