"""The report on the plan's execution: the whole plan with marks, or what some days or one school had to do of it."""

import datetime

from django.utils import timezone

from portal.prose import parse_prose
from reports.content.blocks import ApprovalStamp, Block, Content, Part, SignatureLine
from reports.content.cases import in_quotes
from reports.content.execution_marks import whole_mark
from reports.content.execution_table import execution_table
from reports.content.execution_totals import totals_blocks
from reports.content.framing import current_approval_stamp, current_head_signature, date_in_words, heading
from reports.content.missing import MissingPart
from reports.content.roadmap import period_line
from reports.content.roadmap_plan import Plan, read_plan
from reports.content.roadmap_table import plan_table
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.execution import Days, Execution, read_execution
from reports.queries.people import director_position, directors_of, signature_name
from roadmap.models import Programme, Roadmap
from schools.models import School

_TITLE = "Отчёт об исполнении плана мероприятий"
_NOTHING = "На этот срок плану нечего было поручить."


def build_execution(document: Document) -> Content:
    programme, days = document.programme, days_of(document)
    if days or document.school:
        return _build_part(document, days)
    plan = read_plan(programme, mark_of=whole_mark)
    if plan is None:
        raise MissingPart("В программе нет плана мероприятий, отчитываться не о чем.")
    execution = read_execution(plan.roadmap, days, None)
    return _whole(programme, plan, execution)


def _whole(programme: Programme, plan: Plan, execution: Execution) -> Content:
    """The plan's own columns and, beside each activity, what was done."""
    blocks = (
        *current_approval_stamp(programme),
        *_titles(programme, plan.roadmap),
        *period_line(plan.roadmap, programme.title),
        *(_as_of() if execution.assignments else ()),
        *totals_blocks(execution, Days()),
        plan_table(plan, with_report_column=True),
        *current_head_signature(programme),
    )
    return Content(f"{DocumentKind.EXECUTION.label}. {programme.title}", (Part(blocks),))


def _build_part(document: Document, days: Days) -> Content:
    programme, school = document.programme, document.school
    roadmap = Roadmap.objects.filter(programme=programme).first()
    if roadmap is None:
        raise MissingPart("В программе нет плана мероприятий, отчитываться не о чем.")
    execution = read_execution(roadmap, days, school)
    stamp, signature = _people(programme, school)
    blocks = (
        *stamp,
        *_titles(programme, roadmap),
        *(parse_prose(school.full_name or school.name, "center") if school else ()),
        *(parse_prose(days_in_words(days), "center") if days else ()),
        *_as_of(),
        *totals_blocks(execution, days),
        *((execution_table(execution, of_one=bool(school)),) if execution.assignments else parse_prose(_NOTHING)),
        *signature,
    )
    about = ", ".join(filter(None, [programme.title, school and school.name, days_in_words(days)]))
    return Content(f"{DocumentKind.EXECUTION.label}. {about}", (Part(blocks),))


def days_of(document: Document) -> Days:
    since, until = (document.options.get(name) for name in ("since_on", "until_on"))
    return Days(*(datetime.date.fromisoformat(each) if each else None for each in (since, until)))


def days_in_words(days: Days) -> str:
    since = f"с {date_in_words(days.since)}" if days.since else ""
    until = f"по {date_in_words(days.until)}" if days.until else ""
    return f"за период {since} {until}".replace("  ", " ").strip() if days else ""


def _as_of() -> tuple[Block, ...]:
    return parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center")


def _titles(programme: Programme, roadmap: Roadmap) -> tuple[Block, ...]:
    title = roadmap.title or programme.title
    if not title.strip():
        return heading(_TITLE)
    is_report = any(words.casefold().replace("ё", "е").lstrip(" «*").startswith("отчет")
                    for words in (title, programme.title))  # fmt: skip
    return heading(title) if is_report else (*heading(_TITLE), *heading(in_quotes(title)))


def _people(programme: Programme, school: School | None) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A school's report is approved and signed by its director, another one by the head of the department."""
    if school is None:
        return current_approval_stamp(programme), current_head_signature(programme)
    position = director_position(school)
    name = signature_name(directors_of([school.pk]).get(school.pk, ""))
    return (ApprovalStamp(position, name),), (SignatureLine(position, name),)
