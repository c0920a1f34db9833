"""A small programme as a Word document, and what it changes where it is held against a stored one."""

from roadmap.exchange.importer import Imported
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.actions import (
    ProgrammeFacts,
    accept_intake,
    begin_intake,
    document_of,
    inspect_upload,
    proposed_changes,
)
from roadmap.intake.models import Intake
from roadmap.programmes.models import Programme
from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"


def paper(*, goal="Помочь школам.", term="март 2025", name="Семинар для учителей", plan="52", more=()) -> Paper:
    return (
        Paper()
        .heading(TITLE)
        .heading("Паспорт программы")
        .table(
            ["Наименование программы", "Программа поддержки школ"],
            ["Цель программы", goal],
            ["Срок реализации", "2024–2026 годы"],
        )
        .heading("Целевые показатели")
        .table(["Показатель", "2024", "2025"], ["Качество знаний, %", "50", plan], ["Успеваемость, %", "97", "98"])
        .heading("План мероприятий")
        .table(
            ["№", "Мероприятие", "Срок", "Ответственные"],
            ["1. Работа с кадрами", LEFT_OF, LEFT_OF, LEFT_OF],
            ["1.1", name, term, "Отдел образования"],
            ["1.2", "Конкурс уроков", "май 2025", "Отдел образования"],
            *more,
        )
    )


def taken_in(district, written: Paper, **other) -> Intake:
    return begin_intake(
        municipality=district.municipality,
        sent=inspect_upload("программа.docx", written.file()),
        by=district.coordinator,
        **other,
    )


def accepted(intake: Intake, facts: ProgrammeFacts, by, meant: NamesMeant | None = None) -> Imported:
    """As the page of the document does it."""
    meant = meant or NamesMeant()
    return accept_intake(intake=intake, document=document_of(intake, facts, meant), meant=meant, by=by)


def told(intake: Intake, programme: Programme, by) -> list[tuple]:
    return [
        (part.title, str(each.change), each.title, [(one.label, one.old, one.new) for one in each.wordings])
        for part in proposed_changes(intake, programme, by=by)
        for each in part.proposed
    ]


def keys(intake: Intake, programme: Programme, by) -> list[str]:
    return [each.key for part in proposed_changes(intake, programme, by=by) for each in part.proposed]
