"""The programme's table of indicators: its title, periods, rows and plans."""

from django.db import transaction

from indicators.models import Period
from portal.history.actions import Recorded, record_changes
from roadmap.actions.catalogue import Catalogue
from roadmap.actions.editing.rearranging import draft_programme
from roadmap.actions.editing.text import place_part
from roadmap.actions.editing.writing import Words, changed_places
from roadmap.models import IndicatorGroup, IndicatorRow, IndicatorTable, Programme, Section, TargetValue
from roadmap.queries.target_words import OF_ROW, targets_of


@transaction.atomic
def save_targets(*, programme: Programme, words: Words, seen: Words, by) -> bool:
    """Write what the person changed; facts that the document states stay. A new name joins the catalogue."""
    programme = draft_programme(programme)
    table = IndicatorTable.objects.filter(programme=programme).first()
    current = targets_of(table)
    changed = changed_places(words, seen, current)
    if not changed:
        return False
    if table is None:
        table = IndicatorTable(programme=programme, layout=IndicatorTable.Layout.PERIODS_IN_COLUMNS)
        place_part(programme, Section.Part.INDICATORS, stands=True)
    table.title, table.period_labels = words["title"], words["periods"]
    table.save()
    if "rows" in changed:
        _write_rows(table, current["rows"], words["rows"])
    before = {key: current[key] for key in changed}
    record_changes([Recorded(programme, "показатели: исправлено", before, changed)], by=by)
    return True


def _write_rows(table: IndicatorTable, current: list[dict], rows: list[dict]) -> None:
    records = {row.pk: row for row in IndicatorRow.objects.filter(group__table=table).select_related("group")}
    was = {row["id"]: row for row in current}
    groups = _Groups(table)
    catalogue = Catalogue(table.programme.municipality)
    kept, new = [], []
    for position, words in enumerate(rows):
        row = records.pop(words["id"], None) or IndicatorRow()
        old = was.get(row.pk, {})
        row.position = position
        if row.pk is None or words["group"] != old["group"]:
            row.group = groups.titled(words["group"])
        if row.pk is None or any(words[name] != old[name] for name in ("name", "heading")):
            row.indicator = catalogue.meant_by(words["heading"], words["name"], words["group"])
        for name in OF_ROW:
            setattr(row, name, words[name])
        (kept if row.pk else new).append(row)
    IndicatorRow.objects.filter(pk__in=records).delete()
    IndicatorRow.objects.bulk_update(kept, ["group", "indicator", "position", *OF_ROW], batch_size=100)
    IndicatorRow.objects.bulk_create(new)
    groups.drop_emptied()
    ids = iter(new)
    _write_plans({(words["id"] if words["id"] in was else next(ids).pk): words["plans"] for words in rows}, was)


def _write_plans(plans: dict[int, dict], was: dict[int, dict]) -> None:
    """Plans by row and period; a value keeps the fact that stands beside its plan."""
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

    def drop_emptied(self) -> None:
        IndicatorGroup.objects.filter(pk__in=self.filled, rows=None).delete()
