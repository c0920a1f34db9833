"""Saves the programme's table of indicators: its title, periods, columns, rows and plans."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Model

from indicators.catalogue.models import Period
from indicators.workbooks.actions import Meaning, remember_names
from indicators.workbooks.models import NameChoice
from portal.history.actions import Recorded, record_changes
from portal.meanwhile import Words, changed_places
from roadmap.programmes.actions import place_part
from roadmap.programmes.drafts import CannotEdit, draft_programme
from roadmap.programmes.models import Programme, Section
from roadmap.programmes.permissions import can_manage_municipality
from roadmap.programmes.written import is_further_column
from roadmap.targets.catalogue_rows import CatalogueRows, DescribedIndicator, titled
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue
from roadmap.targets.queries.words_as_written import OF_ROW, targets_of
from schools.archive.actions import Deletion


@transaction.atomic
def save_targets(
    *,
    programme: Programme,
    words: Words,
    seen: Words,
    described: Mapping[str, DescribedIndicator] | None = None,
    drops_cells: bool = False,
    by,
) -> bool:
    """Write what the person changed, and return whether there was anything; the document's own facts stay.

    A new name is added to the catalogue as `described` says, by its title; or it means the indicator of the catalogue
    that the person chose, which is remembered. Raises ChangedMeanwhile if somebody else changed the same, CannotEdit if
    a removed column has filled cells and `drops_cells` doesn't say to remove them too.
    """
    programme = draft_programme(programme)
    table = IndicatorTable.objects.filter(programme=programme).first()
    current = targets_of(table)
    changed = changed_places(words, seen, current)
    if not changed:
        return False
    words = current | changed  # somebody else may have changed another place meanwhile
    if table is None:
        table = IndicatorTable(programme=programme, layout=IndicatorTable.Layout.PERIODS_IN_COLUMNS)
        place_part(programme, Section.Part.INDICATORS, stands=True, by=by)
    if "columns" in changed:
        words = _drop_cells(current, words, drops_cells)
        changed |= {"rows": words["rows"]} if words["rows"] != current["rows"] else {}
    is_new = table.pk is None
    table.title, table.period_labels, table.columns = words["title"], words["periods"], words["columns"]
    table.save()
    if is_new:
        record_changes([Recorded(table, "таблица показателей начата", {}, {"title": words["title"]})], by=by)
    Period.objects.labelled(words["periods"] or [])
    if "rows" in changed:
        described = described or {}
        _write_rows(table, current["rows"], words["rows"], described, by)
        _remember(programme, described, by)
    before = {key: current[key] for key in changed}
    record_changes([Recorded(programme, "показатели: исправлено", before, changed)], by=by)
    return True


def _drop_cells(current: dict, words: Words, is_meant: bool) -> Words:
    """Return the words without cells of removed columns; raises CannotEdit if they are filled and it isn't meant."""
    left = {column["key"] for column in words["columns"] or []}
    gone = {column["key"] for column in current["columns"] or [] if is_further_column(column["key"])} - left
    filled = sum(bool(text) for row in words["rows"] for key, text in row["cells"].items() if key in gone)
    if filled and not is_meant:
        raise CannotEdit(
            f"В графах, которые вы убираете, заполнено ячеек: {filled}. Чтобы убрать их вместе с записями, "
            "отметьте это под списком столбцов и сохраните ещё раз."
        )
    rows = [row | {"cells": {k: text for k, text in row["cells"].items() if k not in gone}} for row in words["rows"]]
    return {**words, "rows": rows}


def _remember(programme: Programme, described: Mapping[str, DescribedIndicator], by) -> None:
    """Keep which indicators names mean, for the whole municipality, if the person may decide for it."""
    if not can_manage_municipality(by, programme):
        return
    chosen = {name: each.means for name, each in described.items() if each.means}
    indicators = programme.municipality.indicators.in_bulk(chosen.values())
    meanings = [
        Meaning(NameChoice.What.INDICATOR, name, indicator=indicators[pk])
        for name, pk in chosen.items()
        if pk in indicators
    ]
    remember_names(meanings, municipality=programme.municipality, of_school=None, by=by)


def _write_rows(
    table: IndicatorTable, current: list[dict], rows: list[dict], described: Mapping[str, DescribedIndicator], by
) -> None:
    records = {row.pk: row for row in IndicatorRow.objects.filter(group__table=table).select_related("group")}
    was = {row["id"]: row for row in current}
    groups = _Groups(table)
    catalogue = CatalogueRows(table.programme.municipality)
    kept, new = [], []
    for position, words in enumerate(rows):
        row = records.pop(words["id"], None) or IndicatorRow()
        old = was.get(row.pk, {})
        row.position = position
        if row.pk is None or words["group"] != old["group"]:
            row.group = groups.titled(words["group"])
        if row.pk is None or any(words[name] != old[name] for name in ("name", "heading")):
            heading, name = words["heading"], words["name"]
            row.indicator = catalogue.meant_by(heading, name, words["group"], described.get(titled(heading, name)))
        for name in OF_ROW:
            setattr(row, name, words[name])
        (kept if row.pk else new).append(row)
    catalogue.record_added(by=by)
    deletion = _delete(list(records.values()), table.programme)
    IndicatorRow.objects.bulk_update(kept, ["group", "indicator", "position", *OF_ROW], batch_size=100)
    IndicatorRow.objects.bulk_create(new)
    groups.drop_emptied(deletion)
    if deletion:
        deletion.keep(by=by)
    ids = iter(new)
    _write_plans({(words["id"] if words["id"] in was else next(ids).pk): words["plans"] for words in rows}, was)


def _delete(rows: list[IndicatorRow], programme: Programme) -> Deletion | None:
    """Delete rows that the person removed, and return the deletion, which still has to be kept; None without rows."""
    if not rows:
        return None
    names = "; ".join(str(row) for row in rows)
    deletion = Deletion(rows[0], name=f"Показатели: {names} ({programme})", within=programme)
    deletion.take(rows)
    return deletion


def _write_plans(plans: dict[int, dict], was: dict[int, dict]) -> None:
    """Write plans by row and period; a fact beside a plan stays."""
    labels = {label for of_row in plans.values() for label in of_row}
    periods = Period.objects.labelled(sorted(labels))
    values = {(value.row_id, value.period_id): value for value in TargetValue.objects.filter(row__in=plans)}
    kept, new = [], []
    for row_id, of_row in plans.items():
        for label, plan in of_row.items():
            if plan == was.get(row_id, {}).get("plans", {}).get(label):
                continue
            value = values.get((row_id, periods[label].pk)) or TargetValue(row_id=row_id, period=periods[label])
            value.plan = plan
            (kept if value.pk else new).append(value)
    TargetValue.objects.bulk_update(kept, ["plan"], batch_size=100)
    TargetValue.objects.bulk_create(new)


class _Groups:
    """The table's groups by their titles; new ones come last."""

    def __init__(self, table: IndicatorTable):
        self.table = table
        self.all = list(table.groups.all())
        self.filled = set(IndicatorRow.objects.filter(group__table=table).values_list("group", flat=True))

    def titled(self, title: str | None) -> IndicatorGroup:
        found = next((group for group in self.all if (group.title or "") == (title or "")), None)
        if found is None:
            position = max((group.position for group in self.all), default=-1) + 1
            found = IndicatorGroup.objects.create(table=self.table, position=position, title=title)
            self.all.append(found)
        return found

    def drop_emptied(self, deletion: Deletion | None) -> None:
        emptied = IndicatorGroup.objects.filter(pk__in=self.filled, rows=None)
        deletion.take(emptied) if deletion else emptied.delete()


def put_targets_back(records: Sequence[Model], by) -> None:
    """Check that restored rows are in a draft; raises WrongProgrammeState if it has been approved meanwhile."""
    row = next(each for each in records if isinstance(each, IndicatorRow))
    draft_programme(IndicatorGroup.objects.get(pk=row.group_id).table.programme)
