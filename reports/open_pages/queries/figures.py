"""Reads the indicator tables of a municipality's open programmes, with what is hidden in them, in four queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from indicators.catalogue.models import Indicator, Period
from indicators.quantity import is_reached, read_quantity
from indicators.values.models import Value
from reports.open_pages.hiding.facts import BASELINE, Places, WrittenFact, hidden_facts
from reports.open_pages.hiding.small_counts import HiddenCount
from reports.open_pages.models import OpenProgramme
from roadmap.targets.models import IndicatorRow, IndicatorTable, TargetValue


@dataclass(frozen=True)
class OpenFact:
    """A fact or baseline: its text, or what is said instead if it is hidden."""

    text: str = ""
    hidden: HiddenCount | None = None

    @property
    def words(self) -> str:
        return self.hidden.value if self.hidden else self.text


@dataclass(frozen=True)
class OpenCell:
    label: str
    plan: str
    fact: OpenFact
    # None where the plan or the fact can't be compared, or isn't shown.
    is_reached: bool | None = None


@dataclass(frozen=True)
class OpenRow:
    row: IndicatorRow
    baseline: OpenFact
    cells: list[OpenCell]

    @property
    def indicator(self) -> Indicator | None:
        return self.row.indicator

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.row.heading and f"{self.row.heading}:", self.row.name])) or "—"

    @property
    def unit(self) -> str:
        return self.row.unit or (self.indicator.unit if self.indicator else "")


@dataclass(frozen=True)
class OpenTable:
    table: IndicatorTable
    labels: list[str]
    groups: list[tuple[str, list[OpenRow]]] = field(default_factory=list)

    @property
    def rows(self) -> list[OpenRow]:
        return [row for _, rows in self.groups for row in rows]

    @property
    def cells(self) -> list[OpenCell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def has_baselines(self) -> bool:
        return any(row.baseline.words for row in self.rows)

    @property
    def has_targets(self) -> bool:
        return any(row.row.target for row in self.rows)

    @property
    def years_with_facts(self) -> list[str]:
        return [label for label in self.labels if any(each.label == label and each.fact.words for each in self.cells)]

    @property
    def has_hidden(self) -> bool:
        return any(each.hidden for row in self.rows for each in (row.baseline, *(cell.fact for cell in row.cells)))


def open_tables(marks: list[OpenProgramme]) -> dict[int, OpenTable]:
    """Return the tables by programme id. All are always read together, since one may give away what another hides."""
    shown = {mark.programme_id: mark for mark in marks if mark.shows_indicators}
    tables = list(IndicatorTable.objects.filter(programme__in=shown))
    return _Reader(tables, shown).tables() if tables else {}


class _Reader:
    def __init__(self, tables: list[IndicatorTable], marks: dict[int, OpenProgramme]):
        self.through = {table.pk: marks[table.programme_id].facts_through for table in tables}
        self.by_pk = {table.pk: table for table in tables}
        rows = IndicatorRow.objects.filter(group__table__in=self.by_pk).select_related("group", "indicator")
        self.rows = list(rows.order_by("group__table", "group__position", "position"))
        self.stated: dict[tuple[int, str], TargetValue] = {}
        self.labels = {table.pk: list(table.period_labels or []) for table in tables}
        table_of = {row.pk: row.group.table_id for row in self.rows}
        for value in TargetValue.objects.filter(row__in=table_of).select_related("period"):
            self.stated[value.row_id, value.period.label] = value
            if value.period.label not in (labels := self.labels[table_of[value.row_id]]):
                labels.append(value.period.label)
        self.entered = self._read_entered()

    def _read_entered(self) -> dict[tuple[int, str], tuple[str, int]]:
        """Read the facts entered for the municipality, each with the year in which its period ends."""
        found = Value.objects.facts().of(None).exclude(text="")
        found = found.filter(indicator__in={row.indicator_id for row in self.rows if row.indicator_id})
        rows = found.values_list("indicator_id", "period__label", "text", "period__end_on")
        return {(indicator, label): (text, end_on.year) for indicator, label, text, end_on in rows}

    def tables(self) -> dict[int, OpenTable]:
        hidden = hidden_facts(fact for row in self.rows for fact in self._facts(row))
        grouped: dict[int, dict[int, list[OpenRow]]] = defaultdict(lambda: defaultdict(list))
        titles = {}
        for row in self.rows:
            titles[row.group_id] = row.group.title or ""
            grouped[row.group.table_id][row.group_id].append(self._row(row, hidden))
        return {
            table.programme_id: OpenTable(
                table, self.labels[table.pk], [(titles[group], rows) for group, rows in grouped[table.pk].items()]
            )
            for table in self.by_pk.values()
        }

    def _fact(self, row: IndicatorRow, label: str) -> str:
        """Return the entered fact if its year is open, else the one that the document states."""
        text, year = self.entered.get((row.indicator_id, label), ("", 0))
        through = self.through[row.group.table_id]
        if text and through is not None and year <= through:
            return text
        stated = self.stated.get((row.pk, label))
        return (stated and stated.fact) or ""

    def _facts(self, row: IndicatorRow):
        yield self._written_fact(row, BASELINE, row.baseline or "")
        for label in self.labels[row.group.table_id]:
            yield self._written_fact(row, label, self._fact(row, label))

    def _written_fact(self, row: IndicatorRow, period: str, text: str) -> WrittenFact:
        known = row.indicator
        name = " ".join(filter(None, [row.name, row.heading]))
        unit = (known.unit if known else "") or row.unit or ""
        whole, weight = (known.whole_id, known.weight_id) if known else (None, None)
        return WrittenFact(_identity(row), period, text, name, unit, whole, weight)

    def _row(self, row: IndicatorRow, hidden: Places) -> OpenRow:
        baseline = OpenFact(row.baseline or "", hidden.get((_identity(row), BASELINE)))
        return OpenRow(row, baseline, [self._cell(row, label, hidden) for label in self.labels[row.group.table_id]])

    def _cell(self, row: IndicatorRow, label: str, hidden: Places) -> OpenCell:
        stated = self.stated.get((row.pk, label))
        plan, fact = (stated and stated.plan) or "", self._fact(row, label)
        how = hidden.get((_identity(row), label))
        reached = None if how else _is_reached(row.indicator, plan, fact)
        return OpenCell(label, plan, OpenFact("" if how else fact, how), reached)


def _identity(row: IndicatorRow):
    """Return what identifies the row's values: its indicator or, if that is unknown, the row itself."""
    return row.indicator_id or ("row", row.pk)


def _is_reached(indicator: Indicator | None, plan: str, fact: str) -> bool | None:
    if not (indicator and plan and fact):
        return None
    planned, found = (read_quantity(text, indicator.unit) for text in (plan, fact))
    return is_reached(planned, found, indicator.direction, indicator.plan_words)


def short_label(label: str) -> str:
    return Period.from_label(label).short
