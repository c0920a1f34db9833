"""The report on the plan's execution: the plan, and beside each activity what was done."""

from reports.content.blocks import Content, Part
from reports.content.framing import approval_stamp, head_signature, heading
from reports.content.missing import MissingPart
from reports.content.roadmap import period_line
from reports.content.roadmap_plan import read_plan
from reports.content.roadmap_table import plan_table
from reports.kinds import DocumentKind
from reports.models import Document


def build_execution(document: Document) -> Content:
    programme = document.programme
    plan = read_plan(programme, with_reports=True)
    if plan is None:
        raise MissingPart("В программе нет плана мероприятий, отчитываться не о чем.")
    title = plan.roadmap.title or programme.title
    is_report = any(words.casefold().replace("ё", "е").lstrip(" «*").startswith("отчет")
                    for words in (title, programme.title))  # fmt: skip
    blocks = (
        *approval_stamp(programme),
        *(() if is_report else heading("Отчёт об исполнении")),
        *heading(title),
        *period_line(plan.roadmap, programme.title),
        plan_table(plan, with_report_column=True),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.EXECUTION.label}. {programme.title}", (Part(blocks),))
