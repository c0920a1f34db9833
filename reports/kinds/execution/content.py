"""The report on a plan's execution: the whole plan with marks, or only the assignments of some days or one school."""

import datetime

from django.utils import timezone

from portal.text.prose import parse_prose
from reports.blocks.content import ApprovalStamp, Block, Content, DocumentPart, SignatureLine
from reports.blocks.framing import current_approval_stamp, current_head_signature, date_in_words, heading, speaks_of
from reports.blocks.missing import MissingPart
from reports.blocks.programme_titles import in_quotes, named_programme
from reports.blocks.signatories import director_position, directors_of, signature_name
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.execution.assignment_words import whole_mark
from reports.kinds.execution.queries import Days, Execution, read_execution
from reports.kinds.execution.table import execution_table
from reports.kinds.execution.totals import totals_blocks
from reports.kinds.roadmap.content import period_line
from reports.kinds.roadmap.plan_table import plan_table
from reports.kinds.roadmap.planned import PlannedRoadmap, read_plan
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme
from schools.directory.models import School

_TITLE = "Отчёт об исполнении"
_NOTHING = "На этот срок плану нечего было поручить."


def build_execution(request: DocumentRequest) -> Content:
    programme, days = request.programme, days_of(request)
    if days or request.school:
        return _build_part(request, days)
    plan = read_plan(programme, mark_of=whole_mark)
    if plan is None:
        raise MissingPart("В программе нет плана мероприятий, отчитываться не о чем.")
    execution = read_execution(plan.roadmap, days, None)
    return _build_whole(request, plan, execution)


def _build_whole(request: DocumentRequest, plan: PlannedRoadmap, execution: Execution) -> Content:
    """Build the report on the whole plan: the plan's own table with a column for what was done."""
    programme = request.programme
    blocks = (
        *current_approval_stamp(programme),
        *_titles(programme, plan.roadmap),
        *period_line(plan.roadmap, programme.title),
        *(_as_of() if execution.assignments else ()),
        *totals_blocks(execution, Days()),
        plan_table(plan, with_report_column=True),
        *current_head_signature(programme),
    )
    return Content(
        f"{request.kind.label}. {programme.title}", (DocumentPart(blocks),), has_contents=_asks_contents(request)
    )


def _build_part(request: DocumentRequest, days: Days) -> Content:
    programme, school = request.programme, request.school
    roadmap = Roadmap.objects.filter(programme=programme).select_related("programme").first()
    if roadmap is None:
        raise MissingPart("В программе нет плана мероприятий, отчитываться не о чем.")
    execution = read_execution(roadmap, days, school)
    stamp, signature = _stamp_and_signature(programme, school)
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
    return Content(f"{request.kind.label}. {about}", (DocumentPart(blocks),), has_contents=_asks_contents(request))


def days_of(request: DocumentRequest) -> Days:
    since, until = (request.options.get(name) for name in ("since_on", "until_on"))
    return Days(*(datetime.date.fromisoformat(each) if each else None for each in (since, until)))


def _asks_contents(request: DocumentRequest) -> bool:
    """Return whether a table of contents was ticked. Reports are read through, so only very long ones want one."""
    return bool(request.options.get("with_contents"))


def days_in_words(days: Days) -> str:
    since = f"с {date_in_words(days.since)}" if days.since else ""
    until = f"по {date_in_words(days.until)}" if days.until else ""
    return f"за период {since} {until}".replace("  ", " ").strip() if days else ""


def _as_of() -> tuple[Block, ...]:
    return parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center")


def _titles(programme: Programme, roadmap: Roadmap) -> tuple[Block, ...]:
    """Return the report's titles: the plan and whose it is.

    A plan or programme whose own title begins with «Отчёт» keeps that instead of being called a report twice.
    """
    own = (roadmap.title or "").strip()
    if report := next((title for title in (own, programme.title) if _is_report(title)), None):
        return (*heading(report), *(() if own in ("", report) else heading(in_quotes(own))))
    if own and speaks_of(own, programme.title):
        return (*heading(f"{_TITLE} плана мероприятий"), *heading(in_quotes(own)))
    genitive = named_programme(programme).genitive
    is_plan = genitive.casefold().startswith(("план", "комплекс"))
    title = f"{_TITLE} {genitive}" if is_plan else f"{_TITLE} плана мероприятий {genitive}"
    return (*heading(title), *heading(in_quotes(own) if own else None))


def _is_report(title: str) -> bool:
    return title.casefold().replace("ё", "е").lstrip(" «*").startswith("отчет")


def _stamp_and_signature(programme: Programme, school: School | None) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A school's report is approved and signed by its director, any other one by the head of the department."""
    if school is None:
        return current_approval_stamp(programme), current_head_signature(programme)
    position = director_position(school)
    name = signature_name(directors_of([school.pk]).get(school.pk, ""))
    return (ApprovalStamp(position, name),), (SignatureLine(position, name),)
