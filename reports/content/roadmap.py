"""The plan of activities as the document has it: its own columns, directions and stages."""

from portal.prose import parse_prose
from reports.content.blocks import Block, Content, Part
from reports.content.framing import approval_stamp, head_signature, heading, part_titles, programme_caption
from reports.content.missing import MissingPart
from reports.content.roadmap_plan import Plan, read_plan
from reports.content.roadmap_table import plan_table
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import Programme, Roadmap


def build_roadmap(document: Document) -> Content:
    programme = document.programme
    plan = read_plan(programme)
    if plan is None:
        raise MissingPart("В программе нет плана мероприятий.")
    blocks = (
        *programme_caption(programme),
        *approval_stamp(programme),
        *part_titles(programme, plan.roadmap.title),
        *period_line(plan.roadmap, programme.title),
        plan_table(plan),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.ROADMAP.label}. {programme.title}", (Part(blocks),))


def titled_plan(programme: Programme, plan: Plan) -> tuple[Block, ...]:
    """The plan as a part of the whole document, whose title stands above already."""
    return (
        *heading(plan.roadmap.title, 2),
        *period_line(plan.roadmap, programme.title),
        plan_table(plan),
    )


def period_line(roadmap: Roadmap, programme_title: str) -> tuple[Block, ...]:
    """The plan's period below its title, unless the title says it."""
    period = (roadmap.period or "").strip()
    said = period in (roadmap.title if roadmap.title is not None else programme_title)
    return () if not period or said else parse_prose(period, "center")
