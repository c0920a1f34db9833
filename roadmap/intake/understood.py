"""Shows a recognised document on the review page part by part, each string with the paragraphs it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from roadmap.intake.choices import INDICATOR_COLUMNS, KIND_ENDINGS, MONEY_COLUMNS, PLAN_COLUMNS, period_name
from roadmap.programmes.kept_tables import places_in_words
from roadmap.recognition.placed import PlacedText, joined

_MOST_LINES = 1000  # shown of a table


@dataclass(frozen=True)
class UnderstoodLine:
    label: str
    text: str
    numbers: str
    """The numbers of the paragraphs that it came from, separated by blanks."""


@dataclass(frozen=True)
class UnderstoodTable:
    """A table as read; each of its `lines` has a kind («heading», «group», «row» or «stage») and its cells."""

    titles: tuple[UnderstoodLine, ...]
    lines: tuple[tuple[str, tuple[UnderstoodLine, ...]], ...]
    width: int


@dataclass
class UnderstoodPart:
    title: str
    lines: list[UnderstoodLine] = field(default_factory=list)
    tables: list[UnderstoodTable] = field(default_factory=list)


class UnderstoodDocument:
    """Makes the parts of a recognised document; `numbers` are those of the paragraphs by their places."""

    def __init__(self, document: dict, numbers: Mapping[str, int]) -> None:
        self.document, self.programme, self.numbers = document, document["programme"], numbers

    def parts(self) -> list[UnderstoodPart]:
        programme = self.programme
        parts = [UnderstoodPart("Приказ", list(self._show_order(order))) for order in self.document.get("orders", [])]
        parts.append(UnderstoodPart("Программа", list(self._show_facts())))
        parts.append(
            UnderstoodPart("Паспорт", [self._build_line(r["label"], r["text"]) for r in programme.get("passport", [])])
        )
        parts += [self._show_section(each) for each in programme.get("sections", [])]
        rows = programme.get("abbreviations", [])
        parts.append(UnderstoodPart("Сокращения", [self._build_line(row["short"], row["long"]) for row in rows]))
        if table := programme.get("indicators"):
            parts.append(UnderstoodPart("Показатели", self._build_title_lines(table), [self._show_indicators(table)]))
        if roadmap := programme.get("roadmap"):
            parts.append(
                UnderstoodPart("План мероприятий", self._build_title_lines(roadmap), [self._show_plan(roadmap)])
            )
        if money := programme.get("resources"):
            lines = [*self._build_title_lines(money), *self._show_money_years(money)]
            parts.append(UnderstoodPart("Финансирование", lines, [self._show_table(money["table"])]))
        parts += [self._show_list(each) for each in self.document.get("low_result_schools", [])]
        parts += [self._show_annex(each) for each in self.document.get("annexes", [])]
        return [part for part in parts if part.lines or part.tables]

    def _build_line(self, label: str, text: str) -> UnderstoodLine:
        places = [*getattr(label, "places", ()), *getattr(text, "places", ())]
        numbers = dict.fromkeys(self.numbers[place] for place in places if place in self.numbers)
        return UnderstoodLine(str(label), places_in_words(str(text)), " ".join(map(str, numbers)))

    def _build_lines(self, source: Mapping, **labels: str) -> list[UnderstoodLine]:
        return [self._build_line(label, source[key]) for key, label in labels.items() if source.get(key)]

    def _build_title_lines(self, part: Mapping) -> list[UnderstoodLine]:
        return self._build_lines(part, title="Заголовок", period="На какой год")

    def _show_money_years(self, money: dict) -> Iterator[UnderstoodLine]:
        """Yield the years that a person assigned to the table's columns."""
        for heading, key in money.get("years", {}).items():
            yield self._build_line(f"Графа «{heading}»", MONEY_COLUMNS.get(key or "further") or period_name(key))

    def _show_order(self, order: dict) -> Iterator[UnderstoodLine]:
        stated = dict(order)
        if "date" in order:
            stated["date"] = PlacedText(f"{date.fromisoformat(order['date']):%d.%m.%Y}", _places(order["date"]))
        yield from self._build_lines(
            stated, act="Вид", number="Номер", date="Дата", issuer="Кто издал", place="Место", title="О чём",
            preamble="Вступление",
        )  # fmt: skip
        for number, clause in enumerate(order.get("clauses", []), 1):
            yield self._build_line(f"Пункт {number}", clause)
        if signatory := order.get("signatory"):
            yield self._build_line("Подписал", _position_and_name(signatory))

    def _show_facts(self) -> Iterator[UnderstoodLine]:
        programme, whose = self.programme, self.document["municipality"]
        yield self._build_line("Название", programme["title"])
        if period := programme.get("period"):
            yield self._build_line("Годы", "–".join(dict.fromkeys((str(period["start"]), str(period["end"])))))
        approval = programme.get("approved_by", {})
        yield from self._build_lines(approval, caption="Подпись приложения", annex="Номер приложения")
        if stamp := programme.get("approval_stamp"):
            yield self._build_line("Утверждаю", _position_and_name(stamp))
        yield from self._build_lines(whose, name="Муниципалитет", region="Регион")
        department = whose.get("department", {})
        yield from self._build_lines(department, name="Отдел", full_name="Отдел полностью")
        if head := department.get("head"):
            yield self._build_line("Руководитель", _position_and_name(head))

    def _show_section(self, section: dict) -> UnderstoodPart:
        heading = joined([section.get("number", ""), section.get("title", "")], ". ")
        return self._show_text("Раздел", heading, section)

    def _show_annex(self, annex: dict) -> UnderstoodPart:
        part = self._show_text("Приложение", annex.get("title", ""), annex)
        part.lines[:0] = self._build_lines(annex, caption="Подпись приложения")
        return part

    def _show_text(self, title: str, heading: str, texts: dict) -> UnderstoodPart:
        lines = [self._build_line(heading, texts.get("text", ""))] if heading or texts.get("text") else []
        tables = texts.get("tables", [])
        lines += [self._build_line("Заголовок таблицы", each["title"]) for each in tables if each.get("title")]
        return UnderstoodPart(title, lines, [self._show_table(each) for each in tables])

    def _show_table(self, table: dict) -> UnderstoodTable:
        """Show a table that is stored as it stands, without a meaning of its columns."""
        rows = [tuple(self._build_line("", cell) for cell in row) for row in table["rows"]]
        heads = table.get("header_rows", 0)
        lines = [("heading" if number < heads else "row", row) for number, row in enumerate(rows[:_MOST_LINES])]
        return UnderstoodTable((), tuple(lines), max(map(len, rows), default=1))

    def _show_criteria(self, school: dict, keys: Sequence[str]) -> Iterator[tuple[str, tuple[UnderstoodLine, ...]]]:
        for each in school.get("criteria", []):
            yield "row", tuple(self._build_line("", each.get(key, "")) for key in keys)

    def _show_list(self, listed: dict) -> UnderstoodPart:
        titles = tuple(self._build_line("", title) for title in listed.get("columns", []))
        keys = ("number", "name", "current", "expected")
        lines = chain.from_iterable(
            [
                ("group", (self._build_line("", school.get("school", "")),)),
                *self._show_criteria(school, keys),
            ]
            for school in listed.get("schools", [])
        )
        table = UnderstoodTable(
            titles if len(titles) == len(keys) else (), tuple(islice(lines, _MOST_LINES)), len(keys)
        )
        lines = self._build_lines(listed, caption="Подпись приложения", title="Заголовок", year="Год")
        if len(titles) != len(keys):
            lines += [self._build_line("Графа", title) for title in listed.get("columns", [])]
        return UnderstoodPart("Список школ", lines, [table])

    def _show_indicators(self, table: dict) -> UnderstoodTable:
        rows = [row for group in table["groups"] for row in group["rows"]]
        keys, titles = [], []
        for column in _columns(table, rows, ("number", "name", "unit", "baseline", "values", "target")):
            key, title = column["key"], column.get("title", "")
            if key in {"values", "period"}:
                for period, kind in _stated_periods(table, rows):
                    keys.append((period, kind))
                    titles.append(PlacedText(period_name(period) + KIND_ENDINGS[f" {kind}"], _places(title)))
            else:
                keys.append(key)
                titles.append(title or INDICATOR_COLUMNS.get(key, ""))
        if "name" not in keys:
            keys.insert(0, "name")
            titles.insert(0, "Показатель")
        lines: list[tuple[str, tuple[UnderstoodLine, ...]]] = []
        for group in table["groups"]:
            if group.get("title"):
                lines.append(("group", (self._build_line("", group["title"]),)))
            lines += [
                ("row", tuple(self._build_line("", _indicator_cell(row, key)) for key in keys)) for row in group["rows"]
            ]
        return UnderstoodTable(
            tuple(self._build_line("", each) for each in titles), tuple(lines[:_MOST_LINES]), len(keys)
        )

    def _show_plan(self, roadmap: dict) -> UnderstoodTable:
        activities = list(_walk_activities(roadmap.get("directions", [])))
        usual = ("number", "name", "term", "start", "end", "responsible", "result", "document", "report")
        columns = list(_columns(roadmap, activities, usual))
        keys = [column["key"] for column in columns if column["key"] != "direction"]
        titles = tuple(
            self._build_line("", column.get("title") or PLAN_COLUMNS.get(column["key"], ""))
            for column in columns
            if column["key"] != "direction"
        )
        lines = chain.from_iterable(self._show_direction(each, keys) for each in roadmap.get("directions", []))
        above = [
            ("group", (self._build_line("", c["title"]),))
            for c in columns
            if c["key"] == "direction" and c.get("title")
        ]
        return UnderstoodTable(titles, tuple(islice(chain(above, lines), _MOST_LINES)), len(keys))

    def _show_direction(self, direction: dict, keys: Sequence[str]) -> Iterator[tuple[str, tuple[UnderstoodLine, ...]]]:
        yield "group", (self._build_line(direction.get("number", ""), direction.get("title", "")),)
        for inner in direction.get("directions", []):
            yield from self._show_direction(inner, keys)
        for activity in direction.get("activities", []):
            yield "row", tuple(self._build_line("", _activity_cell(activity, key)) for key in keys)
            for stage in activity.get("stages", []):
                yield "stage", tuple(self._build_line("", _activity_cell(stage, key)) for key in keys)


def _columns(table: dict, rows: Iterable[dict], usual: Sequence[str]) -> Iterator[dict]:
    """Yield the document's columns, then one for each usual field that rows state without having a column."""
    columns = table.get("columns", [])
    yield from columns
    known = {column["key"] for column in columns}
    stated = {key for row in rows for place in (row, *row.get("stages", [])) for key, text in place.items() if text}
    has_values = "period" in known
    yield from (
        {"key": key} for key in usual if key in stated - known and not (has_values and key in {"name", "values"})
    )


def _stated_periods(table: dict, rows: Iterable[dict]) -> list[tuple[str, str]]:
    """Return the pairs of period and «plan» or «fact» that some row states, in the table's order."""
    stated = {(period, kind) for row in rows for period, kinds in row.get("values", {}).items() for kind in kinds}
    return [
        (period, kind) for period in table.get("periods", []) for kind in ("plan", "fact") if (period, kind) in stated
    ]


def _indicator_cell(row: dict, key: str | tuple[str, str]) -> str:
    """Return an indicator's cell: by the column's key, or by period and «plan» or «fact»."""
    if isinstance(key, tuple):
        period, kind = key
        return row.get("values", {}).get(period, {}).get(kind, "")
    if key == "name":
        return joined([row.get("heading", ""), row.get("name", "")], ": ")
    return row.get("cells", {}).get(key) or row.get(key, "")


def _activity_cell(place: dict, key: str) -> str:
    """Return the cell of an activity or a stage by the column's key."""
    return place.get("marks", {}).get(key) or place.get("cells", {}).get(key) or place.get(key, "")


def _walk_activities(directions: list[dict]) -> Iterator[dict]:
    for direction in directions:
        yield from direction.get("activities", [])
        yield from _walk_activities(direction.get("directions", []))


def _position_and_name(person: dict) -> PlacedText:
    return joined([person.get("position", ""), person.get("name", "")], " ")


def _places(text: str) -> tuple[str, ...]:
    return getattr(text, "places", ())
