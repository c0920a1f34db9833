"""What a department's files consist of, and what is true of them."""

import io
from dataclasses import dataclass, field

from openpyxl import Workbook


@dataclass(frozen=True)
class Kept:
    """A school as it should be kept: a pattern of its name, and its fields."""

    pattern: str
    director: str = ""
    email: str = ""
    pupils: int | None = None
    address: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    school: str | None = None  # the school's key; None is the department
    role: str = "director"  # of DIRECTOR, OBSERVER, SPECIALIST, COORDINATOR


@dataclass(frozen=True)
class Measure:
    name: str
    unit: str
    better: str = ""  # "more", "less" or not said


@dataclass(frozen=True)
class Row:
    """A row of a workbook of values: what stands there for the school, and which school that is."""

    written: str
    school: str | None
    total: bool = False


@dataclass(frozen=True)
class Department:
    municipality: str
    body: str
    schools: dict[str, Kept]
    people: list[Person]
    indicators: list[Measure]
    rows: list[Row]
    books: dict[str, bytes] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    """Of each column of the workbook of values the words that tell it from others."""
    corrected: dict[str, dict[int, str]] = field(default_factory=dict)
    """What columns of a list are, where a person may have to say so."""


def book(*sheets: tuple[str, list[list], tuple[str, ...]]) -> bytes:
    """Sheets of a title, rows and merged places."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows, merged in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for place in merged:
            sheet.merge_cells(place)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def figure(school: int, column: int) -> float:
    """A figure that no other row or column has."""
    return round(10 + school * 1.3 + column * 0.1, 1)


def values_rows(rows: list[Row], columns: int, *, start: int = 1, extra=lambda row: []) -> list[list]:
    """Numbered rows of schools, each with its own figures."""
    written = []
    for number, row in enumerate(rows, start):
        before = ["", row.written] if row.total else [number, row.written]
        written.append([*before, *extra(row), *(figure(number, column) for column in range(columns))])
    return written
