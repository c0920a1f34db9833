"""The file's cells against the portal's values: what an import would do, and what there is to ask about it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from indicators.actions.values import refusal
from indicators.checks import notes_on
from indicators.excel.catalogue import Catalogue
from indicators.excel.labels import checksum
from indicators.excel.matching import place
from indicators.excel.placing import Key, Placed
from indicators.excel.plan import Fate, Item, Plan, PlannedSheet
from indicators.excel.reading import NO_RESULT, Sheet
from indicators.models import Value
from indicators.models.period import previous_label
from indicators.quantity import read_quantity

_TWICE = "Для этой ячейки в файле есть ещё одно значение, выше: «{}»."


def plan_import(
    sheets: Iterable[Sheet], catalogue: Catalogue, *, period: str, kind: str, file_name: str, file_hash: str
) -> Plan:
    """Period and kind are of the values on sheets that name none."""
    placed = [each for sheet in sheets if (each := place(sheet, catalogue, period=period, kind=kind))]
    collection = catalogue.collection and catalogue.collection.pk
    plan = Plan(catalogue.municipality.pk, period, kind, file_name, file_hash, [], [], collection)
    touched = [_touched(each, catalogue) for each in placed]
    comparison = _Comparison(catalogue, {cell[2] for cells, _ in touched for cell in cells})
    for number, (each, (cells, unchanged)) in enumerate(zip(placed, touched, strict=True)):
        sheet = PlannedSheet(each.sheet.title, each.rows, each.columns, unchanged, each.unplaced, each.renamed)
        plan.sheets.append(sheet)
        for row, column, key, seen in cells:
            remark = each.sheet.remarks.get((row, column), "")
            if item := comparison.compare(number, row, column, key, seen, each.sheet.text(row, column), remark):
                plan.items.append(item)
            else:
                sheet.unchanged += 1
    return plan


def _touched(placed: Placed, catalogue: Catalogue) -> tuple[list, int]:
    """Cells that say something else than the file said when it was written, and how many say the same.

    What stands where the user may not write is not compared with anything: its row is told of.
    """
    cells, locked, unchanged, rows = [], {}, 0, placed.sheet.rows
    for cell in placed.cells:
        row, column, key, seen = cell
        text = rows[row].get(column, "")
        is_as_written = seen is not None and (checksum(text) == seen.checksum if text else not seen.checksum)
        if is_as_written and (text or (row, column) not in placed.sheet.remarks):
            unchanged += 1
            continue
        indicator_id, school_id, label = key[:3]
        if why := catalogue.locks.why(school_id, indicator_id, label):
            locked[school_id] = why
        else:
            cells.append(cell)
    for school, why in locked.items():
        what, title = placed.schools.get(school, ("лист", placed.sheet.title))
        placed.leave_out(what, title, why)
    return cells, unchanged


class _Comparison:
    def __init__(self, catalogue: Catalogue, keys: set[Key]):
        self.catalogue = catalogue
        self.known = _values(keys, {key[2] for key in keys})
        careful = {key for key in keys if catalogue.indicators[key[0]].jump_limit is not None}
        previous = {label: previous_label(label) for label in {key[2] for key in keys}}
        self.previous = previous
        self.last_year = _values(careful, {previous[key[2]] for key in careful} - previous.keys()) | self.known
        self.taken: dict[Key, str] = {}
        self.notes: dict[tuple[int, str], list[str]] = {}

    def compare(self, sheet: int, row: int, column: int, key: Key, seen, text: str, remark: str) -> Item | None:
        """None where the file says the same as the portal."""
        old, version = self.known.get(key, ("", 0))
        new = text.strip()
        place = (sheet, row, column)
        if remark == NO_RESULT:
            return Item(*place, Fate.REFUSED, *key, old, new, version, [remark])
        if new == old or new == old.strip():
            return None
        why = refusal(new) or (_TWICE.format(self.taken[key]) if key in self.taken else "")
        if why:
            return Item(*place, Fate.REFUSED, *key, old, new, version, [why])
        self.taken[key] = new
        notes = self._notes(key, new)
        if remark:
            notes = [remark, *notes]
        if seen is not None and seen.version != version:
            return Item(*place, Fate.CONFLICT, *key, old, new, version, notes)
        return Item(*place, Fate.CHANGED if old else Fate.NEW, *key, old, new, version, notes)

    def _notes(self, key: Key, text: str) -> list[str]:
        """As `enter_values` will find them; equal texts of an indicator once, where last year's value has no say."""
        indicator = self.catalogue.indicators[key[0]]
        if indicator.jump_limit is None:
            if (key[0], text) not in self.notes:
                self.notes[key[0], text] = notes_on(read_quantity(text, indicator.unit), indicator, None)
            return self.notes[key[0], text]
        before = (key[0], key[1], self.previous[key[2]], key[3])
        last_text = self.taken[before] if before in self.taken else self.last_year.get(before, ("",))[0]
        return notes_on(read_quantity(text, indicator.unit), indicator, read_quantity(last_text, indicator.unit))


def standing(items: list[Item]) -> dict[Key, Value]:
    """The portal's values that conflict with the file's, with who wrote them and when."""
    values = _of({item.key for item in items})
    values = values.filter(period__label__in={item.period for item in items}).select_related("entered_by", "period")
    return {(each.indicator_id, each.school_id, each.period.label, each.kind): each for each in values}


def _of(keys: set[Key]) -> QuerySet[Value]:
    """All values of those indicators, schools and kinds."""
    schools = {school for _, school, _, _ in keys}
    return Value.objects.filter(
        Q(school__in=schools - {None}) | (Q(school=None) if None in schools else Q(pk__in=[])),
        indicator__in={indicator for indicator, _, _, _ in keys},
        kind__in={kind for _, _, _, kind in keys},
    ).order_by()


def _values(keys: set[Key], labels: set[str]) -> dict[Key, tuple[str, int]]:
    """Text and version of the portal's values in those periods, at least of those keys."""
    if not keys or not labels:
        return {}
    columns = ("indicator_id", "school_id", "period__label", "kind", "text", "version")
    values = _of(keys).filter(period__label__in=labels).values_list(*columns)
    return {tuple(value[:4]): value[4:] for value in values.iterator(5_000)}
