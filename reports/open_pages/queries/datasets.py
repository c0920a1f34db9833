"""Open data: what the pages show as tables with described fields."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.open_pages.queries.figures import OpenTable, open_tables
from reports.open_pages.queries.opened import OpenedMunicipality
from reports.open_pages.queries.plan import OpenActivity, open_plan

Row = tuple[str | int | bool | None, ...]


@dataclass(frozen=True)
class DataField:
    """A field of a data set; its `type` is one of Table Schema (Frictionless Data)."""

    name: str
    type: str
    title: str


@dataclass(frozen=True)
class Dataset:
    name: str
    title: str
    description: str
    fields: tuple[DataField, ...]
    rows: Callable[[OpenedMunicipality, datetime.date], Iterator[Row]]


_PROGRAMME = DataField("programme", "integer", "Номер программы на портале")


def _programmes(opened: OpenedMunicipality, on: datetime.date) -> Iterator[Row]:
    for mark in opened.marks:
        programme, order = mark.programme, mark.programme.approval_order
        issued_on = order.issued_on.isoformat() if order.issued_on else None
        yield programme.pk, programme.title, programme.start_year, programme.end_year, order.number, issued_on


def _indicators(opened: OpenedMunicipality, on: datetime.date) -> Iterator[Row]:
    for programme_pk, table in open_tables(opened.marks).items():
        yield from _cells(programme_pk, table)


def _cells(programme_pk: int, table: OpenTable) -> Iterator[Row]:
    for title, rows in table.groups:
        for row in rows:
            about = programme_pk, title, row.row.number or "", row.name, row.unit
            if row.baseline.words:
                hidden = row.baseline.hidden
                yield *about, "база", "", "" if hidden else row.baseline.text, hidden.value if hidden else "", None
            for cell in row.cells:
                hidden = cell.fact.hidden.value if cell.fact.hidden else ""
                if cell.plan or cell.fact.words:
                    yield *about, cell.label, cell.plan, cell.fact.text, hidden, cell.is_reached


def _activities(opened: OpenedMunicipality, on: datetime.date) -> Iterator[Row]:
    for mark in opened.marks:
        plan = open_plan(mark.programme, on) if mark.shows_roadmap else None
        for each in plan.activities if plan else []:
            yield _activity(mark.programme_id, each)


def _activity(programme_pk: int, each: OpenActivity) -> Row:
    activity = each.activity
    words = activity.number, activity.name, each.term, each.responsible
    return (
        programme_pk,
        str(each.direction),
        *(text or "" for text in words),
        each.mark.value,
        each.mark.label,
        activity.report or "",
    )


def _documents(opened: OpenedMunicipality, on: datetime.date) -> Iterator[Row]:
    for mark in opened.documents:
        document = mark.document
        in_force_on = document.in_force_on.isoformat()
        yield (
            document.pk, document.programme_id, document.traits.label, document.title, document.stated.order,
            in_force_on, document.pdf_sha256,
        )  # fmt: skip


DATASETS = {
    each.name: each
    for each in (
        Dataset(
            "programmes",
            "Программы",
            "Утверждённые муниципальные программы, которые открыты.",
            (
                _PROGRAMME,
                DataField("title", "string", "Название"),
                DataField("start_year", "integer", "Первый год"),
                DataField("end_year", "integer", "Последний год"),
                DataField("order_number", "string", "Номер приказа об утверждении"),
                DataField("order_date", "date", "Дата приказа"),
            ),
            _programmes,
        ),
        Dataset(
            "indicators",
            "Показатели",
            "План и факт по периодам. Значения стоят так, как написаны в документе или внесены.",
            (
                _PROGRAMME,
                DataField("group", "string", "Группа показателей"),
                DataField("number", "string", "Номер"),
                DataField("indicator", "string", "Показатель"),
                DataField("unit", "string", "Единица измерения"),
                DataField("period", "string", "Период: «2026», «2025-2026» — учебный год, «база»"),
                DataField("plan", "string", "План"),
                DataField("fact", "string", "Факт"),
                DataField("hidden", "string", "Почему факта нет: «менее 5», «скрыто», «не показано»"),
                DataField("reached", "boolean", "План выполнен; пусто — не сравнить или не показано"),
            ),
            _indicators,
        ),
        Dataset(
            "activities",
            "Мероприятия",
            "План мероприятий и его выполнение, подтверждённое отделом.",
            (
                _PROGRAMME,
                DataField("direction", "string", "Направление"),
                DataField("number", "string", "Номер"),
                DataField("activity", "string", "Мероприятие"),
                DataField("term", "string", "Срок, как в документе"),
                DataField("responsible", "string", "Ответственные, как в документе"),
                DataField("mark", "string", "Отметка, код"),
                DataField("mark_words", "string", "Отметка словами"),
                DataField("document_report", "string", "Отметка об исполнении в самом документе"),
            ),
            _activities,
        ),
        Dataset(
            "documents",
            "Документы",
            "Изданные документы, PDF которых открыты.",
            (
                DataField("document", "integer", "Номер документа на портале"),
                DataField("programme", "integer", "Номер программы на портале"),
                DataField("kind", "string", "Вид"),
                DataField("title", "string", "Название"),
                DataField("order", "string", "Приказ"),
                DataField("in_force", "date", "Действует с"),
                DataField("sha256", "string", "Контрольная сумма файла (SHA-256)"),
            ),
            _documents,
        ),
    )
}
