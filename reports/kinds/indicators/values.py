"""Reads a programme's indicators for printing: rows, periods, and for each pair the plan, the fact and the degree."""

from dataclasses import dataclass, replace

from indicators.values.models import Value
from reports.kinds.indicators.achievement import PlanAchievement, achievement
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue


@dataclass(frozen=True)
class PrintedPlanAndFact:
    plan: str | None = None
    fact: str | None = None
    achieved: PlanAchievement | None = None
    notes: tuple[str, ...] = ()  # the portal's questions about the fact when it was entered

    @property
    def degree(self) -> str | None:
        return self.achieved.words if self.achieved else None


@dataclass(frozen=True)
class PrintedIndicators:
    table: IndicatorTable
    groups: list[tuple[IndicatorGroup, list[IndicatorRow]]]
    labels: list[str]
    values: dict[tuple[int, str], PrintedPlanAndFact]
    # Which figures are printed of each period; see `IndicatorsForm.shows`.
    shows: str = ""
    has_entered_facts: bool = False

    @property
    def rows(self) -> list[IndicatorRow]:
        return [row for _, rows in self.groups for row in rows]

    def of(self, row: IndicatorRow, label: str) -> PrintedPlanAndFact:
        return self.values.get((row.pk, label), PrintedPlanAndFact())

    def has(self, kind: str, label: str) -> bool:
        """Return whether any row has that `kind` of figure («plan», «fact», «degree») for the period."""
        return any(getattr(self.of(row, label), kind) is not None for row in self.rows)

    def kinds_of(self, label: str) -> tuple[str, ...]:
        """Return the figures printed of the period, of «plan», «fact» and «degree»; without facts the plan at most."""
        has_fact = self.has("fact", label)
        match self.shows:
            case "plan":
                return ("plan",)
            case "fact":
                return ("fact",) if has_fact else ()
            case "achievement":
                return ("plan", "fact", "degree") if has_fact else ()
        return ("plan", "fact") if has_fact else ("plan",)

    def any_row_has(self, key: str) -> bool:
        return any(getattr(row, key) is not None for row in self.rows)

    def column_titles(self) -> dict[str, str | None]:
        return {column["key"]: column.get("title") for column in self.table.columns or []}


def read_indicators(programme: Programme, *, with_entered_facts: bool, shows: str = "") -> PrintedIndicators | None:
    """Read the programme's table; None if it has none.

    `with_entered_facts` puts the municipality's facts that were entered in the portal in place of the document's.
    """
    table = IndicatorTable.objects.filter(programme=programme).first()
    if table is None:
        return None
    rows_of: dict[int, list[IndicatorRow]] = {}
    for row in IndicatorRow.objects.filter(group__table=table).select_related("indicator"):
        rows_of.setdefault(row.group_id, []).append(row)
    groups = [(group, rows_of.get(group.pk, [])) for group in table.groups.all()]
    stated = TargetValue.objects.filter(row__group__table=table).select_related("period")
    values = {(value.row_id, value.period.label): PrintedPlanAndFact(value.plan, value.fact) for value in stated}
    labels = list(dict.fromkeys([*(table.period_labels or []), *(value.period.label for value in stated)]))
    found = PrintedIndicators(table, groups, labels, values, shows)
    if with_entered_facts:
        found = _with_entered_facts(found)
    return _with_degrees(found) if shows == "achievement" else found


def _with_entered_facts(found: PrintedIndicators) -> PrintedIndicators:
    entered = (
        Value.objects.facts()
        .of(None)
        .filter(indicator__rows__group__table=found.table, period__label__in=found.labels)
        .exclude(text="")
        .values_list("indicator_id", "period__label", "text", "notes")
    )
    facts = {(indicator, label): (text, tuple(notes)) for indicator, label, text, notes in entered}
    values = dict(found.values)
    for row in found.rows:
        for label in found.labels:
            if fact := facts.get((row.indicator_id, label)):
                text, notes = fact
                values[row.pk, label] = PrintedPlanAndFact(found.of(row, label).plan, text, notes=notes)
    return replace(found, values=values, has_entered_facts=bool(facts))


def _with_degrees(found: PrintedIndicators) -> PrintedIndicators:
    values = {
        (row.pk, label): replace(stated, achieved=achievement(stated.plan, stated.fact, row.indicator, stated.notes))
        for row in found.rows
        for label in found.labels
        for stated in [found.of(row, label)]
    }
    return replace(found, values=values)
