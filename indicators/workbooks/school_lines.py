"""Finds the schools that lines of a table are about, and tells of the lines that are about nobody known."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import TWICE, Placed, Renamed
from portal.text.keys import natural_key

MOST_PROPOSED = 200  # unknown names that are compared with the known ones at most
_FIGURE = re.compile(r"\s*(?!20\d\d\s*$)\d+([.,]\d+)?\s*%?\s*")
_MAY_BE_VALUE = re.compile(r"\d|^\W+$|^(?:нет|н\W?д|х)\W*$", re.I)
NO_FIGURES = "Значений здесь нет, не загружается."

FindSchool = Callable[[str], tuple[int | None] | None]


class Line(NamedTuple):
    number: int
    title: str
    values: list[str]


def is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def may_be_value(text: str) -> bool:
    """Return whether a cell may hold a value: it has a digit, or says that there is none."""
    return _MAY_BE_VALUE.search(text.strip()) is not None


def tell_nameless(placed: Placed, what: str, number: int, filled: int) -> None:
    """Tell of a row or column without a name, if it has something that looks like values."""
    if filled:
        name = str(number) if what == "строка" else get_column_letter(number)
        placed.leave_out(what, name, f"Без названия, чисел в нём: {filled}.")


def name_line(placed: Placed, number: int, title: str, name: str, *, is_row: bool, why: str = "") -> None:
    (placed.rows if is_row else placed.columns)[number] = title
    if natural_key(title) != natural_key(name):
        placed.renamed.append(Renamed("строка" if is_row else "столбец", title, name, why))


def place_schools(
    placed: Placed, catalogue: KnownNames, lines: list[Line], find: FindSchool, *, is_row: bool
) -> dict[int, tuple[int | None]]:
    """The school of each line in a tuple, (None,) for the municipality; what is nobody's is told in `placed`."""
    what = "строка" if is_row else "столбец"
    titles = list(dict.fromkeys(line.title for line in lines if line.title))
    taken = {find(title) for title in titles}
    unknown = [title for title in titles if find(title) is None][:MOST_PROPOSED]
    likely = {title: catalogue.likely_school(title) for title in unknown}
    once = Counter(likely.values())
    found: dict[int, tuple[int | None]] = {}
    first: dict[tuple[int | None], str] = {}
    for number, title, values in lines:
        school = find(title) if title else None
        if school in first:
            # Two names may mean two schools, though both fit one; not where one is the school's own, or was said.
            is_other = catalogue.directory.exact(title) is None and natural_key(first[school]) != natural_key(title)
            nearest = catalogue.own_schools.nearest if is_other else None
            placed.leave_out(what, title, TWICE, nearest, "school" if is_other else "")
        elif school is not None:
            found[number], first[school] = school, title
            placed.schools[school[0]] = (what, title)
            name = catalogue.own_schools.names.get(school[0], title)
            name_line(placed, number, title, name, is_row=is_row)
        elif title and any(map(may_be_value, values)):
            meant = likely.get(title)
            meant = None if (meant,) in taken or once[meant] > 1 else meant
            placed.leave_out(what, title, catalogue.unknown, catalogue.own_schools.nearest, "school", meant)
        elif title and values:
            placed.leave_out(what, title, NO_FIGURES)
        elif not title:
            tell_nameless(placed, what, number, sum(map(is_figure, values)))
    return found
