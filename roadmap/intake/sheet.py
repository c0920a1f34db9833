"""The page of a document on its way in: its blocks as they look, and beside them what each was understood as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from portal.sources.source import Source, SourceBlock, SourceCell, SourceParagraph, SourceTable
from roadmap.intake.choices import column_choices, years_around
from roadmap.intake.labels import label_of
from roadmap.recognition.reading import Recognition
from roadmap.recognition.tables_in_order import ReadTable

_MOST_SHOWN = 4000
_MOST_LINES = 1000  # of a table that was understood


@dataclass(frozen=True)
class ShownParagraph:
    """`state`: understood, read only, left over, blank."""

    number: int
    paragraph: SourceParagraph
    state: str
    labels: tuple[str, ...]
    kind: str = "paragraph"


@dataclass(frozen=True)
class ShownCell:
    rows: int
    columns: int
    blocks: tuple = ()


@dataclass(frozen=True)
class ShownColumn:
    number: int
    title: str
    key: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownTable:
    place: str
    lines: tuple[tuple[ShownCell, ...], ...]
    read: ReadTable | None
    columns: tuple[ShownColumn, ...] = ()
    """Where they can be corrected."""
    kind: str = "table"


@dataclass(frozen=True)
class UnderstoodLine:
    label: str
    text: str
    numbers: str
    """Those of the paragraphs that it came from."""


@dataclass(frozen=True)
class UnderstoodTable:
    titles: tuple[str, ...]
    lines: tuple[tuple[str, tuple[UnderstoodLine, ...]], ...]
    """Each with what it is: a direction, an activity, a stage, a group, an indicator."""


@dataclass
class UnderstoodPart:
    title: str
    lines: list[UnderstoodLine] = field(default_factory=list)
    table: UnderstoodTable | None = None


@dataclass(frozen=True)
class ShownDoubt:
    reason: str
    text: str
    number: int | None


class IntakeSheet:
    """Everything that the page shows of one reading."""

    def __init__(self, source: Source, recognition: Recognition) -> None:
        self.recognition = recognition
        self.numbers = {each.place: number for number, each in enumerate(source.paragraphs, 1)}
        self._written = {each.place for each in source.paragraphs if not each.is_blank}
        self._left = {each.place: each for each in recognition.balance.leftovers}
        self._read = {each.place: each for each in recognition.tables}
        self.years = years_around(recognition.document["programme"])
        self.is_cut = len(self.numbers) > _MOST_SHOWN
        self.blocks = self._shown(source.blocks)

    @property
    def balance(self):
        return self.recognition.balance

    @property
    def understood(self) -> str:
        return f"{self.balance.understood:,}".replace(",", "\u00a0")

    @property
    def words(self) -> str:
        return f"{self.balance.words:,}".replace(",", "\u00a0")

    @property
    def not_kept(self) -> list[tuple[str, int]]:
        """Kinds of what was read and is not kept as words, with how many paragraphs of each."""
        kinds = Counter(kind for place, kind in self.recognition.read_only.items() if place in self._written)
        return sorted(kinds.items())

    @property
    def leftovers(self) -> list[ShownDoubt]:
        return [ShownDoubt("", each.text, self.numbers.get(each.place)) for each in self.balance.leftovers]

    @property
    def doubts(self) -> list[ShownDoubt]:
        return [ShownDoubt(each.reason, each.text, self.numbers.get(each.place)) for each in self.recognition.doubts]

    @property
    def directions(self) -> list[tuple[str, str]]:
        """Places of their titles with the titles: where an activity may be moved."""
        roadmap = self.recognition.document["programme"].get("roadmap", {})
        return list(_titled(roadmap.get("directions", [])))

    # The document as it looks

    def _shown(self, blocks: tuple[SourceBlock, ...]) -> tuple:
        shown = []
        for block in blocks:
            if isinstance(block, SourceTable):
                shown.append(self._table(block))
            elif not block.is_blank and self.numbers[block.place] <= _MOST_SHOWN:
                shown.append(self._paragraph(block))
        return tuple(shown)

    def _paragraph(self, paragraph: SourceParagraph) -> ShownParagraph:
        paths = self.balance.paths.get(paragraph.place, [])
        state = "understood" if paths else "read"
        if paragraph.place in self._left:
            state = "left"
        labels = tuple(dict.fromkeys(label_of(path) for path in paths))[:4]
        return ShownParagraph(self.numbers[paragraph.place], paragraph, state, labels)

    def _table(self, table: SourceTable) -> ShownTable:
        lines: list[list[ShownCell]] = [[] for _ in range(table.row_count)]
        for cell in table.cells:
            lines[cell.row].append(self._cell(cell))
        read = self._read.get(table.place)
        columns = ()
        if read and not read.goes_on:
            choices = column_choices(read.kind, read.keys, self.years)
            known = {key for key, _name in choices}
            columns = tuple(
                ShownColumn(at, title, key if key in known else "further", choices)
                for at, (title, key) in enumerate(zip(read.titles, read.keys, strict=False))
            )
        return ShownTable(table.place, tuple(map(tuple, lines)), read, columns)

    def _cell(self, cell: SourceCell) -> ShownCell:
        return ShownCell(cell.rows, cell.columns, self._shown(cell.blocks))

    # What was understood

    @property
    def parts(self) -> list[UnderstoodPart]:
        document = self.recognition.document
        programme = document["programme"]
        parts = [UnderstoodPart("Приказ", list(self._order_lines(order))) for order in document.get("orders", [])]
        parts.append(UnderstoodPart("Программа", list(self._programme_lines(programme))))
        if rows := programme.get("passport"):
            parts.append(UnderstoodPart("Паспорт", [self._line(row["label"], row["text"]) for row in rows]))
        if sections := programme.get("sections"):
            parts.append(UnderstoodPart("Разделы", [self._section_line(each) for each in sections]))
        if rows := programme.get("abbreviations"):
            parts.append(UnderstoodPart("Сокращения", [self._line(row["short"], row["long"]) for row in rows]))
        if table := programme.get("indicators"):
            parts.append(UnderstoodPart("Показатели", table=self._indicators(table)))
        if roadmap := programme.get("roadmap"):
            parts.append(UnderstoodPart("План мероприятий", table=self._plan(roadmap)))
        if resources := programme.get("resources"):
            rows = [" · ".join(filter(None, row)) for row in resources["table"]["rows"]]
            parts.append(UnderstoodPart("Финансирование", [self._line("", row) for row in rows]))
        for listed in document.get("low_result_schools", []):
            lines = [
                self._line(school["school"], "; ".join(f"{c['name']}: {c['current']}" for c in school["criteria"]))
                for school in listed["schools"]
            ]
            parts.append(UnderstoodPart(listed.get("title", "Список школ"), lines))
        for annex in document.get("annexes", []):
            lines = [self._line("", annex.get("caption", "")), self._line("", annex.get("text", ""))]
            parts.append(UnderstoodPart(annex.get("title", "Приложение"), [line for line in lines if line.text]))
        return parts

    def _line(self, label: str, text: str) -> UnderstoodLine:
        places = [*getattr(label, "places", ()), *getattr(text, "places", ())]
        numbers = dict.fromkeys(self.numbers[place] for place in places if place in self.numbers)
        return UnderstoodLine(str(label), str(text), " ".join(map(str, numbers)))

    def _order_lines(self, order: dict) -> Iterator[UnderstoodLine]:
        named = (("act", "Вид"), ("number", "Номер"), ("date", "Дата"), ("issuer", "Кто издал"), ("place", "Место"),
                 ("title", "О чём"), ("preamble", "Вступление"))  # fmt: skip
        for key, label in named:
            if text := order.get(key):
                if key == "date":
                    text = text.with_text(f"{date.fromisoformat(text):%d.%m.%Y}")
                yield self._line(label, text)
        for number, clause in enumerate(order.get("clauses", []), 1):
            yield self._line(f"Пункт {number}", clause)
        if signatory := order.get("signatory"):
            yield self._line("Подписал", signatory["name"])

    def _programme_lines(self, programme: dict) -> Iterator[UnderstoodLine]:
        yield self._line("Название", programme["title"])
        if period := programme.get("period"):
            yield self._line("Годы", f"{period['start']}–{period['end']}")
        if caption := programme.get("approved_by", {}).get("caption"):
            yield self._line("Подпись приложения", caption)
        if stamp := programme.get("approval_stamp"):
            yield self._line("Утверждаю", f"{stamp['position']} {stamp['name']}")

    def _section_line(self, section: dict) -> UnderstoodLine:
        heading = section.get("title", "")
        label = heading.with_text(f"{section['number']}. {heading}") if section.get("number") and heading else heading
        return self._line(label, section.get("text", ""))

    def _indicators(self, table: dict) -> UnderstoodTable:
        periods = table["periods"]
        lines = []
        for group in table["groups"]:
            if group.get("title"):
                lines.append(("group", (self._line("", group["title"]),)))
            for row in group["rows"]:
                name = row.get("heading", "") and f"{row['heading']}: {row.get('name', '')}"
                cells = [self._line("", name or row.get("name", "")), self._line("", row.get("baseline", ""))]
                for period in periods:
                    each = row.get("values", {}).get(period, {})
                    cells.append(self._line("", each.get("plan") or each.get("fact") or ""))
                lines.append(("row", (*cells, self._line("", row.get("target", "")))))
        return UnderstoodTable(("Показатель", "База", *periods, "Цель"), tuple(lines[:_MOST_LINES]))

    def _plan(self, roadmap: dict) -> UnderstoodTable:
        lines = (line for direction in roadmap.get("directions", []) for line in self._direction(direction))
        return UnderstoodTable(
            ("№", "Мероприятие", "Срок", "Ответственные", "Результат"),
            tuple(islice(lines, _MOST_LINES)),
        )

    def _direction(self, direction: dict) -> Iterator[tuple[str, tuple[UnderstoodLine, ...]]]:
        title = direction.get("title", "")
        yield "group", (self._line(direction.get("number", ""), title),)
        for inner in direction.get("directions", []):
            yield from self._direction(inner)
        for activity in direction.get("activities", []):
            yield "row", self._activity(activity)
            for stage in activity.get("stages", []):
                yield "stage", self._activity(stage)

    def _activity(self, activity: dict) -> tuple[UnderstoodLine, ...]:
        times = activity.get("term") or " – ".join(filter(None, [activity.get("start"), activity.get("end")]))
        times = times or ", ".join(activity.get("marks", {}))
        result = activity.get("result") or activity.get("report") or activity.get("document") or ""
        texts = (activity.get("number", ""), activity.get("name", ""), times, activity.get("responsible", ""), result)
        return tuple(self._line("", text) for text in texts)


def _titled(directions: list[dict]) -> Iterator[tuple[str, str]]:
    for direction in directions:
        title = direction.get("title", "")
        if title and (places := getattr(title, "places", ())):
            yield places[0], " ".join(filter(None, [direction.get("number", ""), title]))
        yield from _titled(direction.get("directions", []))
