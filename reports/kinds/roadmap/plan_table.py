"""The roadmap's table under the document's headings; directions are rows of their own or a merged column."""

from dataclasses import replace

from portal.text.cases import Case, year_in_case
from reports.blocks.cells import cell, head_cell, keyed_cell, spanning_row, table_of
from reports.blocks.content import Table, TableCell, TableRow
from reports.kinds.roadmap.planned import PlannedActivity, PlannedDirection, PlannedRoadmap
from roadmap.plan.models import Activity, Direction, Stage

STANDARD_TITLES = {
    "number": "№ п/п",
    "direction": "Направление",
    "name": "Наименование мероприятия",
    "term": "Срок исполнения",
    "start": "Начало",
    "end": "Окончание",
    "responsible": "Ответственные",
    "result": "Ожидаемый результат",
    "document": "Подтверждающий документ",
    "report": "Отметка об исполнении",
}
_KINDS = {"number": "number", "direction": "label", "term": "term", "start": "term", "end": "term"}
_OF_STAGE = ("term", "start", "end", "responsible", "result", "document")


def plan_table(plan: PlannedRoadmap, *, with_report_column: bool = False) -> Table:
    titles = _titles(plan, with_report_column)
    writer = _MergedColumn(plan, list(titles)) if "direction" in titles else _SpanningRows(list(titles))
    rows = [row for direction in plan.directions for row in writer.rows_of(direction)]
    return table_of(
        titles.values(), [_KINDS.get(key, "figure" if key[:1].isdigit() else "text") for key in titles], rows
    )


def _titles(plan: PlannedRoadmap, with_report_column: bool) -> dict[str, str]:
    """Return the columns' headings by key, in the document's order.

    A standard column for which the plan has words but the document no column is added.
    """
    stated = {column["key"]: column.get("title") for column in plan.roadmap.columns or []}
    keys = [key for key in stated if key in STANDARD_TITLES or _is_own(key)]
    used = {key for key in STANDARD_TITLES if key != "direction" and any(_has_words(a, key) for a in plan.activities)}
    used |= {"name", "report"} if with_report_column else {"name"}
    if _has_numbered_direction(plan.directions):
        used.add("number")
    for key in STANDARD_TITLES:
        if key in used and key not in keys:
            keys.insert({"number": 0, "name": _place_of_name(keys)}.get(key, len(keys)), key)
    keys += [key for key in _own_keys(plan) if key not in keys]
    return {key: _standard_title(key) if stated.get(key) is None else stated[key] for key in keys}


def _own_keys(plan: PlannedRoadmap) -> list[str]:
    """Return the keys of periods and further columns that have cells, even if the document has no heading for them."""
    places = [place for planned in plan.activities for place in (planned.activity, *planned.stages)]
    return sorted({key for place in places for key in (*place.marks, *place.cells)})


def _standard_title(key: str) -> str:
    return year_in_case(key, Case.NOMINATIVE) if key[:1].isdigit() else STANDARD_TITLES.get(key, "")


def _is_own(key: str) -> bool:
    """Return whether the key is of the document's own columns: a period («2026») or a further one («column-…»)."""
    return key.startswith("column-") or key[:1].isdigit()


def _is_of_stage(key: str) -> bool:
    return key in _OF_STAGE or _is_own(key)


def _words(source: Activity | Stage, key: str) -> str | None:
    """Return the cell's words; none for a term that the portal made of other columns, since it stands in those."""
    if _is_own(key):
        return source.cells.get(key) if key.startswith("column-") else source.marks.get(key)
    return None if key == "term" and source.term_is_made else getattr(source, key)


def _place_of_name(keys: list[str]) -> int:
    return max((keys.index(key) + 1 for key in ("number", "direction") if key in keys), default=0)


def _has_words(planned: PlannedActivity, key: str) -> bool:
    """Return whether the activity or one of its stages has words for that column."""
    if key == "report":
        return planned.report is not None or any(planned.event_reports.values())
    of_stages = key in _OF_STAGE and any(_words(stage, key) is not None for stage in planned.stages)
    return of_stages or _words(planned.activity, key) is not None


def _has_numbered_direction(directions: list[PlannedDirection]) -> bool:
    return any(
        each.direction.number or _has_numbered_direction([i for i in each.items if isinstance(i, PlannedDirection)])
        for each in directions
    )


def _activity_rows(planned: PlannedActivity, keys: list[str]) -> list[list[TableCell]]:
    """Return the activity's rows: one, or one for each stage with all other columns merged over them.

    Control events have rows of their own below the activity's row.
    """
    if planned.has_events:
        return [
            _own_row(planned.activity, planned.report, keys),
            *(_event_row(stage, planned.event_reports.get(stage.pk), keys) for stage in planned.stages),
        ]
    sources: list = list(planned.stages)
    if not sources or any(_words(planned.activity, key) for key in _OF_STAGE):
        sources.insert(0, planned.activity)
    rows = [[keyed_cell(key, _words(source, key)) for key in keys if _is_of_stage(key)] for source in sources]
    whole = {key: planned.report if key == "report" else getattr(planned.activity, key) for key in keys
             if not _is_of_stage(key) and key != "direction"}  # fmt: skip
    first = iter(rows[0])
    rows[0] = [next(first) if _is_of_stage(key) else _whole_cell(key, whole[key], len(rows)) for key in keys]
    return rows


def _own_row(activity: Activity, report: str | None, keys: list[str]) -> list[TableCell]:
    return [keyed_cell(key, report if key == "report" else _words(activity, key)) for key in keys]


def _event_row(stage: Stage, report: str | None, keys: list[str]) -> list[TableCell]:
    words = {"report": report or ""}
    words |= {key: _words(stage, key) for key in keys if _is_of_stage(key) or key == "name"}
    return [keyed_cell(key, words.get(key, "")) for key in keys]


def _whole_cell(key: str, text: str | None, rowspan: int) -> TableCell:
    """Build a cell merged over the activity's rows; number and name are repeated on each page that it continues on."""
    return replace(keyed_cell(key, text, rowspan), repeats=key in ("number", "name"))


class _SpanningRows:
    """Writes a direction as a bold row above its activities; its number stands in the column of numbers if any."""

    def __init__(self, keys: list[str]):
        self.keys = keys

    def rows_of(self, planned: PlannedDirection) -> list[TableRow]:
        rows = [self.direction_row(planned.direction)] if _says_something(planned.direction) else []
        for item in planned.items:
            if isinstance(item, PlannedDirection):
                rows += self.rows_of(item)
            else:
                rows += [TableRow(tuple(cells)) for cells in _activity_rows(item, self.keys)]
        return rows

    def direction_row(self, direction: Direction) -> TableRow:
        width = len(self.keys)
        if direction.number and self.keys[0] == "number" and width > 1:
            title = cell(direction.title, colspan=width - 1, bold=True)
            return TableRow((head_cell(direction.number), title), is_heading=True)
        words = " ".join(filter(None, [direction.number, direction.title]))
        return spanning_row(words, width)


class _MergedColumn:
    """Writes a direction as a cell merged over its activities.

    Its number stands in the column of numbers, or before its title where activities have numbers themselves.
    """

    def __init__(self, plan: PlannedRoadmap, keys: list[str]):
        self.keys = keys
        self.numbers_are_of_activities = any(planned.activity.number for planned in plan.activities)
        self.own = [key for key in keys if key not in self.merged_keys]

    @property
    def merged_keys(self) -> tuple[str, ...]:
        return ("direction",) if self.numbers_are_of_activities else ("number", "direction")

    def rows_of(self, planned: PlannedDirection) -> list[TableRow]:
        rows: list[TableRow] = []
        pending: list[PlannedActivity] = []
        directions = [item for item in planned.items if isinstance(item, PlannedDirection)]
        if directions and isinstance(planned.items[0], PlannedDirection):
            rows.append(_SpanningRows(self.keys).direction_row(planned.direction))
            titled = True
        else:
            titled = False
        for item in [*planned.items, None]:
            if isinstance(item, PlannedActivity):
                pending.append(item)
                continue
            if pending or (item is None and not rows):
                rows += self.merged(None if titled else planned.direction, pending)
                pending, titled = [], True
            if item is not None:
                rows += self.rows_of(item)
        return rows

    def merged(self, direction: Direction | None, activities: list[PlannedActivity]) -> list[TableRow]:
        """Return the activities' rows with the direction's cell merged over all of them."""
        lines = [cells for planned in activities for cells in _activity_rows(planned, self.own)]
        lines = lines or [[TableCell() for _ in self.own]]
        words = {"number": direction.number, "direction": direction.title} if direction else {}
        if direction and self.numbers_are_of_activities:
            words["direction"] = " ".join(filter(None, [direction.number, direction.title]))
        own = iter(lines[0])
        lines[0] = [
            replace(keyed_cell(key, words.get(key), len(lines)), repeats=True) if key in self.merged_keys else next(own)
            for key in self.keys
        ]
        return [TableRow(tuple(cells)) for cells in lines]


def _says_something(direction: Direction) -> bool:
    return bool(direction.number or direction.title)
