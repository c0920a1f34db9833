"""The roadmap's table: columns with the document's headings, directions as rows or as a merged column."""

from portal.prose import parse_prose
from reports.content.blocks import Cell, Column, Row, Table
from reports.content.roadmap_plan import Plan, PlannedActivity, PlannedDirection
from roadmap.models import Direction, Stage

STANDARD_TITLES = {
    "number": "№ п/п",
    "direction": "Направление",
    "name": "Наименование мероприятия",
    "term": "Срок исполнения",
    "responsible": "Ответственные",
    "result": "Ожидаемый результат",
    "document": "Подтверждающий документ",
    "report": "Отметка об исполнении",
}
_KINDS = {"number": "number", "direction": "label", "term": "term"}
_OF_STAGE = ("term", "responsible", "result", "document")


def plan_table(plan: Plan, *, with_report_column: bool = False) -> Table:
    titles = _titles(plan, with_report_column)
    header = Row(tuple(Cell(parse_prose(t, "center"), align="center", bold=True) for t in titles.values()))
    writer = _MergedColumn(plan, list(titles)) if "direction" in titles else _SpanningRows(list(titles))
    rows = [row for direction in plan.directions for row in writer.rows_of(direction)]
    return Table(tuple(Column(_KINDS.get(key, "text")) for key in titles), (header,), tuple(rows))


def _titles(plan: Plan, with_report_column: bool) -> dict[str, str]:
    """The document's columns and headings; what it has no column for and the plan has words for is added."""
    stated = {column["key"]: column.get("title") for column in plan.roadmap.columns or []}
    keys = [key for key in stated if key in STANDARD_TITLES]
    used = {key for key in STANDARD_TITLES if key != "direction" and any(_states(a, key) for a in plan.activities)}
    used |= {"name", "report"} if with_report_column else {"name"}
    if _has_numbered_direction(plan.directions):
        used.add("number")
    for key in STANDARD_TITLES:
        if key in used and key not in keys:
            keys.insert({"number": 0, "name": _place_of_name(keys)}.get(key, len(keys)), key)
    return {key: STANDARD_TITLES[key] if stated.get(key) is None else stated[key] for key in keys}


def _place_of_name(keys: list[str]) -> int:
    return max((keys.index(key) + 1 for key in ("number", "direction") if key in keys), default=0)


def _states(planned: PlannedActivity, key: str) -> bool:
    if key == "report":
        return planned.report is not None
    of_stages = key in _OF_STAGE and any(getattr(stage, key) is not None for stage in planned.stages)
    return of_stages or getattr(planned.activity, key) is not None


def _has_numbered_direction(directions: list[PlannedDirection]) -> bool:
    return any(
        each.direction.number or _has_numbered_direction([i for i in each.items if isinstance(i, PlannedDirection)])
        for each in directions
    )


def _cell(key: str, text: str | None, rowspan: int = 1) -> Cell:
    align = "center" if key == "number" else "left"
    return Cell(parse_prose(text, align), rowspan=rowspan, align=align)


def _activity_rows(planned: PlannedActivity, keys: list[str]) -> list[list[Cell]]:
    """One row, or one for each stage with everything else merged."""
    sources: list = list(planned.stages)
    if not sources or any(getattr(planned.activity, key) for key in _OF_STAGE):
        sources.insert(0, planned.activity)
    rows = [[_stage_cell(source, key) for key in keys if key in _OF_STAGE] for source in sources]
    whole = {key: planned.report if key == "report" else getattr(planned.activity, key) for key in keys
             if key not in (*_OF_STAGE, "direction")}  # fmt: skip
    first = iter(rows[0])
    rows[0] = [next(first) if key in _OF_STAGE else _cell(key, whole[key], len(rows)) for key in keys]
    return rows


def _stage_cell(source: Stage, key: str) -> Cell:
    return _cell(key, getattr(source, key))


class _SpanningRows:
    """A direction is a bold row above its activities; its number has a cell of its own where there is such a column."""

    def __init__(self, keys: list[str]):
        self.keys = keys

    def rows_of(self, planned: PlannedDirection) -> list[Row]:
        rows = [self.direction_row(planned.direction)] if _says_something(planned.direction) else []
        for item in planned.items:
            if isinstance(item, PlannedDirection):
                rows += self.rows_of(item)
            else:
                rows += [Row(tuple(cells)) for cells in _activity_rows(item, self.keys)]
        return rows

    def direction_row(self, direction: Direction) -> Row:
        width = len(self.keys)
        if direction.number and self.keys[0] == "number" and width > 1:
            title = Cell(parse_prose(direction.title, "left"), colspan=width - 1, bold=True)
            return Row((Cell(parse_prose(direction.number, "center"), align="center", bold=True), title), True)
        words = " ".join(filter(None, [direction.number, direction.title]))
        return Row((Cell(parse_prose(words, "center"), colspan=width, align="center", bold=True),), True)


class _MergedColumn:
    """A direction is a cell merged over its activities, with its number unless activities have numbers themselves."""

    def __init__(self, plan: Plan, keys: list[str]):
        self.keys = keys
        self.numbers_are_of_activities = any(planned.activity.number for planned in plan.activities)
        self.own = [key for key in keys if key not in self.merged_keys]

    @property
    def merged_keys(self) -> tuple[str, ...]:
        return ("direction",) if self.numbers_are_of_activities else ("number", "direction")

    def rows_of(self, planned: PlannedDirection) -> list[Row]:
        rows: list[Row] = []
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

    def merged(self, direction: Direction | None, activities: list[PlannedActivity]) -> list[Row]:
        """The activities' rows with the direction merged over all of them, in its column's place."""
        lines = [cells for planned in activities for cells in _activity_rows(planned, self.own)]
        lines = lines or [[Cell() for _ in self.own]]
        words = {"number": direction.number, "direction": direction.title} if direction else {}
        if direction and self.numbers_are_of_activities:
            words["direction"] = " ".join(filter(None, [direction.number, direction.title]))
        own = iter(lines[0])
        lines[0] = [
            _cell(key, words.get(key), len(lines)) if key in self.merged_keys else next(own) for key in self.keys
        ]
        return [Row(tuple(cells)) for cells in lines]


def _says_something(direction: Direction) -> bool:
    return bool(direction.number or direction.title)
