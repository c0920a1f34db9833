"""The plan of activities in the columns, directions and stages of its document."""

from portal.text.prose import parse_prose
from reports.blocks.content import Block, Content, DocumentPart
from reports.blocks.framing import approval_stamp, head_signature, heading, part_titles
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.annexes import part_caption
from reports.kinds.roadmap.plan_table import plan_table
from reports.kinds.roadmap.planned import PlannedRoadmap, read_plan
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme


def build_roadmap(request: DocumentRequest) -> Content:
    programme = request.programme
    plan = read_plan(programme)
    if plan is None:
        raise MissingPart("В программе нет плана мероприятий.")
    blocks = (
        *part_caption(programme, request.kind.approved_part),
        *approval_stamp(programme),
        *part_titles(programme, plan.roadmap.title),
        *period_line(plan.roadmap, programme.title),
        plan_table(plan),
        *head_signature(programme),
    )
    return Content(f"{request.kind.label}. {programme.title}", (DocumentPart(blocks),))


def titled_plan(programme: Programme, plan: PlannedRoadmap) -> tuple[Block, ...]:
    """Return the plan as a part of the whole programme, whose title stands above already."""
    return (
        *heading(plan.roadmap.title, 2),
        *period_line(plan.roadmap, programme.title),
        plan_table(plan),
    )


def period_line(roadmap: Roadmap, programme_title: str) -> tuple[Block, ...]:
    """Return the plan's period as a line below its title, unless the title contains it."""
    period = (roadmap.period or "").strip()
    said = period in (roadmap.title if roadmap.title is not None else programme_title)
    return () if not period or said else parse_prose(period, "center")
