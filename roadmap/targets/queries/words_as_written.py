"""Reads the table of indicators as plain values, which its editor shows and compares."""

from roadmap.targets.models import IndicatorRow, IndicatorTable

OF_ROW = ("number", "name", "heading", "unit", "baseline", "target", "cells")


def targets_of(table: IndicatorTable | None) -> dict:
    """Return title, periods, columns and rows as plain values; a row has its group's title and its plans by period."""
    if table is None:
        return {"title": None, "periods": None, "columns": None, "rows": []}
    rows = IndicatorRow.objects.filter(group__table=table).select_related("group").prefetch_related("values__period")
    own = {"title": table.title, "periods": table.period_labels, "columns": table.columns}
    return own | {"rows": [_read_row(row) for row in rows]}


def _read_row(row: IndicatorRow) -> dict:
    plans = {value.period.label: value.plan for value in row.values.all() if value.plan is not None}
    return {"id": row.pk, "group": row.group.title, **{name: getattr(row, name) for name in OF_ROW}, "plans": plans}
