"""Writes a grid as an HTML table in one pass: for thousands of cells a template's loop is too slow.

Of a large table the browser lays out the first rows at once, the rest when it is idle (`later_rows.js`, or `grid.css`
without JavaScript). Columns that the rest would widen have classes for their width, or all columns would move then.
"""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from indicators.values.address import AddressPart
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow

FIRST_ROWS = 24
LARGE = 600  # cells
LONG_NAME = 40  # characters; a longer name of a row may take several lines
LONG_TEXT = 28  # characters; a longer text gets a wider column, as in table/table.js
WORDS = range(10, 25)  # characters of a word that widens its column; shorter ones fit anyway, longer ones are broken


def grid_html(grid: Grid) -> SafeString:
    """The table that the browser's grid script takes over; without JavaScript it can only be read."""
    return mark_safe("".join(_table_html(grid, lambda row, column, cell: _cell_html(cell))))  # noqa: S308 - escaped below


def form_html(grid: Grid) -> SafeString:
    """The table with a text field in each open cell, for a form that is saved by its button."""

    def field(row: GridRow, column: GridColumn, cell: GridCell) -> str:
        if cell.locked or cell.readonly or row.computed:
            return _cell_html(cell)
        name = grid.part.with_those_of(row.part).with_those_of(column.part).address
        label, text = escape(f"{row.title}, {column.title}"), escape(cell.text)
        seen = f'<input type="hidden" name="seen:{name}" value="{text}">' if text else ""
        version = f'<input type="hidden" name="version:{name}" value="{cell.version}">' if cell.version else ""
        shown = f'<input class="form-control" name="text:{name}" value="{text}" aria-label="{label}">'
        return f"<td>{shown}{seen}{version}</td>"

    return mark_safe("".join(_table_html(grid, field)))  # noqa: S308 - escaped below


def part_attribute(part: AddressPart) -> SafeString:
    """The HTML attribute with a part of the cells' addresses; the browser's grid joins these parts to addresses."""
    text = str(part)
    return mark_safe(f' data-cell="{escape(text)}"' if text else "")  # noqa: S308 - escaped


def _attributes(line: GridRow | GridColumn) -> str:
    return part_attribute(line.part) + (f' data-computed="{escape(line.computed)}"' if line.computed else "")


def _table_html(grid: Grid, cell_html: Callable[[GridRow, GridColumn, GridCell], str]) -> Iterator[str]:
    """The table piece by piece; `cell_html` writes a cell."""
    yield f'<table><caption class="visually-hidden">{escape(grid.caption)}</caption><thead>'
    has_groups = any(column.group for column in grid.columns)
    rows = ' rowspan="2"' if has_groups else ""
    yield "<tr>"
    for heading in grid.corner:
        yield f'<th scope="col" class="grid-info"{rows}>{escape(heading)}</th>'
    if has_groups:
        for group, columns in groupby(grid.columns, key=lambda column: column.group):
            yield f'<th scope="colgroup" colspan="{len(list(columns))}">{_staying_html(group)}</th>'
        yield "</tr><tr>"
    rest, district = rest_of(grid), _municipality_rows(grid)
    for number, column in enumerate(grid.columns):
        hint = f' title="{escape(column.hint)}"' if column.hint else ""
        wide = _class(_width_class([grid.rows[row].cells[number].text for row in rest if grid.rows[row].cells]))
        yield f'<th scope="col"{_attributes(column)}{hint}{wide}>{_clamped_html(column.title)}</th>'
    yield "</tr></thead><tbody>"
    for number, row in enumerate(grid.rows):
        if number in district and number - 1 not in district:
            yield '</tbody><tbody class="grid-district">'
        later = "grid-later" if number in rest else ""
        if row.heading:
            span = len(grid.corner) + len(grid.columns)
            looks = _class("group", later)
            yield f'<tr{looks}><th scope="colgroup" colspan="{span}">{_staying_html(row.title)}</th></tr>'
            continue
        looks = _class("grid-computed" if row.computed else "", later)
        title = _clamped_html(row.title) if len(row.title) > LONG_NAME else escape(row.title)
        yield f'<tr{looks}{_attributes(row)}><th scope="row">{title}</th>'
        for info in row.info:
            yield f'<td class="grid-info">{escape(info)}</td>'
        for column, cell in zip(grid.columns, row.cells, strict=True):
            yield cell_html(row, column, cell)
        yield "</tr>"
    yield "</tbody></table>"


def rest_of(grid: Grid) -> range:
    """The numbers of rows that a large table shows later, without the municipality's own rows at its end."""
    last = min(_municipality_rows(grid), default=len(grid.rows))
    return range(FIRST_ROWS, last) if len(grid.rows) * len(grid.columns) > LARGE else range(0)


def _municipality_rows(grid: Grid) -> range:
    """The numbers of the municipality's own rows below those of schools; empty if there are none of either."""
    own = [number for number, row in enumerate(grid.rows) if not row.part.school_id]
    is_below = 0 < len(own) < len(grid.rows) and own[0] == len(grid.rows) - len(own)
    return range(own[0], len(grid.rows)) if is_below else range(0)


def _width_class(texts: list[str]) -> str:
    """The CSS class that makes a column wide enough for these texts; "" if none is needed."""
    if any(len(text) > LONG_TEXT for text in texts):
        return "grid-long"
    longest = max((len(word) for text in texts for word in text.split(" ")), default=0)
    return f"grid-word-{min(longest, WORDS[-1])}" if longest >= WORDS[0] else ""


def _class(*names: str) -> str:
    written = " ".join(filter(None, names))
    return f' class="{written}"' if written else ""


def _clamped_html(heading: str) -> str:
    """A heading cut to its first lines; it is whole when pointed at, while one types below it, and in print."""
    return f'<span class="grid-clamp">{escape(heading)}</span>'


def _staying_html(heading: str) -> str:
    """A heading over many columns, whose words stay in sight while the table scrolls sideways."""
    return f'<span class="grid-stay">{escape(heading)}</span>'


def _cell_html(cell: GridCell) -> str:
    """A cell with all that the browser's grid must know of it, as attributes."""
    plain = not (
        cell.version or cell.notes or cell.locked or cell.readonly or cell.commented or cell.changed or cell.unasked
    )
    is_long = len(cell.text) > LONG_TEXT
    if plain:
        return f"<td{_class('grid-long' if is_long else '')}>{escape(cell.text)}</td>" if cell.text else "<td></td>"
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
    more += _class("grid-readonly" if cell.readonly else "", "grid-long" if is_long else "")
    return f"<td{more}>{escape(cell.text)}</td>"
