"""The forms of a table: its cells with the steps that change rows and columns before saving; and what was spent."""

import json

from django import forms
from django.http import QueryDict
from django.utils.text import normalize_newlines

from portal.forms import sent_json, sent_number
from roadmap.programmes.forms.written import SeenForm, WrittenFormField, check_words, typed
from roadmap.programmes.kept_tables import KeptCell, kept_lines
from roadmap.tables import grid as steps
from roadmap.tables.grid import MOST_CELLS, CannotChangeTable, TableGrid, blank_grid, grid_of, table_of
from roadmap.tables.money_table import read_money
from roadmap.tables.pasted import read_pasted
from roadmap.tables.queries import MoneyLine, MoneyOfYear

_NUMBER = forms.NumberInput({"class": "form-control-sm", "min": 1})
_STEPS = {
    "row-above": lambda grid, row, _: steps.with_row(grid, row),
    "row-below": lambda grid, row, _: steps.with_row(grid, row + 1),
    "row-up": lambda grid, row, _: steps.with_row_moved(grid, row, -1),
    "row-down": lambda grid, row, _: steps.with_row_moved(grid, row, 1),
    "row-remove": lambda grid, row, _: steps.without_row(grid, row),
    "column-before": lambda grid, _, column: steps.with_column(grid, column),
    "column-after": lambda grid, _, column: steps.with_column(grid, column + 1),
    "column-left": lambda grid, _, column: steps.with_column_moved(grid, column, -1),
    "column-right": lambda grid, _, column: steps.with_column_moved(grid, column, 1),
    "column-remove": lambda grid, _, column: steps.without_column(grid, column),
    "part": steps.parted,
}
# How many rows down and columns right the chosen cell moves with a step.
_FOLLOWED = {"row-above": (0, 0), "row-below": (1, 0), "row-up": (-1, 0), "row-down": (1, 0), "column-after": (0, 1),
             "column-left": (0, -1), "column-right": (0, 1)}  # fmt: skip


class SpentForm(SeenForm):
    """Asks what was spent in a year, in a field for each row of the table of money."""

    def __init__(self, data=None, *, money: MoneyOfYear, **kwargs):
        super().__init__(data, words={line.key: line.spent for line in money.lines}, **kwargs)
        self.money = money
        for at, line in enumerate(money.lines):
            self.fields[f"row-{at}"] = forms.CharField(
                label=line.label,
                required=False,
                max_length=100,
                initial=line.spent,
                widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def lines(self) -> list[tuple[MoneyLine, forms.BoundField]]:
        return [(line, self[f"row-{at}"]) for at, line in enumerate(self.money.lines)]

    def clean(self):
        data = super().clean()
        for at in range(len(self.money.lines)):
            text = data.get(f"row-{at}", "").strip()
            if text and read_money(text) is None:
                self.add_error(f"row-{at}", f"«{text}» — не сумма. Напишите число, например «120,5».")
            elif self.money.unit and "руб" in text.lower():
                self.add_error(f"row-{at}", f"Единица стоит в шапке ({self.money.unit}): напишите только число.")
        return data

    def words(self) -> dict:
        return {line.key: self.cleaned_data[f"row-{at}"].strip() for at, line in enumerate(self.money.lines)}

    def again(self, current: dict) -> "SpentForm":
        form = SpentForm(self.conflict_data(current), money=self.money)
        for at, line in enumerate(self.money.lines):
            if line.key in current:
                form.add_error(
                    f"row-{at}",
                    f"За это время здесь внесено «{current[line.key]}». Сохраните ещё раз, если верно ваше.",
                )
        return form


class TableForm(SeenForm):
    """A table in an editor without scripts: its cells are fields, and each step gives a new form.

    `row` and `column` are the chosen cell, counted from 1; `down` and `across` how many cells are to be joined.
    """

    heading = WrittenFormField(label="Заголовок раздела")
    title = WrittenFormField(label="Надпись над таблицей")
    header_rows = forms.IntegerField(label="Строк в шапке", required=False, min_value=0, max_value=20, widget=_NUMBER)
    row = forms.IntegerField(label="Строка", required=False, min_value=1, widget=_NUMBER)
    column = forms.IntegerField(label="Столбец", required=False, min_value=1, widget=_NUMBER)
    down = forms.IntegerField(label="строк", required=False, min_value=1, widget=_NUMBER)
    across = forms.IntegerField(label="столбцов", required=False, min_value=1, widget=_NUMBER)
    pasted_text = forms.CharField(
        label="Вставьте сюда скопированное", required=False, strip=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    pasted_html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, is_money: bool, words: dict | None, **kwargs):
        super().__init__(data, words=words, **kwargs)
        self.is_money = is_money
        self.was = (words or {}).get("table") or {}
        start = {"title": self.was.get("title"), "header_rows": self.was.get("header_rows", 0) if self.was else 1}
        start |= {"heading": (words or {}).get("heading"), "row": 1, "column": 1, "down": 1, "across": 2}
        for name, value in start.items():
            self.fields[name].initial = value
        if not is_money:
            del self.fields["heading"]
        if self.is_bound:
            self.grid = self._read_sent()
        else:
            self.grid = grid_of(self.was) if self.was else blank_grid()

    def _read_sent(self) -> TableGrid:
        """Return the table that the browser sent; a grid without rows if it sent none or an impossible one."""
        try:
            height, width = int(self.data.get("height", 0)), int(self.data.get("width", 0))
            spans = sent_json(self.data.get("spans", "[]"))
            is_sound = 0 < height * width <= MOST_CELLS and all(_is_within(span, height, width) for span in spans)
            is_sound = is_sound and sum(down * across for _, _, down, across in spans) <= height * width
        except (ValueError, TypeError):
            return TableGrid(())
        if not is_sound:
            return TableGrid(())

        def sent(row: int, column: int) -> str:
            return normalize_newlines(self.data.get(f"cell-{row}-{column}", ""))

        rows = [[sent(row, column) for column in range(width)] for row in range(height)]
        return grid_of({"rows": rows, "merged": spans})

    @property
    def lines(self) -> list[list[KeptCell]]:
        return kept_lines({"rows": self.grid.rows, "merged": self.grid.spans})

    @property
    def spans(self) -> str:
        return json.dumps(self.grid.merged)

    @property
    def heads(self) -> range:
        """Return the rows of the table's head."""
        sent = sent_number(str(self["header_rows"].value()))
        return range(min(sent or 0, len(self.grid.rows)))

    @property
    def numbers(self) -> range:
        """Return the numbers of the columns, from 1."""
        return range(1, self.grid.width + 1)

    @property
    def chosen(self) -> tuple[int, int] | None:
        """Return the cell at which the last step was done, None for a new form."""
        return (self._read_number("row") - 1, self._read_number("column") - 1) if self.is_bound else None

    def clean(self):
        data = super().clean()
        if not self.grid.rows:
            raise forms.ValidationError("В таблице нет ячеек. Откройте страницу заново.")
        for cell in (text for line in self.grid.rows for text in line):
            check_words(cell)
        if (data.get("header_rows") or 0) > len(self.grid.rows):
            self.add_error("header_rows", "В шапке больше строк, чем в таблице.")
        return data

    def words(self) -> dict:
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        was = seen.get("table") or {}
        grid = grid_of(was) if was and self._is_as_it_was(was) else self.grid
        title = typed(data["title"], was.get("title"))
        table = table_of(grid, was, title=title, header_rows=data["header_rows"] or 0)
        return {"heading": typed(data.get("heading", ""), seen.get("heading")), "table": table}

    def _is_as_it_was(self, was: dict) -> bool:
        """Return whether the cells are unchanged but for line endings, which browsers write in their own way."""
        before = grid_of(was)
        clean = tuple(tuple(normalize_newlines(t) for t in row) for row in before.rows)
        return (clean, before.spans) == (self.grid.rows, self.grid.spans)

    def again(self, current: dict) -> "TableForm":
        form = self._rebuild(self.conflict_data(current))
        form.add_error(
            None,
            "За это время таблицу изменил другой человек. Ваши ячейки не потеряны: сохраните ещё раз, если верны они.",
        )
        return form

    def after(self, step: str) -> "TableForm":
        """Return the form with one step done; a step that is refused adds an error and changes nothing."""
        data = self.data.copy()
        row, column = (max(self._read_number(name) - 1, 0) for name in ("row", "column"))
        try:
            if row >= len(self.grid.rows) or column >= self.grid.width:
                raise CannotChangeTable("Такой ячейки в таблице нет: проверьте номера строки и столбца.")
            grid = self._take_step(step, row, column)
        except CannotChangeTable as refusal:
            form = self._rebuild(data)
            form.add_error(None, str(refusal))
            return form
        down, across = _FOLLOWED.get(step, (0, 0))
        data["row"] = str(min(row + down, len(grid.rows) - 1) + 1)
        data["column"] = str(min(column + across, grid.width - 1) + 1)
        return self._rebuild(_write_grid(data, grid))

    def _take_step(self, step: str, row: int, column: int) -> TableGrid:
        if step == "join":
            return steps.joined(self.grid, row, column, self._read_number("down"), self._read_number("across"))
        if step == "paste":
            block = read_pasted(self.data.get("pasted_html", ""), self.data.get("pasted_text", ""))
            return steps.with_block(self.grid, block, row, column)
        return _STEPS[step](self.grid, row, column) if step in _STEPS else self.grid

    def _read_number(self, name: str) -> int:
        sent = sent_number(self.data.get(name), most=MOST_CELLS)
        return 1 if sent is None else sent

    def _rebuild(self, data: QueryDict) -> "TableForm":
        return TableForm(data, is_money=self.is_money, words=self.words_now)


def _write_grid(data: QueryDict, grid: TableGrid) -> QueryDict:
    for name in [name for name in data if name.startswith("cell-")]:
        del data[name]
    data["height"], data["width"], data["spans"] = str(len(grid.rows)), str(grid.width), json.dumps(grid.merged)
    data["pasted_text"] = data["pasted_html"] = ""
    for row, line in enumerate(grid.rows):
        for column, text in enumerate(line):
            if text:
                data[f"cell-{row}-{column}"] = text
    return data


def _is_within(span: list, height: int, width: int) -> bool:
    row, column, down, across = span
    are_numbers = all(isinstance(each, int) and each >= 0 for each in span)
    return are_numbers and row + down <= height and column + across <= width
