"""The grid's table as HTML, written in one pass: thousands of cells are too many for a template's loop."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from indicators.values.address import AddressPart
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow


def grid_html(grid: Grid) -> SafeString:
    """A table that the browser's grid takes over; without JavaScript it is a table to read."""
    return mark_safe("".join(_table(grid, lambda row, column, cell: _cell(cell))))  # noqa: S308 - escaped below


def form_html(grid: Grid) -> SafeString:
    """The same table with a field in each cell, for a form that is saved by its button."""

    def field(row: GridRow, column: GridColumn, cell: GridCell) -> str:
        if cell.locked or cell.readonly or row.computed:
            return _cell(cell)
        name = grid.part.with_those_of(row.part).with_those_of(column.part).address
        label, text = escape(f"{row.title}, {column.title}"), escape(cell.text)
        seen = f'<input type="hidden" name="seen:{name}" value="{text}">' if text else ""
        version = f'<input type="hidden" name="version:{name}" value="{cell.version}">' if cell.version else ""
        shown = f'<input class="form-control" name="text:{name}" value="{text}" aria-label="{label}">'
        return f"<td>{shown}{seen}{version}</td>"

    return mark_safe("".join(_table(grid, field)))  # noqa: S308 - escaped below


def part_attribute(part: AddressPart) -> SafeString:
    """For the element whose cells' addresses it is a part of; what the browser's grid puts them together from."""
    text = str(part)
    return mark_safe(f' data-cell="{escape(text)}"' if text else "")  # noqa: S308 - escaped


def _attributes(line: GridRow | GridColumn) -> str:
    return part_attribute(line.part) + (f' data-computed="{escape(line.computed)}"' if line.computed else "")


def _table(grid: Grid, cell_html: Callable[[GridRow, GridColumn, GridCell], str]) -> Iterator[str]:
    yield f'<table><caption class="visually-hidden">{escape(grid.caption)}</caption><thead>'
    has_groups = any(column.group for column in grid.columns)
    rows = ' rowspan="2"' if has_groups else ""
    yield "<tr>"
    for heading in grid.corner:
        yield f'<th scope="col" class="grid-info"{rows}>{escape(heading)}</th>'
    if has_groups:
        for group, columns in groupby(grid.columns, key=lambda column: column.group):
            yield f'<th scope="colgroup" colspan="{len(list(columns))}">{escape(group)}</th>'
        yield "</tr><tr>"
    for column in grid.columns:
        hint = f' title="{escape(column.hint)}"' if column.hint else ""
        yield f'<th scope="col"{_attributes(column)}{hint}>{escape(column.title)}</th>'
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        if row.heading:
            span = len(grid.corner) + len(grid.columns)
            yield f'<tr class="group"><th scope="colgroup" colspan="{span}">{escape(row.title)}</th></tr>'
            continue
        computed = ' class="grid-computed"' if row.computed else ""
        yield f'<tr{computed}{_attributes(row)}><th scope="row">{escape(row.title)}</th>'
        for info in row.info:
            yield f'<td class="grid-info">{escape(info)}</td>'
        for column, cell in zip(grid.columns, row.cells, strict=True):
            yield cell_html(row, column, cell)
        yield "</tr>"
    yield "</tbody></table>"


def _cell(cell: GridCell) -> str:
    plain = not (
        cell.version or cell.notes or cell.locked or cell.readonly or cell.commented or cell.changed or cell.unasked
    )
    if plain:
        return f"<td>{escape(cell.text)}</td>" if cell.text else "<td></td>"
    more = f' data-version="{cell.version}"' if cell.version else ""
    if cell.notes:
        more += f' data-state="warning" data-note="{escape(" ".join(cell.notes))}"'
    if cell.locked:
        more += f' data-locked="{escape(cell.locked)}"'
    if cell.commented:
        more += " data-commented"
    if cell.unasked:
        more += " data-unasked"
    if cell.changed:
        more += f' data-changed title="{escape(cell.changed)}"'
    if cell.readonly:
        more += ' class="grid-readonly"'
    return f"<td{more}>{escape(cell.text)}</td>"
