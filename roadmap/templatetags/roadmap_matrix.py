"""Writes the matrix as HTML in one pass, since a loop of a template is too slow for thousands of cells."""

from collections.abc import Iterator
from functools import cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from roadmap.execution.state_words import SIGNS
from roadmap.execution.tally import StandingMark, waived_words
from roadmap.overview.queries.matrix import Matrix, MatrixCell, MatrixRow

register = template.Library()


@register.simple_tag
def matrix_rows(matrix: Matrix) -> SafeString:
    """Return the rows of schools; every sign is a link whose name says the state in words."""
    one = reverse("assignment-detail", args=[0]).partition("0")
    several = [reverse("activity-detail", args=[activity.pk]) for activity in matrix.activities]
    return mark_safe("".join(_write_rows(matrix, one, several)))  # noqa: S308 - escaped below


def _write_rows(matrix: Matrix, one: tuple[str, str, str], several: list[str]) -> Iterator[str]:
    before, _, after = one
    for row in matrix.rows:
        school = row.school.pk if row.school else "department"
        yield f"<tr>{_write_head(row)}"
        for cell, activity_url in zip(row.cells, several, strict=True):
            if cell is None:
                yield '<td class="state"><span class="visually-hidden">не поручено</span></td>'
            elif cell.assignment_id:
                yield _write_cell(cell, f"{before}{cell.assignment_id}{after}")
            else:
                yield _write_cell(cell, f"{activity_url}?school={school}")
        yield "</tr>"


def _write_head(row: MatrixRow) -> str:
    late = f"<strong>{row.tally.overdue}</strong>" if row.tally.overdue else "0"
    return (
        f'<th scope="row">{escape(str(row.school or "Отдел"))}</th>'
        f'<td class="sum">{late}</td><td class="sum">{row.tally.done} из {row.tally.total}</td>'
    )


def _write_cell(cell: MatrixCell, url: str) -> str:
    tally = cell.tally
    before, after = _write_around(tally.mark, tally.done, tally.total, waived_words(tally))
    return f"{before}{url}{after}"


@cache
def _write_around(mark: StandingMark, done: int, total: int, waived: str) -> tuple[str, str]:
    """Return the cell's HTML before and after its address, which is the same for many cells."""
    words = str(mark.label) if total == 1 else f"{mark.label}; выполнено {done} из {total}"
    if waived:
        words = escape(f"{words}; {waived}" if total else waived)
    return (
        f'<td class="state state-{mark.value}"><a href="',
        f'" title="{words}" aria-label="{words}">{SIGNS[mark.value]}</a></td>',
    )
