"""Where in a sheet which value stands: by the identifiers of the portal's own workbooks, else by names."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from indicators.excel.by_names import place_by_names
from indicators.excel.catalogue import Catalogue
from indicators.excel.labels import NOTHING, column_name, is_of_this_portal, read_label, read_seen
from indicators.excel.placing import Key, Placed, Renamed
from indicators.excel.reading import Sheet
from indicators.excel.writing import FIRST_COLUMN, FIRST_ROW, HEADINGS_ROW, INSTRUCTION, LABELS_ROW
from indicators.models import Period, Value
from portal.text import natural_key

_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-–—/]\s*(20\d\d|\d\d)(?!\d))?")


def place(sheet: Sheet, catalogue: Catalogue, *, period: str, kind: str) -> Placed | None:
    """None: a sheet that is not about values. Period and kind are meant where the sheet itself names none."""
    placed = _place(sheet, catalogue, period, kind)
    if placed and catalogue.only:
        placed.keep_only(*catalogue.only)
    return placed


def _place(sheet: Sheet, catalogue: Catalogue, period: str, kind: str) -> Placed | None:
    label = read_label(sheet.text(LABELS_ROW, 1))
    if sheet.title == INSTRUCTION and not label:
        return None
    if not is_of_this_portal(label):
        return place_by_names(sheet, catalogue, period=_period_of(sheet.title) or period, kind=kind)
    if label.get("municipality") != catalogue.municipality.pk:
        placed = Placed(sheet)
        placed.leave_out("лист", sheet.title, "Этот лист выгружен для другого муниципалитета.")
        return placed
    return _Identified(sheet, catalogue, _mapping(label.get("key"))).placed


def _mapping(found: object) -> dict:
    return found if isinstance(found, dict) else {}


def _period_of(title: str) -> str:
    """The label of the period that a sheet's title names: «2025 год», «2024/25»."""
    found = _PERIOD.findall(title)
    if len(found) != 1:
        return ""
    first, last = found[0]
    label = f"{first}-{first[: 4 - len(last)]}{last}" if last else first
    return label if is_period(label) else ""


class _Part(NamedTuple):
    """What a sheet, a row or a column says of its cells' keys."""

    indicator: int | None = None
    has_school: bool = False
    school: int | None = None
    period: str = ""
    kind: str = ""

    def with_those_of(self, other: "_Part") -> "_Part":
        return _Part(
            other.indicator or self.indicator,
            other.has_school or self.has_school,
            other.school if other.has_school else self.school,
            other.period or self.period,
            other.kind or self.kind,
        )

    @property
    def key(self) -> Key | None:
        is_whole = self.indicator and self.has_school and self.period and self.kind
        return (self.indicator, self.school, self.period, self.kind) if is_whole else None


class _Identified:
    """A sheet that the portal wrote: its hidden labels, checked against the names beside them."""

    def __init__(self, sheet: Sheet, catalogue: Catalogue, key: dict):
        self.sheet, self.catalogue, self.placed = sheet, catalogue, Placed(sheet)
        shared = self._part(key)
        if shared is None:
            self.placed.leave_out("лист", sheet.title, "В портале нет того, что на этом листе.")
            return
        if shared.has_school:
            self.placed.schools[shared.school] = ("лист", sheet.title)
        columns = list(self._columns())
        self.first = min((number for number, _, _ in columns), default=FIRST_COLUMN + 1)
        self.has_schools_in_rows = any(part.indicator for _, part, _ in columns)
        for number in sorted(sheet.rows):
            if number >= FIRST_ROW:
                self._row(number, shared, columns)

    def _columns(self) -> Iterator[tuple[int, _Part, str]]:
        """Of each column its part of the keys, and what rows call it by: "" where its heading is now another's."""
        for number, text in sorted(self.sheet.rows.get(LABELS_ROW, {}).items()):
            key, title = read_label(text), self.sheet.text(HEADINGS_ROW, number)
            if number == 1 or not key:
                continue
            part = self._part(key)
            named = self._renamed(part, title) if part else None
            if named is None:
                self._leave_out("столбец", title, self.catalogue.indicator_names.nearest)
                continue
            self.placed.columns[number] = title
            self._tell_renamed("столбец", title, named)
            if named.has_school:
                self.placed.schools[named.school] = ("столбец", title)
            yield number, named, column_name(key) if named == part else ""

    def _row(self, number: int, shared: _Part, columns: list[tuple[int, _Part, str]]) -> None:
        label, title = read_label(self.sheet.text(number, 1)), self.sheet.text(number, FIRST_COLUMN)
        if label and not label.get("key"):
            return  # computed by the portal
        part = self._part(_mapping(label.get("key"))) if label else self._by_title(title)
        named = self._renamed(part, title) if part else None
        if named is None:
            if any(column >= self.first for column in self.sheet.rows[number]):
                names = self.catalogue.own_schools if self.has_schools_in_rows else self.catalogue.indicator_names
                what = "school" if self.has_schools_in_rows else "indicator"
                self._leave_out("строка", title, names.nearest, "" if label else what)
            return
        self.placed.rows[number] = title
        self._tell_renamed("строка", title, named)
        if named.has_school:
            self.placed.schools.setdefault(named.school, ("строка", title))
        seen = read_seen(label) if label and named == part else None
        whole = shared.with_those_of(named)
        for column, its, name in columns:
            if key := whole.with_those_of(its).key:
                known = seen.get(name, NOTHING) if seen is not None and name else None
                self.placed.cells.append((number, column, key, known))

    def _part(self, key: Mapping) -> _Part | None:
        """None where the key names what the municipality hasn't got, or was changed by somebody."""
        indicator, school = key.get("indicator"), key.get("school")
        period, kind = key.get("period", ""), key.get("kind", "")
        is_known = (
            (indicator is None or _is_in(indicator, self.catalogue.indicators))
            and (school is None or _is_in(school, self.catalogue.schools.names))
            and (period == "" or (isinstance(period, str) and is_period(period)))
            and (kind == "" or (isinstance(kind, str) and kind in Value.Kind.values))
        )
        return _Part(indicator, "school" in key, school, period, kind) if is_known else None

    def _renamed(self, part: _Part, title: str) -> _Part | None:
        """The part, or, where the title beside it is another's name, that other's: people go by what they see."""
        if not title:
            return None
        if part.has_school:
            school = self.catalogue.schools.exact(title)
            return part if school in (None, part.school) else part._replace(school=school)
        if part.indicator:
            indicator = self.catalogue.indicator_names.find(title)
            return part if indicator in (None, part.indicator) else part._replace(indicator=indicator)
        return part

    def _tell_renamed(self, place: str, title: str, part: _Part) -> None:
        name = ""
        if part.school:
            name = self.catalogue.own_schools.names.get(part.school, "")
        elif part.indicator:
            name = str(self.catalogue.indicators[part.indicator])
        if name and natural_key(name) != natural_key(title):
            self.placed.renamed.append(Renamed(place, title, name))

    def _by_title(self, title: str) -> _Part | None:
        """A row that somebody added."""
        if self.has_schools_in_rows:
            found = self.catalogue.school(title)
            return found and _Part(has_school=True, school=found[0])
        indicator = self.catalogue.indicator_names.find(title)
        return indicator and _Part(indicator)

    def _leave_out(self, place: str, title: str, nearest: Callable[[str], list[str]], what: str = "") -> None:
        what = what if title else ""
        self.placed.leave_out(place, title or "без названия", self.catalogue.unknown, nearest, what)


def _is_in(pk: object, known: Mapping[int, object]) -> bool:
    return type(pk) is int and pk in known


@lru_cache(maxsize=1_000)
def is_period(label: str) -> bool:
    try:
        Period.from_label(label)
    except ValueError:
        return False
    return True
